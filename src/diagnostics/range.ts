/** A range in a text; lines and columns count from 1, columns in UTF-16 code units. The end is exclusive. */
export interface Range {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}
