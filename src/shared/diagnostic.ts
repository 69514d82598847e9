import type { Location } from './json.ts';

/** A range of text. Lines and columns count from 1, columns in UTF-16 code units. The end is exclusive. */
export interface Range {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export type Severity = 'error' | 'warning' | 'info';

/**
 * A safe change at the place of a diagnostic, for `lint --fix`. It keeps the author's meaning. The stage that reports
 * the diagnostic decides whether there is one.
 */
export type Fix =
  /** Replaces the last name `from` in the value or key: the whole text, or one token of a pointer or expression. */
  | { readonly kind: 'rename'; readonly from: string; readonly to: string }
  /** Replaces the whole string, in the quotes that it has. */
  | { readonly kind: 'replace'; readonly text: string }
  /** Replaces the whole number. */
  | { readonly kind: 'set-number'; readonly value: number }
  /** Adds a member with a number after the member at the place. */
  | { readonly kind: 'add-member'; readonly key: string; readonly value: number }
  /** Removes the quotes of a string that is a number. */
  | { readonly kind: 'unquote' }
  /** Puts the value into an array. */
  | { readonly kind: 'wrap-in-array' }
  /** Removes the line that the place begins on. */
  | { readonly kind: 'remove-line' };

/** A message about a place in the user's document. A run returns any number of diagnostics and never throws one. */
export interface Diagnostic {
  /** A documented constant in kebab-case, such as `unresolved-reference`. */
  readonly code: string;
  readonly severity: Severity;
  /** One or two sentences: what is wrong and what was expected. No trailing newline. */
  readonly message: string;
  /** Advice on what to do, or "Did you mean …?". */
  readonly hint?: string;
  readonly fix?: Fix;
  /** The name of the operation in the message. Findings that differ only in it are shown as a group. */
  readonly subject?: string;
  readonly location: Location;
  /** Set for text that does not parse, in which no pointer names a place. */
  readonly range?: Range;
  readonly related?: readonly { readonly message: string; readonly location: Location }[];
}

/** Collects the diagnostics of a run. Each stage receives it as an argument and continues after a fault. */
export type Report = (diagnostic: Diagnostic) => void;

/**
 * A file, folder or option that pagegen cannot use as the user asked. It is thrown and ends the run; faults *inside* a
 * document are diagnostics.
 */
export class InputError extends Error {
  override readonly name = 'InputError';
  /** A documented constant in kebab-case, such as `file-not-found`. See `CODES`. */
  readonly code: string;
  /** Advice on what to do, or "Did you mean …?". */
  readonly hint?: string;

  constructor(code: string, message: string, options: { hint?: string | undefined; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    if (options.hint !== undefined) this.hint = options.hint;
  }
}

/** Turns an error into a warning, for a fault that does not stop the run. */
export function asWarning(diagnostic: Diagnostic): Diagnostic {
  return diagnostic.severity === 'error' ? { ...diagnostic, severity: 'warning' } : diagnostic;
}

/** Turns a warning into an error, for `--strict`. */
export function asError<Finding extends Pick<Diagnostic, 'severity'>>(diagnostic: Finding): Finding {
  return diagnostic.severity === 'warning' ? { ...diagnostic, severity: 'error' } : diagnostic;
}

export function isError({ severity }: Pick<Diagnostic, 'severity'>): boolean {
  return severity === 'error';
}

/**
 * Runs work on a document and reports an overflow of the call stack as an error in the document. It overflows only for
 * documents that nest values or chain schemas hundreds of levels deep; real documents need a few dozen levels.
 *
 * @throws InputError `nested-too-deeply`
 */
export async function guardStack<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (cause) {
    throw withoutOverflow(cause);
  }
}

/** Returns an overflow of the call stack as an error in the document, and any other error as it is. */
export function withoutOverflow(cause: unknown): unknown {
  return cause instanceof RangeError && cause.message.includes('call stack') ? nestedTooDeeply(cause) : cause;
}

/** Returns the error about a document whose values or chains of schemas are too deep to be read. */
export function nestedTooDeeply(cause?: unknown): InputError {
  const message = 'The document nests its values, or chains its schemas, hundreds of levels deep.';
  return new InputError('nested-too-deeply', message, { hint: 'Real documents need a few dozen levels.', cause });
}

/** Errors of the operating system in words, by their code. */
const SYSTEM_REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'the operating system does not permit it',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the quota of the disk is used up',
  ENAMETOOLONG: 'the name is too long',
  ENOENT: 'a folder on the way to it does not exist and cannot be made',
  ENOTDIR: 'the path leads through a file',
  EISDIR: 'it is a folder',
  EEXIST: 'something else is there, such as a symbolic link without a target',
  ELOOP: 'its symbolic links lead in a circle',
  EBUSY: 'another program uses it',
  EMFILE: 'too many files are open',
};

/** Returns why the operating system refused to read or write, for a message. */
export function systemReason(cause: unknown): string {
  const { code = '', message = String(cause) } = cause instanceof Error ? (cause as NodeJS.ErrnoException) : {};
  const reason = SYSTEM_REASONS[code];
  return reason === undefined ? message : `${reason} (${code})`;
}
