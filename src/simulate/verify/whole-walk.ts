import { at } from '../../../templates/runtime/pagination/json.js';
import type { Page } from '../../../templates/runtime/pagination/paginate.js';
import type { ResponseField } from '../../model/strategy.ts';
import type { JsonValue } from '../../shared/json.ts';
import type { Correction } from './corrections.ts';
import type { ReportMismatch } from './page-sizes.ts';
import type { Session } from './session.ts';

/** Number of requests to save for the checks after the walk. */
const RESERVE = 3;
/** Number of pages to aim for in short lists: some faults begin on the third page. */
const PAGES = 6;

type Pages = readonly Page<JsonValue>[];

/** Walks as far as the budget allows, and checks that the pages are consistent. */
export async function checkWalk(session: Session, largest: number | undefined, report: ReportMismatch): Promise<void> {
  const opening = await session.fetchFirst(largest);
  const [first] = opening.pages;
  if (first === undefined) {
    if (opening.error !== undefined) report(codeOfError(opening.error), opening.error.message);
    return;
  }
  const size = choosePageSize(session, first, largest);
  const { pages, error } = await session.walk(size, Math.max(1, session.remaining - RESERVE));
  checkFields(session, pages, report);
  checkDuplicates(session, pages, report);
  if (error !== undefined) report(codeOfError(error), error.message);
  const isComplete = error === undefined && pages.at(-1)?.hasNext === false;
  if (!isComplete) return;
  const items = pages.reduce((sum, page) => sum + page.items.length, 0);
  const isCut = await checkEnd(session, pages, size, items, largest, report);
  const total = pages[0]?.total;
  if (isCut || total === undefined || total === items) return;
  const message = `The declared total is ${total}, but the walk ended after ${items} items.`;
  report('total-wrong', message, [removeField('total'), removeField('totalPages')]);
}

/** Chooses a page size that is small enough for several pages and large enough to reach the end within the budget. */
function choosePageSize(session: Session, first: Page<JsonValue>, largest: number | undefined): number | undefined {
  if (session.strategy.pageSize === undefined) return undefined;
  const { minLimit = 1, maxLimit = Number.MAX_SAFE_INTEGER } = session.strategy.limits;
  const most = largest ?? Math.min(first.items.length, maxLimit);
  const count = first.total ?? (first.hasNext ? Number.POSITIVE_INFINITY : first.items.length);
  const pages = Math.max(1, Math.min(PAGES, session.remaining - RESERVE));
  const wanted = Math.max(1, minLimit, Math.min(Math.ceil(count / pages), most));
  const { sizes } = session.strategy.source;
  return sizes === undefined ? wanted : (sizes.find((allowed) => allowed >= wanted) ?? sizes.at(-1));
}

/** Reports fields that the annotation declares and none of the pages has. */
function checkFields({ strategy }: Session, pages: Pages, report: ReportMismatch): void {
  const { response } = strategy.source;
  for (const name of ['hasMore', 'total', 'totalPages', 'limit'] as const) {
    const field = response[name];
    if (field === undefined || pages.some((page) => readField(page, field) !== undefined)) continue;
    const message = `No response has ${describePlace(field)}, which the annotation declares as \`response.${name}\`.`;
    report('field-missing', message, [removeField(name)]);
  }
}

function checkDuplicates({ strategy }: Session, pages: Pages, report: ReportMismatch): void {
  const key = strategy.source.key ?? '/id';
  const seen = new Map<string, number>();
  const twice = new Set<string>();
  for (const page of pages) {
    for (const item of page.items) {
      const value = at(item, key);
      if (value === undefined || value === null) return;
      const identity = JSON.stringify(value);
      if (seen.has(identity)) twice.add(identity);
      seen.set(identity, page.index);
    }
  }
  const [example] = twice;
  if (example === undefined) return;
  const message = `${twice.size} items were returned more than once, such as the one whose \`${key}\` is ${example}.`;
  report('duplicate-items', message);
}

/** Reports a list with more items than the walk returned before it ended by itself. Returns true if there are more. */
async function checkEnd(
  session: Session,
  pages: Pages,
  size: number | undefined,
  items: number,
  largest: number | undefined,
  report: ReportMismatch,
): Promise<boolean> {
  const { style, source } = session.strategy;
  const end = source.response.hasMore === undefined ? [] : [removeField('hasMore')];
  if (items === 0 || session.remaining === 0) return false;
  if (style === 'offset' || style === 'page') {
    const start = Number(source.request.start ?? (style === 'page' ? 1 : 0));
    const { pages: beyond } = await session.fetchFirst(size, start + (style === 'page' ? pages.length : items));
    const more = beyond[0]?.items.length ?? 0;
    if (more === 0) return false;
    report('end-too-early', `The walk ended after ${items} items, but the next position has ${more} more.`, end);
    return true;
  }
  const whole = source.sizes?.find((allowed) => allowed > items) ?? items + 1;
  if (
    source.sizes?.includes(whole) === false ||
    size === undefined ||
    whole > (largest ?? session.strategy.limits.maxLimit ?? size)
  )
    return false;
  const { pages: longer } = await session.fetchFirst(whole);
  if ((longer[0]?.items.length ?? 0) <= items) return false;
  report('end-too-early', `The walk ended after ${items} items, but a page size of ${whole} returns more.`, end);
  return true;
}

function removeField(field: string): Correction {
  return { group: 'response', field, value: undefined };
}

function codeOfError({ name }: Error): 'request-failed' | 'walk-broken' {
  return name.startsWith('Pagination') ? 'walk-broken' : 'request-failed';
}

function readField(page: Page<JsonValue>, field: ResponseField): unknown {
  const value = field.in === 'body' ? at(page.body, field.pointer) : page.headers.get(field.name);
  return value ?? undefined;
}

function describePlace(field: ResponseField): string {
  return field.in === 'body' ? `\`${field.pointer}\`` : `the header \`${field.name}\``;
}
