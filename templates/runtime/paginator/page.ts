import { ClientError } from '../errors.js';
import type { Fault, NextStep, RequestPage } from '../styles/pager.js';
import type { Checkpoint } from './checkpoint.js';
import type { ListCall } from './list-call.js';
import { checkpointAfter, type LoadedPage, loadPage, type Start, throwUnlessEnded } from './walk.js';

/** One page of a list. It never changes, whatever is requested after it. */
export interface Page<Item, Body = unknown, Resume = Checkpoint> {
  /** The items of this page, in the order of the API. */
  readonly items: Item[];
  /** The body of the answer. */
  readonly body: Body;
  /** The HTTP status of the answer. */
  readonly status: number;
  /** The headers of the answer. Browsers show those that the API allows. */
  readonly headers: Headers;
  /** Index within the walk, from 0. */
  readonly index: number;
  /**
   * True if `next()` may return a page, also while the end is not known yet. At a ceiling it is true, and `next()`
   * throws; with `onCeiling: 'stop'` it is false.
   */
  readonly hasNext: boolean;
  /** The total number of items of the query, if the API declares it. */
  readonly total: number | undefined;
  /** Resumes after this page. Undefined if the server keeps the position. */
  readonly checkpoint: Resume;
  /** Requests the next page. Rejects with the code `NO_NEXT_PAGE` if there is none. */
  next(): Promise<Page<Item, Body, Resume>>;
}

/** A walk under way. */
export interface Progress {
  readonly call: ListCall;
  readonly start: Start;
  /** The page that is being returned; undefined before the first. */
  page: LoadedPage | undefined;
  /** Number of items of `page` that were returned. */
  returned: number;
  /** Number of items that the walk has returned. */
  delivered: number;
}

/** Turns a loaded page into the page that the caller sees: see `toPage`. */
export type Present<Result> = (
  call: ListCall,
  start: Start,
  page: LoadedPage,
  delivered: number,
  request: RequestPage,
) => Result;

/** Requests a single page, for `first()` and `next()`. */
export async function requestSingle<Result>(
  call: ListCall,
  start: Start,
  delivered: number,
  request: RequestPage,
  present: Present<Result>,
): Promise<Result> {
  if (start.state === undefined)
    throw new ClientError('NO_NEXT_PAGE', call.operation.name, 'there is no next page: the walk has ended');
  try {
    const page = await loadPage(call, start.state, start, Infinity, request);
    return present(call, start, page, delivered + page.items.length, request);
  } catch (error) {
    throw attachCheckpoint(error, { call, start, page: undefined, returned: 0, delivered });
  }
}

/** Turns a loaded page into the page that the caller sees. `delivered` counts its items too. */
export function toPage<Item, Body, Resume>(
  call: ListCall,
  start: Start,
  page: LoadedPage,
  delivered: number,
  request: RequestPage,
): Page<Item, Body, Resume> {
  const { answer, items, index, total, next } = page;
  const { body, status, headers } = answer;
  return {
    items: items as Item[],
    body: body as Body,
    status,
    headers,
    index,
    total,
    hasNext: hasNext(call, next),
    get checkpoint() {
      return checkpointAfter(call, page, items.length) as Resume;
    },
    next: () => requestNext<Page<Item, Body, Resume>>(call, start, page, delivered, request, toPage),
  };
}

/** Requests the page after a page. */
export async function requestNext<Result>(
  call: ListCall,
  start: Start,
  page: LoadedPage,
  delivered: number,
  request: RequestPage,
  present: Present<Result>,
): Promise<Result> {
  const { next, memory, items } = page;
  if (next.kind === 'page')
    return requestSingle(call, { state: next.state, skip: 0, memory }, delivered, request, present);
  try {
    throwUnlessEnded(call, next);
    throw new ClientError('NO_NEXT_PAGE', call.operation.name, 'there is no next page: the walk has ended');
  } catch (error) {
    throw attachCheckpoint(error, { call, start, page, returned: items.length, delivered });
  }
}

function hasNext({ options }: ListCall, next: NextStep | Fault): boolean {
  if (next.kind === 'ceiling') return options.onCeiling !== 'stop';
  return next.kind !== 'end';
}

/** Adds to an error of the client where its walk can resume, and how much it has returned. */
export function attachCheckpoint(error: unknown, progress: Progress): unknown {
  if (error instanceof ClientError) {
    error.checkpoint ??= checkpointOf(progress);
    error.delivered ??= progress.delivered;
  }
  return error;
}

/** Returns the checkpoint after the last item that a walk has returned; undefined if the server keeps the position. */
export function checkpointOf({ call, start, page, returned }: Progress): Checkpoint | undefined {
  if (page !== undefined) return checkpointAfter(call, page, returned);
  if (call.strategy.spec.response.stateful !== undefined) return undefined;
  const { state, skip, memory } = start;
  const previous = memory.previousHash;
  if (state === undefined) return { ...call.stamp, index: 0 };
  return { ...call.stamp, state, index: skip, ...(previous !== undefined && { previous }) };
}
