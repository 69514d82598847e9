import type { Schemas } from '../../model/schema-kinds.ts';
import type { Strategy } from '../../model/strategy.ts';
import { type Check, isRejection, Ledger, type MainWalk } from './check.ts';
import { checkOrder, compareWithoutSize } from './compare-walks.ts';
import { Coverage, declaredFields, type VerifiedField } from './coverage.ts';
import { reportFailure, reportWalkFailure } from './failures.ts';
import { checkItems } from './identity.ts';
import { checkFlagOfSmallPage, checkListEnd, reportRepeatedPage } from './list-end.ts';
import { BudgetError, NotRecordedError } from './live-api.ts';
import type { Mismatch, ReportMismatch } from './mismatches.ts';
import { checkFields } from './page-fields.ts';
import { judgePageSizes, openList, type PageSizes, tryPageSizes } from './page-sizes.ts';
import { checkCeilings, checkOffsetUnit, checkWindows } from './positions.ts';
import { type AcceptedSizes, probePageSizes, probePositions, reportRefusedSizes } from './probe-limits.ts';
import { checkBudgets } from './rate-limits.ts';
import { readCount } from './received.ts';
import type { Session } from './session.ts';
import { checkTotals } from './totals.ts';
import { checkWayBack } from './way-back.ts';

/** Number of pages to aim for in short lists: some faults begin on the third page. */
const PAGES = 6;
/** The check of offsets needs the third item of a page. */
const SMALL_PAGE = 3;
/** Number of requests to save for the checks of single positions after the walk. */
const RESERVE = 9;

/** One strategy, with everything that was found out about it. */
export interface StrategyReport {
  /** Name of the generated function. */
  readonly operation: string;
  readonly strategy: string;
  readonly requests: number;
  /** Number of different items that the API returned. */
  readonly items: number;
  readonly findings: readonly Mismatch[];
  /** Every field that the document declares for the strategy. */
  readonly fields: readonly VerifiedField[];
}

export interface StrategyOptions {
  readonly session: Session;
  readonly schemas: Schemas;
  /** Search for limits that the document does not declare. */
  readonly probes: boolean;
}

export interface StrategyResult {
  readonly report: StrategyReport;
  /** The error that ended the checks early: the caller's abort, or an API that stopped responding. */
  readonly stopped?: unknown;
}

/** Verifies one strategy against the API, and reports what was seen of each field. */
export async function verifyStrategy({ session, schemas, probes }: StrategyOptions): Promise<StrategyResult> {
  const { strategy, operation } = session;
  const findings: Mismatch[] = [];
  const report: ReportMismatch = (code, message, details) => {
    const finding = { operation: operation.functionName, strategy: strategy.name, code, message, ...details };
    const same = findings.filter((each) => each.code === code);
    if (same.some((each) => each.message === message)) return;
    // A search for limits repeats a mismatch with its correction.
    const vague = same.findIndex(({ corrections }) => corrections === undefined);
    if (vague >= 0 && details?.corrections !== undefined)
      findings.splice(findings.indexOf(same[vague] as Mismatch), 1, finding);
    else findings.push(finding);
  };
  const coverage = new Coverage(declaredFields(strategy));
  const ledger = new Ledger(strategy.key);
  const check: Check = { session, strategy, coverage, report, probes, ledger };
  let stopped: unknown;
  try {
    await runChecks(check, schemas);
  } catch (error) {
    // The findings so far are still valid.
    const isSpent = error instanceof BudgetError;
    const isMissing = error instanceof NotRecordedError;
    if (isMissing) report('request-failed', error.message);
    coverage.missAll(isSpent ? 'the budget ran out' : 'the checks were stopped');
    stopped = isSpent || isMissing ? undefined : error;
  }
  checkBudgets(check);
  const known = { operation: operation.functionName, strategy: strategy.name, requests: session.requests };
  return { report: { ...known, items: ledger.size, findings, fields: coverage.fields }, stopped };
}

async function runChecks(check: Check, schemas: Schemas): Promise<void> {
  const { coverage } = check;
  const opened = await openList(check, schemas);
  if (opened === undefined) return coverage.missAll('the first request failed');
  const { walk, sizes } = await walkForward(check, await tryPageSizes(check, opened));
  const known: AcceptedSizes = {};
  try {
    await checkList(check, walk, sizes, schemas);
    if (check.probes && walk.pages.length > 0) await probePageSizes(check, sizes, known);
  } finally {
    reportRefusedSizes(check, sizes, known);
    if (check.ledger.size === 0) coverage.reset('the list is empty');
  }
}

/** Checks everything that a walk shows. */
async function checkList(check: Check, walk: MainWalk, sizes: PageSizes, schemas: Schemas): Promise<void> {
  const { session } = check;
  const repeated = await reportRepeatedPage(check, walk, sizes);
  const failure = repeated === 'none' ? reportWalkFailure(check, walk) : repeated;
  checkItems(check, walk);
  if (session.isGrouped && session.remaining > 0) {
    const rows = await session.walk({ limit: walk.size, maxPages: 1, readsItems: true });
    reportFailure(check, rows);
  }
  checkFields(check, walk);
  const end = await checkListEnd(check, walk, sizes, failure);
  await checkTotals(check, walk, end, sizes.smallest?.page);
  await judgePageSizes(check, sizes, walk);
  await checkOffsetUnit(check, walk);
  await checkCeilings(check, walk, sizes, end);
  if (walk.pages.length === 0) return;
  await checkWayBack(check, walk);
  // Half of what is left is for the walk without a page size, the other half for the second walk.
  const half = Math.ceil((session.remaining - savedForProbes(check)) / 2);
  await compareWithoutSize(check, walk, sizes, end, half);
  await checkOrder(check, walk, schemas, Math.max(1, half - 1));
  await checkWindows(check, walk, sizes, end, session.remaining - savedForProbes(check));
  if (session.remaining > savedForProbes(check)) await checkFlagOfSmallPage(check, walk, sizes, end);
  if (check.probes) await probePositions(check, walk, sizes, end);
}

/** Returns the number of requests to save for the search of limits. */
function savedForProbes({ session, probes }: Check): number {
  return probes ? Math.floor(session.budget / 2) : 0;
}

/** The walk, and what it showed about page sizes. */
interface Forward {
  readonly walk: MainWalk;
  readonly sizes: PageSizes;
}

/** Walks as far as the budget allows, in pages that make the list several pages long. */
async function walkForward(check: Check, sizes: PageSizes): Promise<Forward> {
  const { session, ledger } = check;
  const spare = session.remaining - savedForProbes(check);
  const shared = Math.max(spare - RESERVE, spare / 2) / (spare > 2 * RESERVE ? 2 : 1);
  const maxPages = Math.max(1, Math.floor(shared) + 1);
  const size = choosePageSize(check, sizes, Math.min(PAGES, maxPages - 1));
  const walkIn = async (limit: number | undefined, most: number): Promise<MainWalk> => {
    const result = await session.walk({ limit, maxPages: most });
    ledger.add(result.pages);
    return { ...result, size: limit, identities: ledger.identities(result.pages) };
  };
  const walk = await walkIn(size, maxPages);
  if (size === undefined || session.remaining <= 1) return { walk, sizes };
  const least = sizes.smallest?.asked;
  // Only the smallest size is known to be accepted: the maximum of the API can be below its default.
  if (walk.pages.length === 0 && isRejection(walk) && size !== least) {
    return { walk: await walkIn(least, maxPages - 1), sizes: { ...sizes, refused: size } };
  }
  // One page shows neither the next position nor the end, so the list is walked again in smaller pages.
  const { length } = walk.identities;
  const smaller = allowedSize(check.strategy, Math.max(least ?? 1, SMALL_PAGE, Math.ceil(length / PAGES)));
  const isOnePage = walk.pages.filter(({ items }) => items.length > 0).length === 1;
  if (!isOnePage || walk.end.kind !== 'end' || smaller === undefined || smaller >= length) return { walk, sizes };
  return { walk: await walkIn(smaller, maxPages), sizes };
}

/** Chooses a page size that is small enough for several pages and large enough to reach the end within the budget. */
function choosePageSize({ strategy, ledger }: Check, sizes: PageSizes, pages: number): number | undefined {
  if (!sizes.isHonored) return sizes.openingSize;
  const { opening, largest } = sizes;
  const { minLimit = 1 } = strategy.limits;
  const most = ledger.largestPage;
  const { total } = strategy.response;
  const stated = total === undefined ? undefined : readCount(opening, total);
  const isShort = largest !== undefined && largest.page.items.length < largest.asked;
  // The total is one of the things to verify: it is only a hint, and none if more items were seen.
  const hint = stated?.kind === 'count' && stated.count >= ledger.size ? stated.count : undefined;
  const count = hint ?? (isShort || sizes.isWhole ? most : Number.POSITIVE_INFINITY);
  const wanted = Math.max(
    1,
    minLimit,
    sizes.refusedMinimum === undefined ? 1 : opening.items.length,
    Math.min(Math.ceil(count / Math.max(1, pages)), most),
  );
  return allowedSize(strategy, wanted);
}

/** Returns the smallest allowed page size of at least this many items, or the largest. */
function allowedSize({ sizes }: Strategy, wanted: number): number | undefined {
  return sizes === undefined ? wanted : (sizes.find((allowed) => allowed >= wanted) ?? sizes.at(-1));
}
