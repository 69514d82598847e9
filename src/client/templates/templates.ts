import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type Handlebars from 'handlebars';
import type { EmittedFile } from '../print/source-file.ts';

// The same as `handlebars`, in one file instead of forty.
const { compile }: typeof Handlebars = createRequire(import.meta.url)('handlebars/dist/handlebars.min.js');

const compiled = new Map<string, Handlebars.TemplateDelegate>();

/**
 * Fills the holes of a template in `templates/`.
 *
 * @throws where the template names something that `values` has not: a fault of ours
 */
export function render(template: string, values: object): string {
  let fill = compiled.get(template);
  if (fill === undefined) {
    const text = readFileSync(new URL(`${template}.hbs`, templatesFolder()), 'utf8');
    fill = compile(text, { noEscape: true, strict: true });
    compiled.set(template, fill);
  }
  return fill(values);
}

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

/** Nearer first: next to `dist/`, for built code; above `src/client/templates/`, the folder of this file. */
const CANDIDATES = ['../templates/', '../../../templates/'];

/** The folder of templates and of the runtime's sources, ending in a slash. */
export function templatesFolder(): URL {
  const folders = CANDIDATES.map((candidate) => new URL(candidate, import.meta.url));
  const found = folders.find((folder) => existsSync(new URL('runtime/', folder)));
  if (found === undefined) throw new Error(`The templates of pagegen are missing: looked in ${folders.join(' and ')}`);
  return found;
}
