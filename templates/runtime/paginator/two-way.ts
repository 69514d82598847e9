import { noteCall } from '../called.js';
import type { ClientCore } from '../client.js';
import { type ApiError, ClientError } from '../errors.js';
import type { Operation } from '../operation.js';
import { END, type Fault, type NextStep, type RequestPage } from '../styles/pager.js';
import type { Strategy } from '../styles/strategy.js';
import type { Checkpoint, WalkState } from './checkpoint.js';
import { PaginationError } from './errors.js';
import { type ListCall, prepareCall } from './list-call.js';
import type { PositionListOptions } from './options.js';
import { attachCheckpoint, type Page, requestNext, toPage } from './page.js';
import { Paginator } from './paginate.js';
import { requestPage } from './request-page.js';
import { type LoadedPage, loadPage, newMemory, type Start } from './walk.js';

/** A page that leads back, too. */
export interface TwoWayPage<Item, Body = unknown, Resume = Checkpoint> extends Page<Item, Body, Resume> {
  /** True if `previous()` may return a page. */
  readonly hasPrevious: boolean;
  /** Requests the next page. Rejects with the code `NO_NEXT_PAGE` if there is none. */
  next(): Promise<TwoWayPage<Item, Body, Resume>>;
  /** Requests the page before this one in the walk. Rejects with the code `NO_PREVIOUS_PAGE` if there is none. */
  previous(): Promise<TwoWayPage<Item, Body, Resume>>;
  /** Returns a checkpoint with which a call begins at the page before this one; undefined if there is none. */
  checkpointBefore(): Checkpoint | undefined;
}

/** How calls are prepared and pages presented: `walksBack` if the way back has a position of its own. */
export interface TwoWay {
  readonly prepare: typeof prepareCall;
  readonly present: <Item, Body, Resume>(
    ...page: Parameters<PresentBack<Item, Body, Resume>>
  ) => TwoWayPage<Item, Body, Resume>;
}

/** The result of a list call whose pages lead back, too. */
export class TwoWayPaginator<Item, Body = unknown, Resume = Checkpoint, Failure = ApiError> extends Paginator<
  Item,
  Body,
  Resume,
  Failure,
  TwoWayPage<Item, Body, Resume>
> {}

/**
 * Prepares a call of a list whose pages lead back, too.
 *
 * @param source the generated function
 * @param way `walksBack` if the way back has a position of its own
 */
export function paginateBothWays<Item, Body, Resume = Checkpoint, Failure = ApiError>(
  client: ClientCore,
  operation: Operation,
  params: object,
  options: PositionListOptions,
  strategies: readonly Strategy[],
  source?: object,
  { prepare, present }: TwoWay = { prepare: prepareCall, present: toTwoWayPage },
): TwoWayPaginator<Item, Body, Resume, Failure> {
  noteCall(source, operation.name);
  const ownParams = { ...params };
  return new TwoWayPaginator<Item, Body, Resume, Failure>(
    () => prepare(client, operation, ownParams, options, strategies),
    present,
  );
}

/** The source of the page before a page. */
export interface WayBack {
  readonly step: NextStep | Fault;
  /** Returns the call that requests it. */
  call(): ListCall;
  /** Turns it into a page of this walk, with its own way back, if it was requested in the other direction. */
  turn?(from: ListCall, page: LoadedPage): { readonly page: LoadedPage; readonly back: WayBack };
}

type PresentBack<Item, Body, Resume> = (
  call: ListCall,
  start: Start,
  page: LoadedPage,
  delivered: number,
  request: RequestPage,
  back?: WayBack,
) => TwoWayPage<Item, Body, Resume>;

/** Turns a loaded page into a page that leads back, too. */
export function toTwoWayPage<Item, Body, Resume>(
  call: ListCall,
  start: Start,
  page: LoadedPage,
  delivered: number,
  request: RequestPage,
): TwoWayPage<Item, Body, Resume> {
  const { state, answer } = page;
  const back = wayBack(call, start, page, () => call.pager.previous?.(state, answer));
  return leadBack<Item, Body, Resume>(call, start, page, delivered, request, back, toTwoWayPage);
}

/** Finds the way back from a page. */
export function wayBack(
  call: ListCall,
  { state, skip }: Start,
  page: LoadedPage,
  decide: () => NextStep | undefined,
): WayBack {
  // The order of windows is not that of offsets, and the rest of a page does not begin where the page does.
  const isUnknown = call.windows !== undefined || (skip > 0 && state === page.state);
  return { call: () => call, step: isUnknown ? END : stepOrFault(decide) };
}

export function stepOrFault(decide: () => NextStep | undefined): NextStep | Fault {
  try {
    return decide() ?? END;
  } catch (error) {
    if (error instanceof PaginationError) return { kind: 'fault', error };
    throw error;
  }
}

/** Completes a page by its way back. `present` is for the pages that it leads to. */
export function leadBack<Item, Body, Resume>(
  call: ListCall,
  start: Start,
  page: LoadedPage,
  delivered: number,
  request: RequestPage,
  back: WayBack,
  present: PresentBack<Item, Body, Resume>,
): TwoWayPage<Item, Body, Resume> {
  const { step } = back;
  return Object.assign(toPage<Item, Body, Resume>(call, start, page, delivered, request), {
    hasPrevious: step.kind !== 'end',
    next: () => requestNext(call, start, page, delivered, request, (...loaded) => present(...loaded)),
    checkpointBefore: () => (step.kind === 'page' ? { ...back.call().stamp, state: step.state, index: 0 } : undefined),
    async previous() {
      if (step.kind === 'fault') throw step.error;
      if (step.kind !== 'page')
        throw new ClientError('NO_PREVIOUS_PAGE', call.operation.name, 'the client knows no page before this one');
      const from = back.call();
      const begin: Start = { state: step.state, skip: 0, memory: { ...newMemory(undefined), index: page.index - 1 } };
      try {
        const load = (state: WalkState) => requestPage(from, state, []);
        const loaded = await loadPage(from, step.state, begin, Infinity, load);
        const turned = back.turn?.(from, loaded);
        if (turned !== undefined) return present(call, begin, turned.page, delivered, request, turned.back);
        if (loaded.next.kind === 'fault') throw loaded.next.error;
        // The page after it is this one, whatever its answer says.
        const next: NextStep = loaded.next.kind === 'page' ? loaded.next : { kind: 'page', state: page.state };
        return present(call, begin, { ...loaded, next }, delivered, request);
      } catch (error) {
        throw attachCheckpoint(error, { call: from, start: begin, page: undefined, returned: 0, delivered });
      }
    },
  });
}
