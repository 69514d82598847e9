import type { LoadedPage } from './walk.js';

/** Runs up to `count` pages ahead of the caller: the generator queues calls of `next` and answers them in order. */
export async function* prefetchPages(
  pages: AsyncGenerator<LoadedPage, void, undefined>,
  count: number,
): AsyncGenerator<LoadedPage, void, undefined> {
  const queue: Promise<IteratorResult<LoadedPage, void>>[] = [];
  try {
    for (;;) {
      while (queue.length <= count) {
        const next = pages.next();
        // The caller may leave before it comes to this page: then nobody handles its error.
        next.catch(() => {});
        queue.push(next);
      }
      const result = await queue.shift();
      if (result === undefined || result.done === true) return;
      yield result.value;
    }
  } finally {
    await pages.return();
  }
}
