import { describeResponseField, isCounted } from '../../model/pagination-fields.ts';
import { type Check, type MainWalk, startOf } from './check.ts';
import { removeField } from './mismatches.ts';
import type { PageResult, SeenPage } from './received.ts';
import { readCount } from './received.ts';

/** The knowledge about the end of a list. */
export type ListEnd =
  /** Nothing lies beyond the items of the walk. */
  | { readonly kind: 'proven'; readonly items: number; readonly pages: number }
  | { readonly kind: 'unknown'; readonly reason: string };

/** Checks the declared totals against the items that were seen, and against the end of the list where it is known. */
export async function checkTotals(check: Check, walk: MainWalk, end: ListEnd, single?: SeenPage): Promise<void> {
  const total = await checkTotal(check, walk, end);
  await checkTotalPages(check, walk, end, total, single);
}

/** Returns the total if it is proven. */
async function checkTotal(check: Check, walk: MainWalk, end: ListEnd): Promise<number | undefined> {
  const { strategy, coverage, report, ledger } = check;
  const field = strategy.response.total;
  const totals = countsOf(walk.pages, field);
  if (field === undefined || totals.length === 0) return undefined;
  const wrong = (message: string): undefined => {
    report('total-wrong', message, { corrections: [removeField('total'), removeField('totalPages')] });
    coverage.wrong('response.total', 'response.totalPages');
    return undefined;
  };
  const [first = 0] = totals;
  const last = totals.at(-1) ?? first;
  const highest = Math.max(...totals);
  if (highest < ledger.size)
    return wrong(`The declared total is ${highest}, but the API has returned ${ledger.size} items.`);
  if (end.kind === 'proven') {
    // A list that grows during the walk has a total that grows with it.
    if (end.items < Math.min(first, last) || end.items > highest) {
      return wrong(`The declared total is ${first}, but the walk ended after ${end.items} items.`);
    }
    coverage.see('response.total');
    return last;
  }
  const jump = isCounted(strategy) ? await jumpToEnd(check, walk, last) : undefined;
  if (jump?.kind === 'wrong') return wrong(`The declared total is ${last}, but ${jump.what}.`);
  if (jump?.kind === 'right') {
    coverage.see('response.total');
    return last;
  }
  coverage.miss('response.total', end.reason);
  return undefined;
}

async function checkTotalPages(
  check: Check,
  walk: MainWalk,
  end: ListEnd,
  total: number | undefined,
  single: SeenPage | undefined,
): Promise<void> {
  const { strategy, coverage, report, ledger } = check;
  const field = strategy.response.totalPages;
  const values = countsOf(walk.pages, field);
  if (field === undefined || values.length === 0) return;
  const wrong = (stated: number, what: string): void => {
    const message = `The declared number of pages is ${stated}, but ${what}.`;
    report('total-wrong', message, { corrections: [removeField('totalPages')] });
    coverage.wrong('response.totalPages');
  };
  const { pages } = walk;
  const filled = pages.filter(({ items }) => items.length > 0).length;
  const lowest = Math.min(...values);
  if (lowest < filled) return wrong(lowest, `the walk has ${filled} pages (${describeResponseField(field)})`);
  const size = pages[0]?.items.length ?? 0;
  if (pages.slice(0, -1).some(({ items }) => items.length !== size))
    return coverage.miss('response.totalPages', 'its pages differ in size');
  const expected =
    end.kind === 'proven' ? filled : total !== undefined && size > 0 ? Math.ceil(total / size) : undefined;
  const off =
    expected === undefined ? undefined : values.find((value) => value !== Math.max(expected, filled === 0 ? value : 1));
  if (expected !== undefined && off !== undefined) return wrong(off, `the list has ${expected} pages of ${size} items`);
  // A page of one item has as many pages as the list has items: this tells the number of pages from the current page.
  const ofOne = single === undefined ? undefined : countsOf([single], field)[0];
  if (single?.items.length === 1 && ofOne !== undefined && ofOne < ledger.size) {
    return wrong(ofOne, `the list has at least ${ledger.size} pages of one item`);
  }
  if (expected !== undefined && (filled > 1 || ofOne !== undefined)) return coverage.see('response.totalPages');
  if (strategy.style === 'page' && end.kind !== 'proven') {
    const first = startOf(strategy);
    const last = await fetchAt(check, walk, first + lowest - 1);
    const after = await fetchAt(check, walk, first + lowest);
    if (last?.page?.items.length === 0) return wrong(lowest, `page ${first + lowest - 1} is empty`);
    if (after?.page !== undefined && after.page.items.length > 0)
      return wrong(lowest, `page ${first + lowest} has items`);
    if (last?.page !== undefined && after !== undefined) return coverage.see('response.totalPages');
  }
  coverage.miss('response.totalPages', end.kind === 'proven' ? 'the list has one page' : end.reason);
}

type Jump = { readonly kind: 'right' } | { readonly kind: 'wrong'; readonly what: string };

/** Looks at the end of a list that is too long to walk. Undefined if the API does not let a client go there. */
async function jumpToEnd(check: Check, walk: MainWalk, total: number): Promise<Jump | undefined> {
  const { strategy } = check;
  const size = walk.pages[0]?.items.length ?? 0;
  if (size === 0 || check.session.remaining < 2) return undefined;
  const isPage = strategy.style === 'page';
  const start = startOf(strategy);
  const lastAt = isPage ? start + Math.ceil(total / size) - 1 : start + total - 1;
  const afterAt = isPage ? lastAt + 1 : start + total;
  const name = isPage ? 'page' : 'offset';
  const last = await fetchAt(check, walk, lastAt);
  if (last?.page === undefined) return undefined;
  if (last.page.items.length === 0) return { kind: 'wrong', what: `${name} ${lastAt} has no items` };
  const expected = isPage ? total - (Math.ceil(total / size) - 1) * size : 1;
  const after = await fetchAt(check, walk, afterAt);
  const beyond = after?.page?.items.length ?? 0;
  // Some servers return the last page again for every position after it.
  const isNew = after?.page !== undefined && check.ledger.countNew(after.page, walk.identities) > 0;
  if (last.page.items.length > expected || (beyond > 0 && isNew)) {
    return { kind: 'wrong', what: `the list goes on after ${name} ${lastAt}` };
  }
  if (last.page.items.length < expected) return { kind: 'wrong', what: `${name} ${lastAt} has fewer items than that` };
  return { kind: 'right' };
}

async function fetchAt({ session }: Check, walk: MainWalk, position: number): Promise<PageResult | undefined> {
  return session.remaining === 0 ? undefined : session.fetchPage({ limit: walk.size, position });
}

function countsOf(pages: readonly SeenPage[], field: Parameters<typeof readCount>[1] | undefined): number[] {
  if (field === undefined) return [];
  return pages.flatMap((page) => {
    const count = readCount(page, field);
    return count.kind === 'count' ? [count.count] : [];
  });
}
