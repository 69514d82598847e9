import { noteCall } from '../called.js';
import type { ClientCore } from '../client.js';
import { type ApiError, ClientError } from '../errors.js';
import { at } from '../fields/values.js';
import type { Operation } from '../operation.js';
import type { Strategy } from '../styles/strategy.js';
import type { Checkpoint, WalkState } from './checkpoint.js';
import { PaginationLimitError } from './errors.js';
import { firstState, invalidOption, type ListCall, prepareCall } from './list-call.js';
import type { PositionListOptions } from './options.js';
import { attachCheckpoint } from './page.js';
import { requestOf } from './request-page.js';
import { type TwoWay, type TwoWayPage, TwoWayPaginator, toTwoWayPage } from './two-way.js';
import { loadPage, newMemory } from './walk.js';

/** The result of a list call with an offset or page strategy. */
export class PositionPaginator<Item, Body = unknown, Resume = Checkpoint, Failure = ApiError> extends TwoWayPaginator<
  Item,
  Body,
  Resume,
  Failure
> {
  readonly #prepare: () => ListCall;
  readonly #present: TwoWay['present'];
  #call: ListCall | undefined;
  /** The page size that the API says it uses. */
  #servedSize: number | undefined;
  /** The first page that came shorter than the page size, and the number of its items. */
  #short: { readonly number: number; readonly items: number } | undefined;

  constructor(prepare: () => ListCall, present: TwoWay['present']) {
    super(prepare, present);
    this.#prepare = prepare;
    this.#present = present;
  }

  /**
   * Requests the page with a number, from 1, in any order: for tables. A page after the end is empty. Offset strategies
   * need a page size: one that you ask for, or that the document or an answer declares.
   *
   * Rejects with `ClientError`: `INVALID_OPTION` for a number or call that cannot be used, `PAGE_SIZE_CAPPED` if an
   * earlier page came so short that this one would skip items; and with `PaginationLimitError` for a page that is beyond
   * a limit.
   */
  async page(number: number): Promise<TwoWayPage<Item, Body, Resume>> {
    this.#call ??= this.#prepare();
    const call = this.#call;
    checkCall(call, number);
    const size = await this.#sizeFor(call, number);
    const state = stateAt(call, number, size);
    checkLimits(call, state, size);
    const short = this.#short;
    if (short !== undefined && number > short.number) {
      const message = `page ${short.number} has only ${short.items} of ${size} items, so that page ${number} would skip items. The API caps the page size: ask for at most ${short.items}`;
      throw new ClientError('PAGE_SIZE_CAPPED', call.operation.name, message);
    }
    const start = { state, skip: 0, memory: { ...newMemory(undefined), index: number - 1 } };
    const request = requestOf(call);
    try {
      const page = await loadPage(call, state, start, Infinity, request);
      const { count, limit } = page.answer;
      this.#servedSize ??= limit;
      const isShort = count > 0 && count < (size ?? 0) && page.next.kind !== 'end';
      if (isShort && number < (this.#short?.number ?? Infinity)) this.#short = { number, items: count };
      return this.#present<Item, Body, Resume>(call, start, page, page.items.length, request);
    } catch (error) {
      throw attachCheckpoint(error, { call, start, page: undefined, returned: 0, delivered: 0 });
    }
  }

  /** Returns the size of every page; undefined if nobody says it and page numbers do not need it. */
  async #sizeFor(call: ListCall, number: number): Promise<number | undefined> {
    const { pager, strategy } = call;
    const known = (): number | undefined => pager.sizeOf({}) ?? this.#servedSize;
    const isNeeded = number > 1 && pager.pageAt?.(0, undefined) === undefined;
    if (known() === undefined && isNeeded && strategy.spec.response.limit !== undefined) await this.page(1);
    if (known() === undefined && isNeeded) {
      const { limit } = strategy.spec.request;
      const advice = limit === undefined ? 'set limits: { defaultLimit: … }' : `set ${limit.slice(1)}`;
      throw invalidOption(call, `page(n) needs a page size to know where page ${number} begins: ${advice}`);
    }
    return known();
  }
}

/**
 * Prepares a call of a list with an offset or page strategy. Nothing is sent, and nothing is checked, before the result is
 * used.
 *
 * @param source the generated function
 * @param way `walksBack` if another strategy's way back has a position of its own
 */
export function paginateByPosition<Item, Body, Resume = Checkpoint, Failure = ApiError>(
  client: ClientCore,
  operation: Operation,
  params: object,
  options: PositionListOptions,
  strategies: readonly Strategy[],
  source?: object,
  { prepare, present }: TwoWay = { prepare: prepareCall, present: toTwoWayPage },
): PositionPaginator<Item, Body, Resume, Failure> {
  noteCall(source, operation.name);
  const ownParams = { ...params };
  return new PositionPaginator<Item, Body, Resume, Failure>(
    () => prepare(client, operation, ownParams, options, strategies),
    present,
  );
}

function checkCall(call: ListCall, number: number): void {
  const { pager, params, options, strategy } = call;
  const [position = ''] = strategy.positions;
  if (!pager.isCounted)
    throw invalidOption(call, `page(n) needs an offset or page strategy, unlike '${strategy.name}'`);
  if (!(Number.isInteger(number) && number >= 1))
    throw invalidOption(call, `page(n) takes a whole number from 1; found ${number}`);
  const hasStart = (at(params, position) ?? undefined) !== undefined;
  if (hasStart || options.resume !== undefined)
    throw invalidOption(
      call,
      `page(n) counts from the start of the list: omit ${hasStart ? position.slice(1) : 'resume'}`,
    );
}

function stateAt(call: ListCall, number: number, size: number | undefined): WalkState {
  if (number === 1) {
    const { limit: _, ...first } = firstState(call);
    return first;
  }
  return call.pager.pageAt?.(number - 1, size) ?? {};
}

/** Throws `PaginationLimitError` for a page that is beyond a limit: it is never fitted, since pages would overlap. */
function checkLimits({ pager, limits, operation, strategy }: ListCall, state: WalkState, size = 0): void {
  const fitted = pager.fit(state);
  const end = (pager.itemsBefore(state) ?? 0) + size;
  const ceiling = fitted.kind === 'ceiling' ? fitted.ceiling : end > (limits.maxResults ?? Infinity) && 'maxResults';
  if (!ceiling) return;
  const allowed = limits[ceiling] ?? 0;
  const value = ceiling === 'maxResults' ? end : Number(state.position);
  const message = `the page needs ${ceiling} ${value}, but under '${strategy.name}' the API allows ${allowed}`;
  throw new PaginationLimitError(operation.name, ceiling, value, allowed, message);
}
