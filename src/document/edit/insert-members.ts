import { isMap, isScalar, isSeq, type Pair, stringify, type YAMLMap } from 'yaml';
import { type JsonPointer, type JsonValue, parsePointer } from '../../shared/json.ts';
import { NestingError, parseTree } from '../parse/yaml-text.ts';

/** A member to add to an object of a document. */
export interface Insertion {
  /** Pointer to the object. */
  readonly pointer: JsonPointer;
  readonly key: string;
  readonly value: JsonValue;
  /** Key of the member to insert before. If the object has no such member, insert before the first one. */
  readonly before: string;
}

export interface InsertResult {
  readonly text: string;
  /** Insertions into objects that have no text of their own: they come from an alias, a merge key or a reference. */
  readonly missed: readonly Insertion[];
}

/**
 * Inserts members into objects of a YAML or JSON text. The rest of the text stays as it is: comments, order,
 * indentation and line endings.
 */
export function insertMembers(text: string, insertions: readonly Insertion[]): InsertResult {
  const root = rootOf(text);
  const missed: Insertion[] = [];
  const edits: { readonly offset: number; readonly text: string }[] = [];
  for (const insertion of insertions) {
    const map = mapAt(root, parsePointer(insertion.pointer) ?? []);
    const anchor = map && anchorOf(map, insertion.before);
    if (map === undefined || anchor === undefined) missed.push(insertion);
    else edits.push(memberText(text, map.flow === true, anchor, insertion));
  }
  let result = text;
  for (const edit of edits.sort((a, b) => b.offset - a.offset)) {
    result = result.slice(0, edit.offset) + edit.text + result.slice(edit.offset);
  }
  return { text: result, missed };
}

function rootOf(text: string): unknown {
  try {
    return parseTree(text).document.contents;
  } catch (error) {
    if (error instanceof NestingError) return undefined;
    throw error;
  }
}

function mapAt(root: unknown, tokens: readonly string[]): YAMLMap | undefined {
  let node = root;
  for (const token of tokens) {
    if (isMap(node)) node = pairOf(node, token)?.value;
    else node = isSeq(node) ? node.items[Number(token)] : undefined;
  }
  return isMap(node) ? node : undefined;
}

function pairOf(map: YAMLMap, key: string): Pair | undefined {
  return map.items.find((pair) => isScalar(pair.key) && String(pair.key.source ?? pair.key.value) === key);
}

/** Returns the offset of the key to insert before. */
function anchorOf(map: YAMLMap, before: string): number | undefined {
  const pair = pairOf(map, before) ?? map.items[0];
  return isScalar(pair?.key) ? pair.key.range?.[0] : undefined;
}

function memberText(
  text: string,
  isFlow: boolean,
  anchor: number,
  { key, value }: Insertion,
): { offset: number; text: string } {
  const lineStart = text.lastIndexOf('\n', anchor - 1) + 1;
  const lead = text.slice(lineStart, anchor);
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const ownLine = /^[ \t]*$/.test(lead);
  if (isFlow) {
    const json = ownLine
      ? JSON.stringify(value, null, unitOf(text)).replaceAll('\n', `${eol}${lead}`)
      : JSON.stringify(value);
    const colon = ownLine || /"\s+:|":\s|^[\w-]+: /m.test(text.slice(0, 400)) ? ': ' : ':';
    const gap = ownLine ? `${eol}${lead}` : colon === ': ' ? ' ' : '';
    return { offset: anchor, text: `${JSON.stringify(key)}${colon}${json},${gap}` };
  }
  const lines = stringify({ [key]: value }, { lineWidth: 0, indent: unitOf(text).length })
    .trimEnd()
    .split('\n');
  if (!ownLine) {
    // The anchor is the first key of a block after a dash.
    const indent = ' '.repeat(lead.length);
    return { offset: anchor, text: `${lines.join(`${eol}${indent}`)}${eol}${indent}` };
  }
  const offset = beforeComments(text, lineStart);
  return { offset, text: lines.map((line) => `${lead}${line}${eol}`).join('') };
}

/** Returns the start of the comments directly above a line, which belong to its key. */
function beforeComments(text: string, lineStart: number): number {
  let start = lineStart;
  while (start > 0) {
    const previous = text.lastIndexOf('\n', start - 2) + 1;
    if (!/^[ \t]*#/.test(text.slice(previous, start))) return start;
    start = previous;
  }
  return start;
}

/** Returns the indentation of one level, taken from the first indented line. */
function unitOf(text: string): string {
  const [, first = '  '] = /\n([ \t]+)\S/.exec(text) ?? [];
  return first.startsWith('\t') ? '\t' : first.slice(0, 8);
}
