import type { PageAnswer } from '../fields/answer.js';
import type { WalkState, WindowState } from '../paginator/checkpoint.js';
import type { Ceiling } from '../paginator/limits.js';
import type { WriteParam } from '../parameters/parameter.js';
import type { Fault, NextStep, PagerContext, RequestPage } from '../styles/pager.js';

/** The new items of a page, and how the walk goes on. */
export interface EvaluatedPage {
  /** Indices of the items to return; undefined means all. */
  readonly kept: readonly number[] | undefined;
  readonly next: NextStep | Fault;
  /** The declared total; under windows that of the first one. */
  readonly total: number | undefined;
}

/** Decides how a walk goes on after a page by the rules of its style. `pass` may replace the step; its errors are faults. */
export type Decide = (state: WalkState, pass?: (step: NextStep) => NextStep) => NextStep | Fault;

/** The way past a ceiling: the result of `deep({ … })`. */
export interface Windows {
  /** Field and direction, for messages. */
  readonly order: string;
  /**
   * Returns true if a walk from a request on uses windows.
   *
   * Offset and page walks use them if the walk could meet a ceiling. Cursor and URL walks use them only with `deep: true`:
   * searches return their items by rank, and windows would change that order.
   *
   * Throws `ClientError` (`INVALID_OPTION`) if `deep: true` is not possible.
   */
  isUsed(call: PagerContext, start: WalkState): boolean;
  /** Returns how a call without windows could pass its ceiling. */
  advise(call: PagerContext): string;
  /** Writes order and bound into the params. */
  write(params: object, window: WindowState | undefined, write: WriteParam): object;
  /** Decides which items of a window's page are new; at a ceiling, the walk goes on with the next window. */
  evaluate(call: PagerContext, state: WalkState, page: PageAnswer, decide: Decide): EvaluatedPage;
  /** Returns the first request of the next window; undefined if none can pass this place. Throws `PaginationProtocolError`. */
  advance(call: PagerContext, state: WalkState, ceiling: Ceiling): WalkState | undefined;
  /**
   * Cuts the walk into parts by the field.
   *
   * @param skip items of the first page that were returned before
   */
  split(
    call: PagerContext,
    start: WalkState,
    skip: number,
    parts: number,
    request: RequestPage,
  ): Promise<readonly WalkState[]>;
}
