import type { PageAnswer } from '../fields/answer.js';
import { at, canonical, hash, hasRounded, isSameJson } from '../fields/json.js';
import type { ListCall } from './call.js';
import { PaginationProtocolError } from './errors.js';

/** The facts that a walk remembers from one page to the next. */
export interface Memory {
  /** Index of the page that comes next, within the walk. */
  readonly index: number;
  /** Items received so far. */
  readonly received: number;
  /** Hashed positions of the walk, with the index of the page at each. Shared by all pages of the walk. */
  readonly seen: Map<number, number>;
  /** The items of the page before, in the same window. */
  readonly previous: readonly unknown[] | undefined;
  /** The hash of these items, if the walk resumed after them. */
  readonly previousHash: string | undefined;
  /** Pages in a row that were uniform and equal: see `compareWithPrevious`. */
  readonly repeats: number;
  /** Keys of the previous two pages, for `dedupe`. */
  readonly recentKeys: readonly ReadonlySet<string>[];
}

/**
 * Compares a page with the one before, item by item, so that an ordinary page costs one comparison.
 *
 * Items are compared by `key`, else as a whole: a member called `id` is not an identity unless the document says so
 * (price histories, events of one object). A page whose items all equal one another (a series of zeros) may rightly
 * come twice; it is a loop only after `maxEmptyPages` repeats.
 */
export function compareWithPrevious(
  call: ListCall,
  { items }: PageAnswer,
  { previous, previousHash, repeats }: Memory,
): 'none' | 'uniform' | 'loop' {
  const { key } = call.strategy.spec;
  if (key !== undefined) refuseRounded(call, key, items);
  if (items.length === 0) return 'none';
  if (previous === undefined)
    return previousHash !== undefined && previousHash === hashItems(call, items) ? 'loop' : 'none';
  if (previous.length !== items.length || !isEqual(items[0], previous[0], key)) return 'none';
  const ownKey = commonKey(items, key);
  if (!items.every((item, index) => isEqual(item, previous[index], ownKey))) return 'none';
  const { maxEmptyPages = 100 } = call.options;
  return isUniform(items, ownKey) && repeats < maxEmptyPages ? 'uniform' : 'loop';
}

/** Returns a short hash of a page's items, by which a resumed walk recognizes a repeated page; undefined if it may repeat. */
export function hashItems({ strategy: { spec } }: ListCall, items: readonly unknown[]): string | undefined {
  const key = commonKey(items, spec.key);
  if (items.length === 0 || isUniform(items, key)) return undefined;
  const texts = items.map((item) => canonical(key === undefined ? item : at(item, key)));
  return hash(texts.join('\n')).toString(36);
}

/** Returns the key if all items have it: a page in which one is missing is compared by whole items. */
function commonKey(items: readonly unknown[], key: string | undefined): string | undefined {
  return key !== undefined && items.every((item) => hasIdentity(item, key)) ? key : undefined;
}

function isUniform(items: readonly unknown[], key: string | undefined): boolean {
  return !(items.length === 1 && key !== undefined) && items.every((item) => isEqual(item, items[0], key));
}

function isEqual(a: unknown, b: unknown, key: string | undefined): boolean {
  return key !== undefined && hasIdentity(a, key) ? isSameJson(at(a, key), at(b, key)) : isSameJson(a, b);
}

function hasIdentity(item: unknown, key: string): boolean {
  const identity = at(item, key);
  return identity !== undefined && identity !== null;
}

function refuseRounded({ operation }: ListCall, key: string, items: readonly unknown[]): void {
  if (!items.some((item) => hasRounded(at(item, key)))) return;
  const message = `${key} of an item is an integer beyond 2^53 - 1 and was rounded: the API must send it as a string`;
  throw new PaginationProtocolError(operation.name, message);
}
