import { readdir } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';

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
  const parts = pattern.split('/');
  const fixed = parts.findIndex(isGlob);
  const folder = resolve(cwd, parts.slice(0, fixed).join('/') || (pattern.startsWith('/') ? '/' : '.'));
  const matcher = globToRegExp(parts.slice(fixed).join('/'));
  const wantsHidden = parts.some((part) => part.startsWith('.') && part !== '.' && part !== '..');
  const found: string[] = [];
  const walk = async (path: string, relative: string): Promise<void> => {
    for (const entry of await readdir(path, { withFileTypes: true }).catch(() => [])) {
      const { name } = entry;
      if (SKIPPED.has(name) || (name.startsWith('.') && !wantsHidden)) continue;
      const below = relative === '' ? name : `${relative}/${name}`;
      if (entry.isDirectory()) await walk(join(path, name), below);
      else if (matcher.test(below)) found.push(join(path, name).split('/').join(sep));
    }
  };
  await walk(folder, '');
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
