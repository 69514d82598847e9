import { execFile } from 'node:child_process';
import { existsSync, lstatSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** A package as it was installed. */
export interface InstalledPackage {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  /** Total size of its files. */
  readonly bytes: number;
  /** True if the package runs a script when it is installed. */
  readonly hasInstallScript: boolean;
}

/** Limits of an installation. */
export const LIMITS = { bytes: 32_000_000, packages: 45 } as const;

/**
 * Returns the versions of this repository's lock file for the packages that pagegen installs. Tests install
 * exactly these versions, so that a release of a transitive dependency cannot change a verdict.
 */
export function lockedVersions(): Readonly<Record<string, string>> {
  const lock = JSON.parse(readFileSync(join(import.meta.dirname, '../package-lock.json'), 'utf8')) as {
    packages: Record<string, { version?: string; dev?: boolean; devOptional?: boolean; peer?: boolean }>;
  };
  const versions = new Map<string, Set<string>>();
  for (const [path, { version, dev, devOptional, peer }] of Object.entries(lock.packages)) {
    if (path === '' || version === undefined || dev || devOptional || peer) continue;
    const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
    versions.set(name, (versions.get(name) ?? new Set()).add(version));
  }
  return Object.fromEntries(
    [...versions].flatMap(([name, [only, ...others]]) => (only && others.length === 0 ? [[name, only]] : [])),
  );
}

/**
 * Installs the tarball into a new project, as a user does.
 *
 * @param versions versions to install; `{}` takes whatever the registry has today
 * @returns the folder of the project
 */
export async function installForProduction(
  tarball: string,
  versions: Readonly<Record<string, string>> = lockedVersions(),
): Promise<string> {
  const project = await mkdtemp(join(tmpdir(), 'pagegen-production-'));
  const manifest = { name: 'consumer', private: true, type: 'module', overrides: versions };
  await writeFile(join(project, 'package.json'), JSON.stringify(manifest));
  const args = ['install', tarball, '--omit=dev', '--prefer-offline', '--no-audit', '--no-fund'];
  await promisify(execFile)('npm', args, { cwd: project });
  return project;
}

/** Returns the packages that are installed in a project, sorted by name. */
export function installedPackages(project: string): InstalledPackage[] {
  const lock = JSON.parse(readFileSync(join(project, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { version: string; hasInstallScript?: boolean }>;
  };
  const installed = Object.entries(lock.packages).filter(
    ([path]) => path !== '' && existsSync(join(project, path, 'package.json')),
  );
  return installed
    .map(([path, { version, hasInstallScript = false }]) => {
      const {
        name,
        license = '',
        scripts = {},
      } = JSON.parse(readFileSync(join(project, path, 'package.json'), 'utf8')) as {
        name: string;
        license?: string;
        scripts?: Record<string, string>;
      };
      const isOurs = name === 'pagegen';
      // npm also warns of the `prepare` of a tarball, although it does not run it.
      const hooks = ['preinstall', 'install', 'postinstall', ...(isOurs ? ['prepare'] : [])];
      const runs = hooks.some((script) => scripts[script] !== undefined);
      const builds = existsSync(join(project, path, 'binding.gyp'));
      return {
        name,
        version,
        license,
        bytes: bytesOf(join(project, path)),
        hasInstallScript: (!isOurs && hasInstallScript) || runs || builds,
      };
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function bytesOf(folder: string): number {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => name !== 'node_modules')
    .reduce((sum, entry) => {
      const path = join(folder, entry.name);
      return sum + (entry.isDirectory() ? bytesOf(path) : lstatSync(path).size);
    }, 0);
}
