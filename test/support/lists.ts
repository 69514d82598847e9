import { ClientCore, type ClientOptions } from '../../templates/runtime/client.js';
import type { Operation } from '../../templates/runtime/operation.js';
import type { Limits, PositionListOptions } from '../../templates/runtime/paginator/options.js';
import { type Paginator, paginate } from '../../templates/runtime/paginator/paginate.js';
import { inHeader } from '../../templates/runtime/parameters/header.js';
import type { Parameter } from '../../templates/runtime/parameters/parameter.js';
import { inQuery } from '../../templates/runtime/parameters/parameter.js';
import { cursor } from '../../templates/runtime/styles/cursor.js';
import { linkHeader } from '../../templates/runtime/styles/link-header.js';
import { nextUrl } from '../../templates/runtime/styles/next-url.js';
import { offset } from '../../templates/runtime/styles/offset.js';
import { page } from '../../templates/runtime/styles/page.js';
import type { Strategy } from '../../templates/runtime/styles/strategy.js';
import { deep } from '../../templates/runtime/windows/deep.js';
import type { Reply, SeenRequest } from './fault-server.ts';

export interface Row {
  readonly id: number;
  /** Grows with `id`; several rows may share one. */
  readonly at: number;
}

export function rows(count: number, ties = 1): Row[] {
  return Array.from({ length: count }, (_, index) => ({ id: index + 1, at: Math.floor(index / ties) }));
}

export const STYLES = ['offset', 'page', 'cursor', 'body', 'header', 'keyset', 'next', 'link'] as const;
export type ListStyle = (typeof STYLES)[number];

/** How the server behaves; what is undefined is not said in its answers. */
export interface Behaviour {
  /** Page size when none is asked for. Default 10. */
  readonly size?: number;
  /** The most that a page holds, whatever was asked for. */
  readonly cap?: number;
  readonly says?: {
    readonly hasMore?: boolean;
    readonly total?: boolean;
    readonly limit?: boolean;
    readonly totalPages?: boolean;
  };
}

/** Answers a list request in any of the styles, as a correct API would. */
export function answerList(all: readonly Row[], behaviour: Behaviour, request: SeenRequest, origin = ''): Reply {
  const { size = 10, cap = Number.POSITIVE_INFINITY, says = {} } = behaviour;
  const body = (request.body ?? {}) as Record<string, unknown>;
  const limit = Math.min(Number(request.query['limit'] ?? body['limit'] ?? size), cap);
  const { from = '-Infinity', until = 'Infinity' } = request.query;
  const list = all.filter((row) => row.at >= Number(from) && row.at <= Number(until));
  const start = startOf(list, request, limit);
  const items = list.slice(start, start + limit);
  const end = start + items.length;
  const more = end < list.length;
  const next = new URL(`http://localhost${request.path}?${new URLSearchParams({ ...request.query, at: String(end) })}`);
  const link = `${origin}${next.pathname}${next.search}`;
  return {
    headers: request.path === '/link' && more ? { link: `<${link}>; rel="next"` } : {},
    body: {
      data: items,
      meta: {
        ...(says.hasMore && { has_more: more }),
        ...(says.total && { total: list.length }),
        ...(says.totalPages && { total_pages: Math.ceil(list.length / limit) }),
        ...(says.limit && { limit }),
        ...(/^\/(cursor|body|header)$/.test(request.path) && { cursor: more ? `c:${end}` : null }),
        ...(request.path === '/next' && { next: more ? link : null }),
      },
    },
  };
}

function startOf(list: readonly Row[], request: SeenRequest, limit: number): number {
  const token =
    request.query['cursor'] ?? request.headers['x-cursor'] ?? (request.body as { cursor?: string } | undefined)?.cursor;
  if (request.path === '/offset') return Number(request.query['offset'] ?? 0);
  if (request.path === '/page') return (Number(request.query['page'] ?? 1) - 1) * limit;
  if (request.path === '/keyset') return list.findIndex((row) => row.id > Number(request.query['after'] ?? 0)) >>> 0;
  if (request.path === '/next' || request.path === '/link') return Number(request.query['at'] ?? 0);
  return token === undefined ? 0 : Number(String(token).slice(2));
}

const COMMON = {
  items: '/data',
  hasMore: '/meta/has_more',
  total: '/meta/total',
  totalPages: '/meta/total_pages',
  limit: '/meta/limit',
};

/** The strategy of a style against `answerList`. */
export function strategyOf(
  style: ListStyle,
  limits: Limits = {},
  { response: own, ...extra }: { readonly response?: object; readonly [field: string]: unknown } = {},
): Strategy {
  const limit = '/limit';
  const known = { key: '/id', limits, ...extra };
  const response = { ...COMMON, ...own };
  const token = { ...response, nextCursor: '/meta/cursor' };
  if (style === 'offset') return offset({ ...known, request: { offset: '/offset', limit }, response });
  if (style === 'page') return page({ ...known, request: { page: '/page', limit }, response });
  if (style === 'next')
    return nextUrl({ ...known, request: { limit }, response: { ...response, nextUrl: '/meta/next' } });
  if (style === 'link') return linkHeader({ ...known, request: { limit }, response });
  if (style === 'keyset') {
    return cursor({
      ...known,
      style: 'cursor-query',
      request: { cursor: '/after', limit },
      response: { ...response, itemCursor: '/id' },
    });
  }
  if (style === 'body')
    return cursor({
      ...known,
      style: 'cursor-body',
      request: { cursor: '/body/cursor', limit: '/body/limit' },
      response: token,
    });
  if (style === 'header')
    return cursor({ ...known, style: 'cursor-header', request: { cursor: '/X-Cursor', limit }, response: token });
  return cursor({ ...known, style: 'cursor-query', request: { cursor: '/cursor', limit }, response: token });
}

/** Windows over `at`. */
export const windows = deep({ field: '/at', key: '/id', from: '/from', sort: { '/sort': 'at' }, type: 'number' });

/** The same downwards, for a list that is sorted so. */
export const windowsDown = deep({
  field: '/at',
  key: '/id',
  until: '/until',
  sort: { '/sort': '-at' },
  type: 'number',
});

export function operationOf(style: ListStyle): Operation {
  const query = (name: string): Parameter => ({ name, in: inQuery });
  const parameters = ['offset', 'page', 'cursor', 'after', 'limit', 'from', 'until', 'sort', 'filter'].map(query);
  return {
    name: 'listRows',
    method: style === 'body' ? 'POST' : 'GET',
    path: `/${style}`,
    parameters: [...parameters, { name: 'X-Cursor', in: inHeader }],
  };
}

/** Retries without waiting, so that tests of faults are quick. */
const QUICK: ClientOptions = { retry: { attempts: 3, maxWait: 0 } };

export function listRows(
  url: string,
  style: ListStyle,
  params: object = {},
  options: PositionListOptions = {},
  {
    limits = {},
    config = {},
    extra = {},
  }: { limits?: Limits; config?: ClientOptions; extra?: Parameters<typeof strategyOf>[2] } = {},
): Paginator<Row> {
  const client = new ClientCore({ baseUrl: url }, { ...QUICK, ...config });
  return paginate<Row, unknown>(client, operationOf(style), params, options, [strategyOf(style, limits, extra)]);
}

/** The page size parameter of a style. */
export function withLimit(style: ListStyle, limit: number | undefined): object {
  if (limit === undefined) return {};
  return style === 'body' ? { body: { limit } } : { limit };
}

export async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const collected: Item[] = [];
  for await (const item of items) collected.push(item);
  return collected;
}
