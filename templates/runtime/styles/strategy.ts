import type { FieldSource, PageAnswer } from '../fields/answer.js';
import type { ErrorTest } from '../fields/error-when.js';
import type { MissingItems } from '../fields/missing-items.js';
import type { ResponseField } from '../fields/values.js';
import type { JsonValue, WalkState } from '../paginator/checkpoint.js';
import type { Limits } from '../paginator/limits.js';
import type { Windows } from '../windows/windows.js';
import type { FixedValues, OmitParams } from './fixed-values.js';
import type { CallContext, NextStep, Pager, PagerContext } from './pager.js';
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

/** A call whose strategy is at work. */
export interface WalkContext extends PagerContext {
  readonly strategy: Strategy;
  /** Set if the walk passes ceilings by windows. */
  readonly windows: Windows | undefined;
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
