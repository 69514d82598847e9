import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { findHits, type Hit } from './language/find-hits.ts';

// Finds stiff idioms in comments, messages and documentation, by the word list in `language/idioms.ts`.
//
//   npm run language                     checks everything
//   npm run language -- src/lint docs    checks only these paths

const ROOT = join(import.meta.dirname, '..');
const ROOTS = ['src', 'templates', 'schema', 'scripts', 'bench', 'test', 'examples', 'docs', '.github', '.changeset'];
const CHECKED = /\.(?:[cm]?tsx?|md|hbs|json)$/;
/** Outputs, texts by other authors, and the word list itself. */
const SKIPPED =
  /(?:^|\/)(?:node_modules|dist|cache|expected|(?<!^src\/)client)(?:\/|$)|(?<!^schema\/[^/]*)\.json$|^THIRD_PARTY|^CODE_OF_CONDUCT|^scripts\/language\/idioms\.ts$|^test\/scripts\//;

const paths = process.argv.slice(2).map((path) => relative(ROOT, path).split(sep).join('/'));
const isBelow = (path: string, folders: readonly string[]): boolean =>
  folders.some((folder) => folder === '' || path === folder || path.startsWith(`${folder}/`));

const files = [
  ...readdirSync(ROOT),
  ...ROOTS.filter((folder) => existsSync(join(ROOT, folder))).flatMap(filesBelow),
].filter((path) => CHECKED.test(path) && !SKIPPED.test(path) && (paths.length === 0 || isBelow(path, paths)));
const hits = files.flatMap((path) => findHits(path, readFileSync(join(ROOT, path), 'utf8')));

for (const hit of hits) console.log(lineOf(hit));
const inFiles = new Set(hits.map(({ path }) => path)).size;
console.log(
  hits.length === 0
    ? `The language of ${files.length} files is fine.`
    : `\n${hits.length} hits in ${inFiles} of ${files.length} files. Rewrite them; see scripts/language/idioms.ts.`,
);
if (hits.length > 0) process.exitCode = 1;

function filesBelow(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (!entry.isDirectory()) return [path];
    return SKIPPED.test(path) ? [] : filesBelow(path);
  });
}

function lineOf({ path, line, column, text, idiom }: Hit): string {
  return `${path}:${line}:${column}  "${text}"  → ${idiom.write} (${idiom.why})`;
}
