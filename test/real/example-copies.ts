import { execFile } from 'node:child_process';
import { cp, mkdir, readFile, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Packages of examples and tools that build clients. They are installed before the tests. */
export const PACKAGES = join(ROOT, 'test/packages/node_modules');

/** Unpacks the packed package into a folder, with the dependencies of the repository. Returns the path of the package. */
export async function unpack(tarball: string, folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  await promisify(execFile)('tar', ['-xzf', tarball, '-C', folder]);
  await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'dir');
  return join(folder, 'package');
}

/**
 * Copies an example out of the repository and links exactly the packages that its `package.json` names: one that it does
 * not name is not found.
 *
 * @param pagegen path of the unpacked package
 * @param modules the folder that has the other packages; if it is absent, a folder above the copy has them
 * @returns the folder of the copy
 */
export async function copyExample(name: string, target: string, pagegen: string, modules?: string): Promise<string> {
  await cp(join(ROOT, 'examples', name), target, {
    recursive: true,
    filter: (path) => !/[\\/](?:client|node_modules|\.next)$/.test(path),
  });
  const { dependencies = {}, devDependencies } = JSON.parse(await readFile(join(target, 'package.json'), 'utf8')) as {
    dependencies?: Record<string, string>;
    devDependencies: Record<string, string>;
  };
  for (const dependency of Object.keys({ ...dependencies, ...devDependencies })) {
    if (dependency !== 'pagegen' && modules === undefined) continue;
    const link = join(target, 'node_modules', dependency);
    await mkdir(dirname(link), { recursive: true });
    await symlink(dependency === 'pagegen' ? pagegen : join(modules ?? '', dependency), link, 'dir');
  }
  await mkdir(join(target, 'node_modules/.bin'));
  await symlink(join(pagegen, 'dist/cli.js'), join(target, 'node_modules/.bin/pagegen'));
  return target;
}
