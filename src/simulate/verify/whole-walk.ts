import { at } from '../../../templates/runtime/pagination/json.js';
import type { Page } from '../../../templates/runtime/pagination/paginate.js';
import { limitPointer } from '../../bind/call-params.ts';
import type { ResponseField } from '../../model/strategy.ts';
import type { JsonValue } from '../../shared/json.ts';
import type { Correction } from './corrections.ts';
import type { Found } from './page-sizes.ts';
import type { Session } from './session.ts';

/** Requests that are kept back for what a walk leads to. */
const RESERVE = 3;
/** The pages that a walk is cut in, where the list is short enough: faults may begin on the third. */
const PAGES = 6;

type Pages = readonly Page<JsonValue>[];

/** Walks as far as the budget allows, and checks what the pages say against each other. */
export async function checkWalk(session: Session, largest: number | undefined, found: Found): Promise<void> {
  const { pages: opening, error: refused } = await session.first(largest);
  const [first] = opening;
  if (first === undefined) {
    if (refused !== undefined) found(codeOf(refused), refused.message);
    return;
  }
  const size = pageSize(session, first, largest);
  const { pages, error } = await session.walk(size, Math.max(1, session.left - RESERVE));
  checkFields(session, pages, found);
  checkDuplicates(session, pages, found);
  if (error !== undefined) found(codeOf(error), error.message);
  const isComplete = error === undefined && pages.at(-1)?.hasNext === false;
  if (!isComplete) return;
  const items = pages.reduce((sum, page) => sum + page.items.length, 0);
  const isCut = await checkEnd(session, pages, size, items, largest, found);
  const total = pages[0]?.total;
  if (isCut || total === undefined || total === items) return;
  const message = `The declared total is ${total}; the walk ended by itself after ${items} items.`;
  found('total-wrong', message, [without('total'), without('totalPages')]);
}

/** Small enough for some pages, large enough to come to the end within the budget. */
function pageSize(session: Session, first: Page<JsonValue>, largest: number | undefined): number | undefined {
  if (limitPointer(session.strategy) === undefined) return undefined;
  const { minLimit = 1, maxLimit = Number.MAX_SAFE_INTEGER } = session.strategy.limits;
  const most = largest ?? Math.min(first.items.length, maxLimit);
  const count = first.total ?? (first.hasNext ? Number.POSITIVE_INFINITY : first.items.length);
  const pages = Math.max(1, Math.min(PAGES, session.left - RESERVE));
  const wanted = Math.max(1, minLimit, Math.min(Math.ceil(count / pages), most));
  const { sizes } = session.strategy.source;
  return sizes === undefined ? wanted : (sizes.find((allowed) => allowed >= wanted) ?? sizes.at(-1));
}

/** Fields that the annotation declares and that not one page has. */
function checkFields({ strategy }: Session, pages: Pages, found: Found): void {
  const { response } = strategy.source;
  for (const name of ['hasMore', 'total', 'totalPages', 'limit'] as const) {
    const field = response[name];
    if (field === undefined || pages.some((page) => read(page, field) !== undefined)) continue;
    found('field-missing', `No answer has \`response.${name}\`, at ${place(field)}.`, [without(name)]);
  }
}

function checkDuplicates({ strategy }: Session, pages: Pages, found: Found): void {
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
  found('duplicate-items', `${twice.size} items came more than once, such as the one whose \`${key}\` is ${example}.`);
}

/** Whether the list has more items than a walk that ended by itself gave. */
async function checkEnd(
  session: Session,
  pages: Pages,
  size: number | undefined,
  items: number,
  largest: number | undefined,
  found: Found,
): Promise<boolean> {
  const { style, source } = session.strategy;
  const end = source.response.hasMore === undefined ? [] : [without('hasMore')];
  if (items === 0 || session.left === 0) return false;
  if (style === 'offset' || style === 'page') {
    const start = Number(source.request.start ?? (style === 'page' ? 1 : 0));
    const { pages: beyond } = await session.first(size, start + (style === 'page' ? pages.length : items));
    const more = beyond[0]?.items.length ?? 0;
    if (more === 0) return false;
    found('end-too-early', `The walk ended after ${items} items, but the next position has ${more} more.`, end);
    return true;
  }
  const whole = source.sizes?.find((allowed) => allowed > items) ?? items + 1;
  if (
    source.sizes?.includes(whole) === false ||
    size === undefined ||
    whole > (largest ?? session.strategy.limits.maxLimit ?? size)
  )
    return false;
  const { pages: longer } = await session.first(whole);
  if ((longer[0]?.items.length ?? 0) <= items) return false;
  found('end-too-early', `The walk ended after ${items} items, but a page of ${whole} has more.`, end);
  return true;
}

function without(field: string): Correction {
  return { group: 'response', field, value: undefined };
}

function codeOf({ name }: Error): 'request-failed' | 'walk-broken' {
  return name.startsWith('Pagination') ? 'walk-broken' : 'request-failed';
}

function read(page: Page<JsonValue>, field: ResponseField): unknown {
  const value = field.in === 'body' ? at(page.body, field.pointer) : page.headers.get(field.name);
  return value ?? undefined;
}

function place(field: ResponseField): string {
  return field.in === 'body' ? `\`${field.pointer}\`` : `the header \`${field.name}\``;
}
