import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const MODULES = fileURLToPath(new URL('../../node_modules/', import.meta.url));

/** The versions of TypeScript that generated code has to compile with, by the folder they are installed in. */
export const COMPILERS = {
  '5.4': 'typescript-5.4',
  '5.9': 'typescript-5.9',
  '6.0': 'typescript',
  '7': 'typescript-7',
} as const;
export type CompilerVersion = keyof typeof COMPILERS;

/** Every flag that a user's project can be stricter by. */
const STRICTEST = {
  target: 'ES2022',
  lib: ['ES2022', 'DOM'],
  types: [],
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noPropertyAccessFromIndexSignature: true,
  noImplicitOverride: true,
  noImplicitReturns: true,
  noFallthroughCasesInSwitch: true,
  noUnusedLocals: true,
  noUnusedParameters: true,
  allowUnreachableCode: false,
  allowUnusedLabels: false,
  verbatimModuleSyntax: true,
  isolatedModules: true,
  forceConsistentCasingInFileNames: true,
  declaration: true,
  skipLibCheck: false,
  noEmit: true,
};

const RESOLUTIONS = {
  nodenext: { module: 'NodeNext', moduleResolution: 'NodeNext' },
  bundler: { module: 'ESNext', moduleResolution: 'bundler' },
} as const;

/** Returns the strict options that only later versions have. */
function since(version: CompilerVersion): object {
  if (version === '5.4') return {};
  return { isolatedDeclarations: true, erasableSyntaxOnly: true, noUncheckedSideEffectImports: true };
}

/**
 * Moves the runtimes of the clients in a folder into one, and returns the options with which `compile` finds it.
 * Clients have the same runtime, or parts of it: nine tenths of the code that a compiler would check again and again.
 *
 * @throws where two clients hold different texts of a file
 */
export async function shareRuntime(folder: string, clients: readonly string[]): Promise<{ rootDirs: string[] }> {
  const shared = new Map<string, string>();
  for (const client of clients) {
    const runtime = join(folder, client, 'runtime');
    const entries = await readdir(runtime, { recursive: true, withFileTypes: true });
    for (const entry of entries.filter((each) => each.isFile())) {
      const file = join(entry.parentPath, entry.name);
      const path = file.slice(runtime.length);
      const text = await readFile(file, 'utf8');
      if ((shared.get(path) ?? text) !== text) throw new Error(`${file} is not as in the other clients`);
      shared.set(path, text);
    }
    await rm(runtime, { recursive: true });
  }
  for (const [path, text] of shared) {
    const file = join(folder, 'shared', 'runtime', path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }
  return { rootDirs: ['shared', ...clients] };
}

/**
 * Type-checks all TypeScript files in a folder. Returns the compiler's errors, or `''` if there are none.
 *
 * @param extra compiler options in addition to the strictest
 */
export async function compile(
  folder: string,
  version: CompilerVersion,
  resolution: keyof typeof RESOLUTIONS,
  extra: object = {},
): Promise<string> {
  const config = join(folder, `tsconfig.${version}.${resolution}.json`);
  const compilerOptions = { ...STRICTEST, ...since(version), ...RESOLUTIONS[resolution], ...extra };
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }\n');
  await writeFile(config, JSON.stringify({ compilerOptions, include: ['.'] }));
  const run = promisify(execFile)(process.execPath, [join(MODULES, COMPILERS[version], 'bin', 'tsc'), '-p', config], {
    cwd: folder,
    maxBuffer: 2 ** 26,
  });
  return run.then(
    () => '',
    (failure: { stdout?: string; stderr?: string }) => `${failure.stdout}${failure.stderr}` || String(failure),
  );
}
