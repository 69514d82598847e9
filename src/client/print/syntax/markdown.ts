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
