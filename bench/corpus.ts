import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { generate, type LocatedDiagnostic } from '../src/index.ts';
import { type CompilerVersion, compile } from '../test/support/compile.ts';
import { type CorpusDocument, corpusDocuments } from './corpus-documents.ts';

/**
 * Generates a client from every document of the corpus, compiles all of them under the strictest flags of
 * TypeScript 7 (or another version), and prints a table:
 *
 *     npx tsx bench/corpus.ts [--only <text>] [--lenient] [--keep <folder>] [--no-compile] [--out <file>]
 *                         [--typescript 5.4]
 *
 * `--only` takes the documents that have the text in their names; `--keep` leaves the clients in a folder; `--out`
 * writes the table into a file. Exits with 1 where a client does not compile or pagegen itself fails; a document that
 * is itself broken is none of its faults.
 */

const { values: options } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    keep: { type: 'string' },
    lenient: { type: 'boolean', default: false },
    'no-compile': { type: 'boolean', default: false },
    out: { type: 'string' },
    typescript: { type: 'string', default: '7' },
  },
});

interface Row {
  readonly document: CorpusDocument;
  operations: number;
  result: 'compiles' | 'generated' | 'does not compile' | 'broken document' | 'pagegen failed';
  seconds: number;
  files: number;
  bytes: number;
  diagnostics: readonly LocatedDiagnostic[];
  /** The full text of the failure. */
  detail: string;
}

/** Megabytes of code that one compiler run takes. */
const BATCH = 24 * 2 ** 20;

const folder = options.keep ?? mkdtempSync(join(tmpdir(), 'pagegen-corpus-run-'));

async function generateOne(document: CorpusDocument, index: number): Promise<{ row: Row; client: string | undefined }> {
  const row: Row = {
    document,
    operations: 0,
    result: 'broken document',
    seconds: 0,
    files: 0,
    bytes: 0,
    diagnostics: [],
    detail: '',
  };
  const start = performance.now();
  try {
    const { files, diagnostics, stats } = await generate({ document: document.file, lenient: options.lenient });
    row.seconds = (performance.now() - start) / 1000;
    row.diagnostics = diagnostics;
    row.operations = stats.operations;
    if (files.length === 0) return { row, client: undefined };
    const client = `c${index}`;
    for (const { path, text } of files) {
      const file = join(folder, 'waiting', client, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
      row.files++;
      row.bytes += text.length;
    }
    row.result = 'generated';
    return { row, client };
  } catch (error) {
    row.result = 'pagegen failed';
    row.detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { row, client: undefined };
  }
}

/** Compiles what waits, and says in each row how that went. */
async function compileWaiting(batch: ReadonlyMap<string, Row>): Promise<void> {
  const waiting = join(folder, 'waiting');
  if (batch.size === 0) return;
  const complaints = await compile(waiting, options.typescript as CompilerVersion, 'nodenext');
  for (const [client, row] of batch) {
    const own = complaints.split('\n').filter((line) => line.startsWith(`${client}/`));
    row.result = own.length === 0 ? 'compiles' : 'does not compile';
    row.detail = own.join('\n');
  }
  const homeless = complaints.split('\n').filter((line) => /error TS/.test(line) && !/^c\d+\//.test(line));
  if (homeless.length > 0) throw new Error(homeless.join('\n'));
  if (options.keep === undefined) rmSync(waiting, { recursive: true });
}

function lineOf({ document, operations, result, seconds, diagnostics, files, bytes }: Row): string {
  const counts = (['error', 'warning', 'info'] as const)
    .map((severity) => [severity, diagnostics.filter((diagnostic) => diagnostic.severity === severity).length] as const)
    .filter(([, count]) => count > 0)
    .map(([severity, count]) => `${count} ${severity}`)
    .join(', ');
  const size = `${(bytes / 2 ** 20).toFixed(2)} MB`;
  return `| ${[document.name, operations, result, counts, files, size, `${seconds.toFixed(2)} s`].join(' | ')} |`;
}

async function run(): Promise<readonly Row[]> {
  const rows: Row[] = [];
  let batch = new Map<string, Row>();
  let size = 0;
  const flush = async (): Promise<void> => {
    if (!options['no-compile']) await compileWaiting(batch);
    batch = new Map();
    size = 0;
  };
  const documents = corpusDocuments().filter(({ name }) => name.includes(options.only));
  for (const [index, document] of documents.entries()) {
    const { row, client } = await generateOne(document, index);
    rows.push(row);
    if (client !== undefined) batch.set(client, row);
    size += row.bytes;
    if (size > BATCH) await flush();
  }
  await flush();
  return rows;
}

try {
  const rows = await run();
  const head =
    '| document | operations | result | diagnostics | files | size | time |\n|---|---:|---|---|---:|---:|---:|';
  const table = [head, ...rows.map(lineOf)].join('\n');
  if (options.out === undefined) console.log(table);
  else writeFileSync(options.out, `${table}\n`);
  const counts = new Map<string, Row[]>();
  for (const row of rows) counts.set(row.result, [...(counts.get(row.result) ?? []), row]);
  console.log(
    `\n${rows.length} documents: ${[...counts].map(([result, own]) => `${own.length} ${result}`).join(', ')}`,
  );
  for (const { document, detail, diagnostics } of rows) {
    const errors = diagnostics.filter(({ severity }) => severity === 'error').slice(0, 3);
    for (const { line, column, code, message } of errors) {
      console.log(`\n${document.name}:${line}:${column} [${code}] ${message}`);
    }
    if (detail !== '') console.log(`\n${document.name}\n${detail.split('\n').slice(0, 8).join('\n')}`);
  }
  const failed = rows.some(({ result }) => result === 'does not compile' || result === 'pagegen failed');
  process.exitCode = failed ? 1 : 0;
} finally {
  if (options.keep === undefined) rmSync(folder, { recursive: true, force: true });
}
