import type { ClientCore } from '../client.js';
import type { Operation } from '../operation.js';
import type { Outgoing } from '../request.js';
import type { JsonValue, Stamp, WalkState, WindowState } from './checkpoint.js';
import type { Ceiling, Limits, PositionListOptions } from './options.js';

/** Where an answer carries a value: a JSON Pointer into its body (`''`: all of it), or a header. */
export type ResponseField = string | HeaderField;

/** What `responseHeader('X-Total')` gives. */
export interface HeaderField {
  readonly header: string;
  read(headers: Headers): unknown;
  /** Called with answers from another origin. Throws where they hide what the walk needs. */
  check(call: ListCall, state: WalkState, page: PageAnswer): void;
}

/** What all styles share. Request fields are JSON Pointers into the call's `params`. */
export interface StrategySpec {
  readonly name?: string;
  readonly request: {
    readonly limit?: string;
    /** The only page sizes that the API takes. */
    readonly sizes?: readonly number[];
    /** Sent as the first position where the caller sets none. */
    readonly start?: JsonValue;
    /** Keys of parameters that only the first page carries. */
    readonly firstPageOnly?: readonly string[];
  };
  readonly response: {
    readonly items: ResponseField;
    readonly hasMore?: ResponseField;
    readonly total?: ResponseField;
    readonly totalPages?: ResponseField;
    readonly limit?: ResponseField;
    /** Statuses that mean "past the last page". */
    readonly pastEnd?: readonly number[];
    readonly repeat?: 'error' | 'end' | 'allow';
  };
  readonly limits?: Limits;
  /** An item's identity, pointer into the item. */
  readonly key?: string;
  readonly deep?: DeepWindows;
  readonly alternatives?: readonly string[];
}

/** One answer, read as its strategy says. */
export interface PageAnswer {
  readonly items: readonly unknown[];
  readonly body: unknown;
  readonly status: number;
  readonly headers: Headers;
  /** What was requested, without credentials; relative links start from it. */
  readonly url: string;
  readonly hasMore: boolean | undefined;
  readonly total: number | undefined;
  readonly totalPages: number | undefined;
  readonly limit: number | undefined;
  /** An error status that means the end. */
  readonly past: boolean;
}

/** One call of a list operation: everything that its walks have in common. */
export interface ListCall {
  readonly client: ClientCore;
  readonly operation: Operation;
  readonly params: object;
  readonly options: PositionListOptions;
  readonly strategies: readonly Strategy[];
  readonly strategy: Strategy;
  readonly limits: Limits;
  /** The page size that the caller asked for. */
  readonly asked: number | undefined;
  /** What checkpoints of this call bear. */
  readonly stamp: Stamp;
  /** Set where the walk passes ceilings by windows. */
  readonly deep: DeepWindows | undefined;
}

export interface Reach {
  readonly items: number;
  readonly ceiling: Ceiling;
}

/** What a style knows: where pages start, which one comes next, what a ceiling allows. */
export interface Style {
  readonly name: string;
  /** Pointer into `params` of the position; absent where the position is a URL. */
  readonly position?: string;
  /** The first position where neither caller nor document name one; undefined: none. */
  readonly start?: number;
  /** Whether a next position is the server's own word that there is a page. */
  readonly promises: boolean;
  /** Throws `PaginationLimitError` where a walk cannot begin there. */
  check?(call: ListCall, start: WalkState): void;
  /** The items that full pages from `start` on can give, and the ceiling that ends them; undefined: no limit. */
  reach(call: ListCall, start: WalkState): Reach | undefined;
  /** What passes the ceiling of a walk from `start`, where it needs to. Throws where `deep: true` cannot be. */
  windows?(call: ListCall, start: WalkState): DeepWindows | undefined;
  /** The next request after an answer; undefined at the end. Throws where the answer contradicts itself. */
  next(call: ListCall, state: WalkState, answer: PageAnswer): WalkState | undefined;
  /** Indices of the items that belong to this part of a split walk; undefined: all. */
  kept?(state: WalkState, answer: PageAnswer): readonly number[] | undefined;
  /** The request made to fit the limits, or the ceiling that forbids it. */
  fit(call: ListCall, state: WalkState): WalkState | Ceiling;
  /** The ceiling that an ordinary end really is. */
  exhausted?(call: ListCall, state: WalkState, answer: PageAnswer): Ceiling | undefined;
  /** Turns the first request of the operation into the one at a URL. */
  follow?(call: ListCall, url: string, first: Outgoing): Outgoing;
  /** Requests several pages at once. */
  requests?(call: ListCall, fetch: FetchPage): Requests;
  /** Start states that cut the walk in parts. */
  split?(call: ListCall, parts: number, start: WalkState): Promise<readonly WalkState[]>;
}

/** A style with the fields of one operation: what `offset({ … })` and its like give. */
export interface Strategy {
  readonly name: string;
  readonly spec: StrategySpec;
  readonly style: Style;
}

export type FetchPage = (state: WalkState, cancel: AbortSignal) => Promise<PageAnswer>;

/** The requests of one walk, in order. */
export interface Requests {
  /** The answer to the next request of the walk. */
  take(state: WalkState): Promise<PageAnswer>;
  /** Begins the request at `state`, which `take` gets next, and further ones: `most` in all, none beyond `total` items. */
  begin(state: WalkState, most: number, total: number | undefined): void;
  /** Ends what is in flight. */
  end(): void;
}

/** What `deep({ … })` gives: how a walk goes on past a ceiling. */
export interface DeepWindows {
  /** Parameters of the order, and whether the caller has set one of them otherwise. */
  overridden(params: object): boolean;
  /** Writes order and bound into the parameters. */
  apply(
    params: object,
    window: WindowState | undefined,
    write: (params: object, pointer: string, value: JsonValue) => object,
  ): object;
  /** Which of a page's items are new (their indices), and the window with them. `over`: the part ends here. Throws where items may be missing. */
  admit(
    call: ListCall,
    state: WalkState,
    answer: PageAnswer,
  ): { kept: readonly number[]; window: WindowState; over: boolean };
  /** The first request of the next window, or the ceiling that forbids it; undefined where it could not advance. Throws where the order was broken. */
  advance(call: ListCall, state: WalkState, window: WindowState): WalkState | Ceiling | undefined;
  /** Start states that cut the walk in parts by the field. */
  split(call: ListCall, parts: number, start: WalkState): Promise<readonly WalkState[]>;
  /** Throws where a window ends in a way that items may be missing. */
  finish(call: ListCall, window: WindowState): void;
  /** The field and direction, for messages. */
  readonly order: string;
}
