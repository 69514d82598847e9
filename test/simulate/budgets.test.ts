import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import type { Budget } from '../../src/model/api.ts';
import type { Operation } from '../../src/model/operation.ts';
import { createMeter } from '../../src/simulate/mock/meter.ts';
import { mock } from '../../src/tasks/mock.ts';
import { verify } from '../../src/tasks/verify.ts';
import { ClientCore } from '../../templates/runtime/client.js';
import { paginate } from '../../templates/runtime/paginator/paginate.js';
import { requestBudgets } from '../../templates/runtime/transport/budgets.js';
import type { LocalServer } from '../support/http.ts';
import { collect, operationOf, strategyOf } from '../support/lists.ts';
import { plantedDocument, startPlanted } from '../support/planted-list.ts';
import { runs } from '../support/properties.ts';

const cleanups: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of cleanups.splice(0)) await close();
});

const budget = (requests: number, per: number, name = 'api'): Budget => ({
  name,
  requests,
  per,
  location: { file: '', pointer: '' },
});
const operationWith = (...budgets: string[]): Operation => ({ budgets }) as unknown as Operation;

describe('the meter of the mock', () => {
  test('law: it accepts at most the declared number of requests in any period, and all that keep it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 1, max: 5 }),
        fc.array(fc.integer({ min: 0, max: 900 }), { minLength: 1, maxLength: 120 }),
        (requests, per, pauses) => {
          let now = 0;
          const meter = createMeter([budget(requests, per)], () => now);
          const accepted: number[] = [];
          for (const pause of pauses) {
            now += pause;
            const recent = accepted.filter((time) => time > now - per * 1000).length;
            const exceeded = meter(operationWith('api'));
            expect(exceeded === undefined).toBe(recent < requests);
            if (exceeded === undefined) accepted.push(now);
            else expect(exceeded.wait).toBe((accepted.at(-requests) ?? 0) + per * 1000 - now);
          }
        },
      ),
      runs(100),
    );
  });

  test('a request counts against each of its budgets, or none if one is full', () => {
    const meter = createMeter([budget(2, 1, 'a'), budget(1, 60, 'b')], () => 0);
    expect(meter(operationWith('a', 'b'))).toBeUndefined();
    expect(meter(operationWith('a', 'b'))).toMatchObject({ budget: { name: 'b' }, wait: 60_000 });
    expect(meter(operationWith('a'))).toBeUndefined();
    expect(meter(operationWith('a'))).toMatchObject({ budget: { name: 'a' }, wait: 1000 });
    expect(meter(operationWith())).toBeUndefined();
  });
});

/** A document of a list at `/offset` with a budget. */
function documentWith(requests: number, per: number): string {
  const document = JSON.parse(plantedDocument('offset'));
  document.components['x-pagination-budgets'] = { api: { requests, per } };
  document['x-pagination-budget'] = 'api';
  return JSON.stringify(document);
}

test('the mock answers 429 beyond the budget, and never to a client that keeps it', async () => {
  const { api } = await mock({ document: { text: documentWith(8, 1), file: 'api.json' }, items: 200, budgets: true });
  if (api === undefined) throw new Error('no mock');
  cleanups.push(() => api.close());
  const url = `${api.baseUrl}/items`;
  const statuses = [];
  for (let index = 0; index < 10; index++) statuses.push(await fetch(url));
  expect(statuses.map(({ status }) => status)).toEqual([...Array(8).fill(200), 429, 429]);
  expect(statuses.at(-1)?.headers.get('retry-after')).toBe('1');
  await new Promise((resolve) => setTimeout(resolve, 1000));
  const seen: number[] = [];
  const client = new ClientCore(
    { baseUrl: api.baseUrl, budgets: requestBudgets({ api: { requests: 8, per: 1 } }) },
    { retry: false, hooks: { onResponse: ({ status }) => void seen.push(status) } },
  );
  const operation = { ...operationOf('offset'), path: '/items', budgets: ['api'] };
  const list = paginate(client, operation, { limit: 10 }, { concurrency: 3 }, [strategyOf('offset')]);
  expect(await collect(list)).toHaveLength(200);
  expect(seen.filter((status) => status === 429)).toEqual([]);
});

describe('verify', () => {
  const run = async (limit: number, declared: number, headers: Record<string, string> = {}) => {
    const meter = createMeter([budget(limit, 1)]);
    const server: LocalServer = await startPlanted({
      kind: 'offset',
      intercept(_, usual) {
        const answer = usual();
        if (meter(operationWith('api')) !== undefined)
          return { status: 429, headers: { 'retry-after': '1' }, body: { error: 'too many' } };
        return { ...answer, headers: { ...answer.headers, ...headers } };
      },
    });
    cleanups.push(() => server.close());
    const document = { text: documentWith(declared, 1), file: 'api.json' };
    return verify({ document, baseUrl: server.url, keepBudgets: true });
  };

  test('keeps the budget of the document, so that the API accepts every request', async () => {
    const { findings, kind } = await run(10, 10);
    expect(kind).toBe('complete');
    expect(findings).toEqual([]);
  });

  test('reports a budget that is larger than that of the API', async () => {
    const { findings } = await run(3, 1000);
    expect(findings).toMatchObject([
      {
        code: 'budget-too-large',
        status: 429,
        message: expect.stringMatching(
          /^The API answered 429 to \d+ requests?, although all requests kept the budget `api` \(1,000 requests in any second\)/,
        ),
      },
    ]);
  });

  test.each(['"default";q=5;w=1', '5;w=1', '"a";q=9000;w=3600, "b";q=5;w=1'])(
    'reports a budget that contradicts the header RateLimit-Policy: %s',
    async (policy) => {
      const { findings } = await run(1000, 10, { 'ratelimit-policy': policy });
      expect(findings.map(({ code, message }) => [code, message])).toEqual([
        [
          'budget-too-large',
          'The API allows 5 requests in any second (header `RateLimit-Policy`), but the budget `api` 10 requests in any second.',
        ],
      ]);
    },
  );
});
