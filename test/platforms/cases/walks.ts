import { PaginationCeilingError, PaginationLoopError } from '../../../templates/runtime/paginator/errors.js';
import {
  answerList,
  collect,
  type ListStyle,
  listRows,
  rows,
  STYLES,
  windows,
  withLimit,
} from '../../support/lists.ts';
import { type Case, ensure, failure, same } from '../case.ts';
import { roundTrip } from './resume.ts';

const ALL = rows(47);

/** Items, pages, first page and array of one list, with and without pages requested ahead. */
const walk = (style: ListStyle): Case => ({
  name: `walk-${style}`,
  answer: (request) => answerList(ALL, { says: { total: true } }, request, `/walk-${style}`),
  async run({ url }) {
    const list = listRows(url, style, withLimit(style, 9));
    same(await collect(list), ALL, 'items');
    const sizes = (await collect(list.pages())).map(({ items }) => items.length);
    same(sizes, [9, 9, 9, 9, 9, 2], 'pages');
    const first = await list;
    same([first.items.length, first.hasNext, first.total], [9, true, 47], 'first page');
    same((await first.next()).items, ALL.slice(9, 18), 'second page');
    same(await list.toArray({ max: 20 }), ALL.slice(0, 20), 'array');
    same(await collect(listRows(url, style, withLimit(style, 9), { prefetch: 3 })), ALL, 'items with prefetch');
  },
});

/** Left at an item, and gone on with from what JSON keeps of the checkpoint. */
const resume = (style: ListStyle): Case => ({
  name: `resume-${style}`,
  answer: (request) => answerList(ALL, {}, request, `/resume-${style}`),
  async run({ url }) {
    for (const stop of [1, 10, 13, 47]) {
      const list = listRows(url, style, {}, { prefetch: 1 });
      let count = 0;
      for await (const _ of list) if (++count === stop) break;
      const rest = await collect(listRows(url, style, {}, { resume: roundTrip(list.checkpoint()) }));
      same(rest, ALL.slice(stop), `rest after ${stop}`);
    }
  },
});

const concurrency = (style: 'offset' | 'page'): Case => ({
  name: `concurrency-${style}`,
  answer: (request) => ({ ...answerList(rows(200), { says: { total: true } }, request), delay: 25 }),
  async run({ url, seen }) {
    const list = listRows(url, style, { limit: 10 }, { concurrency: 4 });
    same(await collect(list), rows(200), 'items');
    const most = Math.max(...(await seen()).requests.map(({ inFlight }) => inFlight));
    ensure(most > 1 && most <= 4, `${most} requests were in flight at once`);
  },
});

const deep: Case = {
  name: 'deep',
  answer: (request) => {
    const refused = Number(request.query['offset'] ?? 0) > 30;
    return refused ? { status: 400, body: { error: 'too deep' } } : answerList(rows(150, 3), {}, request);
  },
  async run({ url }) {
    const limits = { maxOffset: 30 };
    same(await collect(listRows(url, 'offset', {}, {}, { limits, extra: { deep: windows } })), rows(150, 3), 'items');
    const shallow = listRows(url, 'offset', {}, {}, { limits });
    const error = await failure(collect(shallow));
    ensure(error instanceof PaginationCeilingError && error.delivered === 40, `ceiling: ${error}`);
  },
};

const loop: Case = {
  name: 'loop',
  answer: (request) => {
    const at = Number(String(request.query['cursor'] ?? 'c:-1').slice(2)) + 1;
    return { body: { data: [{ id: at, at }], meta: { cursor: `c:${at % 3}` } } };
  },
  async run({ url, seen }) {
    const error = await failure(collect(listRows(url, 'cursor')));
    ensure(error instanceof PaginationLoopError && error.delivered === 4, `loop: ${error}`);
    same((await seen()).requests.length, 4, 'requests');
  },
};

export const walks: readonly Case[] = [
  ...STYLES.map(walk),
  ...STYLES.map(resume),
  concurrency('offset'),
  concurrency('page'),
  deep,
  loop,
];
