import { InputError } from '../shared/diagnostic.ts';
import { isSafePath } from './output-file.ts';

export const MANIFEST = '.pagegen-manifest.json';

/** What lets a later run see that it would write the same again. */
export interface RunRecord {
  /** Every file that was read, relative to the folder of the document. */
  readonly inputs: readonly string[];
  readonly operations: number;
  readonly paginated: Readonly<Partial<Record<string, number>>>;
}

/** What we wrote into a folder the last time: the only files there that are ours. */
export interface Manifest {
  /** Version of pagegen. */
  readonly version: string;
  /** Of inputs, options and version. Empty while a write is under way. */
  readonly fingerprint: string;
  /** Path → SHA-256 of what we wrote. */
  readonly files: ReadonlyMap<string, string>;
  readonly record?: RunRecord | undefined;
}

/** Stable text: paths in the order of their code units. */
export function formatManifest({ version, fingerprint, record, files }: Manifest): string {
  const sorted = [...files].sort(([a], [b]) => (a < b ? -1 : 1));
  return `${JSON.stringify({ generator: 'pagegen', version, fingerprint, record, files: Object.fromEntries(sorted) }, null, 2)}\n`;
}

/** @throws InputError `invalid-manifest` where the text is not what `formatManifest` gives */
export function parseManifest(text: string, shown: string): Manifest {
  try {
    const { generator, version, fingerprint, record, files } = JSON.parse(text) as Record<string, unknown>;
    if (generator === 'pagegen' && typeof version === 'string' && typeof fingerprint === 'string') {
      const entries = Object.entries(files as Record<string, unknown>);
      if (entries.every((entry): entry is [string, string] => isSafePath(entry[0]) && typeof entry[1] === 'string')) {
        return { version, fingerprint, files: new Map(entries), ...(isRecord(record) && { record }) };
      }
    }
  } catch (cause) {
    if (!(cause instanceof SyntaxError || cause instanceof TypeError)) throw cause;
  }
  throw new InputError('invalid-manifest', `${shown} was not written by pagegen, or was damaged.`, {
    hint: 'Remove the output folder, or that file and all generated ones, and generate again.',
  });
}

function isRecord(value: unknown): value is RunRecord {
  const { inputs, operations, paginated } = (value ?? {}) as Record<string, unknown>;
  return (
    Array.isArray(inputs) &&
    inputs.every((name) => typeof name === 'string') &&
    typeof operations === 'number' &&
    typeof paginated === 'object' &&
    paginated !== null
  );
}
