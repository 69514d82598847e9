/**
 * Breaks a text between words, so that no line is longer than `width` unless a single word is. Lines after the first
 * begin with `indent` spaces. Without a width, the text stays on one line.
 *
 * @param lead number of columns that are taken in front of the first line
 */
export function wrapText(text: string, width: number | undefined, lead: number, indent = lead): string {
  if (width === undefined) return text;
  const lines: string[] = [];
  let line = '';
  let taken = lead;
  for (const word of text.split(' ')) {
    if (line !== '' && taken + line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
      taken = indent;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line].join(`\n${' '.repeat(indent)}`);
}
