import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { upwards } from '../shared/paths.ts';
import type { CompilerOptions } from './compiler-options.ts';

/** The ending of relative imports in a client, as its project needs it. */
export interface DetectedExtension {
  readonly extension: 'js' | 'ts' | 'none';
  /** Absolute path of the file that decided. Undefined if there is none. */
  readonly file?: string;
  /** The setting in that file that decided, such as `moduleResolution bundler`; or why there is none. */
  readonly reason: string;
  /** A setting of the project with which no client compiles, and what to do. */
  readonly conflict?: string;
}

type Choice = Pick<DetectedExtension, 'extension' | 'reason'>;

/**
 * Detects which ending the imports of a client need, from the nearest configuration of TypeScript, Deno or Bun in the
 * client's folder or above it. Without one, or if it cannot be read, imports end in `.js`: Node.js requires that of
 * compiled code.
 *
 * @param folder absolute path of the output folder, which need not exist
 */
export async function detectImportExtension(folder: string): Promise<DetectedExtension> {
  for (const at of upwards(folder)) {
    const names = new Set(await readdir(at).catch((): string[] => []));
    const found = await detectIn(at, names, join(folder, 'index.ts'));
    if (found !== undefined) return found;
  }
  return { extension: 'js', reason: 'there is no tsconfig.json' };
}

async function detectIn(
  folder: string,
  names: ReadonlySet<string>,
  source: string,
): Promise<DetectedExtension | undefined> {
  const first = (...candidates: readonly string[]): string | undefined => candidates.find((name) => names.has(name));
  // TypeScript comes first: it checks the project even if Deno or Bun runs it, and it rejects `.ts` unless allowed.
  const tsconfig = first('tsconfig.json', 'jsconfig.json');
  if (tsconfig !== undefined) {
    // Load the parser only for projects that have such a file.
    const { readCompilerOptions } = await import('./compiler-options.ts');
    const applied = readCompilerOptions(join(folder, tsconfig), source);
    if (applied.kind === 'read') {
      const choice = chooseByOptions(applied.options);
      const conflict = await conflictOf(choice, applied.options, dirname(source));
      return { ...choice, file: applied.file, ...(conflict !== undefined && { conflict }) };
    }
    return { extension: 'js', file: applied.file, reason: `it cannot be read: ${applied.reason}` };
  }
  const deno = first('deno.json', 'deno.jsonc');
  if (deno !== undefined) return { extension: 'ts', file: join(folder, deno), reason: 'Deno' };
  const bun = first('bunfig.toml', 'bun.lock', 'bun.lockb');
  return bun === undefined ? undefined : { extension: 'ts', file: join(folder, bun), reason: 'Bun' };
}

function chooseByOptions(options: CompilerOptions): Choice {
  // The second implies the first: name the one that the user wrote.
  for (const name of ['rewriteRelativeImportExtensions', 'allowImportingTsExtensions'] as const) {
    if (options[name] === true) return { extension: 'ts', reason: name };
  }
  const { moduleResolution, module } = options;
  // Only Node.js's own resolution requires endings. Bundlers and Jest resolve './x' to x.ts, but not './x.js'.
  if (moduleResolution !== undefined) {
    return { extension: isNode(moduleResolution) ? 'js' : 'none', reason: `moduleResolution ${moduleResolution}` };
  }
  if (module !== undefined) return { extension: isNode(module) ? 'js' : 'none', reason: `module ${module}` };
  return { extension: 'none', reason: 'no module or moduleResolution' };
}

function isNode(resolution: unknown): boolean {
  return /^node(?:\d{2}|next)$/i.test(String(resolution)) && resolution !== 'node10';
}

/**
 * `npm init` writes `"type": "commonjs"` and `tsc --init` writes `verbatimModuleSyntax`: TypeScript then rejects every
 * `import` and `export` with TS1295 or TS1287.
 */
async function conflictOf(
  { extension }: Choice,
  { module, verbatimModuleSyntax }: CompilerOptions,
  folder: string,
): Promise<string | undefined> {
  if (verbatimModuleSyntax !== true || extension === 'none' || !isNode(module)) return undefined;
  for (const at of upwards(folder)) {
    const text = await readFile(join(at, 'package.json'), 'utf8').catch(() => undefined);
    if (text !== undefined) {
      return /"type"\s*:\s*"module"/.test(text)
        ? undefined
        : 'TypeScript rejects the client (TS1295): it has `verbatimModuleSyntax` set, and package.json lacks `"type": "module"`. Add it.';
    }
  }
  return undefined;
}
