import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { upwards } from '../shared/paths.ts';

interface Library {
  readonly name: string;
  /** The oldest version that the file of the integration compiles with. */
  readonly oldest: string;
  readonly advice: string;
}

const LIBRARIES: Readonly<Record<string, Library>> = {
  tanstack: {
    name: '@tanstack/query-core',
    oldest: '5.0.0',
    advice: 'Update the package of TanStack Query that depends on it',
  },
  swr: { name: 'swr', oldest: '2.0.0', advice: 'Run npm install swr@latest' },
  msw: { name: 'msw', oldest: '2.0.0', advice: 'Run npm install -D msw@latest' },
  // The last versions of Zod 3 contain Zod 4: its users need not migrate.
  zod: { name: 'zod', oldest: '3.25.76', advice: 'Run npm install zod@3.25.76, which keeps Zod 3, or zod@latest' },
};

/** An installed library that is older than a generated file needs. */
export interface OutdatedLibrary {
  readonly integration: string;
  readonly name: string;
  readonly oldest: string;
  readonly installed: string;
  /** Absolute path of its folder. */
  readonly folder: string;
  readonly advice: string;
}

/**
 * Returns the libraries of integrations that a client finds in a version with which it does not compile. One that is not
 * installed is not among them: it may be later, and the compiler's own message names it.
 *
 * @param output absolute path of the client's folder, which need not exist
 */
export async function outdatedLibraries(output: string, integrations: readonly string[]): Promise<OutdatedLibrary[]> {
  const found: OutdatedLibrary[] = [];
  for (const integration of integrations) {
    const library = LIBRARIES[integration];
    const installed = library && (await findInstalled(output, library.name));
    if (library === undefined || installed === undefined) continue;
    if (isOlder(installed.version, library.oldest))
      found.push({ integration, ...library, installed: installed.version, folder: installed.folder });
  }
  return found;
}

async function findInstalled(from: string, name: string): Promise<{ version: string; folder: string } | undefined> {
  for (const at of upwards(from)) {
    const folder = join(at, 'node_modules', name);
    const version = await versionIn(join(folder, 'package.json'));
    if (version !== undefined) return { version, folder };
  }
  return undefined;
}

async function versionIn(manifest: string): Promise<string | undefined> {
  try {
    const { version } = JSON.parse(await readFile(manifest, 'utf8')) as { version?: unknown };
    return typeof version === 'string' ? version : undefined;
  } catch {
    return undefined;
  }
}

/** Compares the three numbers of versions. True for neither if one has none. */
function isOlder(version: string, than: string): boolean {
  const [own, other] = [version, than].map((text) => /^(\d+)\.(\d+)\.(\d+)/.exec(text)?.slice(1).map(Number));
  if (own === undefined || other === undefined) return false;
  const index = own.findIndex((number, place) => number !== other[place]);
  return index >= 0 && (own[index] ?? 0) < (other[index] ?? 0);
}
