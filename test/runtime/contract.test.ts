import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ClientCore, type ClientOptions, type PageEvent } from '../../templates/runtime/client.js';
import { asBoolean, asInteger } from '../../templates/runtime/fields/convert.js';
import { responseHeader } from '../../templates/runtime/fields/response-header.js';
import type { Operation } from '../../templates/runtime/operation.js';
import type { PositionListOptions } from '../../templates/runtime/paginator/options.js';
import { type Page, type Paginator, paginate } from '../../templates/runtime/paginator/paginate.js';
import { inHeader } from '../../templates/runtime/parameters/header.js';
import type { Parameter } from '../../templates/runtime/parameters/parameter.js';
import { inQuery } from '../../templates/runtime/parameters/parameter.js';
import { asDeepObject, inStyledQuery } from '../../templates/runtime/parameters/styled-query.js';
import { carryQuery } from '../../templates/runtime/styles/carry-query.js';
import { cursor } from '../../templates/runtime/styles/cursor.js';
import { fixedValues } from '../../templates/runtime/styles/fixed-values.js';
import { nextUrl } from '../../templates/runtime/styles/next-url.js';
import { offset } from '../../templates/runtime/styles/offset.js';
import { page } from '../../templates/runtime/styles/page.js';
import type { Strategy } from '../../templates/runtime/styles/strategy.js';
import { type FaultServer, type Reply, type SeenRequest, serve } from '../support/fault-server.ts';
import { answerList, collect, listRows, rows } from '../support/lists.ts';

/** The sentences of the annotation's contract that no other file of tests holds. */

let answer: (request: SeenRequest, index: number) => Reply;
let server: FaultServer;
beforeAll(async () => {
  server = await serve((request, index) => answer(request, index));
});
beforeEach(() => {
  server.requests.length = 0;
});
afterAll(() => server.close());

interface Thing {
  readonly id: number;
}
const things = (...ids: number[]): Thing[] => ids.map((id) => ({ id }));
const searches = (): string[] => server.requests.map(({ search }) => search);

interface Settings {
  readonly params?: object;
  readonly options?: PositionListOptions;
  readonly config?: ClientOptions;
  readonly operation?: Partial<Operation>;
}

function list(strategies: Strategy | Strategy[], settings: Settings = {}): Paginator<Thing> {
  const client = new ClientCore({ baseUrl: server.url }, { retry: false, ...settings.config });
  const parameters = ['offset', 'page', 'cursor', 'limit', 'q'].map((name): Parameter => ({ name, in: inQuery }));
  const operation = { name: 'listThings', method: 'GET', path: '/things', parameters, ...settings.operation };
  return paginate<Thing, unknown>(
    client,
    operation,
    settings.params ?? {},
    settings.options ?? {},
    [strategies].flat(),
  );
}

const byOffset = (response: object = {}, request: object = {}): Strategy =>
  offset({
    request: { offset: '/offset', limit: '/limit', ...request },
    response: { items: '/data', hasMore: '/more', total: '/total', totalPages: '/pages', limit: '/limit', ...response },
  });
const byPage = (response: object = {}, request: object = {}): Strategy =>
  page({
    request: { page: '/page', limit: '/limit', ...request },
    response: { items: '/data', hasMore: '/more', total: '/total', totalPages: '/pages', ...response },
  });
const byCursor = (response: object = {}, request: object = {}): Strategy =>
  cursor({
    style: 'cursor-query',
    request: { cursor: '/cursor', limit: '/limit', ...request },
    response: { items: '/data', nextCursor: '/next', hasMore: '/more', total: '/total', ...response },
  });

/** Answers one body after the other. */
function script(...bodies: (object | number)[]): void {
  answer = () => {
    const body = bodies[server.requests.length - 1] ?? 500;
    return typeof body === 'number' ? { status: body, body: {} } : { body };
  };
}

async function pagesOf<Item>(walk: Paginator<Item>): Promise<Page<Item>[]> {
  return collect(walk.pages());
}

describe('when a walk ends', () => {
  test('hasMore decides if it is a boolean, against all other fields', async () => {
    script({ data: things(1), more: true, total: 1 }, { data: things(2), more: false, next: 'x', total: 99 });
    expect(await collect(list(byOffset()))).toEqual(things(1, 2));
    script({ data: things(1), more: false, next: 'x' });
    server.requests.length = 0;
    expect(await collect(list(byCursor()))).toEqual(things(1));
  });

  test('a total that a full page reaches takes one more request; empty or 400, 404, 416, 422 are the end then', async () => {
    for (const last of [{ data: [] }, 400, 404, 416, 422]) {
      server.requests.length = 0;
      script({ data: things(1, 2), total: 4 }, { data: things(3, 4), total: 4 }, last);
      expect(await collect(list(byOffset(), { params: { limit: 2 } }))).toEqual(things(1, 2, 3, 4));
      expect(server.requests).toHaveLength(3);
    }
    server.requests.length = 0;
    script({ data: things(1, 2), total: 2 }, { data: things(3), total: 3 });
    expect(await collect(list(byOffset(), { params: { limit: 2 } }))).toEqual(things(1, 2, 3));
  });

  test('before the total is reached those statuses are errors', async () => {
    script({ data: things(1, 2), total: 4 }, 404);
    await expect(collect(list(byOffset(), { params: { limit: 2 } }))).rejects.toMatchObject({ status: 404 });
  });

  test('a short page ends a list whose total is reached, or if the last page is declared to be short', async () => {
    script({ data: things(1, 2), total: 3 }, { data: things(3), total: 3 });
    await collect(list(byOffset(), { params: { limit: 2 } }));
    expect(server.requests).toHaveLength(2);
    server.requests.length = 0;
    script({ data: things(1, 2) }, { data: things(3) });
    await collect(list(byOffset({ lastPage: 'short' }), { params: { limit: 2 } }));
    expect(server.requests).toHaveLength(2);
    server.requests.length = 0;
    script({ data: things(1, 2), limit: 2 }, { data: things(3), limit: 2 });
    await collect(list(byOffset({ lastPage: 'short' }), { params: { limit: 50 } }));
    expect(server.requests).toHaveLength(2);
  });

  test('totalPages counts pages, from the style’s own start', async () => {
    for (const start of [0, 1]) {
      server.requests.length = 0;
      script({ data: things(1, 2), pages: 2 }, { data: things(3), pages: 2 });
      expect(await collect(list(byPage({}, { start }), { params: { limit: 2 } }))).toEqual(things(1, 2, 3));
      expect(server.requests.map(({ query }) => query['page'])).toEqual([String(start), String(start + 1)]);
    }
  });

  test('pastEnd is the end, but not at the start of a walk nor after hasMore: true', async () => {
    const strategy = byPage({ pastEnd: [404] });
    script({ data: things(1) }, 404);
    expect(await collect(list(strategy))).toEqual(things(1));
    for (const params of [{}, { page: 1 }]) {
      server.requests.length = 0;
      script(404);
      await expect(collect(list(strategy, { params }))).rejects.toMatchObject({ status: 404 });
    }
    server.requests.length = 0;
    script({ data: things(1), more: true }, 404);
    await expect(collect(list(strategy))).rejects.toMatchObject({ status: 404, delivered: 1 });
    server.requests.length = 0;
    script(404);
    expect(await collect(list(strategy, { params: { page: 9 } }))).toEqual([]);
  });

  test('an empty page does not end a walk that is said to go on, and pages() shows it', async () => {
    script({ data: things(1) }, { data: [], more: true }, { data: things(2), more: false });
    const pages = await pagesOf(list(byPage()));
    expect(pages.map(({ items }) => items)).toEqual([things(1), [], things(2)]);
    server.requests.length = 0;
    script({ data: [], more: true });
    await expect(collect(list(byOffset()))).rejects.toMatchObject({ code: 'PAGINATION_PROTOCOL' });
  });

  test('a keyset ends at an empty page only; a last item without its cursor is a fault', async () => {
    const keyset = (settings?: Settings) =>
      list(
        cursor({
          style: 'cursor-query',
          request: { cursor: '/cursor' },
          response: { items: '/data', itemCursor: '/id' },
        }),
        settings,
      );
    script({ data: things(5, 7) }, { data: things(9) }, { data: [] });
    expect(await pagesOf(keyset())).toHaveLength(2);
    expect(searches()).toEqual(['', '?cursor=7', '?cursor=9']);
    server.requests.length = 0;
    script({ data: [{ id: 1 }, {}] });
    await expect(collect(keyset())).rejects.toMatchObject({ code: 'PAGINATION_PROTOCOL', delivered: 2 });
  });

  test('`end` names further values; 0, "0" and false are cursors unless listed', async () => {
    script({ data: things(1), next: false }, { data: things(2), next: '0' }, { data: things(3), next: 'END' });
    expect(await collect(list(byCursor({ end: ['END', ['x']] })))).toEqual(things(1, 2, 3));
    expect(searches()).toEqual(['', '?cursor=false', '?cursor=0']);
    server.requests.length = 0;
    script({ data: things(1), next: 0 });
    expect(await collect(list(byCursor({ end: [0] })))).toEqual(things(1));
  });

  test('a cursor that is refused is an error, also if the total is reached', async () => {
    script({ data: things(1), next: 'a', total: 1 }, 400);
    await expect(collect(list(byCursor()))).rejects.toMatchObject({ status: 400, delivered: 1 });
  });

  test('pages() returns the one empty page of an empty list, and no last probe that came back empty', async () => {
    script({ data: [] });
    expect(await pagesOf(list(byOffset()))).toMatchObject([{ items: [], index: 0, hasNext: false }]);
    server.requests.length = 0;
    script({ data: things(1) }, { data: [] });
    expect(await pagesOf(list(byOffset()))).toHaveLength(1);
    server.requests.length = 0;
    script({ data: things(1), next: 'a' }, { data: [], next: null });
    expect(await pagesOf(list(byCursor()))).toHaveLength(2);
  });
});

describe('an answer that contradicts the annotation', () => {
  test.each([
    ['hasMore as text', { data: [], more: 'yes' }, /expected true or false at body#\/more; found "yes"/],
    ['hasMore as a number', { data: [], more: 1 }, /expected true or false/],
    ['items null', { data: null }, /an array, at body#\/data; found null/],
    ['items an object', { data: { 0: 'a' } }, /an array, at body#\/data/],
    ['a body that is no object', [1, 2], /an array, at body#\/data; found nothing/],
  ])('%s', async (_, body, message) => {
    script(body);
    const failure = await collect(list(byOffset())).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'PAGINATION_PROTOCOL', operation: 'listThings', delivered: 0 });
    expect(String(failure)).toMatch(message);
  });

  test('an integer beyond 2^53 - 1 in a cursor at any depth, or in the key', async () => {
    answer = () => ({ text: '{"data":[{"id":1}],"next":["a",{"b":9007199254740993}]}' });
    await expect(collect(list(byCursor()))).rejects.toThrow(/beyond 2\^53/);
    answer = () => ({ text: '{"data":[{"id":9007199254740993}]}' });
    await expect(collect(list({ ...byOffset(), spec: { ...byOffset().spec, key: '/id' } }))).rejects.toThrow(
      /\/id of an item is an integer beyond 2\^53/,
    );
    answer = (_, index) => ({ text: `{"data":[{"id":${index}}],"next":${index === 0 ? '"9007199254740993"' : null}}` });
    server.requests.length = 0;
    expect(await collect(list(byCursor()))).toHaveLength(2);
  });

  test('values in headers are read as the type of their field', async () => {
    answer = (_, index) => ({
      body: things(index),
      headers: { 'x-more': index === 0 ? 'True' : 'false', 'x-total': '2', 'x-next': 'a,b' },
    });
    const strategy = byCursor({
      items: '',
      hasMore: asBoolean(responseHeader('X-More')),
      total: asInteger(responseHeader('X-Total')),
      nextCursor: responseHeader('X-Next'),
    });
    expect((await pagesOf(list(strategy))).map(({ total }) => total)).toEqual([2, 2]);
    expect(searches()).toEqual(['', '?cursor=a%2Cb']);
  });
});

describe('what is sent', () => {
  test('the style’s own start is omitted, a declared one is sent, the caller’s own wins', async () => {
    script({ data: things(1), next: null });
    const starred = byCursor({}, { start: '*' });
    await collect(list(starred));
    await collect(list(starred, { params: { cursor: 'mine' } })).catch(() => {});
    await collect(list(byOffset(), { params: { offset: undefined } })).catch(() => {});
    expect(searches()).toEqual(['?cursor=*', '?cursor=mine', ''].map((search) => search.replace('*', '%2A')));
  });

  test('firstPageOnly goes with the first page alone, the rest with every page', async () => {
    script({ data: things(1), next: 'a' }, { data: things(2), next: 'b' }, { data: things(3) });
    await collect(list(byCursor({}, { firstPageOnly: ['limit'] }), { params: { limit: 5, q: 'x' } }));
    expect(searches()).toEqual(['?limit=5&q=x', '?cursor=a&q=x', '?cursor=b&q=x']);
  });

  test('a cursor that is not a scalar is sent as its parameter says', async () => {
    const sent = async (parameter: Partial<Parameter>): Promise<string | undefined> => {
      server.requests.length = 0;
      script({ data: things(1), next: ['a b', 1] }, { data: [] });
      const parameters: Parameter[] = [{ name: 'cursor', in: inQuery, ...parameter }];
      await collect(list(byCursor(), { operation: { parameters } }));
      return searches()[1];
    };
    expect(await sent({})).toBe('?cursor=a%20b&cursor=1');
    expect(await sent({ in: inStyledQuery, explode: false })).toBe('?cursor=a%20b,1');
    expect(await sent({ in: inStyledQuery, style: 'pipeDelimited', explode: false })).toBe('?cursor=a%20b%7C1');
    expect(await sent({ json: true })).toBe('?cursor=%5B%22a%20b%22%2C1%5D');
  });

  test('a body keeps what is not written to; an array as parent of the position is refused before any request', async () => {
    script({ data: things(1), next: 'a' }, { data: [] });
    const strategy = cursor({
      style: 'cursor-body',
      request: { cursor: '/body/page/after' },
      response: { items: '/data', nextCursor: '/next' },
    });
    const operation = { method: 'POST' };
    await collect(list(strategy, { operation, params: { body: { page: null, q: [1] } } }));
    expect(server.requests.map(({ body }) => body)).toEqual([
      { page: null, q: [1] },
      { page: { after: 'a' }, q: [1] },
    ]);
    for (const parent of [[], 'text', 5, false]) {
      const refused = list(strategy, { operation, params: { body: { page: parent } } });
      await expect(collect(refused)).rejects.toMatchObject({ code: 'INVALID_PARAMETER' });
    }
    expect(server.requests).toHaveLength(2);
  });

  test('a cursor that no header can carry is an error of ours, with a checkpoint', async () => {
    script({ data: things(1), next: '→' });
    const strategy = cursor({
      style: 'cursor-header',
      request: { cursor: '/X-Cursor' },
      response: { items: '/data', nextCursor: '/next' },
    });
    const walk = list(strategy, { operation: { parameters: [{ name: 'X-Cursor', in: inHeader }] } });
    await expect(collect(walk)).rejects.toMatchObject({
      code: 'INVALID_PARAMETER',
      delivered: 1,
      checkpoint: { index: 0 },
    });
  });

  test('a carried object parameter is set if the link leaves it out, and never doubled', async () => {
    const parameters: Parameter[] = [{ name: 'filter', in: asDeepObject }];
    const strategy = nextUrl({
      request: { carry: carryQuery(['filter']) },
      response: { items: '/data', nextUrl: '/next' },
    });
    script({ data: [], next: '?at=1' }, { data: [], next: '?at=2&filter%5Ba%5D=9' }, { data: [] });
    await collect(list(strategy, { operation: { parameters }, params: { filter: { a: 1 } } }));
    expect(searches().map(decodeURIComponent)).toEqual(['?filter[a]=1', '?at=1&filter[a]=1', '?at=2&filter[a]=9']);
    server.requests.length = 0;
    script({ data: [], next: '?filter=theirs' }, { data: [] });
    await collect(list(strategy, { operation: { parameters } }));
    expect(searches()).toEqual(['', '?filter=theirs']);
  });

  test('a carried parameter that the link has keeps the value of the link: some servers move it', async () => {
    const parameters = ['$skip', '$top', 'api-version'].map((name): Parameter => ({ name, in: inQuery }));
    const carry = parameters.map(({ name }) => name);
    const strategy = nextUrl({ request: { carry: carryQuery(carry) }, response: { items: '/data', nextUrl: '/next' } });
    script({ data: things(1), next: '?$skip=1' }, { data: things(2), next: '?$skip=2&$top=7' }, { data: things(3) });
    const params = { $skip: 0, $top: 9, 'api-version': '2026' };
    expect(await collect(list(strategy, { operation: { parameters }, params }))).toEqual(things(1, 2, 3));
    expect(searches().map(decodeURIComponent)).toEqual([
      '?$skip=0&$top=9&api-version=2026',
      '?$skip=1&$top=9&api-version=2026',
      '?$skip=2&$top=7&api-version=2026',
    ]);
  });

  test('a value that the strategy fixes is carried like a value of the caller', async () => {
    const strategy = nextUrl({
      request: { carry: carryQuery(['view']), fixed: fixedValues({ params: { '/view': 'all' } }) },
      response: { items: '/data', nextUrl: '/next' },
    });
    script({ data: things(1), next: '?at=1' }, { data: things(2) });
    await collect(list(strategy, { operation: { parameters: [{ name: 'view', in: inQuery }] } }));
    expect(searches()).toEqual(['?view=all', '?at=1&view=all']);
  });
});

describe('several strategies', () => {
  const both = (): Strategy[] => [
    { ...byOffset(), spec: { ...byOffset().spec, limits: { maxOffset: 1 } } },
    { ...byCursor(), name: 'cursor' },
  ];

  test('one is chosen by name; the position of another is refused before any request', async () => {
    script({ data: things(1), next: 'a' }, { data: things(2) });
    expect(await collect(list(both(), { options: { strategy: 'cursor' } }))).toEqual(things(1, 2));
    const mixed = list(both(), { options: { strategy: 'cursor' }, params: { offset: 5 } });
    await expect(collect(mixed)).rejects.toThrow(/offset belongs to the strategy 'offset'/);
    await expect(collect(list(both(), { options: { strategy: 'keyset' } }))).rejects.toThrow(
      /no strategy is called 'keyset'; there are offset, cursor/,
    );
    expect(server.requests).toHaveLength(2);
  });

  test('a ceiling error names those that have no ceiling', async () => {
    script({ data: things(1) }, { data: things(2) });
    await expect(collect(list(both(), { params: { limit: 1 } }))).rejects.toMatchObject({
      code: 'PAGINATION_CEILING',
      alternatives: ['cursor'],
      message: expect.stringContaining("use strategy: 'cursor'"),
    });
  });
});

describe('loops', () => {
  const links = (response: object = {}): Strategy =>
    nextUrl({ request: {}, response: { items: '/data', nextUrl: '/next', ...response } });

  test.each([1, 2, 3, 7])('links that come back to the first URL: %d long, items without identity', async (length) => {
    answer = (request) => {
      const at = Number(request.query['at'] ?? 0);
      return { body: { data: [{ at }], next: at + 1 === length ? '/things' : `?at=${at + 1}` } };
    };
    await expect(collect(list(links()))).rejects.toMatchObject({ code: 'PAGINATION_LOOP', delivered: length });
    expect(server.requests).toHaveLength(length);
  });

  test('a page served twice: an error, the end or nothing, as `repeat` says; items without identity are not judged', async () => {
    const twice = () => script({ data: things(1, 2) }, { data: things(1, 2) }, { data: [] });
    twice();
    await expect(collect(list(byOffset()))).rejects.toMatchObject({ code: 'PAGINATION_LOOP', delivered: 2 });
    server.requests.length = 0;
    twice();
    expect(await collect(list(byOffset({ repeat: 'end' })))).toEqual(things(1, 2));
    server.requests.length = 0;
    twice();
    expect(await collect(list(byOffset(), { options: { repeat: 'allow' } }))).toHaveLength(4);
    server.requests.length = 0;
    script({ data: ['a'] }, { data: ['a'] }, { data: [] });
    expect(await collect(list(byOffset()))).toEqual(['a', 'a']);
  });
});

describe('pages', () => {
  test('hasNext, next() and the error without a next page', async () => {
    script({ data: things(1), more: true }, { data: things(2), more: false });
    const first = await list(byOffset());
    expect(first).toMatchObject({ index: 0, hasNext: true, status: 200, total: undefined });
    const second = await first.next();
    expect(second).toMatchObject({ index: 1, hasNext: false, items: things(2) });
    await expect(second.next()).rejects.toMatchObject({ code: 'NO_NEXT_PAGE', operation: 'listThings', delivered: 2 });
  });

  test('dedupe drops items that the page before had, and keeps what has no key', async () => {
    const strategy = byOffset();
    const keyed = { ...strategy, spec: { ...strategy.spec, key: '/id' } };
    script(
      { data: things(1, 2) },
      { data: [{ id: 2 }, { id: 3 }, {}] },
      { data: [{}, { id: 3 }, { id: 4 }] },
      { data: [] },
    );
    expect(await collect(list(keyed, { options: { dedupe: true } }))).toEqual([...things(1, 2, 3), {}, {}, { id: 4 }]);
    await expect(collect(list(strategy, { options: { dedupe: true } }))).rejects.toMatchObject({
      code: 'INVALID_OPTION',
    });
  });

  test('onPage hears of every page: its index, its items, all items so far, the total', async () => {
    const heard: PageEvent[] = [];
    answer = (request) => answerList(rows(25), { says: { total: true } }, request);
    const onPage = (event: PageEvent): void => void heard.push(event);
    await collect(listRows(server.url, 'offset', { limit: 10 }, {}, { config: { hooks: { onPage } } }));
    expect(heard.map(({ index, items, done, total }) => [index, items, done, total])).toEqual([
      [0, 10, 10, 25],
      [1, 10, 20, 25],
      [2, 5, 25, 25],
    ]);
  });

  test('http: on the host of an https: base is followed as https:', async () => {
    const asked: string[] = [];
    const fetch: typeof globalThis.fetch = async (input) => {
      asked.push(String(input));
      const next = asked.length === 1 ? 'http://api.example.com/things?page=2' : null;
      return new Response(JSON.stringify({ data: things(asked.length), next }));
    };
    const strategy = nextUrl({ request: {}, response: { items: '/data', nextUrl: '/next' } });
    expect(await collect(list(strategy, { config: { fetch, baseUrl: 'https://api.example.com' } }))).toHaveLength(2);
    expect(asked[1]).toBe('https://api.example.com/things?page=2');
  });

  test.each(['http://127.0.0.1:1/', 'https://127.0.0.1/', 'http://user@evil.example/', 'ftp://127.0.0.1/', 'data:,x'])(
    'a link to %s is never requested',
    async (next) => {
      script({ data: things(1), next });
      const strategy = nextUrl({ request: {}, response: { items: '/data', nextUrl: '/next' } });
      await expect(collect(list(strategy))).rejects.toMatchObject({
        code: 'PAGINATION_ORIGIN',
        delivered: 1,
        checkpoint: { operation: 'listThings' },
      });
      expect(server.requests).toHaveLength(1);
    },
  );
});
