const LINE_TERMINATORS = /\r\n|[\r\v\f\u0085\u2028\u2029]/g;
/** Control characters, and those that make text read in another order than it stands in the file. */
const INVISIBLE = /(?!\n)\p{Cc}|[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu;
/** Halves of surrogate pairs, and the replacement character, which TypeScript takes for a sign of a binary file. */
const UNREADABLE = /[\p{Cs}\ufffd]/gu;

/** One line of ASCII without `*`, `/` behind it, or `@`. */
const PLAIN = /^[ -)+-?A-~]*$/;

/**
 * Text of a document, made harmless inside a doc comment: it cannot end the comment, and no tag begins in it.
 * Lines are ended by `\n`; blank lines at both ends and repeated blank lines are taken out.
 */
export function docText(text: string): string {
  // Most texts are a line without any of all this.
  if (PLAIN.test(text) && !text.endsWith(' ')) return text;
  return (
    text
      .replace(LINE_TERMINATORS, '\n')
      .replace(UNREADABLE, '?')
      .replace(/\t/g, '  ')
      .replace(INVISIBLE, '')
      .split('\n')
      // A regular expression would take a time that grows with the square of the spaces inside a line.
      .map((line) => line.trimEnd())
      .join('\n')
      .replace(/\n{3,}/g, '\n\n')
      .replace(/^\n+|\n+$/g, '')
      .replace(/\*\//g, '*\\/')
      // From version 6 on, TypeScript takes an at sign behind a space for a tag, too.
      .replace(/(?<![^\s*])@/g, '\\@')
  );
}

/** `docText` on one line, for the text of a tag. */
export function docLine(text: string): string {
  return docText(text).replace(/\s+/g, ' ').trim();
}

/** Our own text, broken into lines; further lines are indented by `hang`. Text of the document keeps its lines. */
export function fill(text: string, hang = ''): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + word.length >= 112) {
      lines.push(line);
      line = hang + word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line].join('\n');
}

/**
 * A doc comment of paragraphs that went through {@link docText} or are ours, with the newline behind it; `''` where
 * there is nothing to say. One line where one line is enough.
 */
export function docComment(paragraphs: readonly string[], indent: string): string {
  const lines = paragraphs.filter((paragraph) => paragraph !== '').join('\n\n');
  if (lines === '') return '';
  if (!lines.includes('\n') && indent.length + lines.length <= 113) return `${indent}/** ${lines} */\n`;
  const body = lines.split('\n').map((line) => (line === '' ? `${indent} *\n` : `${indent} * ${line}\n`));
  return `${indent}/**\n${body.join('')}${indent} */\n`;
}
