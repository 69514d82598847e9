import type { Range } from '../../shared/diagnostic.ts';
import { lineStarts, positionAt } from '../../shared/locate.ts';

const BACKSLASH = 0x5c;
const COLON = 0x3a;
const SPACE = 0x20;

/**
 * True if an object of a JSON text has a key twice. `JSON.parse` keeps the last one, silently.
 *
 * @param data what `JSON.parse` reads from the text
 */
export function hasDuplicateKeys(text: string, data: unknown): boolean {
  // Comparing counts takes a fraction of the time of finding the keys.
  return typeof data === 'object' && data !== null && countWrittenKeys(text) !== countKeys(data);
}

function countWrittenKeys(text: string): number {
  let count = 0;
  for (let start = text.indexOf('"'); start >= 0; ) {
    let end = text.indexOf('"', start + 1);
    if (text.charCodeAt(end - 1) === BACKSLASH) end = endOfString(text, start) - 1;
    let next = end + 1;
    while (text.charCodeAt(next) <= SPACE) next++;
    if (text.charCodeAt(next) === COLON) count++;
    start = text.indexOf('"', next);
  }
  return count;
}

function countKeys(value: object): number {
  let count = 0;
  const stack: object[] = [value];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const members: unknown[] = Array.isArray(next) ? next : Object.values(next);
    if (!Array.isArray(next)) count += members.length;
    for (const member of members) if (typeof member === 'object' && member !== null) stack.push(member);
  }
  return count;
}

interface JsonString {
  readonly start: number;
  readonly end: number;
  readonly isKey: boolean;
}

/** Yields every string of a valid JSON text. */
function* stringsOf(text: string): Generator<JsonString, void, undefined> {
  for (let start = text.indexOf('"'); start >= 0; start = text.indexOf('"', start)) {
    const end = endOfString(text, start);
    let next = end;
    while (text.charCodeAt(next) <= SPACE) next++;
    yield { start, end, isKey: text.charCodeAt(next) === COLON };
    start = end;
  }
}

function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); ; end = text.indexOf('"', end + 1)) {
    if (end < 0) return text.length;
    let slashes = 0;
    while (text.charCodeAt(end - 1 - slashes) === BACKSLASH) slashes++;
    if (slashes % 2 === 0) return end + 1;
  }
}

/** Returns the place of each key of a valid JSON text that its object has already. */
export function findDuplicateKeys(text: string): Range[] {
  const starts = lineStarts(text);
  const found: Range[] = [];
  const open: Set<string>[] = [];
  let at = 0;
  for (const { start, end, isKey } of stringsOf(text)) {
    for (; at < start; at++) {
      if (text[at] === '{') open.push(new Set());
      else if (text[at] === '}') open.pop();
    }
    at = end;
    const keys = open.at(-1);
    if (!isKey || keys === undefined) continue;
    const name: unknown = JSON.parse(text.slice(start, end));
    if (keys.has(String(name))) {
      const { line, column } = positionAt(starts, start);
      found.push({ line, column, endLine: line, endColumn: column + end - start });
    }
    keys.add(String(name));
  }
  return found;
}
