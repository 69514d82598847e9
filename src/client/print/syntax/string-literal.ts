/**
 * What a single-quoted literal cannot hold as it is: quotes, backslashes, control characters, line and paragraph
 * separators, halves of surrogate pairs; and what makes source text read otherwise than it runs: byte order marks,
 * zero-width characters, the controls of bidirectional text, and the replacement character, which TypeScript takes for
 * a sign of a binary file.
 */
const UNSAFE = /[\\'\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\ufffd]/gu;

const SHORT: Readonly<Record<string, string>> = { '\\': '\\\\', "'": "\\'", '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** Any text as a single-quoted TypeScript string literal. */
export function stringLiteral(text: string): string {
  return `'${text.replace(UNSAFE, escaped)}'`;
}

function escaped(character: string): string {
  return SHORT[character] ?? character.split('').map(escapeUnit).join('');
}

function escapeUnit(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
