import { isJsonArray, type JsonValue } from '../../../shared/json.ts';

/**
 * Characters that a single-quoted literal cannot contain: quotes, backslashes, control characters, line and paragraph
 * separators, halves of surrogate pairs. Also characters that make source text read differently from what runs: byte
 * order marks, zero-width characters, controls of bidirectional text, and the replacement character, by which TypeScript
 * recognizes binary files.
 */
const UNSAFE = /[\\'\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\ufffd]/u;
const UNSAFE_ALL = new RegExp(UNSAFE, 'gu');

const SHORT: Readonly<Record<string, string>> = { '\\': '\\\\', "'": "\\'", '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** A quote after a backslash: the writer of ts-morph would take the escapes of both for the end of the literal. */
const QUOTE_AFTER_BACKSLASH = /(?<=\\)'/g;

/** Returns a single-quoted TypeScript string literal of any text. */
export function stringLiteral(text: string): string {
  // Most texts are plain.
  if (!UNSAFE.test(text)) return `'${text}'`;
  const marked = text.split(QUOTE_AFTER_BACKSLASH).map((part) => part.replace(UNSAFE_ALL, escaped));
  return `'${marked.join(escapeUnit("'"))}'`;
}

function escaped(character: string): string {
  return SHORT[character] ?? character.split('').map(escapeUnit).join('');
}

function escapeUnit(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

const PLAIN_NAME = /^[A-Za-z_$][\w$]*$/;

/** The name of a member of a type: as it is where it can be, else quoted. */
export function propertyName(name: string): string {
  return PLAIN_NAME.test(name) ? name : stringLiteral(name);
}

/**
 * The name of a member of an object literal. `__proto__: x` would set the prototype (ECMA-262, B.3.1); a computed name
 * makes an ordinary member of it.
 */
export function objectKey(name: string): string {
  return name === '__proto__' ? "['__proto__']" : propertyName(name);
}

/** The access of a member on an expression: `.leads` or `['x-y']`. */
export function memberAccess(name: string): string {
  return PLAIN_NAME.test(name) ? `.${name}` : `[${stringLiteral(name)}]`;
}

/** Returns the code of the type that has one JSON value. */
export function literalType(value: JsonValue): string {
  if (typeof value === 'string') return stringLiteral(value);
  // `1e400` is JSON, and JavaScript has no literal for what it reads.
  if (typeof value === 'number' && !Number.isFinite(value)) return 'number';
  if (value === null || typeof value !== 'object') return String(value);
  if (isJsonArray(value)) return `[${value.map(literalType).join(', ')}]`;
  const members = Object.entries(value).map(([name, member]) => `${propertyName(name)}: ${literalType(member)}`);
  return members.length === 0 ? '{}' : `{ ${members.join('; ')} }`;
}

const IDENTIFIER = /^[\p{ID_Start}_$][\p{ID_Continue}$]*$/u;

/**
 * Returns a name of the plan, checked once more before it reaches code.
 *
 * @throws {TypeError} if the text is not an identifier: a bug of pagegen, never an error of the document.
 */
export function identifier(name: string): string {
  if (!IDENTIFIER.test(name)) throw new TypeError(`Not an identifier: ${JSON.stringify(name)}`);
  return name;
}

const SEGMENT = /^[a-z0-9]+(?:[.-][a-z0-9]+)*$/i;

/**
 * Returns a path of the plan, checked once more before it names a file: relative, with `/`, without `..`, ASCII.
 *
 * @throws {TypeError} if it is not such a path: a bug of pagegen, never an error of the document.
 */
export function filePath(path: string): string {
  if (!path.split('/').every((segment) => SEGMENT.test(segment))) {
    throw new TypeError(`Not a path of a generated file: ${JSON.stringify(path)}`);
  }
  return path;
}

/** Text of a document on one line of Markdown, inert: no markup, no cell border, no HTML. */
export function markdownLine(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/[\\`*_[\]<>|#]/g, '\\$&')
    .trim();
}

/** Text of a document as a code span inside a table cell. */
export function markdownCode(text: string): string {
  return `\`${text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}`]+/gu, ' ')
    .replace(/\|/g, '\\|')
    .trim()}\``;
}
