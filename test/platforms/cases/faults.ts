import { ApiError, type ClientError, NetworkError, TimeoutError } from '../../../templates/runtime/errors.js';
import type { Fault } from '../../support/fault-server.ts';
import { answerList, collect, listRows, rows } from '../../support/lists.ts';
import { type Case, ensure, eventually, failure, same } from '../case.ts';
import { roundTrip } from './resume.ts';

const ALL = rows(35);

/** A fault in the middle of a walk that lasts until the client says otherwise: an error, then the rest. */
const lasting = (name: string, fault: Fault, expected: typeof ApiError | typeof NetworkError): Case => ({
  name: `lasting-${name}`,
  answer: (request) => ({
    ...answerList(ALL, {}, request),
    fault: Number(request.query['offset'] ?? 0) >= 20 && request.headers['x-healed'] === undefined ? fault : undefined,
  }),
  async run({ url }) {
    const items: unknown[] = [];
    const walk = async (): Promise<void> => {
      for await (const row of listRows(url, 'offset', {}, { retry: false })) items.push(row);
    };
    const error = (await failure(walk())) as ClientError;
    ensure(error instanceof expected, `${error.name} instead of ${expected.name}: ${error.message}`);
    same([items, error.delivered], [ALL.slice(0, 20), 20], 'items before the fault');
    const resume = roundTrip(error.checkpoint);
    const rest = listRows(url, 'offset', {}, { resume, headers: { 'X-Healed': 'yes' } });
    same(await collect(rest), ALL.slice(20), 'rest');
  },
});

/** A fault of one answer: asked again, and nothing of it is seen. */
const passing = (name: string, fault: Fault): Case => {
  let faulty = true;
  return {
    name: `passing-${name}`,
    answer: (request, index) => {
      if (index === 0) faulty = true;
      const now = faulty && request.query['offset'] === '10';
      if (now) faulty = false;
      return { ...answerList(ALL, {}, request), fault: now ? fault : undefined };
    },
    async run({ url }) {
      same(await collect(listRows(url, 'offset', {}, { prefetch: 1 })), ALL, 'items');
    },
  };
};

const FAULTS: readonly (readonly [name: string, fault: Fault, error: typeof ApiError | typeof NetworkError])[] = [
  ['429', { status: 429, headers: { 'retry-after': '0' } }, ApiError],
  ['500', { status: 500 }, ApiError],
  ['reset', 'reset', NetworkError],
  ['reset-in-body', 'reset-in-body', NetworkError],
  ['truncated', 'truncated', NetworkError],
];

const retryAfter: Case = {
  name: 'retry-after',
  answer: (request, index) =>
    index === 1 ? { status: 429, headers: { 'retry-after': '1' }, body: {} } : answerList(ALL, {}, request),
  async run({ url }) {
    const before = Date.now();
    same(await collect(listRows(url, 'offset', {}, { retry: { attempts: 1, maxWait: 5000 } })), ALL, 'items');
    ensure(Date.now() - before >= 950, 'asked again before the time that the API named');
  },
};

const timeout: Case = {
  name: 'timeout',
  answer: (request) => ({
    ...answerList(ALL, {}, request),
    fault: request.query['offset'] === '10' ? 'silence' : undefined,
  }),
  async run({ url, seen }) {
    const { aborted } = await seen();
    const error = (await failure(collect(listRows(url, 'offset', {}, { timeout: 300, retry: false })))) as ClientError;
    ensure(error instanceof TimeoutError && error.code === 'TIMEOUT', `timeout: ${error}`);
    same(error.delivered, 10, 'delivered');
    await eventually(seen, (now) => now.aborted > aborted);
  },
};

export const faults: readonly Case[] = [
  ...FAULTS.map(([name, fault]) => passing(name, fault)),
  ...FAULTS.map(([name, fault, error]) => lasting(name, fault, error)),
  retryAfter,
  timeout,
];
