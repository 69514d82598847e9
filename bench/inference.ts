/**
 * Measures how well `pagegen annotate` detects the pagination that vendors declare for their own APIs.
 *
 *   npx tsx bench/inference.ts
 *   npx tsx bench/inference.ts --leave-one-out
 *
 * Runs on the labelled documents of `$PAGEGEN_CORPUS/pagination/dev` (default: ../shared/corpus next to the project),
 * every vendor extension stripped, and prints the scores of its `score.mjs` as a table. With `--leave-one-out`, the one
 * number that can be tuned without a person, the least confidence of a proposal, is chosen for each vendor by the scores
 * of all others.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { annotate, type Proposal } from '../src/tasks/annotate.ts';

const CORPUS = process.env['PAGEGEN_CORPUS'] ?? join(import.meta.dirname, '../../shared/corpus');
const DATA = join(CORPUS, 'pagination');

/** A proposal in the words of `score.mjs`. */
export interface Prediction {
  readonly method: string;
  readonly path: string;
  readonly style: string;
  readonly items: string | undefined;
  readonly next: string | undefined;
  readonly hasMore: string | undefined;
  readonly request: { readonly cursor?: string; readonly limit?: string };
}

export function predictionOf({ method, path, annotation, position }: Proposal): Prediction {
  const { style, request = {}, response } = annotation;
  const limit = request['limit'];
  return {
    method,
    path,
    style,
    items: response['items'] === '$response.body' ? '' : response['items'],
    next: nextOf(style, response),
    hasMore: response['hasMore'],
    request: {
      ...(position !== undefined && { cursor: bareName(position.name) }),
      ...(typeof limit === 'string' && { limit: bareName(limit) }),
    },
  };
}

function nextOf(style: string, response: Proposal['annotation']['response']): string | undefined {
  const { nextCursor, nextUrl, itemCursor } = response;
  if (nextCursor?.startsWith('$response.header.')) return `header:${nextCursor.slice('$response.header.'.length)}`;
  if (itemCursor !== undefined) return `last:${itemCursor}`;
  return nextCursor ?? nextUrl ?? (style === 'link-header' ? 'header:Link' : undefined);
}

/** Labels name a place in the body by its pointer without the first slash. */
function bareName(expression: string): string {
  return expression.replace(/^\$request\.(?:query|header)\./, '').replace(/^\//, '');
}

interface Counts {
  readonly [count: string]: number;
}

interface Scores {
  readonly total: Counts;
  readonly groups: { readonly [vendor: string]: Counts };
}

export function apis(): string[] {
  return readdirSync(join(DATA, 'dev')).filter((name) => existsSync(join(DATA, 'dev', name, 'labels.json')));
}

type Predictions = Readonly<Record<string, readonly Prediction[]>>;

export async function predict(api: string): Promise<Prediction[]> {
  return (await propose(api)).map(predictionOf);
}

async function propose(api: string, minConfidence?: number): Promise<readonly Proposal[]> {
  return (await annotate({ document: join(DATA, 'dev', api, 'spec.stripped.json'), minConfidence })).proposals;
}

export function score(predictions: Predictions, ...flags: string[]): Scores {
  const folder = mkdtempSync(join(tmpdir(), 'pagegen-inference-'));
  const file = join(folder, 'predictions.json');
  writeFileSync(file, JSON.stringify(predictions));
  const output = execFileSync(process.execPath, [join(DATA, 'score.mjs'), file, '--json', ...flags], {
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  rmSync(folder, { recursive: true });
  return JSON.parse(output);
}

/** The columns of the table: what share of what. */
export const MEASURES: Readonly<Record<string, (counts: Counts) => number>> = {
  precision: ({ tp = 0, fp = 0 }) => tp / (tp + fp),
  recall: ({ tp = 0, fn = 0 }) => tp / (tp + fn),
  style: ({ style = 0, styleN = 0 }) => style / styleN,
  items: ({ items = 0, itemsN = 0 }) => items / itemsN,
  next: ({ next = 0, nextN = 0 }) => next / nextN,
  'has more': ({ has = 0, hasN = 0 }) => has / hasN,
  position: ({ req = 0, reqN = 0 }) => req / reqN,
  'page size': ({ lim = 0, limN = 0 }) => lim / limN,
};

/** The mean over those vendors for which there is something to measure. */
export function macro(groups: Scores['groups'], measure: (counts: Counts) => number): number {
  const values = Object.values(groups).map(measure).filter(Number.isFinite);
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function percent(value: number): string {
  return Number.isFinite(value) ? (100 * value).toFixed(1) : '–';
}

function table({ total, groups }: Scores): string {
  const measures = Object.values(MEASURES);
  const row = (name: string, cells: readonly (string | number | undefined)[]): string =>
    `| ${[name, ...cells].join(' | ')} |`;
  const counted = (name: string, counts: Counts): string =>
    row(name, [counts['tp'], counts['fp'], counts['fn'], ...measures.map((measure) => percent(measure(counts)))]);
  return [
    row('vendor', ['found', 'wrong', 'missed', ...Object.keys(MEASURES)]),
    row(
      '---',
      Array.from({ length: measures.length + 3 }, () => '---:'),
    ),
    ...Object.keys(groups)
      .sort()
      .map((name) => counted(name, groups[name]!)),
    counted('**micro**', total),
    row('**macro**', ['', '', '', ...measures.map((measure) => percent(macro(groups, measure)))]),
  ].join('\n');
}

/** The least confidences to choose from. */
const CHOICES = Array.from({ length: 13 }, (_, index) => (30 + index * 5) / 100);

/** Scores each vendor with the least confidence that leads to the best F1 (micro) over all other vendors. */
async function leaveOneOut(): Promise<string> {
  const all = new Map<string, readonly Proposal[]>();
  for (const api of apis()) all.set(api, await propose(api, 0));
  const scores = CHOICES.map((least) => {
    const above = (proposals: readonly Proposal[]) => proposals.filter(({ confidence }) => confidence >= least);
    const predictions = [...all].map(([api, proposals]) => [api, above(proposals).map(predictionOf)] as const);
    return { least, groups: score(Object.fromEntries(predictions)).groups };
  });
  const rows = Object.keys(scores[0]!.groups).map((vendor) => {
    const others = (groups: Scores['groups']) => Object.entries(groups).filter(([name]) => name !== vendor);
    const f1s = scores.map(({ groups }) => f1(sum(others(groups).map(([, counts]) => counts))));
    // Of equally good ones the middle one, which is furthest from where things get worse.
    const best = CHOICES.map((_, index) => index).filter((index) => f1s[index] === Math.max(...f1s));
    const { least, groups } = scores[best[Math.floor(best.length / 2)]!]!;
    return { vendor, least, counts: groups[vendor]! };
  });
  const micro = sum(rows.map(({ counts }) => counts));
  const cells = (counts: Counts): string =>
    [counts['tp'], counts['fp'], counts['fn'], ...SHARES.map((name) => percent(MEASURES[name]!(counts)))].join(' | ');
  return [
    `| vendor | least confidence | found | wrong | missed | ${SHARES.join(' | ')} |`,
    '| --- | ---: | ---: | ---: | ---: | ---: | ---: |',
    ...rows
      .sort((a, b) => (a.vendor < b.vendor ? -1 : 1))
      .map(({ vendor, least, counts }) => `| ${vendor} | ${least.toFixed(2)} | ${cells(counts)} |`),
    `| **micro** | | ${cells(micro)} |`,
  ].join('\n');
}

const SHARES = ['precision', 'recall'];

function sum(all: readonly Counts[]): Counts {
  const keys = new Set(all.flatMap(Object.keys));
  return Object.fromEntries([...keys].map((key) => [key, all.reduce((left, counts) => left + (counts[key] ?? 0), 0)]));
}

function f1({ tp = 0, fp = 0, fn = 0 }: Counts): number {
  return (2 * tp) / (2 * tp + fp + fn);
}

async function main(): Promise<void> {
  if (process.argv.includes('--leave-one-out')) {
    process.stdout.write(`${await leaveOneOut()}\n`);
    return;
  }
  const predictions: Record<string, Prediction[]> = {};
  for (const api of apis()) predictions[api] = await predict(api);
  const strict = score(predictions, '--unknown-as-negative');
  process.stdout.write(`${table(score(predictions))}\n\n`);
  process.stdout.write(
    `Where the vendor's silence counts as "not paginated": precision ${percent(MEASURES['precision']!(strict.total))}\n`,
  );
}

if (process.argv[1] === import.meta.filename) await main();
