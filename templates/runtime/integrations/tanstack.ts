import type { DataTag, InfiniteData } from '@tanstack/query-core';
import type { Paginator } from '../paginator/paginate.js';
import { type InfinitePage, type InfiniteParam, loadPage, type PageOptions } from './cache.js';

/** An infinite query, as `infiniteQueryOptions` returns it: for `useInfiniteQuery`, `useSuspenseInfiniteQuery`, a `QueryClient`. */
export interface InfiniteListQuery<Item, Key extends readonly unknown[]> {
  /** Holds the type of the data, for `getQueryData` and `setQueryData`. */
  readonly queryKey: DataTag<Key, InfiniteData<InfinitePage<Item>, InfiniteParam>>;
  readonly queryFn: (context: { pageParam: InfiniteParam; signal: AbortSignal }) => Promise<InfinitePage<Item>>;
  readonly initialPageParam: InfiniteParam;
  readonly getNextPageParam: (page: InfinitePage<Item>) => InfiniteParam;
  /** For `fetchPreviousPage`. Null if there is no page before, or if the list does not lead back. */
  readonly getPreviousPageParam: (page: InfinitePage<Item>) => InfiniteParam;
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
    getPreviousPageParam: (page) => page.previous ?? null,
    retry: false,
  };
}

/** A query, as `queryOptions` returns it: for `useQuery`, `useSuspenseQuery`, a `QueryClient`. */
export interface CachedQuery<Data, Key extends readonly unknown[]> {
  /** Holds the type of the data, for `getQueryData` and `setQueryData`. */
  readonly queryKey: DataTag<Key, Data>;
  readonly queryFn: (context: { signal: AbortSignal }) => Promise<Data>;
  /** The client has already retried what is worth retrying. */
  readonly retry: false;
}

export function cachedQuery<Data, Key extends readonly unknown[]>(
  key: Key,
  load: (signal: AbortSignal) => Promise<Data>,
): CachedQuery<Data, Key> {
  return { queryKey: key as CachedQuery<Data, Key>['queryKey'], queryFn: ({ signal }) => load(signal), retry: false };
}

/** A mutation, as `mutationOptions` returns it: for `useMutation`. Its variables are the params of the call. */
export interface CachedMutation<Data, Variables> {
  readonly mutationKey: readonly unknown[];
  readonly mutationFn: (variables: Variables) => Promise<Data>;
}

export function cachedMutation<Data, Variables>(
  key: readonly unknown[],
  send: (variables: Variables) => Promise<Data>,
): CachedMutation<Data, Variables> {
  return { mutationKey: key, mutationFn: send };
}
