import { ClientCore } from '../../templates/runtime/client.js';
import type { Operation } from '../../templates/runtime/operation.js';
import type { PositionListOptions } from '../../templates/runtime/paginator/options.js';
import { paginateBothWays, type TwoWayPaginator } from '../../templates/runtime/paginator/two-way.js';
import { walksBack } from '../../templates/runtime/paginator/walk-back.js';
import { inQuery } from '../../templates/runtime/parameters/parameter.js';
import { bothWays } from '../../templates/runtime/styles/both-ways.js';
import { cursor } from '../../templates/runtime/styles/cursor.js';
import { linkHeader } from '../../templates/runtime/styles/link-header.js';
import { nextUrl } from '../../templates/runtime/styles/next-url.js';
import type { Strategy } from '../../templates/runtime/styles/strategy.js';
import type { Reply, SeenRequest } from './fault-server.ts';
import type { Row } from './lists.ts';

/** The forms of APIs that lead back. */
export const FORMS = ['keyset', 'relay', 'token', 'url', 'link'] as const;
export type Form = (typeof FORMS)[number];

/** The forms with a position of their own for the way back. */
export const WALKS_BACK = ['keyset', 'relay'] as const satisfies readonly Form[];

/** The meaning of `has_more`: for the direction of the request, or for the way forward only. */
export type Flag = 'none' | 'direction' | 'forward' | 'both';

export interface TwoWayBehaviour {
  readonly flag: Flag;
  /** Answers to requests of the way back have the nearest item first. */
  readonly isReversed: boolean;
  readonly cap?: number;
}

/** Answers a list request forward or back, as a correct API would. */
export function answerBothWays(
  all: readonly Row[],
  { flag, isReversed, cap = Infinity }: TwoWayBehaviour,
  { path, query }: SeenRequest,
): Reply {
  const indexOf = (id: string | undefined): number => all.findIndex((row) => String(row.id) === id);
  const backAt = query['ending_before'] ?? query['before'] ?? /^p(.*)/.exec(query['cursor'] ?? '')?.[1];
  const forwardAt = query['starting_after'] ?? query['after'] ?? /^n(.*)/.exec(query['cursor'] ?? '')?.[1];
  const isBack = backAt !== undefined;
  const isRelay = path === '/relay';
  const size = Math.min(Number((isRelay ? query[isBack ? 'last' : 'first'] : query['limit']) ?? 4), cap);
  const isWrong =
    (isBack && forwardAt !== undefined) ||
    (isRelay && query['first'] !== undefined && query['last'] !== undefined) ||
    (isRelay && query[isBack ? 'first' : 'last'] !== undefined);
  if (isWrong) return { status: 400, body: { error: 'both directions' } };
  const end = isBack ? indexOf(backAt) : Math.min(indexOf(forwardAt) + 1 + size, all.length);
  const start = isBack ? Math.max(0, end - size) : indexOf(forwardAt) + 1;
  const page = all.slice(start, end);
  const [hasNext, hasPrevious] = [end < all.length, start > 0];
  const link = (token: string): string => {
    const url = new URL(`http://localhost${path}?${new URLSearchParams({ ...query, cursor: token })}`);
    return url.pathname + url.search;
  };
  const previous = hasPrevious && page.length > 0 ? `p${page[0]?.id}` : null;
  const next = hasNext && page.length > 0 ? `n${page.at(-1)?.id}` : null;
  const links = [
    ...(next === null ? [] : [`<${link(next)}>; rel="next"`]),
    ...(previous === null ? [] : [`<${link(previous)}>; rel="prev"`]),
  ];
  return {
    headers: path === '/link' && links.length > 0 ? { link: links.join(', ') } : {},
    body: {
      data: isBack && isReversed ? [...page].reverse() : page,
      ...(flag === 'direction' && { has_more: isBack ? hasPrevious : hasNext }),
      ...(flag !== 'none' && flag !== 'direction' && { has_more: hasNext }),
      ...(flag === 'both' && { has_previous: hasPrevious }),
      ...(path === '/token' && { next, previous }),
      ...(path === '/url' && { next: next && link(next), previous: previous && link(previous) }),
      // Relay's cursors are there also if there is no such page.
      ...(isRelay && { start: page[0] && String(page[0].id), end: page.at(-1) && String(page.at(-1)?.id) }),
    },
  };
}

const OPERATION: Operation = {
  name: 'listRows',
  method: 'GET',
  path: '',
  parameters: ['limit', 'starting_after', 'ending_before', 'after', 'before', 'first', 'last', 'cursor', 'filter'].map(
    (name) => ({ name, in: inQuery }),
  ),
};

/** The strategy of a form against `answerBothWays`. */
function twoWayStrategy(form: Form, { flag, isReversed }: TwoWayBehaviour, extra: object = {}): Strategy {
  const request = { limit: '/limit' };
  const response = { items: '/data', ...(flag !== 'none' && { hasMore: '/has_more' }) };
  const back = flag === 'direction' ? '/has_more' : flag === 'both' ? '/has_previous' : undefined;
  const known = {
    key: '/id',
    response: { ...(back !== undefined && { hasMore: back }) },
    isFlagShared: flag === 'direction',
    isReversed,
  };
  const common = { key: '/id', ...extra };
  const own = (more: object) => ({ ...known, response: { ...known.response, ...more } });
  if (form === 'keyset') {
    return bothWays(
      cursor,
      {
        ...common,
        style: 'cursor-query',
        request: { ...request, cursor: '/starting_after' },
        response: { ...response, itemCursor: '/id' },
      },
      { ...own({ itemCursor: '/id' }), request: { cursor: '/ending_before' } },
    );
  }
  if (form === 'relay') {
    return bothWays(
      cursor,
      {
        ...common,
        style: 'cursor-query',
        request: { cursor: '/after', limit: '/first' },
        response: { ...response, nextCursor: '/end' },
      },
      { ...own({ nextCursor: '/start' }), request: { cursor: '/before', limit: '/last' } },
    );
  }
  if (form === 'token') {
    return bothWays(
      cursor,
      {
        ...common,
        style: 'cursor-query',
        request: { ...request, cursor: '/cursor' },
        response: { ...response, nextCursor: '/next' },
      },
      own({ nextCursor: '/previous' }),
    );
  }
  if (form === 'url')
    return bothWays(
      nextUrl,
      { ...common, request, response: { ...response, nextUrl: '/next' } },
      own({ nextUrl: '/previous' }),
    );
  return bothWays(linkHeader, { ...common, request, response }, own({ rel: 'prev' }));
}

export function listBothWays(
  url: string,
  form: Form,
  behaviour: TwoWayBehaviour,
  params: object = {},
  options: PositionListOptions = {},
  extra: object = {},
): TwoWayPaginator<Row> {
  const client = new ClientCore({ baseUrl: url }, { retry: false });
  const strategies = [twoWayStrategy(form, behaviour, extra)];
  const operation = { ...OPERATION, path: `/${form}` };
  const way = form === 'keyset' || form === 'relay' ? walksBack : undefined;
  return paginateBothWays<Row, unknown>(client, operation, params, options, strategies, undefined, way);
}
