import { type Document, isAlias, isMap, isScalar, isSeq, type Pair, type YAMLMap } from 'yaml';
import type { Range, Report } from '../../shared/diagnostic.ts';
import { type JsonPointer, parsePointer } from '../../shared/json.ts';
import { findDuplicateKeys, findJsonFault, isJsonFile, parseJsonSource } from './json-source.ts';
import { parsePlainSource } from './plain-yaml.ts';
import type { SourceDocument } from './source-document.ts';
import { DUPLICATE_KEY, parseYaml, rangeOf, type YamlTree } from './yaml-text.ts';

/**
 * Parses a document: JSON if the text begins with `{` or the file is called `.json`, YAML 1.2 otherwise. A text that
 * begins with `{` and is not JSON may still be YAML.
 *
 * @returns undefined if the text does not parse; each fault is reported with its place
 */
export function parseSource(file: string, text: string, report: Report): SourceDocument | undefined {
  return parseJsonSource(file, text) ?? parsePlainSource(file, text) ?? parseYamlSource(file, text, report);
}

/**
 * Parses any YAML 1.2 text. Reports the text of a `.json` file as invalid JSON.
 *
 * @returns undefined if the text does not parse; each fault is reported with its place
 */
export function parseYamlSource(file: string, text: string, report: Report): SourceDocument | undefined {
  const duplicates = isJson(text) ? findDuplicateKeys(text) : [];
  for (const range of duplicates) {
    report({ code: 'invalid-json', severity: 'error', message: DUPLICATE_KEY, location: { file, pointer: '' }, range });
  }
  if (duplicates.length > 0) return undefined;
  if (isJsonFile(file)) {
    report({ code: 'invalid-json', severity: 'error', ...findJsonFault(text), location: { file, pointer: '' } });
    return undefined;
  }
  const parsed = parseYaml(file, text, report);
  return parsed && { file, text, data: parsed.data, range: treeRanges(text, parsed) };
}

function isJson(text: string): boolean {
  try {
    return text.trimStart().startsWith('{') && JSON.parse(text) !== undefined;
  } catch {
    return false;
  }
}

/** Returns the `range` function of a document that has a YAML tree. */
export function treeRanges(text: string, tree: YamlTree): (pointer: JsonPointer, part?: 'key' | 'value') => Range {
  return (pointer, part = 'value') => {
    const spot = findSpot(tree.document, parsePointer(pointer) ?? []);
    // A block value ends where the next value starts: exclude the white space between them.
    const [start, end] = (part === 'key' && spot.key) || spot.value;
    const length = text.slice(start, end).trimEnd().length;
    return rangeOf(tree.lines, start, start + length);
  };
}

type Offsets = readonly [start: number, end: number];

function findSpot(document: Document, tokens: readonly string[]): { key?: Offsets; value: Offsets } {
  let node: unknown = document.contents;
  let spot: { key?: Offsets; value: Offsets } = { value: offsetsOf(node) ?? [0, 0] };
  for (const token of tokens) {
    const target = isAlias(node) ? node.resolve(document) : node;
    if (isMap(target)) {
      const pair = pairOf(document, target, token);
      if (pair === undefined) return spot;
      const key = offsetsOf(pair.key);
      node = pair.value;
      const value = valueOffsets(node) ?? key ?? spot.value;
      spot = key ? { key, value } : { value };
    } else {
      const item = isSeq(target) && /^(0|[1-9]\d*)$/.test(token) ? target.items[Number(token)] : undefined;
      if (item === undefined) return spot;
      node = item;
      spot = { value: offsetsOf(node) ?? spot.value };
    }
  }
  return spot;
}

/** Returns the offsets of a value, or undefined for an empty value (`key:` with nothing after it). */
function valueOffsets(node: unknown): Offsets | undefined {
  const offsets = offsetsOf(node);
  return offsets && offsets[1] > offsets[0] ? offsets : undefined;
}

/** Returns the member `token` of a mapping: its own, or one that `<<` merges in. */
function pairOf(document: Document, map: YAMLMap, token: string): Pair | undefined {
  const own = map.items.find(({ key }) => isScalar(key) && String(key.value) === token);
  if (own) return own;
  for (const { key, value } of map.items) {
    if (!isScalar(key) || key.source !== '<<') continue;
    for (const source of isSeq(value) ? value.items : [value]) {
      const target = isAlias(source) ? source.resolve(document) : source;
      const pair = isMap(target) && target !== map ? pairOf(document, target, token) : undefined;
      if (pair) return pair;
    }
  }
  return undefined;
}

function offsetsOf(node: unknown): Offsets | undefined {
  const range = (node as { range?: readonly [number, number, number] | null } | null | undefined)?.range;
  return range ? [range[0], range[1]] : undefined;
}
