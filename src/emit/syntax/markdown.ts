/** Text of a document on one line of Markdown, inert: no markup, no cell border, no HTML. */
export function markdownLine(text: string): string {
  return text
    .replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ')
    .replace(/[\\`*_[\]<>|#]/g, '\\$&')
    .trim();
}

/** Text of a document as a code span inside a table cell. */
export function markdownCode(text: string): string {
  return `\`${text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029`]+/g, ' ').replace(/\|/g, '\\|').trim()}\``;
}
