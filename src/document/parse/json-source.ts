import type { Range } from '../../shared/diagnostic.ts';
import { lineStarts, positionAt } from '../../shared/locate.ts';
import { JsonIndex } from './json-index.ts';
import { indexRanges, type SourceDocument } from './source-document.ts';

/**
 * Parses JSON. Returns undefined if the text is not JSON or has a key twice, or neither begins with `{` nor comes from a
 * `.json` file.
 */
export function parseJsonSource(file: string, text: string): SourceDocument | undefined {
  if (!isJsonFile(file) && !text.trimStart().startsWith('{')) return undefined;
  try {
    const data: unknown = JSON.parse(text);
    if (hasDuplicateKeys(text, data)) return undefined;
    return { file, text, data, range: indexRanges(text, () => new JsonIndex(text)) };
  } catch {
    return undefined;
  }
}

/** True if the name of a file ends in `.json`. Any other text in such a file is a fault. */
export function isJsonFile(file: string): boolean {
  return file.toLowerCase().endsWith('.json');
}

const BACKSLASH = 0x5c;
const COLON = 0x3a;
const SPACE = 0x20;

/**
 * True if an object of a JSON text has a key twice. `JSON.parse` keeps the last one, silently.
 *
 * @param data what `JSON.parse` reads from the text
 */
function hasDuplicateKeys(text: string, data: unknown): boolean {
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

const TOKEN =
  /[ \t\n\r]+|[{}[\]:,]|"[^"\\]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\]*)*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])|(?:true|false|null)(?!\w)/y;

type Expectation = 'value' | 'value or ]' | 'name or }' | 'name' | ':' | ', or }' | ', or ]' | 'end';

const IN_WORDS: Record<Expectation, string> = {
  value: 'a value',
  'value or ]': 'a value or "]"',
  'name or }': 'a name in double quotes or "}"',
  name: 'a name in double quotes',
  ':': '":"',
  ', or }': '"," or "}"',
  ', or ]': '"," or "]"',
  end: 'the end of the text',
};

/**
 * Finds the first place at which a text is not JSON (RFC 8259), and what was expected there. `JSON.parse` does not say
 * what it expected.
 */
export function findJsonFault(text: string): { message: string; range: Range } {
  const open: ('{' | '[')[] = [];
  let expected: Expectation = 'value';
  let offset = 0;
  while (offset < text.length) {
    TOKEN.lastIndex = offset;
    const token = TOKEN.exec(text)?.[0];
    if (token === undefined || (token.startsWith('"') && hasControl(token))) break;
    if (token.trim() !== '') {
      const next = nextExpectation(expected, token, open);
      if (next === undefined) break;
      expected = next;
    }
    offset += token.length;
  }
  const found = offset < text.length ? (/^(?:[\w.+-]+|.)/su.exec(text.slice(offset, offset + 40))?.[0] ?? '') : '';
  const actual = found === '' ? 'the text ends here' : `found ${JSON.stringify(found)}`;
  return {
    message: `Invalid JSON: expected ${IN_WORDS[expected]}, but ${actual}.`,
    range: rangeAt(text, offset, found.length),
  };
}

/** Returns what must follow `token`, or undefined if `token` is not what was expected. */
function nextExpectation(expected: Expectation, token: string, open: ('{' | '[')[]): Expectation | undefined {
  const value = (): Expectation => (open.length === 0 ? 'end' : open.at(-1) === '{' ? ', or }' : ', or ]');
  const close = (): Expectation => {
    open.pop();
    return value();
  };
  switch (expected) {
    case 'value or ]':
      if (token === ']') return close();
      return nextExpectation('value', token, open);
    case 'value':
      if (token === '{' || token === '[') {
        open.push(token);
        return token === '{' ? 'name or }' : 'value or ]';
      }
      return /^[}\]:,]/.test(token) ? undefined : value();
    case 'name or }':
      if (token === '}') return close();
      return nextExpectation('name', token, open);
    case 'name':
      return token.startsWith('"') ? ':' : undefined;
    case ':':
      return token === ':' ? 'value' : undefined;
    case ', or }':
      return token === ',' ? 'name' : token === '}' ? close() : undefined;
    case ', or ]':
      return token === ',' ? 'value' : token === ']' ? close() : undefined;
    case 'end':
      return undefined;
  }
}

/** True if a string contains a control character, which JSON requires to be escaped (RFC 8259 section 7). */
function hasControl(token: string): boolean {
  for (let index = 0; index < token.length; index++) if (token.charCodeAt(index) < 0x20) return true;
  return false;
}

function rangeAt(text: string, offset: number, length: number): Range {
  const before = text.slice(0, offset).split(/\r\n|[\n\r]/);
  const line = before.length;
  const column = (before.at(-1) ?? '').length + 1;
  return { line, column, endLine: line, endColumn: column + length };
}
