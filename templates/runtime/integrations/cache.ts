import type { CallOptions } from '../operation.js';
import type { Checkpoint } from '../paginator/checkpoint.js';
import type { ListOptions, PositionListOptions } from '../paginator/options.js';
import type { Page, Paginator } from '../paginator/paginate.js';
import type { TwoWayPage } from '../paginator/two-way.js';

/** The beginning of a page of an infinite list: a checkpoint, as plain JSON, or null for the start. */
export type InfiniteParam = Checkpoint | null;

/** A page as caches keep it: plain JSON where its items are, so that it can be persisted and hydrated. */
export interface InfinitePage<Item> {
  readonly items: readonly Item[];
  /** All items of the query, where the API says so. */
  readonly total?: number | undefined;
  /** The beginning of the next page; null on the last one. */
  readonly next: InfiniteParam;
  /** The beginning of the page before; null on the first one. Absent if the list does not lead back. */
  readonly previous?: InfiniteParam;
}

/** Options of a list that a cache asks for page by page: options of a whole walk are omitted. */
export type InfiniteOptions<Options extends ListOptions> = Options extends unknown ? Omit<Options, WholeWalk> : never;

type WholeWalk = 'resume' | 'signal' | 'maxItems' | 'maxPages' | 'prefetch' | 'concurrency' | 'dedupe';

/** The options that a request for one page adds to a call. */
export interface PageOptions {
  readonly resume: Checkpoint | undefined;
  readonly signal: AbortSignal | undefined;
}

/**
 * The options of the call for one page. Windows past a ceiling (`deep`) are off unless asked for: they change the order
 * of the items, from the first page on.
 */
export function infinitePageOptions<Options extends object>(
  options: Options,
  page: PageOptions,
): Options & PageOptions {
  return { deep: false, ...options, ...page };
}

/** Tells calls in a cache apart. All keys of an API, of a group of operations and of an operation begin alike. */
export type CallKey<Operation extends string, Params> = readonly [
  api: string,
  group: string,
  operation: Operation,
  params: Params,
];

/** Tells lists in a cache apart: by their call, and by what else decides which pages there are. */
export type InfiniteKey<Operation extends string, Params> = readonly [...call: CallKey<Operation, Params>, way: Way];

/** The key of the first page of a list, as a cache keeps it without the others. */
export type FirstPageKey<Operation extends string, Params> = readonly [
  ...call: CallKey<Operation, Params>,
  way: Way & { readonly first: true },
];

type Way = Pick<PositionListOptions, 'strategy' | 'deep' | 'onCeiling' | 'limits'>;

export function callKey<Operation extends string, Params>(
  api: string,
  group: string,
  operation: Operation,
  params: Params,
): CallKey<Operation, Params> {
  return [api, group, operation, params];
}

/** The key of a list call. Equal calls have equal keys, as JSON. */
export function infiniteKey<Operation extends string, Params>(
  call: CallKey<Operation, Params>,
  options: InfiniteOptions<PositionListOptions>,
): InfiniteKey<Operation, Params> {
  return [...call, wayOf(options)];
}

export function firstPageKey<Operation extends string, Params>(
  call: CallKey<Operation, Params>,
  options: InfiniteOptions<PositionListOptions>,
): FirstPageKey<Operation, Params> {
  return [...call, { ...wayOf(options), first: true }];
}

function wayOf({ strategy, deep, onCeiling, limits }: InfiniteOptions<PositionListOptions>): Way {
  return { strategy, deep, onCeiling, limits };
}

/** The beginning of keys, up to the first part that is not given. */
export function keyPrefix(api: string, group?: unknown, operation?: unknown, params?: unknown): readonly unknown[] {
  return [api, group, operation, params].filter((part) => part !== undefined);
}

/** Options of a call that a cache makes. */
export type CachedCallOptions = Omit<CallOptions, 'signal'>;

/** A body as caches keep it: they take undefined for "no data". */
export type CachedBody<Body> = undefined extends Body ? Exclude<Body, undefined> | null : Body;

export async function cachedBody<Body>(call: PromiseLike<Body>): Promise<CachedBody<Body>> {
  return ((await call) ?? null) as CachedBody<Body>;
}

/**
 * Requests one page. Empty ones that have a successor are passed over: nobody can scroll to their end. Behind a ceiling
 * the error is the walk's own.
 */
export async function loadPage<Item>(list: Paginator<Item>): Promise<InfinitePage<Item>> {
  for await (const page of list.pages()) {
    const { items, total, hasNext, checkpoint } = page;
    if (items.length === 0 && hasNext) continue;
    const onward = hasNext ? checkpoint : null;
    if (!leadsBack(page)) return { items, total, next: onward };
    const back = page.checkpointBefore() ?? null;
    // A page that was requested as the one before belongs to a walk back, which goes on to the page before it.
    const isBack = (onward ?? checkpoint)?.direction === 'backward';
    return isBack ? { items, total, next: back, previous: onward } : { items, total, next: onward, previous: back };
  }
  return { items: [], next: null };
}

function leadsBack<Item>(page: Page<Item>): page is TwoWayPage<Item> {
  return 'checkpointBefore' in page;
}
