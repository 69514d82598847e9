import { readFile, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { inspectPath } from '../output/inspect.ts';
import { hashOf, MANIFEST, type Manifest, parseManifest, type RunRecord } from '../output/manifest.ts';
import type { WriteReport } from '../output/write.ts';
import { absolutePath, isRemote, relativeName } from '../shared/paths.ts';
import { version } from '../shared/version.ts';
import type { GenerateOptions, GenerateResult, GenerateStats } from './generate-options.ts';

/**
 * Options that cannot change the output. Paths are hashed relative to the document, headers are secrets, and a run that
 * reads standard input is never reused.
 */
type NeutralOption = 'cwd' | 'remoteHeaders' | 'stdin';

/**
 * Returns one hash of everything that decides the output: the document's name, every option, the version and the text
 * of every input. Equal fingerprints mean equal files. Paths are relative to the document, so that a project has the
 * same fingerprint on every machine.
 *
 * @param root absolute path of the document
 * @param inputs absolute path → SHA-256 of the text, for every file that was read
 */
export function fingerprintOf(
  options: Omit<GenerateOptions, 'document'>,
  root: string,
  inputs: Iterable<readonly [file: string, hash: string]>,
): string {
  const named = (paths: readonly string[] = []): readonly string[] =>
    paths.map((path) => portablePath(absolutePath(options.cwd ?? '.', path), root));
  // A new option does not compile until it has a line here: a forgotten one would reuse stale output.
  const deciding = {
    document: portablePath(root, root),
    overrides: named(options.overrides),
    overlays: named(options.overlays),
    allowRefs: named(options.allowRefs),
    allowRemote: options.allowRemote ?? [],
    allowPrivate: options.allowPrivate ?? false,
    dialect: options.dialect ?? null,
    include: options.include ?? [],
    exclude: options.exclude ?? [],
    paginatedOnly: options.paginatedOnly ?? false,
    name: options.name ?? null,
    importExtension: options.importExtension ?? 'js',
    methodNames: options.methodNames ?? 'short',
    enums: options.enums ?? 'union',
    dates: options.dates ?? 'string',
    lenient: options.lenient ?? false,
    strict: options.strict ?? false,
    with: options.with ?? [],
  } satisfies Record<Exclude<keyof GenerateOptions, NeutralOption>, unknown>;
  const texts = [...inputs].map(([file, hash]): [string, string] => [portablePath(file, root), hash]);
  return hashOf(JSON.stringify([version, deciding, texts.sort(([a], [b]) => (a < b ? -1 : 1))]));
}

/** Returns the path of a file relative to the folder of the document. */
function portablePath(file: string, root: string): string {
  if (file === root) return basename(file);
  return isRemote(file) ? file : relativeName(file, dirname(root));
}

/**
 * Returns the record by which a later run recognizes that it would write the same files. Undefined if files alone do not
 * decide that, or if there are warnings, because every run must print them.
 */
export function recordOf(
  { diagnostics, inputs, stats }: GenerateResult,
  options: GenerateOptions,
): RunRecord | undefined {
  const root = rootOf(options);
  if (root === undefined || inputs.some(isRemote)) return undefined;
  if (diagnostics.some(({ severity }) => severity !== 'info')) return undefined;
  const { operations, paginated } = stats;
  return { inputs: inputs.map((file) => portablePath(file, root)).sort(), operations, paginated };
}

/**
 * Returns the result of the last run into a folder if this run would have the same result: inputs, options and version
 * are the same, and nobody changed a file of the output. Parses nothing and loads no other stage.
 *
 * @param output absolute path of the folder
 */
export async function lastRun(
  output: string,
  options: GenerateOptions,
): Promise<{ stats: GenerateStats; report: WriteReport; inputs: readonly string[] } | undefined> {
  const root = rootOf(options);
  if (root === undefined) return undefined;
  try {
    const manifest = parseManifest(await readFile(join(output, MANIFEST), 'utf8'), MANIFEST);
    const { record, files } = manifest;
    if (record === undefined || !(await isSame(manifest, record, options, root))) return undefined;
    const found = await Promise.all([...files.keys()].map((path) => inspectPath(output, path)));
    const hashes = [...files.values()];
    if (!found.every((there, index) => there.kind === 'file' && there.hash === hashes[index])) return undefined;
    const { operations, paginated } = record;
    const unchanged = [...files.keys()].sort();
    return {
      stats: { operations, paginated: paginated as GenerateStats['paginated'], files: files.size },
      report: { created: [], updated: [], unchanged, deleted: [], kept: [] },
      inputs: record.inputs.map((name) => resolve(dirname(root), name)),
    };
  } catch {
    // If something is wrong with these files, the run itself reports it.
    return undefined;
  }
}

async function isSame(
  manifest: Manifest,
  { inputs }: RunRecord,
  options: GenerateOptions,
  root: string,
): Promise<boolean> {
  const hashes = inputs.map(async (name): Promise<[string, string]> => {
    const file = resolve(dirname(root), name);
    // A pipe can be read only once.
    if (!(await stat(file)).isFile()) throw new Error(`${file} is not a file`);
    return [file, hashOf(withoutMark(await readFile(file)))];
  });
  return fingerprintOf(options, root, await Promise.all(hashes)) === manifest.fingerprint;
}

function rootOf({ document, cwd = '.' }: GenerateOptions): string | undefined {
  return typeof document === 'string' && document !== '-' ? absolutePath(cwd, document) : undefined;
}

/** Removes the byte order mark, as reading a text does. */
function withoutMark(bytes: Uint8Array): Uint8Array {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
}
