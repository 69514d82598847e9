import type { Paginator } from '../paginator/paginate.js';
import { type InfinitePage, type InfiniteParam, loadPage, type PageOptions } from './cache.js';

/** The key of one page: the key of the list, and where the page begins. */
export type InfinitePageKey<Key extends readonly unknown[]> = readonly [...list: Key, at: InfiniteParam];

/** The arguments of `useSWRInfinite`: `useSWRInfinite(list.getKey, list.fetcher)`. */
export interface InfiniteListKeys<Item, Key extends readonly unknown[]> {
  /** Returns the key of the page after `previous`; null if there is none. */
  readonly getKey: (index: number, previous: InfinitePage<Item> | null) => InfinitePageKey<Key> | null;
  /**
   * Returns `getKey` for the pages before a page, the nearest first: `useSWRInfinite(list.getKeyBefore(page), list.fetcher)`.
   * There are none if the list does not lead back.
   */
  readonly getKeyBefore: (page: InfinitePage<Item>) => InfiniteListKeys<Item, Key>['getKey'];
  readonly fetcher: (key: InfinitePageKey<Key>) => Promise<InfinitePage<Item>>;
}

/** Returns keys and fetcher of a list; `open` makes the call whose first page is requested. */
export function infiniteListKeys<Item, Key extends readonly unknown[]>(
  key: Key,
  open: (options: PageOptions) => Paginator<Item>,
): InfiniteListKeys<Item, Key> {
  return {
    getKey(index, previous) {
      if (index === 0) return [...key, null];
      return previous?.next ? [...key, previous.next] : null;
    },
    getKeyBefore: (page) => (_, previous) => {
      const before = (previous ?? page).previous;
      return before ? [...key, before] : null;
    },
    fetcher: (pageKey) => loadPage(open({ resume: (pageKey.at(-1) as InfiniteParam) ?? undefined, signal: undefined })),
  };
}

/** The arguments of `useSWR`: `useSWR(call.key, call.fetcher)`. */
export interface CachedCall<Data, Key extends readonly unknown[]> {
  readonly key: Key;
  readonly fetcher: () => Promise<Data>;
}

export function cachedCall<Data, Key extends readonly unknown[]>(
  key: Key,
  fetcher: () => Promise<Data>,
): CachedCall<Data, Key> {
  return { key, fetcher };
}
