import type { CodeBlockWriter as Writer, WriterFunction } from 'ts-morph';
import { CodeBlockWriter } from '../ts-morph.ts';

/** The width of a line of generated code, unless something in it cannot be broken. */
export const WIDTH = 120;

/**
 * Marks a place whose preceding white space is removed after printing. ts-morph indents every further line of a type
 * and an initializer by one level, and writes a space before each. Documents cannot contain the character
 * in code: literals escape it, and comments drop it.
 */
const MARK = '\u0001';
const MARKED = new RegExp(` {0,2}${MARK}`, 'g');

/** Marks the further lines of a text, so that they keep the indentation that they have. */
export function keepIndentation(text: string): string {
  return text.includes('\n') ? text.replaceAll('\n', `\n${MARK}`) : text;
}

/** Removes the marks from a printed file, and what they undo. */
export function settle(printed: string): string {
  return printed.replace(MARKED, '');
}

/** Drops the space before the place that is written next. */
export function dropSpace(writer: Writer): void {
  writer.write(MARK);
}

/** Begins a new line, without a space at the end of the line before. */
export const NEW_LINE: WriterFunction = (writer) => writer.write(MARK).newLine();

/** Ends the last entry of a list that is broken over lines. ts-morph adds commas between entries only. */
export const LAST_COMMA: WriterFunction = (writer) => writer.write(`,${MARK}`).newLine();

/** Separates a declaration from the one before it. ts-morph does so for interfaces, functions and classes only. */
export const BLANK_LINE: WriterFunction = (writer) => {
  if (!writer.isAtStartOfFirstLineOfBlock()) writer.blankLineIfLastNot();
};

/** Returns the text that `write` writes, indented from 0. */
export function textOf(write: (writer: Writer) => void): string {
  const writer = new CodeBlockWriter({ indentNumberOfSpaces: 2, useSingleQuote: true });
  write(writer);
  return writer.toString();
}
