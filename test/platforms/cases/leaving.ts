import { answerList, collect, listRows, rows } from '../../support/lists.ts';
import { type Case, ensure, eventually, failure, pause, same } from '../case.ts';

const ALL = rows(80);

const abort: Case = {
  name: 'abort',
  answer: (request) => ({
    ...answerList(ALL, {}, request),
    fault: request.query['offset'] === '20' ? 'silence' : undefined,
  }),
  async run({ url, seen }) {
    const reason = new Error('enough');
    const list = (signal: AbortSignal) => listRows(url, 'offset', {}, { signal, prefetch: 1 });
    ensure((await failure(collect(list(AbortSignal.abort(reason))))) === reason, 'before: not the reason itself');
    same((await seen()).requests.length, 0, 'requests of an aborted call');

    const between = new AbortController();
    let count = 0;
    const walk = async (): Promise<void> => {
      for await (const _ of list(between.signal)) if (++count === 5) between.abort(reason);
    };
    ensure((await failure(walk())) === reason, 'between: not the reason itself');

    const { aborted } = await seen();
    const during = new AbortController();
    setTimeout(() => during.abort(reason), 200);
    ensure((await failure(collect(list(during.signal)))) === reason, 'during: not the reason itself');
    await eventually(seen, (now) => now.aborted > aborted);
  },
};

/** Leaves a walk whose next pages are under way. */
const leaving = (
  name: string,
  options: { readonly prefetch?: number; readonly concurrency?: number },
  leave: (items: AsyncIterable<unknown>) => Promise<void>,
): Case => ({
  name: `leaving-by-${name}`,
  answer: (request, index) => ({ ...answerList(ALL, {}, request), fault: index > 0 ? 'silence' : undefined }),
  async run({ url, seen }) {
    const { aborted } = await seen();
    await leave(listRows(url, 'offset', {}, options));
    const { length } = (await seen()).requests;
    await eventually(seen, (now) => now.aborted - aborted === length - 1);
    await pause(100);
    same((await seen()).requests.length, length, 'requests after the walk was left');
  },
});

/** Long enough at an item for the next request to have gone out. */
const WORK = 100;

const byBreak = async (items: AsyncIterable<unknown>): Promise<void> => {
  for await (const _ of items) {
    await pause(WORK);
    break;
  }
};

export const leavings: readonly Case[] = [
  abort,
  leaving('break', { prefetch: 2 }, byBreak),
  leaving('break-under-concurrency', { concurrency: 4 }, byBreak),
  leaving('throw', { prefetch: 2 }, async (items) => {
    const walk = async (): Promise<void> => {
      for await (const _ of items) {
        await pause(WORK);
        throw new Error('mine');
      }
    };
    same((await failure(walk())).message, 'mine', 'error');
  }),
  leaving('return', { prefetch: 2 }, async (items) => {
    const iterator = items[Symbol.asyncIterator]();
    await iterator.next();
    await pause(WORK);
    await iterator.return?.();
    same(await iterator.next(), { done: true }, 'after return');
  }),
];
