import { endFlagOf, isCounted } from '../../model/pagination-fields.ts';
import { countOf } from '../../shared/words.ts';
import { type Check, type MainWalk, reasonOf, startOf } from './check.ts';
import type { Failure } from './failures.ts';
import { type Correction, removeField } from './mismatches.ts';
import { type PageSizes, type SizedPage, trySize } from './page-sizes.ts';
import { canonicalText, readField } from './received.ts';
import type { ListEnd } from './totals.ts';

/** Checks that nothing lies beyond the last page, and nothing before the first. */
export async function checkListEnd(check: Check, walk: MainWalk, sizes: PageSizes, failure: Failure): Promise<ListEnd> {
  const { coverage } = check;
  const isBefore = await checkStart(check, walk);
  const distinct = new Set(walk.identities).size;
  const complete: ListEnd = { kind: 'proven', items: distinct, pages: walk.pages.length };
  if (failure === 'past-end') return complete;
  if (walk.end.kind !== 'end') return { kind: 'unknown', reason: reasonOf(walk.end) };
  if (distinct === 0) return complete;
  if (isBefore) return { kind: 'unknown', reason: 'the list begins before the first page' };
  const more = await findMore(check, walk, sizes, distinct);
  if (more !== undefined) {
    const corrections = correctEnd(check, walk);
    const message = `The walk ended after ${countOf(distinct, 'item')}, but ${more}.`;
    check.report('end-too-early', message, { corrections });
    for (const { field } of corrections) coverage.wrong(`response.${field}`);
    coverage.miss('response.total', 'the walk ended too early');
    return { kind: 'unknown', reason: 'the walk ended too early' };
  }
  coverage.see('response.lastPage');
  return complete;
}

/** A position of this many times the length of a walk is past the end of the list, unless the walk ended early. */
const FAR = 10;

/** Reports a walk that failed because the API repeats its first page or its last page, for which there are corrections. */
export async function reportRepeatedPage(check: Check, walk: MainWalk, sizes: PageSizes): Promise<Failure> {
  if (walk.end.kind !== 'broken' || !walk.end.isLoop) return 'none';
  if (await reportRepeatedStart(check, walk)) return 'other';
  return (await reportRepeatedEnd(check, walk, sizes)) ? 'past-end' : 'none';
}

/** Some servers that number their pages from 1 take page 0 for page 1. */
async function reportRepeatedStart(check: Check, walk: MainWalk): Promise<boolean> {
  const { session, strategy, ledger, report, coverage } = check;
  if (strategy.style !== 'page' || startOf(strategy) !== 0 || walk.pages.length > 1) return false;
  const { page } = session.remaining === 0 ? {} : await session.fetchPage({ limit: walk.size, position: 2 });
  if (page === undefined || ledger.countNew(page, walk.identities) === 0) return false;
  report('start-wrong', 'The document starts at page 0, but page 1 is the same page. The API counts pages from 1.', {
    corrections: [{ group: 'request', field: 'start', value: 1 }],
  });
  coverage.wrong('request.start');
  return true;
}

/**
 * Reports a walk that failed only because the API repeats the last page past the end: a server that clamps positions does,
 * and so does one whose last page names itself. A page that is repeated by a fault has items behind it.
 */
async function reportRepeatedEnd(check: Check, walk: MainWalk, sizes: PageSizes): Promise<boolean> {
  const { session, strategy, ledger, report } = check;
  const { pages, identities } = walk;
  const [first, last] = [pages[0], pages.at(-1)];
  if (first === undefined || last === undefined || pages.length < 2) return false;
  if (new Set(identities).size < identities.length) return false;
  const isComputed = isCounted(strategy);
  if (isComputed) {
    if (session.remaining === 0) return false;
    const far = startOf(strategy) + FAR * (strategy.style === 'page' ? pages.length : identities.length);
    const { page } = await session.fetchPage({ limit: walk.size, position: far });
    if (page === undefined || canonicalText([...page.items]) !== canonicalText([...last.items])) return false;
  }
  const larger = await fetchLarger(check, sizes, identities.length);
  const isWhole = larger !== undefined && larger.page.items.length === identities.length;
  if (ledger.countMissing(identities) > 0 || (!isWhole && last.items.length >= first.items.length)) return false;
  const what = isComputed
    ? 'Past the last page, the API returns the last page again.'
    : 'The last page names itself as the next page.';
  report('past-end-undeclared', `${what} The document does not declare \`repeat: end\`.`, {
    corrections: [{ group: 'response', field: 'repeat', value: 'end' }],
  });
  return true;
}

/** Returns what the walk lacks, or undefined. */
async function findMore(check: Check, walk: MainWalk, sizes: PageSizes, items: number): Promise<string | undefined> {
  const { session, strategy, ledger } = check;
  const isBeyond = isCounted(strategy) && session.remaining > 0;
  const beyond = isBeyond ? await findBeyond(check, walk, items) : undefined;
  if (beyond !== undefined) return beyond;
  const behind = isCounted(strategy) ? undefined : await findBehindLastPage(check, walk);
  if (behind !== undefined) return behind;
  const missing = ledger.countMissing(walk.identities);
  if (missing > 0) return `other responses have ${missing} more`;
  return isCounted(strategy) || session.remaining === 0 ? undefined : findInLargerPage(check, walk, sizes, items);
}

async function findBeyond(check: Check, walk: MainWalk, items: number): Promise<string | undefined> {
  const { session, strategy, ledger, coverage } = check;
  const { style, response } = strategy;
  const isPage = style === 'page';
  // If an empty page ended the walk, the position after that page counts: some servers filter pages until they are empty.
  const confirmed = walk.last !== undefined && !walk.last.isPage;
  const step = isPage ? walk.pages.length : items;
  const position = startOf(strategy) + step + (confirmed ? (isPage ? 1 : (walk.size ?? ledger.largestPage)) : 0);
  const result = await session.fetchPage({ limit: walk.size, position });
  const status = walk.last?.isPage === false ? walk.last.status : result.last?.status;
  if (status !== undefined && response.pastEnd.includes(status)) coverage.see('response.pastEnd');
  else coverage.miss('response.pastEnd', `a page past the end has status ${status ?? 'unknown'}`);
  const count = result.page === undefined ? 0 : ledger.countNew(result.page, walk.identities);
  if (count === 0) return undefined;
  ledger.add(result.pages);
  return `${isPage ? `page ${position}` : `offset ${position}`} has ${count} more`;
}

/** Follows the cursor of the last page, where `lastPage` ended the walk: filters can make any page short or empty. */
async function findBehindLastPage({ session, strategy, ledger }: Check, walk: MainWalk): Promise<string | undefined> {
  const { length } = walk.pages;
  if (strategy.response.lastPage === undefined || session.remaining <= length) return undefined;
  const result = await session.walk({ limit: walk.size, maxPages: length + 1, ignoresLastPage: true });
  const next = result.pages[length];
  const count = next === undefined ? 0 : ledger.countNew(next, walk.identities);
  ledger.add(result.pages);
  return count === 0 ? undefined : `the page after the last one has ${count} more`;
}

/** The position of a cursor or link cannot be computed. A page that is larger than the whole walk shows what it lacks. */
async function findInLargerPage(
  check: Check,
  walk: MainWalk,
  sizes: PageSizes,
  items: number,
): Promise<string | undefined> {
  const larger = await fetchLarger(check, sizes, items);
  const count = larger === undefined ? 0 : check.ledger.countNew(larger.page, walk.identities);
  return larger === undefined || count === 0 ? undefined : `a page size of ${larger.asked} returns ${count} more`;
}

/** Fetches a page that is larger than a walk of this many items. Undefined if the API allows none. */
async function fetchLarger(check: Check, sizes: PageSizes, items: number): Promise<SizedPage | undefined> {
  const { strategy } = check;
  const { maxLimit = Number.POSITIVE_INFINITY } = strategy.limits;
  const asked = strategy.sizes === undefined ? items + 1 : strategy.sizes.find((allowed) => allowed > items);
  if (!sizes.isHonored || asked === undefined) return undefined;
  if (sizes.largest !== undefined && sizes.largest.asked >= asked) return sizes.largest;
  if (asked > maxLimit || check.session.remaining === 0) return undefined;
  const { page } = await trySize(check, asked);
  return page && { asked, page };
}

/** Returns the correction that removes the field by which the client took the last page for the last one. */
function correctEnd({ strategy }: Check, { last }: MainWalk): Correction[] {
  const { total, totalPages, lastPage } = strategy.response;
  const flag = endFlagOf(strategy.response);
  const value = flag && last && readField(last, flag.field);
  if (flag !== undefined && value !== undefined && String(value).toLowerCase() !== String(!flag.last))
    return [removeField(flag.key)];
  if (lastPage === 'short' || (lastPage !== undefined && !isCounted(strategy))) return [removeField('lastPage')];
  if (!isCounted(strategy)) return [];
  return [
    ...(total === undefined ? [] : [removeField('total')]),
    ...(totalPages === undefined ? [] : [removeField('totalPages')]),
  ];
}

/**
 * Checks the flag of a small page shortly before the end: some APIs compute it with their usual page size, so that it ends
 * walks in smaller pages too early.
 */
export async function checkFlagOfSmallPage(
  check: Check,
  walk: MainWalk,
  sizes: PageSizes,
  end: ListEnd,
): Promise<void> {
  const { session, strategy, coverage, report } = check;
  const flag = endFlagOf(strategy.response);
  const size = sizes.smallest?.asked;
  if (flag === undefined || size === undefined || end.kind !== 'proven' || !sizes.isHonored) return;
  if (!isCounted(strategy) || size === walk.size || end.items <= size || session.remaining === 0) return;
  const before = strategy.style === 'page' ? Math.ceil(end.items / size) - 2 : end.items - size - 1;
  const position = startOf(strategy) + before;
  const { page } = await session.fetchPage({ limit: size, position });
  if (page === undefined || String(readField(page, flag.field)).toLowerCase() !== String(flag.last)) return;
  const which = strategy.style === 'page' ? `page ${position}` : `the page at offset ${position}`;
  const message = `In pages of ${countOf(size, 'item')}, \`response.${flag.key}\` says that ${which} is the last, but an item follows.`;
  report('field-wrong', message, { corrections: [removeField(flag.key)] });
  coverage.wrong(`response.${flag.key}`);
}

/** Checks whether a page lies before the first one: some APIs number their pages from 0. */
async function checkStart(check: Check, walk: MainWalk): Promise<boolean> {
  const { session, strategy, ledger, coverage, report } = check;
  const [first] = walk.pages;
  const start = startOf(strategy);
  if (first === undefined || first.items.length === 0 || !isCounted(strategy)) {
    if (first !== undefined && first.items.length > 0) coverage.see('request.start');
    return false;
  }
  if (start === 0) {
    coverage.see('request.start');
    return false;
  }
  if (session.remaining === 0) return false;
  const before = await session.fetchPage({ limit: walk.size, position: start - 1 });
  coverage.see('request.start');
  const known = new Set(ledger.identities([first]));
  const items = before.page?.items ?? [];
  // Some servers take page 0 for page 1, or for the whole list.
  if (items.length === 0 || items.some((item) => known.has(ledger.identity(item)))) return false;
  const message = `The document starts at ${strategy.style} ${start}, but ${strategy.style} ${start - 1} has ${countOf(items.length, 'item')} that come before it.`;
  report('start-wrong', message, { corrections: [{ group: 'request', field: 'start', value: start - 1 }] });
  coverage.wrong('request.start');
  return true;
}
