import { readFileSync } from 'node:fs';
import type { EmittedFile } from '../print/emitted-file.ts';
import { templatesFolder } from './templates-folder.ts';

/** Matches the module of `from './x.js'`, the only form of import that the runtime uses. */
const RELATIVE_IMPORT = /(?<=\bfrom ')(\.{1,2}\/[^']+)\.js(?=';)/g;

/**
 * Copies the sources of the runtime that `modules` (paths such as `runtime/call`) need, sorted by path. A copy differs from
 * its source in the banner and in the ending of imports.
 */
export function runtimeFiles(modules: Iterable<string>, ending: string, banner: string): readonly EmittedFile[] {
  const wanted = new Set(modules);
  const files: EmittedFile[] = [];
  // An iteration over a set visits what is added meanwhile.
  for (const module of wanted) {
    const text = readModule(module);
    for (const [, specifier = ''] of text.matchAll(RELATIVE_IMPORT)) wanted.add(resolve(module, specifier));
    const copy = ending === '.js' ? text : text.replace(RELATIVE_IMPORT, `$1${ending}`);
    files.push({ path: `${module}.ts`, text: `${banner}\n${copy}` });
  }
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}

const sources = new Map<string, string>();

function readModule(module: string): string {
  const known = sources.get(module);
  if (known !== undefined) return known;
  const text = readFileSync(new URL(`${module}.ts`, templatesFolder()), 'utf8');
  sources.set(module, text);
  return text;
}

function resolve(from: string, specifier: string): string {
  return new URL(specifier, `file:///${from}`).pathname.slice(1);
}
