import type { CloseObject } from './close-data.ts';
import { badRequest } from './close-lists.ts';
import { type Answer, isObject } from './http.ts';

const EVENT_FILTERS = ['object_type', 'object_id', 'action', 'lead_id', 'user_id'];

/**
 * One page of the event log, newest first. `events` are in order of creation. The cursor holds a place alone: filters
 * that are not sent again no longer filter.
 */
export function eventPage(events: readonly CloseObject[], query: URLSearchParams): Answer {
  const limit = Number(query.get('_limit') ?? 50);
  if (!Number.isInteger(limit) || limit < 1 || limit > 50) return badRequest(['_limit has to be from 1 to 50.']);
  const cursor = query.get('_cursor');
  const start = cursor === null ? events.length - 1 : Number(/^at:(\d+)$/.exec(cursor)?.[1] ?? Number.NaN);
  if (Number.isNaN(start)) return badRequest([], { _cursor: 'Not a valid cursor.' });
  const filters = EVENT_FILTERS.filter((name) => query.has(name));
  const data: CloseObject[] = [];
  let next: string | null = null;
  for (let index = start; index >= 0; index--) {
    const event = events[index]!;
    if (!filters.every((name) => event[name] === query.get(name))) continue;
    if (data.length === limit) {
      next = `at:${index}`;
      break;
    }
    data.push(event);
  }
  const previous = start === events.length - 1 ? null : `at:${Math.min(start + limit, events.length - 1)}`;
  return { body: { data, cursor_next: next, cursor_previous: previous } };
}

export interface SearchSettings {
  /** Seconds. */
  readonly cursorTtl: number;
  /** The maximum number of objects that one walk returns. */
  readonly maxResults: number;
  readonly maxLimit: number;
  /** Milliseconds. */
  readonly now: () => number;
}

interface Walk {
  /** The objects that the search found when it began. */
  readonly found: readonly CloseObject[];
  readonly position: number;
  readonly issued: number;
  /** The request without its cursor and page size: a cursor belongs to one search. */
  readonly search: string;
}

/** Advanced filtering over `rows`, of which it understands the kind of object, `match_all` and words in the name. */
export class CloseSearch {
  readonly #rows: { readonly lead: readonly CloseObject[]; readonly contact: readonly CloseObject[] };
  readonly #settings: SearchSettings;
  readonly #walks = new Map<string, Walk>();

  constructor(rows: { lead: readonly CloseObject[]; contact: readonly CloseObject[] }, settings: SearchSettings) {
    this.#rows = rows;
    this.#settings = settings;
  }

  page(body: unknown): Answer {
    if (!isObject(body) || !isObject(body.query)) return badRequest([], { query: 'This field is required.' });
    const limit = body._limit ?? 100;
    if (!isWhole(limit) || limit > this.#settings.maxLimit) {
      return badRequest([`_limit has to be from 1 to ${this.#settings.maxLimit}.`]);
    }
    const search = JSON.stringify([body.query, body._fields, body.sort, body.results_limit]);
    const kind = kindOf(body.query) ?? 'lead';
    const walk =
      body.cursor === undefined || body.cursor === null
        ? this.#begin(kind, body.query)
        : this.#find(body.cursor, search);
    if (!('found' in walk)) return walk;
    const { found, position } = walk;
    const wanted = isWhole(body.results_limit) ? body.results_limit : found.length;
    const end = Math.min(found.length, wanted, this.#settings.maxResults);
    const data = found.slice(position, Math.min(position + limit, end)).map((row) => result(row, kind, body._fields));
    const cursor = position + limit < end ? this.#issue(found, position + limit, search) : null;
    const count = body.include_counts === true ? { count: { limited: end, total: found.length } } : {};
    return { body: { data, cursor, ...count } };
  }

  #begin(kind: 'lead' | 'contact', query: Record<string, unknown>): Pick<Walk, 'found' | 'position'> {
    return { found: this.#rows[kind].filter((row) => holds(query, row)), position: 0 };
  }

  #find(cursor: unknown, search: string): Walk | Answer {
    const walk = this.#walks.get(String(cursor));
    if (walk === undefined || walk.search !== search) return badRequest([], { cursor: 'Not a valid cursor.' });
    const age = this.#settings.now() - walk.issued;
    return age > this.#settings.cursorTtl * 1000 ? badRequest([], { cursor: 'The cursor has expired.' }) : walk;
  }

  #issue(found: readonly CloseObject[], position: number, search: string): string {
    const cursor = `c${this.#walks.size}.${position}`;
    this.#walks.set(cursor, { found, position, issued: this.#settings.now(), search });
    return cursor;
  }
}

function kindOf(query: Record<string, unknown>): 'lead' | 'contact' | undefined {
  if (query.type === 'object_type') return query.object_type === 'contact' ? 'contact' : 'lead';
  const inner = Array.isArray(query.queries) ? query.queries.filter(isObject) : [];
  return inner.map(kindOf).find((kind) => kind !== undefined);
}

function holds(query: Record<string, unknown>, row: CloseObject): boolean {
  const result = holdsPlain(query, row);
  return query.negate === true ? !result : result;
}

function holdsPlain(query: Record<string, unknown>, row: CloseObject): boolean {
  const inner = Array.isArray(query.queries) ? query.queries.filter(isObject) : [];
  if (query.type === 'and') return inner.every((one) => holds(one, row));
  if (query.type === 'or') return inner.some((one) => holds(one, row));
  const words = query.type === 'field_condition' && isObject(query.condition) ? query.condition.value : query.value;
  return words === undefined || String(row.display_name).toLowerCase().includes(String(words).toLowerCase());
}

function result(row: CloseObject, kind: string, fields: unknown): unknown {
  const names = isObject(fields) && Array.isArray(fields[kind]) ? fields[kind] : [];
  const chosen = Object.entries(row).filter(([name]) => names.includes(name));
  return { __object_type: kind, id: row.id, ...Object.fromEntries(chosen) };
}

function isWhole(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) > 0;
}
