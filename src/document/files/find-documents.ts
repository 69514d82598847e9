import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { splitGlob } from '../../shared/paths.ts';

/** Folders that hold no documents of one's own. */
const SKIPPED = new Set(['node_modules', '.git']);

/** Whether a path has to be looked up rather than taken as it is. */
export function isGlob(pattern: string): boolean {
  return /[*?{[]/.test(pattern);
}

/**
 * Absolute paths of the files that a glob matches, sorted. `*` and `?` stop at slashes, `**` does not, `{a,b}` and
 * `[a-z]` are choices. `node_modules`, `.git` and, unless the pattern names them, other hidden folders are left out.
 */
export async function findDocuments(pattern: string, cwd: string): Promise<string[]> {
  const { folder, segments } = splitGlob(pattern, isGlob);
  // File systems give names as they were written once, which need not be as the user writes them now.
  const matcher = globToRegExp(segments.join('/').normalize('NFC'));
  const wantsHidden = pattern.split(/[\\/]/).some((part) => /^\.(?!\.?$)/.test(part));
  const found: string[] = [];
  const walk = async (path: string, relative: string): Promise<void> => {
    for (const entry of await readdir(path, { withFileTypes: true }).catch(() => [])) {
      const { name } = entry;
      if (SKIPPED.has(name) || (name.startsWith('.') && !wantsHidden)) continue;
      const below = relative === '' ? name : `${relative}/${name}`;
      if (entry.isDirectory()) await walk(join(path, name), below);
      else if (matcher.test(below.normalize('NFC'))) found.push(join(path, name));
    }
  };
  await walk(resolve(cwd, folder), '');
  return found.sort();
}

/** The glob as a regular expression over a whole path with slashes. */
function globToRegExp(glob: string): RegExp {
  const source = glob.replace(/\*\*\/|\*\*|\*|\?|\{[^{}]*\}|\[!?[^\]]+\]|[.+^$()|\\{}[\]]/g, (token) => {
    if (token === '**/') return '(?:[^/]+/)*';
    if (token === '**') return '.*';
    if (token === '*') return '[^/]*';
    if (token === '?') return '[^/]';
    if (token.length > 1 && token.startsWith('{')) return `(?:${choices(token.slice(1, -1))})`;
    if (token.length > 1 && token.startsWith('[')) return token.replace('[!', '[^');
    return `\\${token}`;
  });
  return new RegExp(`^${source}$`);
}

function choices(list: string): string {
  return list
    .split(',')
    .map((choice) => choice.replace(/[.+^$()|\\[\]?]/g, '\\$&').replaceAll('*', '[^/]*'))
    .join('|');
}
