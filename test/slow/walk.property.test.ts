import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ClientError } from '../../templates/runtime/errors.js';
import type { Checkpoint } from '../../templates/runtime/pagination/checkpoint.js';
import { type Fault, type FaultServer, type Reply, type SeenRequest, serve } from '../support/fault-server.ts';
import {
  answerList,
  type Behaviour,
  collect,
  listRows,
  type Row,
  rows,
  STYLES,
  windows,
  withLimit,
} from '../support/lists.ts';

let answer: (request: SeenRequest, index: number) => Reply = () => ({ status: 500 });
let server: FaultServer;
beforeAll(async () => {
  server = await serve((request, index) => answer(request, index));
});
afterAll(() => server.close());

const style = fc.constantFrom(...STYLES);
const behaviour: fc.Arbitrary<Behaviour> = fc.record({
  size: fc.integer({ min: 1, max: 12 }),
  cap: fc.integer({ min: 1, max: 12 }),
  says: fc.record({ hasMore: fc.boolean(), total: fc.boolean(), limit: fc.boolean(), totalPages: fc.boolean() }),
});
const asked = fc.option(fc.integer({ min: 1, max: 15 }), { nil: undefined });
const lookahead = fc.record({ prefetch: fc.integer({ min: 0, max: 3 }), concurrency: fc.integer({ min: 1, max: 4 }) });
const faults: fc.Arbitrary<Fault> = fc.constantFrom<Fault>(
  'reset',
  'reset-in-body',
  'truncated',
  { status: 500 },
  { status: 503 },
  { status: 429, headers: { 'retry-after': '0' } },
);

/** Concurrency is for positions. */
function optionsFor(kind: string, { prefetch, concurrency }: { prefetch: number; concurrency: number }) {
  return kind === 'offset' || kind === 'page' ? { prefetch, concurrency } : { prefetch };
}

/** Walks; goes on from the checkpoint after each error, as often as it takes. */
async function walkOn(start: (resume: Checkpoint | undefined) => AsyncIterable<Row>): Promise<Row[]> {
  const collected: Row[] = [];
  let resume: Checkpoint | undefined;
  for (;;) {
    try {
      for await (const row of start(resume)) collected.push(row);
      return collected;
    } catch (error) {
      if (!(error instanceof ClientError) || error.checkpoint === undefined) throw error;
      resume = JSON.parse(JSON.stringify(error.checkpoint)) as Checkpoint;
    }
  }
}

describe('a walk gives the data set, each item once and in order', () => {
  test.each(STYLES)('%s, whatever the page sizes, caps and lookahead', async (kind) => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 40 }),
        behaviour,
        asked,
        lookahead,
        async (count, how, limit, ahead) => {
          const all = rows(count);
          answer = (request) => answerList(all, how, request);
          const walk = listRows(server.url, kind, withLimit(kind, limit), optionsFor(kind, ahead));
          expect(await collect(walk)).toEqual(all);
        },
      ),
      { numRuns: 60 },
    );
  });

  test('with faults: retried, or resumed from the checkpoint of the error', async () => {
    const schedule = fc.array(fc.option(faults, { nil: undefined, freq: 2 }), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(
        style,
        fc.integer({ min: 0, max: 40 }),
        behaviour,
        asked,
        lookahead,
        schedule,
        fc.integer({ min: 0, max: 2 }),
        async (kind, count, how, limit, ahead, plan, attempts) => {
          const all = rows(count);
          let served = 0;
          answer = (request) => ({ ...answerList(all, how, request), fault: plan[served++] });
          const config = { retry: { attempts, maxWait: 0 } };
          const walk = (resume: Checkpoint | undefined) =>
            listRows(server.url, kind, withLimit(kind, limit), { ...optionsFor(kind, ahead), resume }, { config });
          expect(await walkOn(walk)).toEqual(all);
        },
      ),
      { numRuns: 200 },
    );
  });

  test('left and resumed at any item', async () => {
    await fc.assert(
      fc.asyncProperty(
        style,
        fc.integer({ min: 1, max: 40 }),
        behaviour,
        asked,
        lookahead,
        fc.nat(40),
        async (kind, count, how, limit, ahead, stop) => {
          const all = rows(count);
          answer = (request) => answerList(all, how, request);
          const walk = listRows(server.url, kind, withLimit(kind, limit), optionsFor(kind, ahead));
          const collected: Row[] = [];
          if (stop > 0) {
            for await (const row of walk) {
              collected.push(row);
              if (collected.length === stop) break;
            }
          }
          const resume = JSON.parse(JSON.stringify(walk.checkpoint())) as Checkpoint;
          const rest = await collect(
            listRows(server.url, kind, withLimit(kind, limit), { ...optionsFor(kind, ahead), resume }),
          );
          expect([...collected, ...rest]).toEqual(all);
        },
      ),
      { numRuns: 200 },
    );
  });

  test('past a ceiling by windows, resumed at any item', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('offset' as const, 'page' as const),
        fc.integer({ min: 0, max: 60 }),
        fc.integer({ min: 1, max: 4 }),
        asked,
        lookahead,
        fc.nat(60),
        fc.integer({ min: 12, max: 30 }),
        async (kind, count, ties, limit = 5, ahead, stop, maxResults) => {
          const all = rows(count, ties);
          answer = (request) => answerList(all, { size: 5 }, request);
          const extra = { deep: windows };
          const walk = (options: object) =>
            listRows(
              server.url,
              kind,
              { limit: Math.min(limit, 6) },
              { ...ahead, ...options },
              { limits: { maxResults }, extra },
            );
          const first = walk({});
          const collected: Row[] = [];
          for await (const row of first) {
            collected.push(row);
            if (collected.length === stop) break;
          }
          const resume = JSON.parse(JSON.stringify(first.checkpoint())) as Checkpoint;
          const rest = stop > 0 && collected.length === stop ? await collect(walk({ resume })) : [];
          expect([...collected, ...rest]).toEqual(all);
        },
      ),
      { numRuns: 200 },
    );
  });
});
