import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ClientCore } from '../../templates/runtime/client.js';
import {
  PaginationLoopError,
  PaginationOriginError,
  PaginationProtocolError,
} from '../../templates/runtime/paginator/errors.js';
import { paginate } from '../../templates/runtime/paginator/paginate.js';
import { inHeader } from '../../templates/runtime/parameters/header.js';
import { inQuery } from '../../templates/runtime/parameters/parameter.js';
import { carryQuery } from '../../templates/runtime/styles/carry-query.js';
import { cursor } from '../../templates/runtime/styles/cursor.js';
import { linkHeader } from '../../templates/runtime/styles/link-header.js';
import { nextUrl } from '../../templates/runtime/styles/next-url.js';
import { page } from '../../templates/runtime/styles/page.js';
import type { Strategy } from '../../templates/runtime/styles/strategy.js';
import { apiKeyInHeader, apiKeyInQuery, bearer } from '../../templates/runtime/transport/credentials.js';
import { type FaultServer, type Reply, type SeenRequest, serve } from '../support/fault-server.ts';
import { answerList, collect, listRows, operationOf, rows } from '../support/lists.ts';

/** Failures of rivals. Each test has the name of the failure in the notes on the field. */

let answer: (request: SeenRequest, index: number) => Reply | Promise<Reply>;
let server: FaultServer;
let other: FaultServer;
beforeEach(async () => {
  server = await serve((request, index) => answer(request, index));
  other = await serve(() => ({ body: { data: [{ id: 'stolen' }], next: null } }));
});
afterEach(async () => {
  await server.close();
  await other.close();
});

const rowId = (id: number) => ({ id });

/** A list over `cursor` in the query. */
function listByCursor(options: object = {}, response: object = {}, config: object = {}) {
  const client = new ClientCore({ baseUrl: server.url }, { retry: false, ...config });
  const strategy: Strategy = cursor({
    style: 'cursor-query',
    request: { cursor: '/cursor' },
    response: { items: '/data', nextCursor: '/next', hasMore: '/has_more', ...response },
  });
  const operation = {
    name: 'list',
    method: 'GET',
    path: '/list',
    parameters: [{ name: 'cursor', in: inQuery }],
  };
  return paginate<{ id: number }, unknown>(client, operation, {}, options, [strategy]);
}

function listByUrl(config: object = {}, security?: string[][], spec: object = {}, params: object = {}) {
  const schemes = { key: apiKeyInHeader('X-Api-Key'), token: bearer, query: apiKeyInQuery('api_key') };
  const client = new ClientCore({ baseUrl: server.url, schemes }, { retry: false, ...config });
  const strategy = nextUrl({ request: {}, response: { items: '/data', nextUrl: '/next' }, ...spec });
  const parameters = [
    { name: 'q', in: inQuery },
    { name: 'X-Tenant', in: inHeader },
  ];
  const operation = { name: 'list', method: 'GET', path: '/list', parameters, ...(security && { security }) };
  return paginate<{ id: number }, unknown>(client, operation, params, {}, [strategy]);
}

describe('short pages and positions', () => {
  test('a page shorter than the limit asked for is taken as the last: the server had capped the page size', async () => {
    answer = (request) => answerList(rows(1000), { cap: 100 }, request);
    const items = await collect(listRows(server.url, 'offset', { limit: 200 }));
    expect(items).toEqual(rows(1000));
  });

  test('offset advanced by the limit asked for, not by rows received', async () => {
    answer = (request) => answerList(rows(1000), { cap: 100, says: { hasMore: true } }, request);
    const items = await collect(listRows(server.url, 'offset', { limit: 500 }));
    expect(items).toHaveLength(1000);
    expect(server.requests.map((request) => request.query['offset'] ?? '0')).toEqual(
      Array.from({ length: 10 }, (_, page) => String(page * 100)),
    );
  });

  test('a list that grows fills up the page that was the last: page numbers skip what was added to it', async () => {
    let size = 13;
    answer = (request, index) => {
      if (index === 2) size = 24;
      return answerList(rows(size), {}, request);
    };
    const walk = listRows(server.url, 'page', { limit: 10 });
    const pages: number[][] = [];
    for await (const { items } of walk.pages()) pages.push(items.map(({ id }) => id));
    // The third page has items, so the second one is read again, and then the third.
    expect(server.requests.map(({ query }) => query['page'])).toEqual(['1', '2', '3', '2', '3', '4']);
    expect(pages.flat()).toEqual(rows(24).map(({ id }) => id));
    expect(pages.map(({ length }) => length)).toEqual([10, 3, 7, 4]);
  });

  test('a first page that is read again has the parameters that only the first page has', async () => {
    let size = 2;
    answer = (request, index) => {
      if (index === 1) size = 7;
      return answerList(rows(size), {}, request);
    };
    const strategy = page({
      request: { page: '/page', limit: '/limit', firstPageOnly: ['filter'] },
      response: { items: '/data' },
      limits: { maxLimit: 10 },
    });
    const client = new ClientCore({ baseUrl: server.url });
    const walk = paginate(client, operationOf('page'), { limit: 3, filter: 'x' }, {}, [strategy]);
    expect(await collect(walk)).toEqual(rows(7));
    expect(server.requests.map(({ query }) => [query['page'], query['filter']])).toEqual([
      ['1', 'x'],
      ['2', undefined],
      ['1', 'x'],
      ['2', undefined],
      ['3', undefined],
      ['4', undefined],
    ]);
  });

  test('a server whose pages come short without a reason is asked once whether the list grew', async () => {
    const gaps = rows(60).filter(({ id }) => id % 7 !== 0);
    answer = ({ query }) => {
      const from = (Number(query['page']) - 1) * 10;
      return { body: { data: gaps.filter(({ id }) => id > from && id <= from + 10) } };
    };
    const walk = listRows(server.url, 'page', { limit: 10 }, {}, { extra: { response: { limit: '/none' } } });
    expect(await collect(walk)).toEqual(gaps);
    const numbers = server.requests.map(({ query }) => Number(query['page']));
    expect(numbers.length - new Set(numbers).size).toBeLessThanOrEqual(2);
  });

  test('an empty page in the middle ends the walk though a cursor is there', async () => {
    const pages: Record<string, unknown> = {
      start: { data: [rowId(1)], next: 'a' },
      a: { data: [], next: 'b' },
      b: { data: [rowId(2)], next: 'c' },
      c: { data: [rowId(3)], next: null },
    };
    answer = (request) => ({ body: pages[request.query['cursor'] ?? 'start'] });
    expect(await collect(listByCursor())).toEqual([rowId(1), rowId(2), rowId(3)]);
  });

  test('`pageSize` switches paging off', async () => {
    answer = (request) => answerList(rows(35), { says: { hasMore: true } }, request);
    expect(await collect(listRows(server.url, 'page', { limit: 10 }))).toHaveLength(35);
  });
});

describe('walks that do not end, or end in silence', () => {
  test('totals ignored, endless walk when the API repeats a page', async () => {
    answer = () => ({ body: { data: rows(10), meta: { total: 10_000 } } });
    const walk = listRows(server.url, 'offset', { limit: 10 });
    await expect(collect(walk)).rejects.toThrow(PaginationLoopError);
    expect(server.requests).toHaveLength(2);
  });

  test('the opposite: a wrong total stops the walk after page 1', async () => {
    answer = (request) => {
      const reply = answerList(rows(35), {}, request);
      return { ...reply, body: { ...(reply.body as object), meta: { total: 10 } } };
    };
    expect(await collect(listRows(server.url, 'offset', { limit: 10 }))).toHaveLength(35);
  });

  test.each([1, 2, 3, 7])('a cycle of cursors never stops: length %i', async (length) => {
    answer = (request) => {
      const at = Number(request.query['cursor'] ?? -1) + 1;
      return { body: { data: [rowId(at)], next: at % length } };
    };
    const walk = listByCursor();
    const failure = await collect(walk).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(PaginationLoopError);
    expect(failure).toMatchObject({ code: 'PAGINATION_LOOP', operation: 'list', delivered: length + 1 });
    expect(server.requests).toHaveLength(length + 1);
  });

  test('`repeat: end` makes a cursor seen before the end, as log tails want it', async () => {
    answer = (request) => ({ body: { data: [rowId(request.query['cursor'] ? 2 : 1)], next: 'tail' } });
    expect(await collect(listByCursor({ repeat: 'end' }))).toEqual([rowId(1), rowId(2)]);
  });

  test('`has_more: true` without a cursor ends in silence', async () => {
    answer = () => ({ body: { data: [rowId(1)], has_more: true, next: null } });
    await expect(collect(listByCursor())).rejects.toThrow(PaginationProtocolError);
  });

  test('a missing items array ends in silence', async () => {
    answer = () => ({ body: { results: [rowId(1)], next: null } });
    await expect(collect(listByCursor())).rejects.toThrow(
      "expected the page's items, an array, at body#/data; found nothing",
    );
  });

  test('an empty-string cursor restarts at page 1 for ever', async () => {
    answer = () => ({ body: { data: [rowId(1)], next: '' } });
    expect(await collect(listByCursor())).toEqual([rowId(1)]);
    expect(server.requests).toHaveLength(1);
  });

  test('ends in silence at an internal cap: 10 empty pages are not the end, 100 are the default bound', async () => {
    answer = (request) => {
      const at = Number(request.query['cursor'] ?? 0);
      return { body: { data: at === 50 ? [rowId(1)] : [], next: at === 60 ? null : at + 1 } };
    };
    expect(await collect(listByCursor())).toEqual([rowId(1)]);
    await expect(collect(listByCursor({ maxEmptyPages: 5 }))).rejects.toThrow('more than 5 empty pages in a row');
  });

  test('numeric cursors end the walk: 0 and false are cursors too', async () => {
    const cursors = [0, 7, 1.5];
    answer = (request) => {
      const at = request.query['cursor'] === undefined ? -1 : cursors.map(String).indexOf(request.query['cursor']);
      return { body: { data: [rowId(at + 2)], next: cursors[at + 1] } };
    };
    expect(await collect(listByCursor())).toEqual([1, 2, 3, 4].map(rowId));
    expect(server.requests.map((request) => request.query['cursor'])).toEqual([undefined, '0', '7', '1.5']);
  });

  test('a cursor beyond 2^53 was rounded by JSON: a fault, not a wrong page', async () => {
    answer = () => ({ text: '{"data":[{"id":1}],"next":9007199254740993}' });
    await expect(collect(listByCursor())).rejects.toThrow(/beyond 2\^53/);
  });
});

describe('what belongs to the caller', () => {
  test('a page object mutates: a saved page changes, a second loop yields only the last page', async () => {
    answer = (request) => answerList(rows(25), {}, request);
    const list = listRows(server.url, 'offset', { limit: 10 });
    const first = await list;
    const saved = JSON.stringify(first);
    await (await first.next()).next();
    expect(JSON.stringify(first)).toBe(saved);
    expect(await collect(list)).toEqual(rows(25));
    expect(await collect(list)).toEqual(rows(25));
  });

  test("the caller's input object is mutated", async () => {
    answer = (request) => answerList(rows(25), {}, request);
    const params = Object.freeze({ body: Object.freeze({ limit: 10 }), filter: 'x' });
    const options = Object.freeze({ headers: Object.freeze({ 'X-Trace': '1' }) });
    expect(await collect(listRows(server.url, 'body', params, options))).toHaveLength(25);
  });

  test('a walk cannot go on after one failed page: the rejected promise is cached', async () => {
    let failures = 1;
    answer = (request) => (failures-- > 0 ? { status: 400, body: {} } : answerList(rows(25), {}, request));
    const list = listRows(server.url, 'offset', { limit: 10 });
    await expect(list.first()).rejects.toMatchObject({ code: 'HTTP_STATUS', status: 400 });
    expect((await list).items).toEqual(rows(10));
    failures = 1;
    const page = await list;
    await expect(page.next()).rejects.toMatchObject({ status: 400 });
    expect((await page.next()).items).toEqual(rows(20).slice(10));
  });

  test('abort signal and headers reach page 1 only', async () => {
    const control = new AbortController();
    const reason = new Error('enough');
    answer = (request, index) => {
      if (index === 2) control.abort(reason);
      return { ...answerList(rows(50), {}, request), ...(index === 2 && { fault: 'silence' as const }) };
    };
    const walk = listRows(
      server.url,
      'offset',
      { limit: 10 },
      { signal: control.signal, headers: { 'X-Trace': 'abc' } },
    );
    await expect(collect(walk)).rejects.toBe(reason);
    expect(server.requests.map((request) => request.headers['x-trace'])).toEqual(['abc', 'abc', 'abc']);
  });

  test('resume token off by one: a page repeated', async () => {
    answer = (request) => answerList(rows(25), {}, request);
    for await (const page of listRows(server.url, 'cursor', { limit: 10 }).pages()) {
      const rest = await collect(listRows(server.url, 'cursor', { limit: 10 }, { resume: page.checkpoint }));
      expect(rest).toEqual(rows(25).slice(page.index * 10 + page.items.length));
    }
  });
});

describe('links', () => {
  test('an encoded `&` inside a next link is corrupted', async () => {
    const link = '/list?q=a%26b%3Dc&tag=x%20y+z&sig=%2F%2B&page=2';
    answer = (_, index) => ({ body: { data: [rowId(index)], next: index === 0 ? link : null } });
    await collect(listByUrl({ auth: { query: 'k&y' } }, [['query']]));
    expect(server.requests[1]?.search).toBe(`${link.slice(5)}&api_key=k%26y`);
  });

  test('the API key follows an absolute next link to another host (CWE-918)', async () => {
    answer = () => ({ body: { data: [rowId(1)], next: `${other.url}/list?page=2` } });
    const walk = listByUrl({ auth: { key: 'secret' } }, [['key']]);
    const failure = await collect(walk).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(PaginationOriginError);
    expect((failure as Error).message).toContain(`leads to ${other.url}`);
    expect(other.requests).toEqual([]);
  });

  test('an allowed origin gets neither credentials nor headers of the caller, unless it is trusted with them', async () => {
    answer = () => ({ body: { data: [rowId(1)], next: `${other.url}/list?page=2` } });
    const config = { auth: { token: 'secret' }, headers: { 'X-Mine': 'private' }, allowedOrigins: [other.url] };
    await collect(listByUrl(config, [['token']], {}, { 'X-Tenant': 't' }));
    expect(other.requests[0]?.headers).not.toHaveProperty('authorization');
    expect(other.requests[0]?.headers).not.toHaveProperty('x-mine');
    expect(other.requests[0]?.headers).not.toHaveProperty('x-tenant');
    const trusted = { ...config, allowedOrigins: [{ origin: other.url, credentials: true }] };
    await collect(listByUrl(trusted, [['token']]));
    expect(other.requests[1]?.headers).toMatchObject({ authorization: 'Bearer secret', 'x-mine': 'private' });
  });

  test('a redirect to another origin carries no credentials in any header', async () => {
    answer = () => ({ status: 307, headers: { location: `${other.url}/list` } });
    await collect(listByUrl({ auth: { key: 'secret' }, headers: { 'X-Mine': 'private' } }, [['key']]));
    expect(Object.values(other.requests[0]?.headers ?? {}).join()).not.toMatch(/secret|private/);
  });

  test('a query credential of the link is replaced, never doubled, and stays out of checkpoints', async () => {
    answer = (_, index) => ({
      body: { data: [rowId(index)], next: index < 2 ? `?api_key=leaked&page=${index + 2}` : null },
    });
    const walk = listByUrl({ auth: { query: 'mine' } }, [['query']]);
    for await (const page of walk.pages()) expect(JSON.stringify(page.checkpoint)).not.toContain('leaked');
    expect(server.requests.map((request) => request.search)).toEqual([
      '?api_key=mine',
      '?page=2&api_key=mine',
      '?page=3&api_key=mine',
    ]);
  });

  test.each([
    ['relative', '?page=2', '/list?page=2'],
    ['path-absolute', '/v2/list?page=2', '/v2/list?page=2'],
    ['with user information', 'http://user:pass@HOST/list?page=2', '/list?page=2'],
  ])('a next link that is %s', async (_, link, expected) => {
    const { host } = new URL(server.url);
    answer = (__, index) => ({ body: { data: [rowId(index)], next: index === 0 ? link.replace('HOST', host) : '' } });
    await collect(listByUrl());
    const { path, search, headers } = server.requests[1] as SeenRequest;
    expect(path + search).toBe(expected);
    expect(headers).not.toHaveProperty('authorization');
  });

  test('header parameters go with every page, carried query parameters if the link leaves them out', async () => {
    answer = (_, index) => ({ body: { data: [rowId(index)], next: ['?page=2', '?page=3&q=theirs', null][index] } });
    await collect(listByUrl({}, undefined, { request: { carry: carryQuery(['q']) } }, { q: 'a b', 'X-Tenant': 't' }));
    expect(server.requests.map((request) => request.search)).toEqual([
      '?q=a%20b',
      '?page=2&q=a%20b',
      '?page=3&q=theirs',
    ]);
    expect(server.requests.map((request) => request.headers['x-tenant'])).toEqual(['t', 't', 't']);
  });

  test('`links: rebase` keeps a client behind a proxy on the proxy', async () => {
    answer = (_, index) => ({
      body: { data: [rowId(index)], next: index === 0 ? 'https://api.example.com/v1/list?page=2' : null },
    });
    await collect(listByUrl({ links: 'rebase' }));
    expect(server.requests[1]).toMatchObject({ path: '/v1/list', search: '?page=2' });
  });

  test('Link header: the walk stops after page 1', async () => {
    const links = [
      '</list?page=1>; rel="prev first", </list?page=2>; title="a, b; rel=\\"no\\""; rel="last next"',
      '<?page=3>; REL=NEXT, <?page=9>; rel=next; anchor="#other"',
      "</list?page=4>; rel='next'; title='x'",
      '</list?page=2>; rel="prev"',
    ];
    answer = (_, index) => ({ body: [rowId(index)], headers: { link: links[index] ?? '' } });
    const client = new ClientCore({ baseUrl: server.url });
    const operation = { name: 'list', method: 'GET', path: '/list' };
    const walk = paginate<{ id: number }, unknown>(client, operation, {}, {}, [
      linkHeader({ request: {}, response: { items: '' } }),
    ]);
    expect(await collect(walk)).toEqual([0, 1, 2, 3].map(rowId));
    expect(server.requests.map((request) => request.search)).toEqual(['', '?page=2', '?page=3', '?page=4']);
  });
});

describe('cursors in headers and bodies', () => {
  test('header cursor: the walk stops after page 1', async () => {
    answer = (request) => answerList(rows(25), {}, request);
    expect(await collect(listRows(server.url, 'header'))).toEqual(rows(25));
    expect(server.requests.map((request) => request.headers['x-cursor'])).toEqual([undefined, 'c:10', 'c:20']);
  });

  test('a body cursor is written into a copy of the body, missing parents created', async () => {
    answer = (_, index) => ({ body: { data: [rowId(index)], next: index < 1 ? [0.95, 4.5, 234, 'abc123'] : null } });
    const client = new ClientCore({ baseUrl: server.url });
    const strategy = cursor({
      style: 'cursor-body',
      request: { cursor: '/body/page/after' },
      response: { items: '/data', nextCursor: '/next' },
    });
    const body = { query: 'x' };
    await collect(paginate(client, { name: 'search', method: 'POST', path: '/search' }, { body }, {}, [strategy]));
    expect(server.requests.map((request) => request.body)).toEqual([
      { query: 'x' },
      { query: 'x', page: { after: [0.95, 4.5, 234, 'abc123'] } },
    ]);
    expect(body).toEqual({ query: 'x' });
    const odd = paginate(client, { name: 'search', method: 'POST', path: '/search' }, { body: { page: 'text' } }, {}, [
      strategy,
    ]);
    await expect(collect(odd)).rejects.toMatchObject({ code: 'INVALID_PARAMETER' });
    expect(server.requests).toHaveLength(2);
  });
});
