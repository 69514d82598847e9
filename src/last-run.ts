import { readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fingerprintOf, nameOf } from './fingerprint.ts';
import type { GenerateOptions, GenerateResult, GenerateStats } from './generate.ts';
import { absolutePath } from './paths/paths.ts';
import { isRemote } from './resolve/reach.ts';
import { hashOf } from './write/hash.ts';
import { inspect } from './write/inspect.ts';
import { MANIFEST, type Manifest, parseManifest, type RunRecord } from './write/manifest.ts';
import type { WriteReport } from './write/write.ts';

/**
 * What a later run needs to see that it would write the same again. Undefined where that cannot be seen from files
 * alone, and where there were warnings, which every run has to say.
 */
export function recordOf(
  { diagnostics, inputs, stats }: GenerateResult,
  options: GenerateOptions,
): RunRecord | undefined {
  const root = rootOf(options);
  if (root === undefined || inputs.some(isRemote)) return undefined;
  if (diagnostics.some(({ severity }) => severity !== 'info')) return undefined;
  const { operations, paginated } = stats;
  return { inputs: inputs.map((file) => nameOf(file, root)).sort(), operations, paginated };
}

/**
 * What the last run into a folder came to, where this one would come to the same: the same inputs, options and version,
 * and every file of the output as it was written. Nothing is parsed for that, and no other stage is loaded.
 *
 * @param output absolute
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
    const found = await Promise.all([...files.keys()].map((path) => inspect(output, path)));
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
    // Whatever is wrong with those files, the run itself comes upon it, and says so.
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
    return [file, hashOf(withoutMark(await readFile(file)))];
  });
  return fingerprintOf(options, root, await Promise.all(hashes)) === manifest.fingerprint;
}

function rootOf({ document, cwd = '.' }: GenerateOptions): string | undefined {
  return typeof document === 'string' && document !== '-' ? absolutePath(cwd, document) : undefined;
}

/** Texts are read without their byte order mark. */
function withoutMark(bytes: Uint8Array): Uint8Array {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
}
