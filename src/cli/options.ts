import { InvalidArgumentError, Option } from 'commander';
import { InputError } from '../shared/diagnostic.ts';
import type { GenerateOptions } from '../tasks/generate.ts';

type ReadOptions = Omit<GenerateOptions, 'name' | 'importExtension' | 'lenient'>;

/** Flags of every command that reads a document. */
export interface ReadingFlags {
  readonly overlay?: readonly string[];
  readonly dialect?: string;
  readonly allowRefs?: readonly string[];
  readonly allowRemote?: readonly string[];
  readonly allowPrivate?: boolean;
  readonly remoteHeaders?: string;
}

/** The options themselves, anew for each command. */
export function readingOptions(): Option[] {
  return [
    repeatable('--overlay <file>', 'OpenAPI overlay to apply to the document first (repeatable)'),
    new Option('--dialect <key>', "vendor's annotation that comes before others, such as x-fern-pagination"),
    repeatable('--allow-refs <folder>', "folder beside the document's own that `$ref`s may read (repeatable)"),
    repeatable('--allow-remote <origin>', 'origin, such as https://example.com, that `$ref`s may fetch (repeatable)'),
    new Option('--allow-private', 'let --allow-remote name hosts of this machine or its network'),
    // Secrets of a command line can be read by every process: the environment is the place for them.
    new Option('--remote-headers <json>', 'headers by origin').env('PAGEGEN_REMOTE_HEADERS').hideHelp(),
  ];
}

function repeatable(flags: string, description: string): Option {
  return new Option(flags, description).argParser((value: string, values: readonly string[] | undefined) => [
    ...(values ?? []),
    value,
  ]);
}

/**
 * What the flags mean for whoever reads the document.
 *
 * @throws InputError `invalid-origin` where `PAGEGEN_REMOTE_HEADERS` is no JSON object of objects of texts
 */
export function readingOf(flags: ReadingFlags): Omit<ReadOptions, 'document' | 'cwd'> {
  const { overlay, dialect, allowRefs, allowRemote, allowPrivate, remoteHeaders } = flags;
  return {
    overlays: overlay,
    dialect,
    allowRefs,
    allowRemote,
    allowPrivate,
    ...(remoteHeaders !== undefined && { remoteHeaders: headersIn(remoteHeaders) }),
  };
}

function headersIn(text: string): NonNullable<ReadOptions['remoteHeaders']> {
  const isObject = (value: unknown): value is object =>
    typeof value === 'object' && value !== null && !Array.isArray(value);
  try {
    const value: unknown = JSON.parse(text);
    const isTexts = (headers: unknown): boolean =>
      isObject(headers) && Object.values(headers).every((header) => typeof header === 'string');
    if (isObject(value) && Object.values(value).every(isTexts)) return value as Record<string, Record<string, string>>;
  } catch {
    // The text may hold a secret: it is not repeated.
  }
  throw new InputError('invalid-origin', 'PAGEGEN_REMOTE_HEADERS is no JSON object of headers by origin.', {
    hint: 'Such as {"https://example.com": {"Authorization": "Bearer …"}}.',
  });
}

/** Reads a flag that takes a whole number. */
export function toCount(value: string): number {
  if (/^\d{1,9}$/.test(value)) return Number(value);
  throw new InvalidArgumentError('It must be a whole number.');
}
