/** Any JSON value. */
export type JsonValue = null | boolean | number | string | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/** The windows of a deep walk, as far as it got. */
export interface WindowState {
  /** The bound that requests of this window carry; absent in the first. */
  readonly bound?: JsonValue;
  /** Keys given out at `bound` before this window, as JSON texts. */
  readonly known?: readonly string[];
  /** A part of a split walk: what lies before `from`, at `end` or beyond it belongs to other parts. */
  readonly from?: JsonValue;
  readonly end?: JsonValue;
  /** The window has brought back one of the `known`, or has none to bring back. */
  readonly met?: true;
  /** The largest (smallest) value so far, and the keys of the items at it. */
  readonly last?: JsonValue;
  readonly keys?: readonly string[];
  /** The window has brought something new. */
  readonly fresh?: true;
  /** Why no further window can follow. */
  readonly fault?: string;
  /** The declared total of the first window. */
  readonly total?: number;
}

/** Where one request of a walk stands. Plain JSON: it is the heart of a checkpoint. */
export interface WalkState {
  /** Offset, page number, cursor or URL; absent: the request carries none. */
  readonly position?: JsonValue;
  /** The page size to send where it is not the caller's: a page fitted to a ceiling. */
  readonly limit?: number;
  /** The page size that the server really uses, once known. */
  readonly size?: number;
  /** Items before this page: of the list under `page`, of the walk under cursors and URLs. */
  readonly before?: number;
  /** The first page of a query. */
  readonly first?: true;
  /** The server itself said that there is a page here. */
  readonly more?: true;
  /** The declared total is reached: this request only makes sure. */
  readonly sure?: true;
  /** Empty pages in a row before this one. */
  readonly empty?: number;
  /** Hash of the previous page's identities. */
  readonly print?: number;
  /** Position that this part of a split walk ends before. */
  readonly end?: JsonValue;
  readonly window?: WindowState;
}

/** What a checkpoint belongs to. */
export interface Stamp {
  readonly version: 1;
  readonly operation: string;
  readonly strategy: string;
  /** Hash of all parameters but the position. */
  readonly params: string;
}

/**
 * Where a walk stands: plain JSON without credentials, to be stored anywhere and given back as `resume` of the same
 * operation, strategy and parameters. It refers to what was given out, never to what was fetched ahead.
 */
export interface Checkpoint extends Stamp {
  /** The request that gives the page where the walk goes on; absent: the walk is done. */
  readonly state?: WalkState;
  /** Items of that page that were given out. */
  readonly index: number;
}
