import type { DataTag, InfiniteData } from '@tanstack/react-query';
import type { Paginator } from '../paginator/paginate.js';
import { type InfinitePage, type InfiniteParam, loadPage, type PageOptions } from './infinite.js';

/** An infinite query, as `infiniteQueryOptions` returns it: for `useInfiniteQuery`, `useSuspenseInfiniteQuery`, a `QueryClient`. */
export interface InfiniteListQuery<Item, Key extends readonly unknown[]> {
  /** Holds the type of the data, for `getQueryData` and `setQueryData`. */
  readonly queryKey: DataTag<Key, InfiniteData<InfinitePage<Item>, InfiniteParam>>;
  readonly queryFn: (context: { pageParam: InfiniteParam; signal: AbortSignal }) => Promise<InfinitePage<Item>>;
  readonly initialPageParam: InfiniteParam;
  readonly getNextPageParam: (page: InfinitePage<Item>) => InfiniteParam;
  /** The client has already retried what is worth retrying. */
  readonly retry: false;
}

/** Returns the infinite query of a list; `open` makes the call whose first page is requested. */
export function infiniteListQuery<Item, Key extends readonly unknown[]>(
  key: Key,
  open: (options: PageOptions) => Paginator<Item>,
): InfiniteListQuery<Item, Key> {
  return {
    queryKey: key as InfiniteListQuery<Item, Key>['queryKey'],
    queryFn: ({ pageParam, signal }) => loadPage(open({ resume: pageParam ?? undefined, signal })),
    initialPageParam: null,
    getNextPageParam: (page) => page.next,
    retry: false,
  };
}
