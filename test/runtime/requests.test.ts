import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { call } from '../../templates/runtime/call.js';
import { ClientCore, type ClientOptions } from '../../templates/runtime/client.js';
import { ApiError, NetworkError, TimeoutError } from '../../templates/runtime/errors.js';
import { inPath } from '../../templates/runtime/parameters/path.js';
import { serverTemplate } from '../../templates/runtime/transport/client-state.js';
import {
  apiKeyInCookie,
  apiKeyInHeader,
  apiKeyInQuery,
  basic,
  bearer,
} from '../../templates/runtime/transport/credentials.js';
import { requestedWait } from '../../templates/runtime/transport/retry.js';
import { type FaultServer, type Reply, type SeenRequest, serve } from '../support/fault-server.ts';
import { answerList, collect, listRows, rows } from '../support/lists.ts';

let answer: (request: SeenRequest, index: number) => Reply;
let server: FaultServer;
beforeEach(async () => {
  server = await serve((request, index) => answer(request, index));
});
afterEach(() => server.close());

const schemes = {
  user: basic,
  token: bearer,
  header: apiKeyInHeader('X-Key'),
  query: apiKeyInQuery('key'),
  cookie: apiKeyInCookie('sid'),
};

function get(
  config: ClientOptions & { auth?: object | false } = {},
  security?: string[][],
  method = 'GET',
  options: object = {},
) {
  const client = new ClientCore({ baseUrl: server.url, schemes }, { retry: { attempts: 2, maxWait: 50 }, ...config });
  return call<{ ok: boolean }>(
    client,
    { name: 'getThing', method, path: '/thing', ...(security && { security }) },
    {},
    options,
  );
}

describe('retries', () => {
  test.each([408, 429, 500, 502, 503, 504])('%i is retried, then given up with the API’s answer', async (status) => {
    answer = (_, index) =>
      index < 2 ? { status, body: { wrong: status }, headers: { 'retry-after': '0' } } : { body: { ok: true } };
    expect(await get()).toEqual({ ok: true });
    answer = () => ({ status, body: { wrong: status }, headers: { 'retry-after': '0' } });
    const failure = await get().catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ApiError);
    expect(failure).toMatchObject({
      status,
      body: { wrong: status },
      request: { method: 'GET', url: `${server.url}/thing` },
    });
    expect(server.requests).toHaveLength(6);
  });

  test('other 4xx are not retried, nor is what is not idempotent; POST lists are, since they only read', async () => {
    answer = () => ({ status: 404, body: {} });
    await expect(get()).rejects.toMatchObject({ status: 404 });
    expect(server.requests).toHaveLength(1);
    answer = () => ({ status: 503, body: {}, headers: { 'retry-after': '0' } });
    await expect(get({}, undefined, 'POST')).rejects.toMatchObject({ status: 503 });
    expect(server.requests).toHaveLength(2);
    answer = (request, index) =>
      index === 2 ? { status: 503, headers: { 'retry-after': '0' } } : answerList(rows(5), {}, request);
    expect(await collect(listRows(server.url, 'body'))).toEqual(rows(5));
  });

  test.each(['reset', 'reset-in-body', 'truncated'] as const)('%s is retried, then a NetworkError', async (fault) => {
    answer = (_, index) => ({ body: { ok: true }, fault: index < 1 ? fault : undefined });
    expect(await get()).toEqual({ ok: true });
    answer = () => ({ body: { ok: true }, fault });
    await expect(get()).rejects.toBeInstanceOf(NetworkError);
  });

  test('HTML with status 200 is not a network fault: it is reported at once', async () => {
    answer = () => ({ fault: 'html' });
    await expect(get()).rejects.toMatchObject({ code: 'UNEXPECTED_CONTENT' });
    await expect(collect(listRows(server.url, 'offset'))).rejects.toMatchObject({ code: 'PAGINATION_PROTOCOL' });
    expect(server.requests).toHaveLength(2);
  });

  test('204 on a list is a protocol error', async () => {
    answer = () => ({ fault: 'no-content' });
    await expect(collect(listRows(server.url, 'offset'))).rejects.toMatchObject({ code: 'PAGINATION_PROTOCOL' });
  });

  test('a wait longer than maxWait is an error that says how long', async () => {
    answer = () => ({ status: 429, body: {}, headers: { 'retry-after': '3600' } });
    await expect(get()).rejects.toThrow(/answered 429, and asks to wait 3600 s, longer than retry.maxWait \(0.05 s\)/);
    expect(server.requests).toHaveLength(1);
  });

  test.each(['silence', 'stalled-body'] as const)(
    'timeouts hold for each attempt and are retried: %s',
    async (fault) => {
      answer = (_, index) => (index === 0 ? { body: { ok: true }, fault } : { body: { ok: true } });
      expect(await get({ timeout: 80 })).toEqual({ ok: true });
      answer = () => ({ body: { ok: true }, fault });
      await expect(get({ timeout: 50, retry: false })).rejects.toBeInstanceOf(TimeoutError);
    },
  );

  test('hooks see requests without credentials and may add headers', async () => {
    const seen: unknown[] = [];
    answer = (_, index) => (index === 0 ? { status: 500, headers: { 'retry-after': '0' } } : { body: { ok: true } });
    const hooks: NonNullable<ClientOptions['hooks']> = {
      onRequest: ({ url, headers, attempt }) => {
        seen.push(['request', url, headers.get('authorization'), attempt]);
        headers.set('X-Trace', 'abc');
      },
      onResponse: ({ status }) => void seen.push(['response', status]),
      onRetry: ({ attempt, wait }) => void seen.push(['retry', attempt, wait]),
    };
    await get({ hooks, auth: { token: 't', query: 'q' } }, [['token', 'query']]);
    const url = `${server.url}/thing`;
    expect(seen).toEqual([
      ['request', url, null, 1],
      ['response', 500],
      ['retry', 1, 0],
      ['request', url, null, 2],
      ['response', 200],
    ]);
    expect(server.requests[1]).toMatchObject({
      headers: { 'x-trace': 'abc', authorization: 'Bearer t' },
      search: '?key=q',
    });
  });
});

describe('the wait that an answer asks for', () => {
  const now = Date.parse('2026-01-01T00:00:00Z');
  test.each([
    [{ 'retry-after': '7' }, 7000],
    [{ 'retry-after': 'Thu, 01 Jan 2026 00:00:09 GMT' }, 9000],
    [{ 'retry-after': 'Thu, 01 Jan 2020 00:00:00 GMT' }, 0],
    [{ 'retry-after': '7', ratelimit: 'limit=100, remaining=50, reset=5' }, 7000],
    [{ ratelimit: 'limit=100, remaining=0, reset=5' }, 5000],
    [{ ratelimit: '"default";r=0;t=30' }, 30_000],
    [{ 'ratelimit-reset': '4' }, 4000],
    [{ 'x-ratelimit-reset': '3' }, 3000],
    [{ 'x-ratelimit-reset': String(now / 1000 + 12) }, 12_000],
    [{ 'retry-after': 'soon' }, undefined],
    [{}, undefined],
  ])('%o → %s', (headers, expected) => {
    expect(requestedWait(429, new Headers(headers as Record<string, string>), now)).toBe(expected);
  });

  test('a 429 holds back every request of the client', async () => {
    const times: number[] = [];
    let client: ClientCore;
    answer = (_, index) => {
      times.push(performance.now());
      return index === 0 ? { status: 429, headers: { ratelimit: 'reset=0.2' } } : { body: { ok: true } };
    };
    let first: Promise<unknown> = Promise.resolve();
    const ask = () => call(client, { name: 'x', method: 'GET', path: '/' }, {}, {});
    const isRefused = new Promise<void>((resolve) => {
      client = new ClientCore({ baseUrl: server.url }, { hooks: { onRetry: () => resolve() } });
      first = ask();
    });
    await isRefused;
    await Promise.all([first, ask(), ask()]);
    expect(Math.min(...times.slice(1)) - (times[0] as number)).toBeGreaterThan(150);
  });
});

describe('credentials', () => {
  beforeEach(() => {
    answer = () => ({ body: { ok: true } });
  });

  test('the first alternative that is fully supplied is used', async () => {
    await get({ auth: { token: 't' } }, [['user'], ['token']]);
    await get({ auth: { user: 'api_key', token: 't' } }, [['user'], ['token']]);
    await get({ auth: { user: { username: 'ü', password: 'p' } } }, [['user']]);
    const base64 = (text: string) => Buffer.from(text).toString('base64');
    expect(server.requests.map((request) => request.headers['authorization'])).toEqual([
      'Bearer t',
      `Basic ${base64('api_key:')}`,
      `Basic ${base64('ü:p')}`,
    ]);
  });

  test('header, query and cookie keys', async () => {
    await get({ auth: { header: 'h', query: 'q&', cookie: 'c d' } }, [['header', 'query', 'cookie']]);
    expect(server.requests[0]).toMatchObject({ search: '?key=q%26', headers: { 'x-key': 'h', cookie: 'sid=c%20d' } });
  });

  test('with none supplied the call fails before any request; anonymous access needs none', async () => {
    await expect(get({}, [['user'], ['token', 'header']])).rejects.toThrow(
      'getThing: needs credentials: supply auth.user, or auth.token and auth.header',
    );
    expect(server.requests).toEqual([]);
    expect(await get({}, [['user'], []])).toEqual({ ok: true });
  });

  test('auth: false sends none, since something else adds them', async () => {
    expect(await get({ auth: false, headers: { Cookie: 'session=1' } }, [['user'], ['token', 'header']])).toEqual({
      ok: true,
    });
    expect(server.requests[0]?.headers).toMatchObject({ cookie: 'session=1' });
    expect(server.requests[0]?.headers).not.toHaveProperty('authorization');
  });

  test('a function is asked for each request, and once more after a 401', async () => {
    let asked = 0;
    answer = (request) =>
      request.headers['authorization'] === 'Bearer 2' ? { body: { ok: true } } : { status: 401, body: {} };
    expect(await get({ auth: { token: async () => String(++asked) } }, [['token']])).toEqual({ ok: true });
    expect(asked).toBe(2);
    asked = 5;
    await expect(get({ auth: { token: () => String(++asked) } }, [['token']])).rejects.toMatchObject({ status: 401 });
    expect(asked).toBe(7);
    await expect(get({ auth: { token: 'fixed' } }, [['token']])).rejects.toMatchObject({ status: 401 });
    expect(server.requests).toHaveLength(5);
  });
});

describe('calls', () => {
  test('withResponse returns status and headers, and a failure that is handled once', async () => {
    answer = () => ({ status: 201, body: { ok: true }, headers: { 'x-id': '7' } });
    const { body, status, headers } = await get().withResponse();
    expect({ body, status, id: headers.get('x-id') }).toEqual({ body: { ok: true }, status: 201, id: '7' });
    answer = () => ({ status: 400, body: {} });
    await expect(get().withResponse()).rejects.toBeInstanceOf(ApiError);
  });

  test('an abort rejects with the reason of the signal, before and during the request', async () => {
    answer = () => ({ fault: 'silence' });
    const reason = { mine: true };
    await expect(get({}, undefined, 'GET', { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    expect(server.requests).toEqual([]);
    const control = new AbortController();
    setTimeout(() => control.abort(reason), 40);
    await expect(get({}, undefined, 'GET', { signal: control.signal })).rejects.toBe(reason);
  });

  test('maxConcurrency bounds the requests in flight over all calls of a client', async () => {
    answer = () => ({ body: { ok: true }, delay: 15 });
    const client = new ClientCore({ baseUrl: server.url }, { maxConcurrency: 3 });
    const ask = () => call(client, { name: 'x', method: 'GET', path: '/' }, {}, {});
    await Promise.all(Array.from({ length: 12 }, ask));
    expect(server.load.most).toBe(3);
  });

  test.each(['ftp://x.example', 'data:,x', 'javascript:1', 'http://user:S3CRET@x.example', 'https://S3CRET@x.example'])(
    'a base URL that no request can have, or that has credentials, is refused without quoting it: %s',
    async (baseUrl) => {
      const failed = call(new ClientCore({}, { baseUrl }), { name: 'x', method: 'GET', path: '/' }, {}, {});
      const error: unknown = await failed.catch((caught: unknown) => caught);
      expect(error).toMatchObject({
        code: 'INVALID_BASE_URL',
        message: 'x: baseUrl must be an http: or https: URL without credentials',
      });
      expect(JSON.stringify([error, (error as Error).stack])).not.toContain('S3CRET');
    },
  );

  test.each([
    ['/base/?', '/base/x'],
    ['/base?', '/base/x'],
    ['?tenant=1#top', '/x?tenant=1'],
    ['/base/?tenant=1', '/base/x?tenant=1'],
  ])('the query of a base URL follows the path: %s', async (end, expected) => {
    answer = () => ({ body: {} });
    await call(new ClientCore({}, { baseUrl: server.url + end }), { name: 'x', method: 'GET', path: '/x' }, {}, {});
    expect(server.requests.map(({ path, search }) => path + search)).toEqual([expected]);
  });

  test('a base URL that is none, and a path parameter that would climb, are told before any request', async () => {
    const client = new ClientCore({});
    await expect(call(client, { name: 'x', method: 'GET', path: '/' }, {}, {})).rejects.toMatchObject({
      code: 'INVALID_BASE_URL',
    });
    const operation = {
      name: 'x',
      method: 'GET',
      path: '/a/{id}/b',
      parameters: [{ name: 'id', in: inPath }],
    };
    const own = new ClientCore({ baseUrl: server.url });
    await expect(call(own, operation, { id: '..' }, {})).rejects.toMatchObject({ code: 'INVALID_PARAMETER' });
    await expect(call(own, operation, {}, {})).rejects.toThrow("x: the path parameter 'id' is missing");
    answer = () => ({ body: {} });
    await call(own, operation, { id: 'a/../b?c#d' }, {});
    expect(server.requests.map((request) => request.path)).toEqual(['/a/a%2F..%2Fb%3Fc%23d/b']);
  });

  test('servers with variables, and servers of an operation', async () => {
    answer = () => ({ body: {} });
    const { port } = new URL(server.url);
    const api = {
      baseUrl: serverTemplate('http://{host}:{port}/{version}', { host: '127.0.0.1', port, version: 'v1' }),
    };
    await call(new ClientCore(api), { name: 'x', method: 'GET', path: '/a' }, {}, {});
    await call(new ClientCore(api, { variables: { version: 'v2' } }), { name: 'x', method: 'GET', path: '/a' }, {}, {});
    await call(new ClientCore(api), { name: 'x', method: 'GET', path: '/a', server: `${server.url}/own/` }, {}, {});
    await call(
      new ClientCore(api, { baseUrl: server.url }),
      { name: 'x', method: 'GET', path: '/a', server: 'https://elsewhere.invalid' },
      {},
      {},
    );
    expect(server.requests.map((request) => request.path)).toEqual(['/v1/a', '/v2/a', '/own/a', '/a']);
  });
});
