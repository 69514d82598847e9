import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { call } from '../../templates/runtime/call.js';
import { ClientCore, type ClientOptions, type ErrorEvent } from '../../templates/runtime/client.js';
import { ApiError, NetworkError } from '../../templates/runtime/errors.js';
import { paginate } from '../../templates/runtime/paginator/paginate.js';
import { nextUrl } from '../../templates/runtime/styles/next-url.js';
import { apiKeyInHeader, bearer } from '../../templates/runtime/transport/credentials.js';
import { type FaultServer, type Reply, type SeenRequest, serve } from '../support/fault-server.ts';
import { collect, listRows, rows } from '../support/lists.ts';

/** Hooks, options of `fetch`, and where links of an answer lead. */

let answer: (request: SeenRequest, index: number) => Reply;
let server: FaultServer;
let other: FaultServer;
beforeAll(async () => {
  server = await serve((request, index) => answer(request, index));
  other = await serve(() => ({ body: { ok: 'other' } }));
});
beforeEach(() => {
  server.requests.length = 0;
  other.requests.length = 0;
  answer = () => ({ body: { ok: true } });
});
afterAll(() => Promise.all([server.close(), other.close()]));

type Config = ClientOptions & { auth?: object };

const security = [['token']];
const post = (config: Config, options: object = {}, body: unknown = { a: 1 }) =>
  call<{ ok: unknown }>(
    new ClientCore({ baseUrl: server.url, schemes: { token: bearer, key: apiKeyInHeader('X-Key') } }, config),
    { name: 'putThing', method: 'PUT', path: '/thing', security },
    { body },
    options,
  );

describe('onRequest', () => {
  test('may replace URL, body and headers; each attempt begins with the original', async () => {
    const seen: string[] = [];
    answer = (_, index) => (index === 0 ? { status: 503, headers: { 'retry-after': '0' } } : { body: { ok: true } });
    await post({
      auth: { token: 't' },
      hooks: {
        onRequest(event) {
          seen.push(event.url);
          event.url += '?traced=1';
          event.body = JSON.stringify({ b: 2 });
          event.headers.set('X-Trace', 'abc');
        },
      },
    });
    expect(seen).toEqual([`${server.url}/thing`, `${server.url}/thing`]);
    expect(
      server.requests.map(({ search, body, headers }) => [search, body, headers['x-trace'], headers['authorization']]),
    ).toEqual([1, 2].map(() => ['?traced=1', { b: 2 }, 'abc', 'Bearer t']));
  });

  test('to another origin: neither credentials nor headers go along, but those that the hook sets', async () => {
    const config = (more: Config): Config => ({
      auth: { token: 'secret' },
      headers: { 'X-Mine': 'secret' },
      hooks: {
        onRequest(event) {
          event.url = `${other.url}/proxy`;
          event.headers.set('X-Proxy', 'yes');
        },
      },
      ...more,
    });
    expect(await post(config({}))).toEqual({ ok: 'other' });
    expect(other.requests[0]?.headers).toMatchObject({ 'x-proxy': 'yes' });
    expect(JSON.stringify(other.requests[0]?.headers)).not.toContain('secret');
    await post(config({ allowedOrigins: [{ origin: other.url, credentials: true }] }));
    expect(other.requests[1]?.headers).toMatchObject({ 'x-proxy': 'yes', authorization: 'Bearer secret' });
  });

  test('links refer to the URL before the hook', async () => {
    answer = ({ query }) => ({ body: { data: [query['at'] ?? '0'], next: query['at'] === '1' ? null : '?at=1' } });
    const urls: string[] = [];
    const config: ClientOptions = {
      hooks: {
        onRequest(event) {
          urls.push(event.url);
          event.url = event.url.replace('/list', '/proxied');
        },
      },
    };
    const strategy = nextUrl({ response: { items: '/data', nextUrl: '/next' } });
    const operation = { name: 'list', method: 'GET', path: '/list' };
    const list = paginate(new ClientCore({ baseUrl: server.url }, config), operation, {}, {}, [strategy]);
    expect(await collect(list)).toEqual(['0', '1']);
    expect(urls).toEqual([`${server.url}/list`, `${server.url}/list?at=1`]);
    expect(server.requests.map(({ path }) => path)).toEqual(['/proxied', '/proxied']);
  });
});

test('onResponse tells the duration; onError tells the last failure, once', async () => {
  const durations: number[] = [];
  const errors: ErrorEvent[] = [];
  const hooks = {
    onResponse: ({ duration }: { duration: number }) => void durations.push(duration),
    onError: (event: ErrorEvent) => void errors.push(event),
  };
  answer = () => ({ status: 500, headers: { 'retry-after': '0' }, body: {}, delay: 30 });
  await expect(post({ auth: { token: 't' }, hooks, retry: { attempts: 1 } })).rejects.toBeInstanceOf(ApiError);
  expect(durations).toHaveLength(2);
  expect(Math.min(...durations)).toBeGreaterThan(20);
  expect(errors).toMatchObject([{ operation: 'putThing', attempt: 2, error: { status: 500 } }]);
  await expect(
    post({ baseUrl: 'http://127.0.0.1:1', auth: { token: 't' }, hooks, retry: false }),
  ).rejects.toBeInstanceOf(NetworkError);
  expect(errors).toHaveLength(2);
});

describe('requestInit', () => {
  test('of client and call go to fetch; foreign origins see no cookies', async () => {
    const inits: RequestInit[] = [];
    const fetch: typeof globalThis.fetch = async (_, init) => {
      inits.push(init ?? {});
      return new Response(
        JSON.stringify({ data: [inits.length], next: inits.length > 1 ? null : `${other.url}/next` }),
      );
    };
    const config: ClientOptions = {
      fetch,
      allowedOrigins: [other.url],
      requestInit: { cache: 'no-store', credentials: 'include', next: { revalidate: 60 } },
    };
    const operation = { name: 'list', method: 'GET', path: '/list' };
    const strategy = nextUrl({ response: { items: '/data', nextUrl: '/next' } });
    const client = new ClientCore({ baseUrl: server.url }, config);
    await collect(paginate(client, operation, {}, { requestInit: { cache: 'reload' } }, [strategy]));
    expect(inits).toMatchObject([
      { method: 'GET', cache: 'reload', credentials: 'include', next: { revalidate: 60 } },
      { method: 'GET', cache: 'reload', credentials: 'omit', next: { revalidate: 60 } },
    ]);
  });
});

describe('relative links after a redirect start from where it led', () => {
  const strategy = nextUrl({ response: { items: '/data', nextUrl: '/next' } });
  const operation = { name: 'list', method: 'GET', path: '/old/deep/next' };

  test.each([
    ['more?page=2', '/v2/things/more'],
    ['?page=2', '/v2/things/'],
    ['/root?page=2', '/root'],
  ])('%s', async (next, path) => {
    for (const headers of [{}, { 'X-Mine': 'a' }]) {
      for (const status of [301, 302, 307, 308]) {
        server.requests.length = 0;
        answer = (request) => {
          if (request.path === '/old/deep/next') return { status, headers: { location: '/v2/things/' } };
          return { body: { data: [request.path], next: request.search === '?page=2' ? null : next } };
        };
        const client = new ClientCore({ baseUrl: server.url }, { headers });
        expect(await collect(paginate(client, operation, {}, {}, [strategy]))).toEqual(['/v2/things/', path]);
      }
    }
  });

  test('a custom fetch whose answers have no URL: from the requested URL', async () => {
    const asked: string[] = [];
    const fetch: typeof globalThis.fetch = async (input) => {
      asked.push(String(input));
      return new Response(JSON.stringify({ data: [], next: asked.length > 1 ? null : 'more' }));
    };
    const client = new ClientCore({ baseUrl: 'https://api.example.com/v1' }, { fetch });
    await collect(paginate(client, operation, {}, {}, [strategy]));
    expect(asked[1]).toBe('https://api.example.com/v1/old/deep/more');
  });
});

describe('numbers that make no sense are refused before any request', () => {
  test.each([Number.NaN, 0, -1, 1.5])('maxConcurrency: %s', (maxConcurrency) => {
    expect(() => new ClientCore({}, { maxConcurrency })).toThrow(/maxConcurrency must be a whole number from 1/);
  });

  test.each([{ attempts: Number.NaN }, { attempts: -1 }, { maxWait: Number.NaN }])('retry: %o', async (retry) => {
    await expect(post({ auth: { token: 't' }, retry })).rejects.toMatchObject({ code: 'INVALID_OPTION' });
    expect(server.requests).toEqual([]);
  });

  test.each([{ maxOffset: Number.NaN }, { maxResults: 0 }, { defaultLimit: -5 }, { minLimit: Number.NaN }])(
    'limits: %o',
    async (limits) => {
      await expect(collect(listRows(server.url, 'offset', {}, { limits }))).rejects.toMatchObject({
        code: 'INVALID_OPTION',
      });
      expect(() => listRows(server.url, 'offset', {}, { limits }).plan()).toThrow(/must be a number above 0/);
      expect(server.requests).toEqual([]);
    },
  );

  test('limits of another style have no effect, and Infinity lifts one', async () => {
    const config = { limits: { listRows: { maxOffset: 3, maxPage: 2 } } };
    answer = ({ query }) => ({ body: { data: rows(30).slice(Number(query['cursor']?.slice(2) ?? 0)), meta: {} } });
    expect(await collect(listRows(server.url, 'cursor', {}, {}, { config }))).toHaveLength(30);
    expect(listRows(server.url, 'offset', {}, { limits: { maxOffset: Infinity } }, { config }).plan().reachable).toBe(
      undefined,
    );
  });

  test.each([null, '', undefined, Number.NaN])('toArray({ max: %o })', async (max) => {
    const list = listRows(server.url, 'offset');
    await expect(list.toArray({ max: max as unknown as number })).rejects.toMatchObject({ code: 'INVALID_OPTION' });
  });

  test.each([Infinity, Number.NaN, 0, 2.5])('split(%s)', async (parts) => {
    await expect(listRows(server.url, 'offset').split(parts)).rejects.toMatchObject({ code: 'INVALID_OPTION' });
    expect(server.requests).toEqual([]);
  });
});
