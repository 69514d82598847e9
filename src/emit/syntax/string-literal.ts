/**
 * What a single-quoted literal cannot hold as it is: quotes, backslashes, control characters, line and paragraph
 * separators, halves of surrogate pairs; and what makes source text read otherwise than it runs: byte order marks,
 * zero-width characters and the controls of bidirectional text.
 */
const UNSAFE =
  /[\\'\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

const SHORT: Readonly<Record<string, string>> = { '\\': '\\\\', "'": "\\'", '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** Any text as a single-quoted TypeScript string literal. */
export function stringLiteral(text: string): string {
  return `'${text.replace(UNSAFE, escapeUnit)}'`;
}

function escapeUnit(unit: string): string {
  return SHORT[unit] ?? `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
