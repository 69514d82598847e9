import type { JsonValue } from '../../src/shared/json.ts';
import { type Answer, type LocalServer, listen, type RecordedRequest } from './http.ts';

export interface Item {
  readonly id: string;
  readonly kind: string;
  readonly rank: number;
}

export type Kind = 'offset' | 'page' | 'cursor-query' | 'cursor-header' | 'cursor-body' | 'next-url' | 'link-header';

/** How a list API behaves. Everything that is not set is as its document says. */
export interface Planted {
  readonly kind: Kind;
  readonly items?: number;
  /** Page size if the request has none. Default: 10. */
  readonly size?: number;
  /** Larger page sizes are cut, or rejected with `rejects`. Default: 50. */
  readonly cap?: number;
  readonly rejects?: boolean;
  /** Smaller page sizes are rejected. */
  readonly minimum?: number;
  readonly ignoresLimit?: boolean;
  /** Number of the first page. Default: 1. */
  readonly firstPage?: number;
  /** The offset of the first item. Default: 0. */
  readonly firstOffset?: number;
  /** The position counts pages instead of items, or items instead of pages. */
  readonly otherUnit?: boolean;
  /** Larger positions are rejected. */
  readonly ceiling?: number;
  /** Largest `offset + limit`. */
  readonly window?: number;
  /** Status of a page past the end. Default: 200. */
  readonly pastEnd?: number;
  /** Positions past the end return the last page again. */
  readonly clampsPosition?: boolean;
  /** Requests without a page size return everything. */
  readonly allWithoutLimit?: boolean;
  /** Changes the body of the response. */
  readonly change?: (body: Body, page: PageFacts) => object;
  /** The order of the items in the n-th request. */
  readonly order?: (items: readonly Item[], request: number) => readonly Item[];
  readonly dropsLink?: boolean;
  /** The URL of the next page lacks the page size. */
  readonly dropsLimit?: boolean;
  /** The lower bound `from` of `rank` excludes its value. */
  readonly isExclusive?: boolean;
  /** Answers a request by itself, or changes the request or the usual answer. */
  readonly intercept?: (request: RecordedRequest, usual: () => Answer) => Answer;
}

/** The position of a page in its list. */
export interface PageFacts {
  readonly start: number;
  readonly limit: number;
  readonly total: number;
  readonly isLast: boolean;
}

export interface Body {
  readonly data: readonly Item[];
  readonly meta: {
    readonly total: number;
    readonly totalPages: number;
    readonly currentPage: number;
    readonly pageSize: number;
    readonly hasMore: boolean;
    readonly next?: string;
    readonly nextUrl?: string;
  };
}

/** Starts a list API at `/items`. */
export function startPlanted(planted: Planted): Promise<LocalServer> {
  let count = 0;
  const { intercept = (_, usual) => usual() } = planted;
  return listen((request) => intercept(request, () => answerPlanted(planted, request, count++)));
}

function answerPlanted(planted: Planted, request: RecordedRequest, count: number): Answer {
  const { kind, size = 10, cap = 50, pastEnd = 200, change = (body) => body } = planted;
  const all = Array.from({ length: planted.items ?? 47 }, (_, index) => ({
    id: `i${index}`,
    kind: index % 2 === 0 ? 'even' : 'odd',
    rank: index,
  }));
  const from = Number(request.query.get('from') ?? -1) + (planted.isExclusive ? 1 : 0);
  const items = (planted.order?.(all, count) ?? all).filter(({ rank }) => rank >= from);
  const total = items.length;
  const body = (request.body ?? {}) as { readonly limit?: number; readonly cursor?: string };
  const text = kind === 'cursor-body' ? body.limit : (request.query.get('limit') ?? undefined);
  const asked = planted.ignoresLimit || text === undefined ? undefined : Number(text);
  if (asked !== undefined && ((planted.rejects && asked > cap) || asked < (planted.minimum ?? 1))) {
    return { status: 400, body: { error: `limit ${asked}` } };
  }
  const usual = planted.allWithoutLimit ? total : size;
  const limit = Math.min(asked ?? usual, planted.allWithoutLimit && asked === undefined ? total : cap);
  const lastStart = Math.max(0, Math.ceil(total / limit) - 1) * limit;
  const own = startAt(planted, request, body.cursor, limit);
  const start = own !== undefined && planted.clampsPosition ? Math.min(own, lastStart) : own;
  if (start === undefined || start < 0) return { status: 400, body: { error: 'position' } };
  if (start >= total && start > 0 && pastEnd !== 200) return { status: pastEnd, body: { error: 'no such page' } };
  const data = items.slice(start, start + limit);
  const end = start + data.length;
  const isLast = end >= total;
  const url = new URL(request.url, `http://${request.headers.host}`);
  url.searchParams.set('after', String(end));
  if (planted.dropsLimit) url.searchParams.delete('limit');
  const meta = {
    total,
    totalPages: Math.ceil(total / limit),
    currentPage: Math.floor(start / limit) + 1,
    pageSize: limit,
    hasMore: !isLast,
    ...(!isLast && { next: `c${end}`, nextUrl: url.href }),
  };
  const link = !isLast && kind === 'link-header' && !planted.dropsLink;
  return {
    headers: { 'x-total-count': String(total), ...(link && { link: `<${url.href}>; rel="next"` }) },
    body: change({ data, meta }, { start, limit, total, isLast }) as JsonValue,
  };
}

function startAt(
  planted: Planted,
  request: RecordedRequest,
  cursor: string | undefined,
  limit: number,
): number | undefined {
  const { kind, firstPage = 1, firstOffset = 0, otherUnit = false, ceiling = Infinity, window = Infinity } = planted;
  const { query, headers } = request;
  if (kind === 'offset' || kind === 'page') {
    const first = kind === 'page' ? firstPage : firstOffset;
    const number = Number(query.get(kind) ?? first);
    if (number > ceiling) return undefined;
    const inItems = (kind === 'offset') !== otherUnit;
    const start = inItems ? number - (kind === 'offset' ? first : 0) : (number - first) * limit;
    return start + limit > window ? undefined : start;
  }
  const own = kind === 'cursor-body' ? cursor : kind === 'cursor-header' ? headers['x-cursor'] : query.get('cursor');
  const token = kind.startsWith('cursor') ? own : query.get('after');
  return token === undefined || token === null ? 0 : Number(String(token).replace('c', ''));
}

/** Changes of the annotation: a field such as `response.total` with its value, or undefined to remove it. */
export type Changes = Readonly<Record<string, JsonValue | undefined>>;

const POSITIONS: Readonly<Record<Kind, object>> = {
  offset: { offset: 'offset' },
  page: { page: 'page' },
  'cursor-query': { cursor: 'cursor' },
  'cursor-header': { cursor: 'x-cursor' },
  'cursor-body': { cursor: 'cursor' },
  'next-url': {},
  'link-header': {},
};

const COUNTS: ReadonlySet<string> = new Set(['total', 'totalPages', 'limit']);

/** Returns a document for the API, whose annotation declares everything that the API says, with changes. */
export function plantedDocument(kind: Kind, changes: Changes = {}, parameters: readonly object[] = []): string {
  const isCursor = kind.startsWith('cursor');
  const annotation: Record<string, JsonValue | Record<string, JsonValue>> = {
    style: kind,
    key: '/id',
    request: { ...POSITIONS[kind], limit: 'limit' } as Record<string, JsonValue>,
    response: {
      items: '/data',
      total: '/meta/total',
      totalPages: '/meta/totalPages',
      limit: '/meta/pageSize',
      hasMore: '/meta/hasMore',
      ...(isCursor && { nextCursor: '/meta/next' }),
      ...(kind === 'next-url' && { nextUrl: '/meta/nextUrl' }),
    },
    limits: { defaultLimit: 10, maxLimit: 50 },
  };
  for (const [path, value] of Object.entries(changes)) {
    const [group = '', field] = path.split('.');
    const target = field === undefined ? annotation : { ...((annotation[group] ?? {}) as Record<string, JsonValue>) };
    if (field !== undefined) annotation[group] = target as Record<string, JsonValue>;
    // Two numbers cannot be in one place.
    for (const other of COUNTS.has(field ?? '') ? COUNTS : []) if (target[other] === value) delete target[other];
    if (value === undefined) delete target[field ?? group];
    else target[field ?? group] = value;
  }
  const integer = { type: 'integer' };
  const method = kind === 'cursor-body' ? 'post' : 'get';
  const query = (name: string, schema: object) => ({ name, in: 'query', schema });
  const count = { properties: { data: { type: 'array', items: { $ref: '#/components/schemas/Item' } }, meta: {} } };
  const document = {
    openapi: '3.1.0',
    info: { title: 'Planted', version: '1' },
    servers: [{ url: 'https://api.example.com' }],
    paths: {
      '/items': {
        [method]: {
          operationId: 'listItems',
          parameters: [
            ...(kind === 'cursor-body' ? [] : [query('limit', integer)]),
            ...(kind === 'offset' || kind === 'page' ? [query(kind, integer)] : []),
            ...(kind === 'cursor-query' ? [query('cursor', { type: 'string' })] : []),
            ...(kind === 'cursor-header' ? [{ name: 'x-cursor', in: 'header', schema: { type: 'string' } }] : []),
            ...parameters,
          ],
          ...(kind === 'cursor-body' && {
            requestBody: {
              content: {
                'application/json': {
                  schema: { type: 'object', properties: { limit: integer, cursor: { type: 'string' } } },
                },
              },
            },
          }),
          'x-pagination': annotation,
          responses: {
            '200': {
              description: 'One page.',
              headers: { 'X-Total-Count': { schema: integer } },
              content: { 'application/json': { schema: { type: 'object', ...count } } },
            },
          },
        },
      },
    },
    components: {
      schemas: {
        Item: {
          type: 'object',
          required: ['id', 'rank'],
          properties: { id: { type: 'string' }, kind: { type: 'string' }, rank: { type: 'integer' } },
        },
      },
    },
  };
  return JSON.stringify(document);
}
