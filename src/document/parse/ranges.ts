import { type Document, isAlias, isMap, isScalar, isSeq, type Pair, type YAMLMap } from 'yaml';
import type { Range } from '../../shared/diagnostic.ts';
import { type JsonPointer, parsePointer } from '../../shared/json.ts';
import { lineStarts, positionAt } from '../../shared/locate.ts';
import { rangeOf, type YamlTree } from './yaml-text.ts';

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

/** Finds the offsets of a value, and of its key if it has one, in UTF-16 code units. */
export interface PlaceIndex {
  find(tokens: readonly string[]): {
    readonly start: number;
    readonly end: number;
    readonly key?: readonly [start: number, end: number];
  };
}

/** Returns the `range` function of a document. It creates the index on the first call. */
export function indexRanges(
  text: string,
  createIndex: () => PlaceIndex,
): (pointer: JsonPointer, part?: 'key' | 'value') => Range {
  let index: PlaceIndex | undefined;
  let lines: readonly number[] | undefined;
  return (pointer, part = 'value') => {
    index ??= createIndex();
    lines ??= lineStarts(text);
    const spot = index.find(parsePointer(pointer) ?? []);
    const [start, end] = (part === 'key' && spot.key) || [spot.start, spot.end];
    const from = positionAt(lines, start);
    const to = positionAt(lines, end);
    return { line: from.line, column: from.column, endLine: to.line, endColumn: to.column };
  };
}
