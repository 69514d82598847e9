import type { ClientCore } from '../client.js';
import type { FieldSource, PageAnswer } from '../fields/answer.js';
import type { ErrorTest } from '../fields/error-when.js';
import type { MissingItems } from '../fields/missing-items.js';
import { at, type ResponseField } from '../fields/values.js';
import type { Operation } from '../operation.js';
import type { JsonValue, WalkState, WindowState } from '../paginator/checkpoint.js';
import type { Ceiling, Limits } from '../paginator/limits.js';
import type { WriteParam } from '../parameters/parameter.js';
import type { OutgoingRequest } from '../transport/credentials.js';
import type { FixedValues, OmitParams } from './fixed-values.js';
import type { ServerPosition } from './server-position.js';

/** The fields that all styles share. Request fields are JSON Pointers into the call's `params`. */
export interface StrategySpec {
  /** Default: the style. */
  readonly name?: string;
  readonly request: {
    readonly limit?: string;
    /** The only page sizes that the API accepts. */
    readonly sizes?: readonly number[];
    /** The first position, if it is not the style's own. */
    readonly start?: JsonValue;
    /** Keys of parameters that only the first page sends, or a function that omits them. */
    readonly firstPageOnly?: readonly string[] | OmitParams;
    readonly fixed?: FixedValues;
  };
  readonly response: {
    readonly items: ResponseField;
    /** Accepts answers without items as empty pages; absent if the document requires the items. */
    readonly missingItems?: MissingItems;
    /** 2xx statuses for which the document declares an answer without content: an empty page. */
    readonly noContent?: readonly number[];
    readonly error?: ErrorTest;
    readonly hasMore?: ResponseField;
    readonly total?: ResponseField;
    readonly totalPages?: ResponseField;
    readonly limit?: ResponseField;
    /** Statuses that mean "past the last page". */
    readonly pastEnd?: readonly number[];
    readonly expired?: Expiry;
    readonly repeat?: 'error' | 'end' | 'allow';
    /** The server keeps the position, so that no page can be requested twice. */
    readonly stateful?: ServerPosition;
  };
  readonly limits?: Limits;
  /** An item's identity, a pointer into the item. */
  readonly key?: string;
  readonly deep?: Windows;
  readonly alternatives?: readonly string[];
}

/** A style with the fields of one operation: the result of `offset({ … })` and its like. */
export interface Strategy {
  readonly name: string;
  readonly spec: StrategySpec;
  /** Pointers into `params` of the position's parts: one, several if the cursor has several, none if it is a URL. */
  readonly positions: readonly string[];
  /** Set if the walk goes from the end of the list to its start. */
  readonly direction?: 'backward';
  /** The same list in the other direction, which has a position of its own. */
  readonly opposite?: Opposite;
  /** The facts that decide the walk besides `positions` and `start`: checkpoints hash them. */
  readonly rules: JsonValue;
  /** Prepares the style for one call. */
  open(context: CallContext): Pager;
}

/** A strategy in the other direction. */
export interface Opposite {
  readonly strategy: Strategy;
  /** Decides by an answer of this direction which page is the next one in the other direction. */
  next(context: CallContext, state: WalkState, page: PageAnswer): NextStep;
}

/** The parts of a call that a style works with. */
export interface CallContext {
  readonly client: ClientCore;
  readonly operation: Operation;
  readonly params: object;
  readonly limits: Limits;
  /** The page size that the caller asked for. */
  readonly askedSize: number | undefined;
}

/** A call whose strategy is at work. */
export interface WalkContext extends CallContext {
  readonly strategy: Strategy;
  readonly pager: Pager;
  /** Set if the walk passes ceilings by windows. */
  readonly windows: Windows | undefined;
  readonly options: { readonly resume?: unknown };
}

/** A style at work for one call: where pages begin, which one comes next, and what the limits allow. */
export interface Pager {
  /** The caller's own position. */
  readonly given?: JsonValue | undefined;
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

/** The way past a ceiling: the result of `deep({ … })`. */
export interface Windows {
  /** Field and direction, for messages. */
  readonly order: string;
  /** Returns true if the caller has set another order. */
  isOverridden(params: object): boolean;
  /** Returns how a call without windows could pass its ceiling. */
  advise(params: object, pager: Pager): string;
  /** Writes order and bound into the params. */
  write(params: object, window: WindowState | undefined, write: WriteParam): object;
  /** Decides which items of a page are new. Throws `PaginationProtocolError` if items may be missing. */
  filter(operation: string, window: WindowState, page: PageAnswer): FilteredPage;
  /** Decides how the walk goes on if the next request would pass a ceiling. Throws `PaginationProtocolError`. */
  advance(operation: string, window: WindowState, ceiling: Ceiling): NextWindow | CeilingMet;
  /** Throws `PaginationProtocolError` if a window ends before its bound is proven. */
  finish(operation: string, window: WindowState): void;
  /** Throws `PaginationProtocolError` about a first page none of whose items can be ordered. */
  unusable(operation: string): never;
  /** Cuts the walk into parts by the field. */
  split(
    operation: string,
    begin: WalkState,
    start: WalkState,
    skip: number,
    parts: number,
    load: RequestPage,
  ): Promise<readonly WalkState[]>;
}

/** The answers that mean an expired cursor: the result of `expiredOn({ … })`. */
export interface Expiry {
  /** Throws `CursorExpiredError` if an answer to a request with a cursor means that the cursor has expired. */
  check(call: WalkContext, state: WalkState, answer: FieldSource): void;
  /**
   * Returns a function that loads the pages of a walk which begins again after a cursor has expired.
   *
   * Throws `ClientError` (`INVALID_OPTION`) if the walk cannot begin again.
   */
  restart<Page extends RestartedPage>(
    call: WalkContext,
    begin: WalkState | undefined,
    load: LoadPage<Page>,
  ): LoadPage<Page>;
}

/** Loads the page at a state. `mostItems` is the most items to return. */
export type LoadPage<Page extends RestartedPage> = (
  state: WalkState,
  start: PageStart<Page>,
  mostItems: number,
) => Promise<Page>;

/** Number of items of a page that were returned before, and the memory of the pages before it. */
export interface PageStart<Page extends RestartedPage> {
  readonly skip: number;
  readonly memory: Page['memory'];
}

/** A loaded page, as far as walks that begin again know it. */
export interface RestartedPage {
  readonly answer: PageAnswer;
  readonly items: readonly unknown[];
  readonly places: readonly number[] | undefined;
  readonly memory: { readonly index: number };
}

export interface NextWindow {
  readonly kind: 'window';
  readonly window: WindowState;
}

/** A page of a window. */
export interface FilteredPage {
  /** Indices of the items that are new and belong to this part. */
  readonly kept: readonly number[];
  readonly window: WindowState;
  /** An item has a value to order by, and a key. */
  readonly hasUsable: boolean;
  /** The part of a split walk ends on this page. */
  readonly isPartDone: boolean;
}
