import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { splitGlob } from '../../shared/paths.ts';

/** Folders that contain no documents of the user. */
const SKIPPED = new Set(['node_modules', '.git']);

/** True if a path is a pattern that can match several files. */
export function isGlob(pattern: string): boolean {
  return /[*?{[]/.test(pattern);
}

/**
 * Returns the absolute paths of the files that a glob matches, sorted. `*` and `?` do not match slashes, `**` does;
 * `{a,b}` and `[a-z]` are choices. Skips `node_modules` and `.git`, and other hidden folders unless the pattern names
 * one.
 */
export async function findDocuments(pattern: string, cwd: string): Promise<string[]> {
  const { folder, segments } = splitGlob(pattern, isGlob);
  // A file system returns a name in the Unicode form that it was created with; the pattern may use another form.
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

/** Converts a glob to a regular expression for a whole path with slashes. */
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

/** True if the first lines of a text are those of an OpenAPI or Swagger document. */
export function beginsLikeDocument(text: string): boolean {
  return /^(?:\s*\{\s*)?["']?(?:openapi|swagger)["']?\s*:\s*["']?[23]\.\d/m.test(text.slice(0, 4096));
}
