import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { biome } from './biome.ts';
import type { Formatter } from './formatter.ts';
import { prettier } from './prettier.ts';

/**
 * The formatter whose configuration is nearest to a folder, in it or above. Biome where both are equally near.
 *
 * @throws InputError `no-formatter` where it is not installed
 */
export async function findFormatter(folder: string): Promise<Formatter | undefined> {
  for (let at = folder; ; at = dirname(at)) {
    const names = await readdir(at).catch((): string[] => []);
    if (names.some((name) => /^\.?biome\.jsonc?$/.test(name))) return biome(at);
    if (names.some((name) => /^(?:\.prettierrc(?:\..+)?|prettier\.config\.[cm]?[jt]s)$/.test(name)))
      return prettier(at);
    if (names.includes('package.json') && (await asksForPrettier(join(at, 'package.json')))) return prettier(at);
    if (dirname(at) === at) return undefined;
  }
}

async function asksForPrettier(file: string): Promise<boolean> {
  try {
    return Object.hasOwn(JSON.parse(await readFile(file, 'utf8')), 'prettier');
  } catch {
    return false;
  }
}
