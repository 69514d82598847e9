import type { CursorShape } from './list-route.js';

const TEXT_CURSOR = /^(at|to):(\d+)$/;

/**
 * Creates a cursor for an index. Texts are opaque, with characters that have to be encoded in URLs. The cursor of a page that
 * ends before an index has the negative index.
 */
export function createCursor(index: number, shape: CursorShape = 'text'): unknown {
  if (shape === 'number') return index;
  if (shape === 'text') return btoa(index < 0 ? `to:${-index}` : `at:${index}`);
  if (isList(shape)) return shape.map((part) => createCursor(index, part));
  return Object.fromEntries(Object.entries(shape).map(([name, part]) => [name, createCursor(index, part)]));
}

/** Returns the index of a cursor. Undefined if {@link createCursor} did not create it. */
export function readCursor(cursor: unknown, shape?: CursorShape): number | undefined {
  const leaves = leavesOf(cursor);
  const index = leaves.map(indexOf).find((found) => found !== undefined);
  if (index === undefined) return undefined;
  return leavesOf(createCursor(index, shape)).join() === leaves.join() ? index : undefined;
}

function indexOf(leaf: string): number | undefined {
  if (/^-?\d{1,15}$/.test(leaf)) return Number(leaf);
  const [, direction, digits] = TEXT_CURSOR.exec(decode(leaf)) ?? [];
  return digits === undefined ? undefined : Number(digits) * (direction === 'to' ? -1 : 1);
}

function decode(text: string): string {
  try {
    return atob(text);
  } catch {
    return '';
  }
}

/** Returns the scalars of a value. Parameters carry numbers as text, so that both have to be equal. */
function leavesOf(value: unknown): string[] {
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(leavesOf) : [String(value)];
}

function isList(shape: CursorShape): shape is readonly CursorShape[] {
  return Array.isArray(shape);
}
