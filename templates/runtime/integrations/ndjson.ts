import type { Paginator } from '../paginator/paginate.js';

/** Returns values as NDJSON: each as JSON on its own line, which ends with a line feed. */
export function toNdjson(values: readonly unknown[]): string {
  return values.map((value) => `${JSON.stringify(value)}\n`).join('');
}

/** Returns the items of a list as NDJSON in UTF-8, one chunk per page that has items. */
export function ndjsonChunks(list: Paginator<unknown, unknown, unknown>): AsyncIterableIterator<Uint8Array> {
  const pages = list.pages();
  const encoder = new TextEncoder();
  // A generator would wait for the request in flight before it could be ended.
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
