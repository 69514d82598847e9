import type { ClientCore } from '../client.js';
import type { PageAnswer } from '../fields/answer.js';
import { at } from '../fields/values.js';
import type { Operation } from '../operation.js';
import type { JsonValue, WalkState } from '../paginator/checkpoint.js';
import type { PaginationError } from '../paginator/errors.js';
import type { Ceiling, Limits } from '../paginator/limits.js';
import type { PositionListOptions } from '../paginator/options.js';
import type { WriteParam } from '../parameters/parameter.js';
import type { OutgoingRequest } from '../transport/credentials.js';

/** The parts of a call that a style works with. */
export interface CallContext {
  readonly client: ClientCore;
  readonly operation: Operation;
  readonly params: object;
  readonly limits: Limits;
  /** The page size that the caller asked for. */
  readonly askedSize: number | undefined;
}

/** A call whose pager is open. */
export interface PagerContext extends CallContext {
  readonly pager: Pager;
  readonly options: PositionListOptions;
}

/** A style at work for one call: where pages begin, which one comes next, and what the limits allow. */
export interface Pager {
  /** The caller's own position. */
  readonly given?: JsonValue | undefined;
  /** The operation that takes the positions. Default: the list itself. */
  readonly through?: Operation;
  /** Writes the position of a request into the params. Absent if the position is a URL. */
  write?(params: object, state: WalkState, write: WriteParam): object;
  /** The first position if the caller sets none; undefined if the first request carries none. */
  readonly start: JsonValue | undefined;
  /** Positions only grow, so that the walk cannot come back to one. Cursors and URLs can. */
  readonly isCounted: boolean;
  /** A next position is the server's own word that there is a page. */
  readonly announcesPages: boolean;
  /** Returns the page size that a request stands for, as far as it is known. */
  sizeOf(state: WalkState): number | undefined;
  /** Throws `PaginationLimitError` if a walk cannot begin at a position. */
  checkStart?(state: WalkState): void;
  /** Adapts a request to the limits. */
  fit(state: WalkState): NextRequest | CeilingMet;
  /** Decides how the walk goes on after an answer. Throws `PaginationProtocolError` if the answer contradicts itself. */
  next(state: WalkState, page: PageAnswer, hasWindows: boolean): NextStep;
  /** Decides which page is the one before. Absent if the way back has a position of its own, or if there is none. */
  previous?(state: WalkState, page: PageAnswer): NextStep;
  /** Returns the most items that full pages from a request on can return, and the ceiling that ends them. */
  reach(state: WalkState): Reach | undefined;
  /** Returns the indices of the items that belong to this part of a split walk; undefined means all. */
  select?(state: WalkState, page: PageAnswer): readonly number[] | undefined;
  /** Returns the request after one that is still in flight, as if its page were full; undefined if unknown. */
  predict?(state: WalkState): WalkState | undefined;
  /** Returns the number of items of the list before a page; undefined if unknown. */
  itemsBefore(state: WalkState): number | undefined;
  /** Requests several pages at once. */
  lookAhead?(pager: Pager, request: RequestAbortably, concurrency: number): PageSource;
  /** Checks the position that the server says it served. */
  checkPosition?(state: WalkState, page: PageAnswer): 'served' | 'end';
  /** Turns the first request of the operation into the one at the state's URL. */
  follow?(state: WalkState, first: OutgoingRequest): OutgoingRequest;
  /** Returns the request for the page with an index from 0, if every page has `size` items. */
  pageAt?(index: number, size: number | undefined): WalkState | undefined;
  /** Cuts the walk into parts. */
  split?(state: WalkState, parts: number, load: RequestPage): Promise<readonly WalkState[]>;
}

/** Reads and writes a position that is one value. */
export function atPointer({ params }: CallContext, pointer: string): Pick<Pager, 'given' | 'write'> {
  return {
    given: at(params, pointer) as JsonValue,
    write: (written, { position }, write) => write(written, pointer, position),
  };
}

export interface NextRequest {
  readonly kind: 'page';
  readonly state: WalkState;
}
export interface CeilingMet {
  readonly kind: 'ceiling';
  readonly ceiling: Ceiling;
}
export interface WalkEnd {
  readonly kind: 'end';
}

/** The page is sound, but the walk cannot go on. */
export interface Fault {
  readonly kind: 'fault';
  readonly error: PaginationError;
}

/** How a walk goes on after a page. */
export type NextStep = NextRequest | CeilingMet | WalkEnd;

export const END: WalkEnd = { kind: 'end' };

export interface Reach {
  readonly items: number;
  readonly ceiling: Ceiling;
}

/** Requests the page at a state. */
export type RequestPage = (state: WalkState) => Promise<PageAnswer>;

/** Requests the page at a state until a signal aborts. */
export type RequestAbortably = (state: WalkState, signal: AbortSignal) => Promise<PageAnswer>;

/** Requests the pages of a walk. */
export interface PageSource {
  readonly request: RequestPage;
  /** Begins requests for the page at a state and `most` pages in all, none of them beyond `total` items. */
  prepare?(state: WalkState, most: number, total: number | undefined): void;
  /** Aborts the requests in flight. */
  stop?(): void;
}

/** Returns a request as the limits let it be sent; the request itself beyond a ceiling. */
export function fitted(pager: Pick<Pager, 'fit'>, state: WalkState): WalkState {
  const next = pager.fit(state);
  return next.kind === 'page' ? next.state : state;
}
