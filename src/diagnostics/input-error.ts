/**
 * A file or folder that cannot be read or written as the user asked. Thrown, one at a time; faults *inside* a document
 * are diagnostics instead.
 */
export class InputError extends Error {
  override readonly name = 'InputError';
  /** A documented constant in kebab-case, such as `file-not-found`: see `CODES`. */
  readonly code: string;
  /** What to do; "Did you mean …?" stands here. */
  readonly hint?: string;

  constructor(code: string, message: string, options: { hint?: string | undefined; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    if (options.hint !== undefined) this.hint = options.hint;
  }
}
