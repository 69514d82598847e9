import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { DIALECTS } from '../src/annotation/extensions.ts';
import { openDocument } from '../src/tasks/open-document.ts';
import { unpacked } from './corpus-documents.ts';

/**
 * Counts the annotations of other tools in npm packages, as pagegen reads them, and prints the tables of
 * `bench/dialects.md`:
 *
 *     nice npx tsx bench/npm-dialects.ts
 *
 * The sample is `bench/npm-packages.txt`; another file with one `name@version` a line may be given instead.
 */
const [list = join(import.meta.dirname, 'npm-packages.txt')] = process.argv.slice(2);
const packages = readFileSync(list, 'utf8').split(/\s+/).filter(Boolean);

/** The beginning of a document, in JSON or YAML. */
const IS_DOCUMENT = /^\s*['"]?(openapi|swagger)['"]?\s*:\s*['"]?[23]\.|^\s*\{[^{[]*"(openapi|swagger)"\s*:\s*"[23]\./m;

interface Count {
  readonly packages: Set<string>;
  readonly documents: Set<string>;
  paginated: number;
  onePage: number;
}

const counts = new Map<string, Count>();
const carriers: [name: string, documents: number, keys: string][] = [];
let documents = 0;
let operations = 0;

for (const specifier of packages) {
  const folder = unpacked(specifier);
  const found = new Set<string>();
  let read = 0;
  for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    const file = documentAt(folder, path);
    if (file === undefined) continue;
    const { model, annotated } = await openDocument({ document: file, lenient: true });
    if (model === undefined || model.operations.length === 0) continue;
    read++;
    operations += model.operations.length;
    for (const { key, declined } of annotated) {
      if (key === 'x-pagination') continue;
      found.add(key);
      const count = counts.get(key) ?? { packages: new Set(), documents: new Set(), paginated: 0, onePage: 0 };
      counts.set(key, count);
      count.packages.add(specifier);
      count.documents.add(file);
      if (declined) count.onePage++;
      else count.paginated++;
    }
  }
  documents += read;
  if (read > 0) carriers.push([specifier, read, [...found].join(', ')]);
  process.stderr.write(`${specifier}: ${read} documents\n`);
}

/** Returns the file if it is a document. Compressed ones are written next to themselves. */
function documentAt(folder: string, path: string): string | undefined {
  if (!/\.(json|ya?ml)(\.gz)?$/.test(path) || /(^|[/\\])package(-lock)?\.json$/.test(path)) return undefined;
  const file = join(folder, path);
  const bytes = readFileSync(file);
  if (!path.endsWith('.gz')) return IS_DOCUMENT.test(bytes.toString('utf8')) ? file : undefined;
  const plain = join(folder, path.slice(0, -'.gz'.length));
  writeFileSync(plain, gunzipSync(bytes));
  return plain;
}

function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const line = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), `|${head.map(() => '---|').join('')}`, ...rows.map(line), ''].join('\n');
}

const rows = DIALECTS.map((key) => {
  const {
    packages: inPackages,
    documents: inDocuments,
    paginated,
    onePage,
  } = counts.get(key) ?? {
    packages: new Set(),
    documents: new Set(),
    paginated: 0,
    onePage: 0,
  };
  return [`\`${key}\``, inPackages.size, inDocuments.size, paginated, onePage];
});
process.stdout.write(
  `${packages.length} packages, ${carriers.length} with documents: ${documents}, ${operations} operations\n\n`,
);
process.stdout.write(table(['annotation', 'packages', 'documents', 'paginated', 'one page'], rows));
process.stdout.write(`\n${table(['package', 'documents', 'annotations'], carriers)}`);
