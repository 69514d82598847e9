import type { Paginator } from '../paginator/paginate.js';
import { ndjsonChunks } from './ndjson.js';

/**
 * Returns the items of a list as a stream. A page is requested when its first item is read; cancelling the stream ends
 * the walk and the request in flight. `list.checkpoint()` is the place after the item that was read last.
 */
export function toItemStream<Item>(list: Paginator<Item, unknown, unknown>): ReadableStream<Item> {
  return streamOf(list[Symbol.asyncIterator]());
}

/**
 * Returns a list as a stream of NDJSON in UTF-8, one chunk per page, as lazy as `toItemStream`. `list.checkpoint()` is the
 * place after the chunk that was read last.
 */
export function toNdjsonStream(list: Paginator<unknown, unknown, unknown>): ReadableStream<Uint8Array> {
  return streamOf(ndjsonChunks(list));
}

/** `ReadableStream.from` does the same, but not in every browser, and reads ahead. */
function streamOf<Value>(values: AsyncIterator<Value>): ReadableStream<Value> {
  return new ReadableStream<Value>(
    {
      async pull(controller) {
        const { done, value } = await values.next();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      async cancel() {
        await values.return?.();
      },
    },
    { highWaterMark: 0 },
  );
}
