import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { serve } from '../test/support/fault-server.ts';
import { type FaultClient, faultClients, SECRETS, versionOf } from './fault-clients.ts';
import { elsewhere, idsOf, ROWS, type Row } from './fault-rows.ts';

/**
 * Measures how clients behave under the faults of an API, on real HTTP: pagegen's, the one that Redocly CLI generates from the same
 * document, and `got.paginate`. Writes `bench/faults.md`.
 *
 *     npm install --prefix bench && bench/node_modules/node/bin/node --import tsx bench/faults.ts
 */

/** More requests than any of the lists needs. */
const MOST = 150;
/** Milliseconds; every wait that a row asks for is shorter. */
const PATIENCE = 15_000;
const AT_ONCE = 6;

interface Outcome {
  readonly text: string;
  readonly right: boolean;
}

async function run(row: Row, client: FaultClient): Promise<Outcome> {
  const other = await serve(elsewhere);
  const answer = row.start(other.url);
  let endless = false;
  const server = await serve((request, index) => {
    endless ||= index >= MOST;
    return endless ? { status: 400 } : answer(request, index);
  });
  const stop = new AbortController();
  const waited = setTimeout(() => stop.abort(), PATIENCE);
  const ids: (number | string)[] = [];
  let error: Error | undefined;
  let unsaid = false;
  try {
    const walk = client.walk(server.url, row, stop.signal);
    if (walk === undefined) unsaid = true;
    else for await (const { id } of walk) ids.push(id);
  } catch (fault) {
    error = fault as Error;
  }
  clearTimeout(waited);
  const seen = JSON.stringify(other.requests);
  const leaked = Object.keys(SECRETS).filter((name) => seen.includes(SECRETS[name] as string));
  await Promise.all([server.close(), other.close()]);
  if (unsaid) return { text: 'cannot be declared', right: false };
  const plain = (text: string): string =>
    text.replaceAll(server.url, 'https://api').replaceAll(other.url, 'https://other');
  return outcome(row, ids, {
    message: error && plain(`${error.name}: ${error.message}`),
    endless,
    leaked,
    waiting: stop.signal.aborted,
  });
}

interface End {
  readonly message: string | undefined;
  readonly endless: boolean;
  readonly waiting: boolean;
  readonly leaked: readonly string[];
}

function outcome(row: Row, ids: readonly (number | string)[], { message, endless, waiting, leaked }: End): Outcome {
  const expected = idsOf(row);
  const lost = expected.filter((id) => !ids.includes(id)).length;
  const repeated = ids.length - new Set(ids).size;
  const words = [
    ...(leaked.length > 0 ? [`leaked ${leaked.join(' and ')}`] : []),
    ...(repeated > 0 ? [`repeated ${repeated}`] : []),
    ...(endless ? [`endless (cut after ${MOST} requests)`] : []),
    ...(waiting ? [`still waiting after ${PATIENCE / 1000} s`] : []),
  ];
  const ended = message === undefined && !endless && !waiting;
  if (ended) {
    if (lost > 0) words.push(`lost ${lost}`);
    if (lost === 0 && repeated === 0) words.push('exact');
  } else if (!endless && !waiting) words.push(`error after ${ids.length}: ${short(message ?? '')}`);
  const sound = leaked.length === 0 && repeated === 0 && !endless && !waiting;
  const complete = ended && lost === 0;
  const fits = { all: complete, error: message !== undefined, either: complete || message !== undefined }[row.right];
  return { text: words.join(', '), right: sound && fits };
}

function short(message: string): string {
  const text = message.replace(/\s+/g, ' ').replaceAll('|', '\\|');
  return text.length > 100 ? `${text.slice(0, 100)}…` : text;
}

const RIGHT = { all: 'all items', error: 'an error', either: 'all items or an error' };

function table(clients: readonly FaultClient[], outcomes: readonly (readonly Outcome[])[]): string {
  const cells = (values: readonly string[]): string => `| ${values.join(' | ')} |`;
  const lines = ROWS.map((row, index) => {
    const found = (outcomes[index] ?? []).map(({ text, right }) => (right ? text : `**${text}**`));
    return cells([row.name + (row.note ? ` (${row.note})` : ''), row.list, RIGHT[row.right], ...found]);
  });
  const right = clients.map((_, index) => outcomes.filter((row) => row[index]?.right).length);
  const names = clients.map(({ name }) => name);
  return [
    cells(['fault', 'list', 'right is', ...names]),
    '|---|---|---|---|---|---|',
    ...lines,
    cells(['**right**', '', '', ...right.map((count) => `${count} of ${ROWS.length}`)]),
  ].join('\n');
}

const folder = mkdtempSync(join(tmpdir(), 'pagegen-faults-'));
try {
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  const clients = await faultClients(folder);
  const outcomes: Outcome[][] = [];
  const queue = [...ROWS.entries()];
  const worker = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const [index, row] = next;
      outcomes[index] = await Promise.all(clients.map((client) => run(row, client)));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  const page = fileURLToPath(new URL('faults.md', import.meta.url));
  const mark = '<!-- table -->';
  const [before] = readFileSync(page, 'utf8').split(mark);
  const versions = `${versionOf('@redocly/cli')}, ${versionOf('got')}, Node.js ${process.versions.node}.`;
  writeFileSync(page, `${before}${mark}\n\n${versions}\n\n${table(clients, outcomes)}\n`);
  console.log(table(clients, outcomes));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.exit();
