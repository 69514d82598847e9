/** What the references of a document may lead to, beside files in its own folder and below. */
export interface Reach {
  /** Absolute: the folder of the root document. References of a document without a file are relative to it. */
  readonly folder: string;
  /** Absolute: further folders whose files may be read. Default: none. */
  readonly folders?: readonly string[] | undefined;
  /** Origins (`https://specs.example.com`) whose documents may be fetched. Default: none. */
  readonly origins?: readonly string[] | undefined;
}

/** Whether a document was fetched rather than read from a disk. */
export function isRemote(file: string): boolean {
  return /^https?:\/\//i.test(file);
}
