import { readdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import type { Proposal } from '../src/inference/infer.ts';
import { openDocument } from '../src/tasks/open-document.ts';
import { verifyProposals } from '../src/tasks/verify-proposals.ts';
import { PACKAGES, unpacked } from './corpus-documents.ts';
import { type ListForm, listForm } from './list-forms.ts';

/**
 * Counts, for every operation of the public directory that looks like a list, whether an annotation can be written: each
 * document is opened again with the annotations in it, and those that have no error count. Prints the table of
 * `bench/forms.md`, and with `--misses <file>` writes what cannot be annotated.
 *
 *     nice npx tsx bench/forms.ts [--only <text>] [--misses <file>]
 */
const { values: options } = parseArgs({
  options: { only: { type: 'string', default: '' }, misses: { type: 'string' } },
});

/** Clients read JSON only. */
const XML = 'no JSON answer: XML';

const folder = join(unpacked(PACKAGES.directory), 'api');
const counts = new Map<string, { lists: number; providers: Set<string> }>();
const misses: string[] = [];
const unread: string[] = [];
let documents = 0;
let operations = 0;

function count(what: string, provider: string): void {
  const row = counts.get(what) ?? { lists: 0, providers: new Set() };
  row.lists++;
  row.providers.add(provider);
  counts.set(what, row);
}

/** Counts the lists of one document. */
async function countIn(file: string): Promise<void> {
  const name = relative(folder, file).replace(/\\/g, '/');
  const provider = name.split('/')[0]?.replace(/\.json$/, '') ?? name;
  const read = await openDocument({ document: file });
  documents++;
  const { model } = read;
  if (model === undefined) {
    unread.push(name);
    return;
  }
  operations += model.operations.length;
  const lists = model.operations.flatMap((operation) => listForm(model, operation) ?? []);
  const proposals = lists.flatMap((list) => proposalOf(list) ?? []);
  const { proposals: fitting, refused } = await verifyProposals(proposals, read, undefined);
  const fits = new Map(fitting.map((proposal) => [proposal.location.pointer, proposal]));
  for (const list of lists) {
    const { operation, isXml, candidates } = list;
    const found = fits.get(operation.location.pointer);
    if (isXml) count(XML, provider);
    else if (found === undefined) {
      const label = `${operation.method} ${operation.path}`;
      const why = refused.find((one) => `${one.method} ${one.path}` === label)?.reason ?? reasonOf(list);
      count('no annotation', provider);
      misses.push(`${name}\t${label}\t${candidates.map(({ form }) => form).join('; ')}\t${why}`);
    } else count(found.reasons[0] ?? '', provider);
  }
}

function reasonOf({ candidates }: ListForm): string {
  return candidates.length === 0 ? 'nothing leads from one page to the next' : 'it does not verify';
}

/** Returns the candidates as a proposal with alternatives, so that they are verified in the way of `pagegen annotate`. */
function proposalOf({
  operation: { method, path, operationId, location },
  candidates,
}: ListForm): Proposal | undefined {
  const [first, ...alternatives] = candidates.map(({ form, annotation }): Proposal => {
    const identity = { method, path, location, ...(operationId !== undefined && { operationId }) };
    const written = annotation as unknown as Proposal['annotation'];
    return { ...identity, annotation: written, confidence: 1, reasons: [form], alternatives: [] };
  });
  return first && { ...first, alternatives };
}

const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.json') && path.includes(options.only))
  .sort();
for (const [index, file] of files.entries()) {
  try {
    await countIn(join(folder, file));
  } catch (error) {
    unread.push(`${file}: ${error instanceof Error ? error.message.slice(0, 200) : String(error)}`);
  }
  if (index % 50 === 0) process.stderr.write(`${index} of ${files.length}\n`);
}

const total = [...counts.values()].reduce((sum, { lists }) => sum + lists, 0);
const inJson = total - (counts.get(XML)?.lists ?? 0);
const share = (lists: number, of: number): string => `${((100 * lists) / of).toFixed(1)} %`;
const rows = [...counts]
  .sort((a, b) => b[1].lists - a[1].lists)
  .map(([what, { lists, providers }]) => `| ${what} | ${lists} | ${providers.size} | ${share(lists, total)} |`);
const writable = inJson - (counts.get('no annotation')?.lists ?? 0);
console.log(
  [
    `${documents} documents, ${operations} operations, ${total} lists; ${unread.length} documents cannot be read.`,
    `An annotation can be written for ${writable} of ${inJson} lists with JSON answers (${share(writable, inJson)}).`,
    '',
    '| form | lists | providers | share |',
    '|---|---:|---:|---:|',
    ...rows,
  ].join('\n'),
);
if (options.misses !== undefined) writeFileSync(options.misses, `${[...unread, '', ...misses].join('\n')}\n`);
