import type { CloseObject } from './close-data.ts';
import type { Answer } from './http.ts';

export interface ListLimits {
  readonly maxLimit: number;
  readonly maxOffset: number;
}

const CONTROL = new Set(['_skip', '_limit', '_order_by', '_fields', 'query', 'date_created__gte', 'date_created__lt']);

/** The body of Close's 400. */
export function badRequest(errors: readonly string[], fieldErrors: Readonly<Record<string, string>> = {}): Answer {
  return { status: 400, body: { errors, 'field-errors': fieldErrors } };
}

/**
 * One page of a list by `_skip` and `_limit`, in order of creation or by `_order_by=date_created` or `-date_created`.
 * `rows` have to be in order of creation. `_limit` defaults to 100; more than the limits allow is answered with 400.
 */
export function listPage(
  rows: readonly CloseObject[],
  query: URLSearchParams,
  limits: ListLimits,
  show: (row: CloseObject) => unknown = (row) => row,
): Answer & { readonly total?: number } {
  const skip = wholeNumber(query, '_skip', 0);
  const limit = wholeNumber(query, '_limit', 100);
  if (skip === undefined || skip < 0) return badRequest([], { _skip: 'Not a valid value.' });
  if (limit === undefined || limit < 1) return badRequest([], { _limit: 'Not a valid value.' });
  if (limit > limits.maxLimit) return badRequest([`The maximum _limit is ${limits.maxLimit}.`]);
  if (skip > limits.maxOffset) return badRequest([`The maximum _skip is ${limits.maxOffset}.`]);
  const order = query.get('_order_by') ?? 'date_created';
  if (order !== 'date_created' && order !== '-date_created')
    return badRequest([], { _order_by: 'Cannot order by it.' });
  const range = dateRange(rows, query);
  if (range === undefined) return badRequest([], { date_created: 'Not a valid date.' });
  const found = matching(rows, query, range);
  const data = slice(found, skip, limit, order.startsWith('-')).map((row) => fieldsOf(show(row), query));
  return { body: { data, has_more: skip + limit < found.end - found.begin }, total: found.end - found.begin };
}

interface Range {
  readonly rows: readonly CloseObject[];
  readonly begin: number;
  readonly end: number;
}

/** Without filters a range of the list itself, so that no page costs more than its own length. */
function matching(rows: readonly CloseObject[], query: URLSearchParams, range: Range): Range {
  const filters = [...query].filter(([name]) => !CONTROL.has(name));
  const words = query.get('query');
  if (filters.length === 0 && words === null) return range;
  const kept = rows
    .slice(range.begin, range.end)
    .filter((row) => filters.every(([name, value]) => String(row[name]) === value) && answers(row, words));
  return { rows: kept, begin: 0, end: kept.length };
}

/** A little of Close's query language: words in the name, `name:words`, `status:words`. */
function answers(row: CloseObject, query: string | null): boolean {
  if (query === null || query === '') return true;
  const [, field = 'name', words = ''] = /^(?:(\w+):)?"?(.*?)"?$/.exec(query) ?? [];
  const value = row[field === 'status' ? 'status_label' : 'display_name'];
  return String(value).toLowerCase().includes(words.toLowerCase());
}

function slice({ rows, begin, end }: Range, skip: number, limit: number, descending: boolean): CloseObject[] {
  if (!descending) return rows.slice(begin + skip, Math.min(begin + skip + limit, end));
  const last = end - skip;
  return rows.slice(Math.max(last - limit, begin), Math.max(last, begin)).reverse();
}

function dateRange(rows: readonly CloseObject[], query: URLSearchParams): Range | undefined {
  const from = query.get('date_created__gte');
  const before = query.get('date_created__lt');
  const begin = from === null ? 0 : firstAtOrAfter(rows, Date.parse(from));
  const end = before === null ? rows.length : firstAtOrAfter(rows, Date.parse(before));
  if (begin === undefined || end === undefined) return undefined;
  return { rows, begin, end: Math.max(begin, end) };
}

function firstAtOrAfter(rows: readonly CloseObject[], time: number): number | undefined {
  if (Number.isNaN(time)) return undefined;
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (Date.parse(rows[middle]!.date_created) < time) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The object with the fields of `_fields` alone, where it is given (separated by commas). */
export function fieldsOf(value: unknown, query: URLSearchParams): unknown {
  const names = query.get('_fields')?.split(',');
  if (names === undefined) return value;
  return Object.fromEntries(Object.entries(value as object).filter(([name]) => names.includes(name)));
}

function wholeNumber(query: URLSearchParams, name: string, whenAbsent: number): number | undefined {
  const text = query.get(name);
  if (text === null) return whenAbsent;
  return /^-?\d+$/.test(text) ? Number(text) : undefined;
}
