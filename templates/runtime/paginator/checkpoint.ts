/** Any JSON value. */
export type JsonValue = null | boolean | number | string | JsonArray | JsonObject;

// Interfaces, because the types of Vue map checkpoints in depth: TypeScript gives up on an alias that contains itself.
interface JsonArray extends ReadonlyArray<JsonValue> {}
interface JsonObject {
  readonly [key: string]: JsonValue;
}

/** The state of the windows with which a walk passes ceilings. */
export interface WindowState {
  /** The bound of this window's requests; absent in the first window. */
  readonly bound?: JsonValue;
  /** Keys of items at `bound` that were returned before this window, as JSON texts. */
  readonly known?: readonly string[];
  /** This window has returned one of the `known` items: its bound is proven to be inclusive. */
  readonly isProven?: true;
  /** A part of a split walk: items before `from` belong to another part. */
  readonly from?: JsonValue;
  /** Keys of items at `from`, one of which this part must meet first. Absent once it did. */
  readonly witnesses?: readonly string[];
  /** A part of a split walk: items at `end` and beyond it belong to other parts. */
  readonly end?: JsonValue;
  /** The largest (under `until` the smallest) value so far, and the keys of the items at it. */
  readonly last?: JsonValue;
  readonly keys?: readonly string[];
  /** This window has returned something new, so that another one can begin where it ended. */
  readonly hasNew?: true;
  /** The reason why no further window can follow. */
  readonly fault?: string;
  /** The declared total of the first window. */
  readonly total?: number;
}

/** The state of a keyset whose server returns the item at the cursor again. */
export interface KeysetState {
  /** The values that the cursor was taken from, as a JSON text. */
  readonly value: string;
  /** Keys of the items with this value that were returned, as JSON texts. */
  readonly known: readonly string[];
  /** Number of items of the longest page so far. */
  readonly longest: number;
}

/**
 * A page that came short and did not say that it was the last. A list that grows fills it up after it was read, so that
 * the page after it would begin behind items that nobody has seen.
 */
export interface ShortPage {
  /**
   * `before`: it came before this page. `capped`: likewise, unless the server caps the page size. `again`: this request
   * reads it again. `usual`: it did not grow, so this server's pages may come short.
   */
  readonly kind: 'before' | 'capped' | 'again' | 'usual';
  /** Number of its items. */
  readonly count: number;
  /** Its request. */
  readonly request: Pick<WalkState, 'position' | 'limit' | 'itemsBefore' | 'isFirst'>;
}

/** One request of a walk. Plain JSON: the core of a checkpoint. */
export interface WalkState {
  /** Offset, page number, cursor or URL; absent if the request carries none. */
  readonly position?: JsonValue;
  /** Parts of a cursor that go with every request, such as the id of a snapshot. */
  readonly kept?: JsonValue;
  readonly keyset?: KeysetState;
  /** The page size to send, if it is not the caller's: the page is fitted to a ceiling. */
  readonly limit?: number;
  /** The page size that the server really uses, once known. */
  readonly size?: number;
  /** Items before this page: of the list under `page`, of the walk (or its window) under cursors and URLs. */
  readonly itemsBefore?: number;
  /** The first page of a query. */
  readonly isFirst?: true;
  /** The server said that there is a page here. */
  readonly isPromised?: true;
  /** All declared items have arrived; this request confirms that the list has really ended. */
  readonly isConfirming?: true;
  /** Empty pages in a row before this one. */
  readonly emptyPages?: number;
  readonly shortPage?: ShortPage;
  /** The page was requested by a token or link of the way back. */
  readonly isBack?: true;
  /** The offset at which the page after this one begins, which was requested first. */
  readonly before?: number;
  /** The position before which this part of a split walk ends. */
  readonly end?: JsonValue;
  readonly window?: WindowState;
}

/** The call that a checkpoint belongs to. */
export interface Stamp {
  readonly version: 2;
  readonly operation: string;
  readonly strategy: string;
  /** Set if the walk goes from the end of the list to its start. */
  readonly direction?: 'backward';
  /** Hash of all parameters but the position. */
  readonly params: string;
  /** Hash of the facts of the document that decide the walk, so that a changed document cannot lose items silently. */
  readonly rules: string;
}

/**
 * The place where a walk can resume: plain JSON without credentials. Store it anywhere, and pass it as `resume` to the
 * same operation, strategy and parameters. It refers to the items that were returned, never to pages fetched ahead.
 */
export interface Checkpoint extends Stamp {
  /** The request for the page where the walk resumes; absent if the walk has ended. */
  readonly state?: WalkState;
  /** Number of items of that page that were returned. */
  readonly index: number;
  /** Hash of the items of the page before, to recognize a page that the server repeats. */
  readonly previous?: string;
}
