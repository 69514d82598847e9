/** One file of a client. */
export interface EmittedFile {
  /** Relative, with `/`. */
  readonly path: string;
  readonly text: string;
}
