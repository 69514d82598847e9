import type { DataTag, InfiniteData } from '@tanstack/react-query';
import type { Paginator } from '../paginator/paginate.js';
import { type InfinitePage, type InfiniteParam, loadPage, type PageOptions } from './infinite.js';

/** An infinite query, as `infiniteQueryOptions` gives it: for `useInfiniteQuery`, `useSuspenseInfiniteQuery`, a `QueryClient`. */
export interface InfiniteListQuery<Item, Key extends readonly unknown[]> {
  /** Bears the type of the data, for `getQueryData` and `setQueryData`. */
  readonly queryKey: DataTag<Key, InfiniteData<InfinitePage<Item>, InfiniteParam>>;
  readonly queryFn: (context: { pageParam: InfiniteParam; signal: AbortSignal }) => Promise<InfinitePage<Item>>;
  readonly initialPageParam: InfiniteParam;
  readonly getNextPageParam: (page: InfinitePage<Item>) => InfiniteParam;
  /** The client has tried again already, where that is of use. */
  readonly retry: false;
}

/** The infinite query of a list; `open` makes the call whose first page is wanted. */
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
