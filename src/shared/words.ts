/** Returns the text with a capital first letter. */
export function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Returns a count with its noun, such as `1 error` or `2,000 errors`. */
export function countOf(number: number, noun: string, plural = `${noun}s`): string {
  return `${formatNumber(number)} ${number === 1 ? noun : plural}`;
}

/** Formats a number with thousands separators, such as `10,000`. */
export function formatNumber(number: number): string {
  return String(number).replace(/\B(?=(?:\d{3})+$)/g, ',');
}

/** Formats a duration, such as `45 s`, `19 min` or `1 h 30 min`. */
export function formatDuration(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1000);
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const parts =
    hours > 0
      ? [
          [hours, 'h'],
          [minutes, 'min'],
        ]
      : [
          [minutes, 'min'],
          [rest, 's'],
        ];
  const shown = parts.filter(([number]) => number !== 0).map(([number, unit]) => `${number} ${unit}`);
  return shown.join(' ') || '0 s';
}

/** Returns a text on one line, shortened to `maxLength` characters: control characters become spaces. */
export function truncate(text: string, maxLength = 400): string {
  const plain = text.replaceAll(/\p{Cc}+/gu, ' ');
  return plain.length <= maxLength ? plain : `${plain.slice(0, maxLength - 1)}…`;
}

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
