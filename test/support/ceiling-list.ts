import { ClientCore, type ClientOptions } from '../../templates/runtime/client.js';
import { asInteger } from '../../templates/runtime/fields/convert.js';
import type { Operation } from '../../templates/runtime/operation.js';
import type { Limits, PositionListOptions } from '../../templates/runtime/paginator/options.js';
import { type Paginator, paginate } from '../../templates/runtime/paginator/paginate.js';
import { inQuery } from '../../templates/runtime/parameters/parameter.js';
import { cursor } from '../../templates/runtime/styles/cursor.js';
import { offset } from '../../templates/runtime/styles/offset.js';
import { page } from '../../templates/runtime/styles/page.js';
import type { Strategy } from '../../templates/runtime/styles/strategy.js';
import { deep } from '../../templates/runtime/windows/deep.js';
import { type FaultServer, type Reply, type SeenRequest, serve } from './fault-server.ts';

/** An item of the list: `at` orders it, several items may share one value. */
export interface Entry {
  readonly id: string;
  readonly at: string | number;
}

/** How the API of a list with ceilings behaves. */
export interface CeilingList {
  readonly style: 'offset' | 'page' | 'cursor';
  readonly entries: readonly Entry[];
  /** Page size if the request has none. */
  readonly size: number;
  /** The most items of a page, whatever the request asks for. */
  readonly cap: number;
  readonly limits: Pick<Limits, 'maxOffset' | 'maxPage' | 'maxResults' | 'minLimit'>;
  /** `capped`: as search engines do, the total stops at the ceiling. */
  readonly total: 'none' | 'exact' | 'capped';
  readonly hasMore: boolean;
  /** Turns the bound of a request into the one that the server uses. Default: as it is, inclusive. */
  readonly bound?: (bound: Entry['at']) => Entry['at'];
  readonly isExclusive?: boolean;
}

/** Values in order: numbers numerically, dates by instant. */
const placeOf = (at: Entry['at']): number =>
  typeof at === 'number' ? at : Date.parse(/Z$|[+-]\d\d:\d\d$/.test(at) ? at : `${at}Z`);

/** Answers a request as such an API does; a request beyond a ceiling is refused. */
function answerCeilingList(list: CeilingList, { query }: SeenRequest): Reply {
  const { entries, size, cap, limits, total, hasMore, bound = (at) => at, isExclusive } = list;
  const asked = query['limit'] === undefined ? size : Number(query['limit']);
  const served = Math.min(asked, cap);
  const from =
    query['from'] === undefined
      ? undefined
      : bound(typeof entries[0]?.at === 'number' ? Number(query['from']) : query['from']);
  const found = entries.filter(({ at }) => {
    if (from === undefined) return true;
    const distance = placeOf(at) - placeOf(from);
    return isExclusive ? distance > 0 : distance >= 0;
  });
  const number = Number(query['page'] ?? 1);
  const start = {
    offset: Number(query['offset'] ?? 0),
    page: (number - 1) * served,
    cursor: Number(query['cursor'] ?? 0),
  }[list.style];
  const { maxOffset = Infinity, maxPage = Infinity, maxResults = Infinity, minLimit = 1 } = limits;
  const end = list.style === 'page' ? number * asked : start + asked;
  const isBeyond =
    asked < minLimit ||
    (list.style === 'offset' && start > maxOffset) ||
    (list.style === 'page' && number > maxPage) ||
    (list.style !== 'cursor' && end > maxResults);
  if (isBeyond) return { status: 400, body: { error: 'beyond the ceiling' } };
  const left = list.style === 'cursor' ? Math.max(0, maxResults - start) : served;
  const data = found.slice(start, start + Math.min(served, left));
  const next = start + data.length;
  const isMore = next < found.length;
  const isReachable = list.style !== 'cursor' || next < maxResults;
  const ceiling = Math.min(maxResults, maxOffset + served, maxPage * served);
  const known = { none: undefined, exact: found.length, capped: Math.min(found.length, ceiling) }[total];
  return {
    body: {
      data,
      ...(known !== undefined && { total: known }),
      // Behind its ceiling, a cursor API says nothing instead of the truth.
      ...(hasMore && isReachable && { more: isMore }),
      ...(list.style === 'cursor' && { next: isMore && isReachable ? String(next) : null }),
    },
  };
}

/** Serves the list that `current` returns when a request arrives. */
export function serveCeilingList(current: () => CeilingList): Promise<FaultServer> {
  return serve((request) => {
    try {
      return answerCeilingList(current(), request);
    } catch {
      // A request that a walk has left behind may arrive when the list is already another one.
      return { status: 400, body: {} };
    }
  });
}

function strategyOf({ style, limits, size, hasMore, entries }: CeilingList, hasWindows: boolean): Strategy {
  const windows = deep({
    field: '/at',
    key: '/id',
    from: '/from',
    sort: {},
    type: typeof entries[0]?.at === 'number' ? 'number' : 'date-time',
  });
  const common = {
    limits: { ...limits, defaultLimit: size },
    key: '/id',
    ...(hasWindows && { deep: windows }),
  };
  const response = { items: '/data', total: asInteger('/total'), ...(hasMore && { hasMore: '/more' }) };
  if (style === 'offset') return offset({ ...common, request: { offset: '/offset', limit: '/limit' }, response });
  if (style === 'page') return page({ ...common, request: { page: '/page', limit: '/limit' }, response });
  return cursor({
    ...common,
    style: 'cursor-query',
    request: { cursor: '/cursor', limit: '/limit' },
    response: { ...response, nextCursor: '/next' },
  });
}

const operation: Operation = {
  name: 'listEntries',
  method: 'GET',
  path: '/entries',
  parameters: ['offset', 'page', 'cursor', 'limit', 'from'].map((name) => ({ name, in: inQuery })),
};

/** Calls the list with a generated client's runtime. */
export function listEntries(
  url: string,
  list: CeilingList,
  params: object,
  options: PositionListOptions,
  hasWindows: boolean,
  config: ClientOptions = {},
): Paginator<Entry> {
  const client = new ClientCore({ baseUrl: url }, { retry: false, ...config });
  return paginate<Entry, unknown>(client, operation, params, options, [strategyOf(list, hasWindows)]);
}
