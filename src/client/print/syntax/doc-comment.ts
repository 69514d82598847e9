import type { CodeBlockWriter } from 'ts-morph';

const LINE_TERMINATORS = /\r\n|[\r\v\f\u0085\u2028\u2029]/g;
/** Control characters, and characters that show text in another order than it has in the file. */
const INVISIBLE = /(?!\n)\p{Cc}|[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu;
/** Halves of surrogate pairs, and the replacement character, by which TypeScript recognizes binary files. */
const UNREADABLE = /[\p{Cs}\ufffd]/gu;

/** One line of ASCII without `*`, `/` behind it, or `@`. */
const PLAIN = /^[ -)+-?A-~]*$/;

/**
 * Makes text of a document harmless inside a doc comment: it cannot end the comment, and no tag begins in it. Line ends
 * become `\n`. Repeated blank lines, and blank lines at both ends, are removed.
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
      // Since version 6, TypeScript also takes an at sign after a space for a tag.
      .replace(/(?<![^\s*])@/g, '\\@')
  );
}

/** Returns {@link docText} on one line, for the text of a tag. */
export function docLine(text: string): string {
  return docText(text).replace(/\s+/g, ' ').trim();
}

/** Breaks our own text into lines, of which all but the first are indented by `hang`. Text of the document keeps its lines. */
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

/** The longest text of a doc comment on one line, indentation included. */
const MAX_TEXT = 113;

/**
 * Returns the doc comment of a structure of ts-morph, or nothing if there is nothing to say. It has one line if the text
 * fits on one.
 *
 * @param paragraphs our own text, or text that {@link docText} made harmless
 */
export function docOf(paragraphs: readonly string[], indent = 0): string[] {
  const text = paragraphs.filter((paragraph) => paragraph !== '').join('\n\n');
  if (text === '') return [];
  const isShort = !text.includes('\n') && indent + text.length <= MAX_TEXT;
  // ts-morph writes a text that begins with a line break on lines of its own.
  return [isShort ? text : `\n${text}`];
}

/** Writes a doc comment, as ts-morph writes those of structures. */
export function writeDoc(writer: CodeBlockWriter, paragraphs: readonly string[]): void {
  const [text] = docOf(paragraphs, 2 * writer.getIndentationLevel());
  if (text === undefined) return;
  if (!text.startsWith('\n')) {
    writer.write(`/** ${text} */`).newLine();
    return;
  }
  writer.write('/**').newLine();
  for (const line of text.slice(1).split('\n')) writer.write(line === '' ? ' *' : ` * ${line}`).newLine();
  writer.write(' */').newLine();
}
