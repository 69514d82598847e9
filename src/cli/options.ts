import { InvalidArgumentError, Option } from 'commander';
import { InputError } from '../shared/diagnostic.ts';
import type { OpenOptions } from '../tasks/open-document.ts';
import { UsageError } from './command.ts';
import type { Io } from './io.ts';

/** Flags of every command that reads a document. */
export interface ReadingFlags {
  readonly overlay?: readonly string[];
  readonly dialect?: string;
  readonly allowRefs?: readonly string[];
  readonly allowRemote?: readonly string[];
  readonly allowPrivate?: boolean;
  readonly remoteHeaders?: string;
}

/** Returns the options of reading a document, new ones for each command. */
export function readingOptions(): Option[] {
  return [
    repeatable('--overlay <file>', 'OpenAPI overlay to apply to the document (repeatable)'),
    new Option('--dialect <key>', 'dialect to prefer, such as x-fern-pagination'),
    repeatable('--allow-refs <folder>', 'another folder that `$ref`s may read from (repeatable)'),
    repeatable(
      '--allow-remote <origin>',
      'origin that `$ref`s may fetch from, such as https://example.com (repeatable)',
    ),
    new Option('--allow-private', 'allow --allow-remote to name hosts of this machine or its network'),
    // Every process can read a command line, so credentials come from the environment.
    new Option('--remote-headers <json>', 'headers by origin').env('PAGEGEN_REMOTE_HEADERS').hideHelp(),
  ];
}

/** Returns an option that may be given several times; its value is the list of all values. */
export function repeatable(flags: string, description: string): Option {
  return new Option(flags, description).argParser((value: string, values: readonly string[] | undefined) => [
    ...(values ?? []),
    value,
  ]);
}

/**
 * Returns the options of reading a document: those of the flags, and standard input.
 *
 * @throws InputError `invalid-origin` if `PAGEGEN_REMOTE_HEADERS` is not a JSON object of objects of strings
 */
export function readingOf(flags: ReadingFlags, { stdin }: Io): Omit<OpenOptions, 'document' | 'cwd'> {
  const { overlay, dialect, allowRefs, allowRemote, allowPrivate, remoteHeaders } = flags;
  return {
    overlays: overlay,
    dialect,
    allowRefs,
    allowRemote,
    allowPrivate,
    stdin,
    ...(remoteHeaders !== undefined && { remoteHeaders: headersIn(remoteHeaders) }),
  };
}

function headersIn(text: string): NonNullable<OpenOptions['remoteHeaders']> {
  const isObject = (value: unknown): value is object =>
    typeof value === 'object' && value !== null && !Array.isArray(value);
  try {
    const value: unknown = JSON.parse(text);
    const isTexts = (headers: unknown): boolean =>
      isObject(headers) && Object.values(headers).every((header) => typeof header === 'string');
    if (isObject(value) && Object.values(value).every(isTexts)) return value as Record<string, Record<string, string>>;
  } catch {
    // The message does not repeat the text: it may hold a credential.
  }
  throw new InputError('invalid-origin', 'PAGEGEN_REMOTE_HEADERS must be a JSON object of headers by origin.', {
    hint: 'Such as {"https://example.com": {"Authorization": "Bearer …"}}.',
  });
}

/** Ports are 16-bit numbers (RFC 9293, section 3.1). */
const MAX_PORT = 65_535;

/** Reads a flag that takes a whole number. */
export function toCount(value: string): number {
  if (/^\d{1,9}$/.test(value)) return Number(value);
  throw new InvalidArgumentError('It must be a whole number.');
}

/** Reads a flag that takes the number of a port. */
export function toPort(value: string): number {
  const port = /^\d{1,5}$/.test(value) ? Number(value) : Number.NaN;
  if (port <= MAX_PORT) return port;
  throw new InvalidArgumentError(`It must be a whole number from 0 to ${MAX_PORT}.`);
}

/**
 * Returns the document that a command was given, with `-` for `--stdin`.
 *
 * @throws UsageError if both were given
 */
export function documentOf(document: string | undefined, { stdin }: { readonly stdin?: boolean }): string | undefined {
  if (!stdin) return document;
  if (document === undefined || document === '-') return '-';
  throw new UsageError('--stdin and a document are mutually exclusive; pass only one of them');
}
