import type { Strategy } from '../../model/strategy.ts';
import type { JsonValue } from '../../shared/json.ts';
import type { Coverage } from './coverage.ts';
import type { ReportMismatch } from './mismatches.ts';
import type { SeenPage, WalkEnd, WalkResult } from './received.ts';
import { canonicalText, valueAt } from './received.ts';
import type { Session } from './session.ts';

/** Everything that the checks of one strategy share. */
export interface Check {
  readonly session: Session;
  readonly strategy: Strategy;
  readonly coverage: Coverage;
  readonly report: ReportMismatch;
  /** Search for limits that the document does not declare. */
  readonly probes: boolean;
  readonly ledger: Ledger;
}

/**
 * All items that any response has contained. The API's own totals and flags are what is verified, so only this proves
 * that a list has more items than a page or a walk.
 */
export class Ledger {
  readonly #seen = new Set<string>();
  readonly #key: string | undefined;
  /** Largest number of items in one response. */
  largestPage = 0;

  constructor(key: string | undefined) {
    this.#key = key;
  }

  add(pages: readonly SeenPage[]): void {
    for (const { items } of pages) {
      this.largestPage = Math.max(this.largestPage, items.length);
      for (const item of items) this.#seen.add(this.identity(item));
    }
  }

  get size(): number {
    return this.#seen.size;
  }

  identity(item: JsonValue): string {
    return identityOf(item, this.#key);
  }

  identities(pages: readonly SeenPage[]): string[] {
    return pages.flatMap(({ items }) => items.map((item) => this.identity(item)));
  }

  /** Returns the number of different items of a page that are not among these. */
  countNew(page: SeenPage, identities: readonly string[]): number {
    const known = new Set(identities);
    return new Set(this.identities([page]).filter((identity) => !known.has(identity))).size;
  }

  /** Returns the number of seen items that are not among these. */
  countMissing(identities: readonly string[]): number {
    const known = new Set(identities);
    return [...this.#seen].filter((identity) => !known.has(identity)).length;
  }
}

/**
 * Returns a text that is equal for equal items: the declared key, or without one the whole item. A member called `id`
 * does not count unless the document says so: in a list of order lines, it can be the product.
 */
function identityOf(item: JsonValue, key: string | undefined): string {
  const value = key === undefined ? undefined : valueAt(item, key);
  return value === undefined || value === null ? `item ${canonicalText(item)}` : `key ${canonicalText(value)}`;
}

/** The walk that most checks are about, with the page size that it used. */
export interface MainWalk extends WalkResult {
  /** Undefined if its requests had no page size. */
  readonly size: number | undefined;
  readonly identities: readonly string[];
}

/** Returns the first position of a counted style. */
export function startOf({ style, request }: Strategy): number {
  return Number(request.start ?? (style === 'page' ? 1 : 0));
}

/** Returns the field that names the next page, in the words of the annotation. */
export function nextField({ response, style, cursorParts }: Strategy): string | undefined {
  if (cursorParts !== undefined) {
    return cursorParts.some(({ next, keep }) => next && !keep) ? 'response.nextCursor' : 'response.itemCursor';
  }
  if (style === 'link-header') return 'style';
  const name = (['nextCursor', 'nextUrl', 'itemCursor'] as const).find((each) => response[each] !== undefined);
  return name && `response.${name}`;
}

/** Returns why a walk of one page does not show how the list goes on, or why a longer one does not show the end. */
export function reasonOf({ kind }: WalkEnd): string {
  return REASONS[kind];
}

const REASONS: Readonly<Record<WalkEnd['kind'], string>> = {
  end: 'the list has one page',
  cut: 'the walk did not reach the end within the budget',
  ceiling: 'a ceiling ends the walk before the end of the list',
  refused: 'the walk failed',
  failed: 'the walk failed',
  broken: 'the walk failed',
};

/** Statuses that reject a value of a request, rather than the request as a whole. */
const REJECTIONS: ReadonlySet<number> = new Set([400, 404, 409, 410, 413, 416, 422]);

/** True if the API rejected a value of the request: not credentials, not the rate, not a fault of its own. */
export function isRejection({ end }: WalkResult): boolean {
  return end.kind === 'refused' && REJECTIONS.has(end.status);
}
