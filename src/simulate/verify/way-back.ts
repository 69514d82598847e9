import { describeResponseField } from '../../model/pagination-fields.ts';
import type { Strategy } from '../../model/strategy.ts';
import type { Check, MainWalk } from './check.ts';
import { throwLast } from './live-api.ts';
import type { Correction } from './mismatches.ts';
import { canonicalText, endOf, readField, type SeenPage, toSeenPage, type WalkEnd } from './received.ts';
import type { Session, TwoWayPage } from './session.ts';

const REQUEST = ['backCursor', 'backLimit'] as const;
const RESPONSE = ['prevCursor', 'firstItemCursor', 'prevUrl', 'backOrder'] as const;
const ALL = [...REQUEST.map((name) => `request.${name}`), ...RESPONSE.map((name) => `response.${name}`)];

/** At the third page, a way back that ignores its cursor or page size does not lead to the page before by chance. */
const PAGES = 3;

/** Goes back from a page of a list whose document declares how, and compares with the page before it. */
export async function checkWayBack(check: Check, walk: MainWalk): Promise<void> {
  const { session, strategy, coverage, ledger, report } = check;
  const isDeclared = RESPONSE.some((name) => strategy.response[name] !== undefined);
  if (!isDeclared && strategy.response.hasPrevious === undefined) return;
  const missAll = (reason: string): void => {
    for (const field of [...ALL, 'response.hasPrevious']) coverage.miss(field, reason);
  };
  const pages = walk.pages.filter(({ items }) => items.length > 0);
  if (pages.length < 2) return missAll('the list has one page');
  if (session.remaining <= PAGES) return missAll('the budget ran out');
  const back = await goBack(session, walk.size, PAGES);
  if (back === undefined) return missAll('the first pages could not be requested again');
  const { before, end } = back;
  const [from, expected] = back.pages.toReversed();
  const [wanted, found] = [expected, before].map((page) => (page === undefined ? [] : ledger.identities([page])));
  if (before === undefined || canonicalText(wanted ?? []) !== canonicalText(found ?? [])) {
    const number = back.pages.length;
    const message =
      'message' in end
        ? `The way back from page ${number} of the walk fails: ${end.message}`
        : before === undefined
          ? `No response says which page is before page ${number} of the walk.`
          : `The way back from page ${number} of the walk leads to other items than those of the page before it.`;
    report('way-back-wrong', message, { corrections: withoutWayBack(strategy) });
    return coverage.wrong(...ALL);
  }
  coverage.see(...ALL);
  checkFlag(check, readFlag(strategy, back.pages[0]), readFlag(strategy, from));
}

/** Checks the flag, unless it is the one of `hasMore`: that follows the direction of the request. */
function checkFlag({ strategy, coverage, report }: Check, atStart?: string, after?: string): void {
  const { hasPrevious, hasMore } = strategy.response;
  if (hasPrevious === undefined) return;
  const isShared = hasMore !== undefined && describeResponseField(hasMore) === describeResponseField(hasPrevious);
  if (isShared || (atStart === 'false' && after === 'true')) {
    coverage.see('response.hasPrevious');
    return;
  }
  const message = `\`response.hasPrevious\` is ${atStart ?? 'missing'} on the first page, and ${after ?? 'missing'} on a later one.`;
  report('field-wrong', message, { corrections: [{ group: 'response', field: 'hasPrevious', value: undefined }] });
  coverage.wrong('response.hasPrevious');
}

function readFlag({ response }: Strategy, page: SeenPage | undefined): string | undefined {
  const value = response.hasPrevious && page && readField(page, response.hasPrevious);
  return value === undefined ? undefined : String(value).toLowerCase();
}

/** Returns the corrections that remove the way back, but not the other fields. */
function withoutWayBack({ request, response }: Strategy): Correction[] {
  return [
    ...REQUEST.filter((name) => request[name] !== undefined).map((field) => ({ group: 'request' as const, field })),
    ...[...RESPONSE, 'hasPrevious' as const]
      .filter((name) => response[name] !== undefined)
      .map((field) => ({ group: 'response' as const, field })),
  ].map((each) => ({ ...each, value: undefined }));
}

/** Pages from the first one on, and the page that the last of them leads back to. */
interface WayBack {
  readonly pages: readonly SeenPage[];
  readonly before?: SeenPage;
  readonly end: WalkEnd;
}

/**
 * Fetches pages from the first one on, at most `count`, and goes back from the last of them. Undefined if there are fewer
 * than two.
 *
 * @throws BudgetError
 */
async function goBack(session: Session, limit: number | undefined, count: number): Promise<WayBack | undefined> {
  const pages: TwoWayPage[] = [];
  let next = await session.requestFirst(limit, count).catch(throwLast);
  while (next !== undefined && next.items.length > 0) {
    pages.push(next);
    next = next.hasNext && pages.length < count ? await next.next().catch(throwLast) : undefined;
  }
  const last = pages.at(-1);
  if (last === undefined || pages.length < 2) return undefined;
  const seen = pages.map(toSeenPage);
  try {
    if (!last.hasPrevious) return { pages: seen, end: { kind: 'end' } };
    return { pages: seen, before: toSeenPage(await last.previous()), end: { kind: 'cut' } };
  } catch (error) {
    throwLast(error);
    return { pages: seen, end: endOf(error) };
  }
}
