import { readFileSync } from 'node:fs';
import type { EmittedFile } from '../print/emitted-file.ts';
import { templatesFolder } from './templates-folder.ts';

/** `from './x.js'`, the only form of import that the runtime uses. */
const RELATIVE_IMPORT = /(?<=\bfrom ')(\.{1,2}\/[^']+)\.js(?=';)/g;

/**
 * The runtime's sources that `modules` (paths such as `runtime/call`) need, byte for byte; only the endings of imports
 * become `ending` where it is not `.js`. Sorted by path.
 */
export function runtimeFiles(modules: Iterable<string>, ending: string): readonly EmittedFile[] {
  const wanted = new Set(modules);
  const files: EmittedFile[] = [];
  // What is added to a set while it is iterated is visited too.
  for (const module of wanted) {
    const text = readModule(module);
    for (const [, specifier = ''] of text.matchAll(RELATIVE_IMPORT)) wanted.add(resolve(module, specifier));
    files.push({ path: `${module}.ts`, text: ending === '.js' ? text : text.replace(RELATIVE_IMPORT, `$1${ending}`) });
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
