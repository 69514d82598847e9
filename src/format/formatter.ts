/** A formatter that the user has, set up for a folder. */
export interface Formatter {
  /** The text of a file as the formatter writes it; unchanged where its settings leave the file out. */
  format(file: string, text: string): Promise<string>;
}
