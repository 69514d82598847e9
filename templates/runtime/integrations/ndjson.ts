import type { Paginator } from '../paginator/paginate.js';

/** Values as NDJSON: each as JSON on a line of its own, the last line ended too. */
export function toNdjson(values: readonly unknown[]): string {
  return values.map((value) => `${JSON.stringify(value)}\n`).join('');
}

/** The items of a list as NDJSON in UTF-8, a chunk a page; pages without items give none. */
export function ndjsonChunks(list: Paginator<unknown>): AsyncIterableIterator<Uint8Array> {
  const pages = list.pages();
  const encoder = new TextEncoder();
  // No generator: that would wait for the request in flight before it let itself be ended.
  return {
    async next() {
      for (;;) {
        const { done, value } = await pages.next();
        if (done) return { done, value: undefined };
        if (value.items.length > 0) return { done: false, value: encoder.encode(toNdjson(value.items)) };
      }
    },
    async return() {
      await pages.return?.();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
