import { hash } from 'node:crypto';
import { InputError } from '../shared/diagnostic.ts';
import { foldPath, isPortableName } from '../shared/paths.ts';

/** A file to write, as `emit` returns it. */
export interface OutputFile {
  /** Path relative to the output folder, with `/` between names. */
  readonly path: string;
  readonly text: string;
}

/**
 * True if a path stays inside the folder on every operating system: it is relative, has `/` between names, no `..` and
 * no name with a special meaning.
 */
export function isSafePath(path: string): boolean {
  return path.split('/').every(isPortableName);
}

/**
 * Checks that all files can exist in one folder, also on file systems that ignore letter case.
 *
 * @throws Error if they cannot; that is a bug in the stage that made the paths
 */
export function checkPaths(files: readonly OutputFile[], reserved: string): void {
  const seen = new Set([foldPath(reserved)]);
  for (const { path } of files) {
    if (!isSafePath(path)) throw new Error(`Unsafe path of an emitted file: ${JSON.stringify(path)}`);
    const folded = foldPath(path);
    if (seen.has(folded)) throw new Error(`Two emitted files share the path ${JSON.stringify(path)}`);
    seen.add(folded);
  }
}

/** JSON, under a name that formatters leave alone: they would rewrite it. */
export const MANIFEST = '.pagegen-manifest';

/** The name of earlier versions, under which formatters rewrote it. It is replaced. */
export const FORMER_MANIFEST = '.pagegen-manifest.json';

/** A record of a run. From it, a later run can tell that it would write the same files again. */
export interface RunRecord {
  /** Every file that was read, relative to the folder of the document. */
  readonly inputs: readonly string[];
  readonly operations: number;
  readonly paginated: Readonly<Partial<Record<string, number>>>;
}

/** The list of files that the last run wrote into a folder. No other files in the folder belong to pagegen. */
export interface Manifest {
  /** Version of pagegen. */
  readonly version: string;
  /** Hash of inputs, options and version. Empty during a write. */
  readonly fingerprint: string;
  /** Path → SHA-256 of the written text. */
  readonly files: ReadonlyMap<string, string>;
  readonly record?: RunRecord | undefined;
}

/** Returns the text of a manifest. Paths are sorted, so the same files always lead to the same text. */
export function formatManifest({ version, fingerprint, record, files }: Manifest): string {
  const sorted = [...files].sort(([a], [b]) => (a < b ? -1 : 1));
  return `${JSON.stringify({ generator: 'pagegen', version, fingerprint, record, files: Object.fromEntries(sorted) }, null, 2)}\n`;
}

/**
 * Parses the text of a manifest.
 *
 * @throws InputError `invalid-manifest` if `formatManifest` did not write the text
 */
export function parseManifest(text: string, displayPath: string): Manifest {
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
  throw new InputError('invalid-manifest', `${displayPath} was not written by pagegen, or is damaged.`, {
    hint: 'Remove the output folder, or this file and all generated files, and generate again.',
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

/** Returns the SHA-256 hash in hexadecimal. */
export function hashOf(content: string | Uint8Array): string {
  return hash('sha256', content);
}
