import { isRequiredField } from '../../model/pagination-fields.ts';
import type { Schemas } from '../../model/schema-kinds.ts';
import { countOf } from '../../shared/words.ts';
import { type Check, isRejection, type MainWalk } from './check.ts';
import { reportFailure } from './failures.ts';
import { correctLimit } from './mismatches.ts';
import type { PageResult, SeenPage } from './received.ts';

/** A request with a page size, and its page. */
export interface SizedPage {
  readonly asked: number;
  readonly page: SeenPage;
}

/** The pages of the first requests, in several sizes. */
export interface PageSizes {
  /** The first page, without a page size if the API allows that. */
  readonly opening: SeenPage;
  /** Size of the opening page, if the request had one. */
  readonly openingSize: number | undefined;
  /** True if the client takes the opening page for the whole list. */
  readonly isWhole: boolean;
  /** The first page in the smallest size, and in the largest size that the document declares. */
  readonly smallest?: SizedPage;
  readonly largest?: SizedPage;
  /** The declared maximum, if the API rejects it. */
  readonly refused?: number;
  /** The smallest allowed size, if the API rejects it. */
  readonly refusedMinimum?: number;
  /** False if the API ignores page sizes, or none can be sent. */
  readonly isHonored: boolean;
}

/** Page size of an operation that requires one and declares neither a default nor a maximum. */
const USUAL = 20;

/** Fetches the first page. Reports why there is none. */
export async function openList(check: Check, schemas: Schemas): Promise<PageSizes | undefined> {
  const { session, strategy, ledger } = check;
  const { limit } = strategy.request;
  const { defaultLimit, maxLimit = USUAL } = strategy.limits;
  const isRequired = limit !== undefined && isRequiredField(limit, schemas);
  const openingSize = isRequired ? (defaultLimit ?? strategy.sizes?.[0] ?? Math.min(USUAL, maxLimit)) : undefined;
  const result = await session.fetchPage({ limit: openingSize });
  if (result.page === undefined) {
    reportFailure(check, result);
    return undefined;
  }
  ledger.add(result.pages);
  return { opening: result.page, openingSize, isWhole: result.end.kind === 'end', isHonored: false };
}

/** Fetches the first page in the smallest and in the largest size that the document allows. */
export async function tryPageSizes(check: Check, sizes: PageSizes): Promise<PageSizes> {
  const { session, strategy, coverage } = check;
  if (!session.isSizable) return sizes;
  const { minLimit = 1, maxLimit } = strategy.limits;
  const least = strategy.sizes?.[0] ?? minLimit;
  const most = maxLimit ?? strategy.sizes?.at(-1);
  const small = sizes.opening.items.length > least ? await trySize(check, least) : undefined;
  const large = most === undefined || most === least ? undefined : await trySize(check, most);
  const smallest = small?.page && { asked: least, page: small.page };
  const largest = large?.page && most !== undefined ? { asked: most, page: large.page } : undefined;
  const all = { ...sizes, ...(smallest && { smallest }), ...(largest && { largest }) };
  if (small === undefined) coverage.miss('request.limit', 'the list is too short');
  if (reportIgnored(check, all)) return { ...all, isHonored: false };
  if (smallest !== undefined && smallest.page.items.length === least) coverage.see('request.limit', 'limits.minLimit');
  if (largest !== undefined && largest.page.items.length === most) coverage.see('request.limit', 'limits.maxLimit');
  const isRefused = small !== undefined && isRejection(small);
  if (large !== undefined && !isRejection(large) && large.page === undefined) reportFailure(check, large);
  return {
    ...all,
    isHonored: true,
    ...(most !== undefined && large !== undefined && isRejection(large) && { refused: most }),
    ...(isRefused && { refusedMinimum: least }),
  };
}

/** Fetches the first page in a size. */
export async function trySize({ session, ledger }: Check, size: number): Promise<PageResult> {
  const result = await session.fetchPage({ limit: size });
  ledger.add(result.pages);
  return result;
}

/** Reports pages that have more items than was asked for. Returns true if the API ignores page sizes altogether. */
function reportIgnored({ coverage, report }: Check, { opening, smallest, largest }: PageSizes): boolean {
  const excess = [smallest, largest].find((one) => one !== undefined && one.page.items.length > one.asked);
  if (excess === undefined) return false;
  const { length } = excess.page.items;
  const reacts = largest !== undefined && excess !== largest && largest.page.items.length !== opening.items.length;
  const message = `A request for ${countOf(excess.asked, 'item')} per page returns ${length}.`;
  if (reacts || length !== opening.items.length) {
    report('page-size-ignored', `${message} The API seems to have a minimum page size.`, {
      corrections: [correctLimit('minLimit', length)],
    });
    coverage.wrong('limits.minLimit');
    return false;
  }
  report('page-size-ignored', `${message} The API ignores the page size.`, {
    corrections: [{ group: 'request', field: 'limit', value: undefined }],
  });
  coverage.wrong('request.limit', 'limits.minLimit', 'limits.maxLimit');
  return true;
}

/**
 * Compares the pages with the declared sizes, after the walk: by then, the items that were seen prove whether a page was
 * capped or the list is short.
 */
export async function judgePageSizes(check: Check, sizes: PageSizes, walk: MainWalk): Promise<void> {
  await judgeDefault(check, sizes);
  await judgeMaximum(check, sizes);
  await judgeLinks(check, sizes, walk);
}

/** Reports links that lead on in pages of the usual size, although the first page has the requested one. */
async function judgeLinks(check: Check, { opening, smallest, isHonored }: PageSizes, walk: MainWalk): Promise<void> {
  const { session, strategy, report, coverage } = check;
  const { limit, carry } = strategy.request;
  const isUrl = strategy.style === 'next-url' || strategy.style === 'link-header';
  if (!isUrl || limit?.in !== 'parameter' || limit.parameter.in !== 'query' || limit.property !== undefined) return;
  const usual = opening.items.length;
  // A walk in pages of the usual size shows nothing.
  const isUsual = walk.size === undefined || walk.size === usual;
  const size = isUsual ? smallest?.asked : walk.size;
  if (!isHonored || size === undefined || size === usual || session.remaining < 2) return;
  const { pages } = isUsual ? await session.walk({ limit: size, maxPages: 2 }) : walk;
  const [first, second] = pages.map(({ items }) => items.length);
  // The last page can be shorter.
  const isLost = second === usual && (second > size || pages.length > 2);
  if (first !== size || !isLost) return;
  const { name } = limit.parameter;
  const message = `The first page has ${countOf(size, 'item')} as requested, the next one has ${usual}: the link lacks \`${name}\`. Add it to \`carry\`.`;
  const value = [...carry.map((parameter) => parameter.name), name];
  report('page-size-lost', message, { corrections: [{ group: 'request', field: 'carry', value }] });
  coverage.wrong('request.limit');
}

async function judgeDefault(check: Check, sizes: PageSizes): Promise<void> {
  const { strategy, coverage, report, ledger } = check;
  const { defaultLimit } = strategy.limits;
  if (defaultLimit === undefined) return;
  const { length } = sizes.opening.items;
  const hasMore = ledger.size > length;
  if (sizes.openingSize !== undefined) coverage.miss('limits.defaultLimit', 'each request needs a page size');
  else if (!hasMore && length <= defaultLimit) {
    coverage.miss('limits.defaultLimit', `the list has ${countOf(ledger.size, 'item')}`);
  } else if (length === defaultLimit) coverage.see('limits.defaultLimit');
  else if (length < defaultLimit && (await isFiltered(check, sizes, length))) {
    coverage.miss('limits.defaultLimit', FILTERED);
  } else {
    const message = `Without a page size, the document declares ${defaultLimit} items per page, but the API returns ${length}.`;
    report('default-page-size', message, { corrections: [correctLimit('defaultLimit', length)] });
    coverage.wrong('limits.defaultLimit');
  }
}

async function judgeMaximum(check: Check, sizes: PageSizes): Promise<void> {
  const { strategy, coverage, report, ledger } = check;
  const { maxLimit } = strategy.limits;
  if (sizes.largest === undefined || maxLimit === undefined) return;
  const { length } = sizes.largest.page.items;
  if (length >= maxLimit) return;
  if (ledger.size <= length || length === 0) {
    coverage.miss('limits.maxLimit', `the list has ${countOf(ledger.size, 'item')}`);
    return;
  }
  if (await isFiltered(check, sizes, length)) return coverage.miss('limits.maxLimit', FILTERED);
  const message = `The document allows pages of ${maxLimit} items, but the API returns only ${length} per page.`;
  report('page-size-capped', message, { corrections: [correctLimit('maxLimit', length)] });
  coverage.wrong('limits.maxLimit');
}

const FILTERED = 'the API filters its pages, which can be shorter than requested';

/**
 * True if the API filters pages after reading them, so that a page of this length is neither its default nor its maximum:
 * a request for exactly as many items returns fewer of them.
 */
export async function isFiltered(check: Check, { isHonored }: PageSizes, length: number): Promise<boolean> {
  const { session, strategy } = check;
  const { minLimit = 1 } = strategy.limits;
  if (!isHonored || strategy.sizes !== undefined || length < minLimit || session.remaining === 0) return false;
  const { page } = await trySize(check, length);
  return page !== undefined && page.items.length > 0 && page.items.length < length;
}
