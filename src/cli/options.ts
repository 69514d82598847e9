import { Argument, InvalidArgumentError, Option } from 'commander';
import { InputError } from '../shared/diagnostic.ts';
import { isRemote } from '../shared/paths.ts';
import type { ConfigurationContext } from '../tasks/configuration/define-config.ts';
import type { DocumentSelection } from '../tasks/configuration/documents.ts';
import type { OpenOptions } from '../tasks/open-document.ts';
import { UsageError } from './command.ts';
import type { Io } from './io.ts';

/** Flags of every command that reads a document. */
export interface ReadingFlags {
  readonly config?: string;
  readonly project?: readonly string[];
  readonly overrides?: readonly string[];
  readonly overlay?: readonly string[];
  readonly dialect?: string;
  readonly allowRefs?: readonly string[];
  readonly allowRemote?: readonly string[];
  readonly allowPrivate?: boolean;
  readonly lenient?: boolean;
  readonly strict?: boolean;
  readonly remoteHeaders?: string;
}

/** Returns the argument of a command that reads one document. */
export function documentArgument(): Argument {
  return new Argument(
    '[document]',
    'path or https: URL of the OpenAPI document, or - for standard input (default: the configuration)',
  );
}

/** Returns the options of reading a document, new ones for each command. */
export function readingOptions(): Option[] {
  return grouped('Document:', [
    repeatable('-p, --project <name>', 'project of the configuration (repeatable; default: all)'),
    new Option('--config <file>', 'configuration (default: pagegen.config.ts, .js, .json, .yaml …, package.json)'),
    repeatable('--overrides <file>', 'file to merge into the document, such as those of Fern (repeatable)'),
    repeatable('--overlay <file>', 'OpenAPI overlay to apply to the document (repeatable)'),
    new Option('--dialect <key>', 'dialect to prefer, such as x-fern-pagination'),
    repeatable('--allow-refs <folder>', 'another folder that `$ref`s may read from (repeatable)'),
    repeatable(
      '--allow-remote <origin>',
      'origin that `$ref`s may fetch from, such as https://example.com (repeatable)',
    ),
    new Option('--allow-private', 'allow --allow-remote to name hosts of this machine or its network'),
    new Option('--lenient', 'leave operations unpaginated whose annotations have errors').conflicts('strict'),
    new Option('--strict', 'treat warnings as errors'),
    // Every process can read a command line, so credentials come from the environment.
    new Option('--remote-headers <json>', 'headers by origin').env('PAGEGEN_REMOTE_HEADERS').hideHelp(),
  ]);
}

/** Puts options under a heading of the help. */
export function grouped(heading: string, options: readonly Option[]): Option[] {
  return options.map((option) => option.helpGroup(heading));
}

/** Returns an option that may be given several times; its value is the list of all values. */
export function repeatable(flags: string, description: string): Option {
  return new Option(flags, description).argParser((value: string, values: readonly string[] | undefined) => [
    ...(values ?? []),
    value,
  ]);
}

/**
 * Returns the document that a command line or the configuration names, and how to read it.
 *
 * @throws InputError `no-document`, `several-documents` and others of the configuration
 */
export async function openingOf(
  document: string | undefined,
  flags: ReadingFlags,
  io: Io,
  command: ConfigurationContext['command'],
): Promise<OpenOptions & { readonly document: string; readonly cwd: string }> {
  // Only commands that open a document load the reader of configurations.
  const { selectDocument } = await import('../tasks/configuration/documents.ts');
  const selected = await selectDocument({ ...selectionOf(flags, io, command), document });
  return { document: selected.document, cwd: selected.cwd, ...selected.reading };
}

/** Returns the part of a command line that selects documents, without a named document. */
export function selectionOf(
  flags: ReadingFlags,
  io: Io,
  command: ConfigurationContext['command'],
): Omit<DocumentSelection, 'document'> {
  const { config, project } = flags;
  return { cwd: io.cwd, command, config, projects: project, overrides: readingOf(flags, io) };
}

/**
 * Returns the options of reading a document: those of the flags, and standard input.
 *
 * @throws InputError `invalid-origin` if `PAGEGEN_REMOTE_HEADERS` is not a JSON object of objects of strings
 */
export function readingOf(flags: ReadingFlags, { stdin }: Io): Omit<OpenOptions, 'document' | 'cwd'> {
  const { overrides, overlay, dialect, allowRefs, allowRemote, allowPrivate, lenient, strict, remoteHeaders } = flags;
  return {
    overrides,
    overlays: overlay,
    dialect,
    allowRefs,
    allowRemote,
    allowPrivate,
    lenient,
    strict,
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

/** @throws UsageError if a document cannot be edited in place */
export function refuseUnwritable(document: string): void {
  if (document === '-') throw new UsageError('--write needs a file, not standard input');
  if (isRemote(document)) throw new UsageError('--write needs a file, not a URL');
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
