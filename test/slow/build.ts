import { execFile } from 'node:child_process';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** The packed package, and the paths in it. */
    readonly packed: { readonly tarball: string; readonly paths: readonly string[] };
  }
}

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

const npm = (args: readonly string[], cwd: string) => promisify(execFile)('npm', args, { cwd, maxBuffer: 2 ** 26 });

/**
 * Builds and packs once, before any test: tests that use the built command must not see it taken away meanwhile. The
 * same holds for the platforms that several tests run on, and for the packages that only the project `real` needs.
 */
export async function setup({ name, provide }: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'pagegen-packed-'));
  const pack = async (): Promise<void> => {
    await npm(['run', 'build'], ROOT);
    const { stdout } = await npm(['pack', '--json', '--ignore-scripts', '--pack-destination', folder], ROOT);
    const [{ filename, files }] = JSON.parse(stdout) as [{ filename: string; files: { path: string }[] }];
    provide('packed', { tarball: join(folder, filename), paths: files.map(({ path }) => path) });
  };
  const installed = ['test/platforms', ...(name === 'real' ? ['test/packages'] : [])];
  await Promise.all([pack(), ...installed.map((path) => installIfChanged(join(ROOT, path)))]);
  return () => rm(folder, { recursive: true });
}

/** Installs the packages of a lock file unless they are installed. If that fails, the tests that need them name what is missing. */
async function installIfChanged(folder: string): Promise<void> {
  const changed = (file: string): Promise<number> =>
    stat(join(folder, file)).then(
      ({ mtimeMs }) => mtimeMs,
      () => 0,
    );
  if ((await changed('node_modules/.package-lock.json')) >= (await changed('package-lock.json'))) return;
  await npm(['ci', '--prefer-offline', '--no-audit', '--no-fund', '--ignore-scripts'], folder).catch(() => undefined);
}
