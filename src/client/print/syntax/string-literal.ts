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
