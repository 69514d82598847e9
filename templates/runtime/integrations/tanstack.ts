import { type InfiniteData, infiniteQueryOptions } from '@tanstack/react-query';
import type { Paginator } from '../pagination/paginate.js';
import { type InfinitePage, type InfiniteParam, loadPage, type PageOptions } from './infinite.js';

/** What `useInfiniteQuery` and `queryClient.fetchInfiniteQuery` take. */
export type InfiniteListQuery<Item, Key extends readonly unknown[]> = ReturnType<
  typeof infiniteQueryOptions<
    InfinitePage<Item>,
    Error,
    InfiniteData<InfinitePage<Item>, InfiniteParam>,
    Key,
    InfiniteParam
  >
>;

/** The infinite query of a list; `open` makes the call whose first page is wanted. */
export function infiniteListQuery<Item, Key extends readonly unknown[]>(
  queryKey: Key,
  open: (options: PageOptions) => Paginator<Item>,
): InfiniteListQuery<Item, Key> {
  return infiniteQueryOptions({
    queryKey,
    queryFn: ({ pageParam, signal }) => loadPage(open({ resume: pageParam ?? undefined, signal })),
    initialPageParam: null as InfiniteParam,
    getNextPageParam: (page) => page.next,
    // The client has tried again already, where that is of use.
    retry: false,
  });
}
