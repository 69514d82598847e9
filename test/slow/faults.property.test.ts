import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ClientCore, type ClientOptions } from '../../templates/runtime/client.js';
import type { ClientError } from '../../templates/runtime/errors.js';
import type { Checkpoint } from '../../templates/runtime/paginator/checkpoint.js';
import { PaginationOriginError } from '../../templates/runtime/paginator/errors.js';
import { type Paginator, paginate } from '../../templates/runtime/paginator/paginate.js';
import { carryQuery } from '../../templates/runtime/styles/carry-query.js';
import { cursor } from '../../templates/runtime/styles/cursor.js';
import { linkHeader } from '../../templates/runtime/styles/link-header.js';
import { nextUrl } from '../../templates/runtime/styles/next-url.js';
import { apiKeyInHeader } from '../../templates/runtime/transport/credentials.js';
import { type Fault, type FaultServer, type Reply, type SeenRequest, serve } from '../support/fault-server.ts';
import {
  answerList,
  collect,
  listRows,
  operationOf,
  type Row,
  rows,
  STYLES,
  windows,
  windowsDown,
  withLimit,
} from '../support/lists.ts';
import { asked, behaviour, lookahead, optionsFor, runs, stored, walkOn } from '../support/properties.ts';

let answer: (request: SeenRequest, index: number) => Reply = () => ({ status: 500 });
let server: FaultServer;
/** Another origin, which answers lists too and records what it is sent. */
let other: FaultServer;
beforeAll(async () => {
  server = await serve((request, index) => answer(request, index));
  other = await serve((request) => answerList(rows(40), {}, request));
});
beforeEach(() => {
  server.requests.length = 0;
  other.requests.length = 0;
});
afterAll(() => Promise.all([server.close(), other.close()]));

const stops = fc.array(fc.nat(25), { maxLength: 6 });

type Trouble = Fault | 'no-items' | 'slow';
/** One answer that is not what it should be, or is late. */
const trouble: fc.Arbitrary<Trouble> = fc.constantFrom<Trouble>(
  ...(['reset', 'reset-in-body', 'truncated', 'html', 'no-content', 'no-items', 'slow', 'slow-body'] as const),
  ...[408, 500, 502, 503, 504].map((status) => ({ status })),
  // An expired cursor, a token that ran out, and a refusal of no known kind.
  ...[410, 401, 403].map((status) => ({ status })),
  ...['0', new Date(0).toUTCString(), 'soon'].map((wait) => ({ status: 429, headers: { 'retry-after': wait } })),
  { status: 429, headers: { ratelimit: 'limit=10, remaining=0, reset=0' } },
  { status: 429, headers: { 'x-ratelimit-reset': '1000000001' } },
);
const troubles = fc.array(fc.option(trouble, { nil: undefined, freq: 2 }), { maxLength: 12 });

function troubled(reply: Reply, fault: Trouble | undefined): Reply {
  if (fault === 'slow') return { ...reply, delay: 3 };
  if (fault === 'no-items') return { ...reply, body: { meta: (reply.body as { meta: unknown }).meta } };
  return { ...reply, fault };
}

const retry = fc.record({ attempts: fc.integer({ min: 0, max: 2 }), maxWait: fc.constant(0) });

describe('whatever goes wrong on the way, and wherever the walk is left', () => {
  test('the parts that were returned are the list', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...STYLES),
        fc.integer({ min: 0, max: 40 }),
        behaviour,
        asked,
        lookahead,
        troubles,
        stops,
        retry,
        async (kind, count, how, limit, ahead, plan, leave, config) => {
          let served = 0;
          answer = (request) => troubled(answerList(rows(count), how, request), plan[served++]);
          const walked = await walkOn(
            (resume) =>
              listRows(
                server.url,
                kind,
                withLimit(kind, limit),
                { ...optionsFor(kind, ahead), resume },
                { config: { retry: config } },
              ),
            { stops: leave },
          );
          expect(walked).toEqual(rows(count));
        },
      ),
      runs(200),
    );
  });

  test('past ceilings by windows, upwards and downwards', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('offset' as const, 'page' as const),
        fc.boolean(),
        fc.integer({ min: 0, max: 70 }),
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 1, max: 6 }),
        lookahead,
        troubles,
        stops,
        fc.integer({ min: 12, max: 30 }),
        async (kind, down, count, ties, limit, ahead, plan, leave, maxResults) => {
          const all = down ? rows(count, ties).reverse() : rows(count, ties);
          let served = 0;
          answer = (request) => {
            const { offset = '0', page = '1', limit: size = '5' } = request.query;
            const end = kind === 'offset' ? Number(offset) + Number(size) : Number(page) * Number(size);
            if (end > maxResults) return { status: 422, body: { error: `${end} is beyond ${maxResults}` } };
            return troubled(answerList(all, { size: 5 }, request), plan[served++]);
          };
          const settings = {
            limits: { maxResults },
            extra: { deep: down ? windowsDown : windows },
            config: { retry: { attempts: 1, maxWait: 0 } },
          };
          const walked = await walkOn(
            (resume) => listRows(server.url, kind, { limit }, { ...ahead, resume }, settings),
            { stops: leave },
          );
          expect(walked).toEqual(all);
        },
      ),
      runs(200),
    );
  });

  test('the parts of a split walk, each with faults of its own, are the list', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('offset' as const, 'page' as const),
        fc.boolean(),
        fc.integer({ min: 0, max: 70 }),
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 1, max: 7 }),
        lookahead,
        troubles,
        stops,
        async (kind, deep, count, ties, limit, parts, ahead, plan, leave) => {
          const all = rows(count, ties);
          const says = { total: true };
          answer = (request) => answerList(all, { says }, request);
          const settings = {
            config: { retry: { attempts: 1, maxWait: 0 } },
            ...(deep && { limits: { maxResults: 18 }, extra: { deep: windows } }),
          };
          const cut = (await listRows(server.url, kind, { limit }, {}, settings).split(parts)).map(stored);
          let served = 0;
          answer = (request) => troubled(answerList(all, { says }, request), plan[served++]);
          const walked: Row[] = [];
          for (const resume of cut) {
            const start = (from = resume) =>
              listRows(server.url, kind, { limit }, { ...ahead, resume: from }, settings);
            walked.push(...(await walkOn(start, { resume, stops: leave })));
          }
          expect(walked).toEqual(all);
        },
      ),
      runs(100),
    );
  });
});

describe('while the list changes', () => {
  test('items added behind the end: nothing of the old is lost, nothing comes twice', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...STYLES),
        fc.integer({ min: 0, max: 30 }),
        behaviour,
        asked,
        lookahead,
        fc.array(fc.nat(4), { maxLength: 10 }),
        stops,
        fc.boolean(),
        async (kind, count, how, limit, ahead, added, leave, declares) => {
          const limits = declares ? { maxLimit: 15, defaultLimit: how.size ?? 10 } : {};
          let size = count;
          let served = 0;
          answer = (request) => {
            size += added[served++] ?? 0;
            return answerList(rows(size), how, request);
          };
          const options = optionsFor(kind, ahead);
          const walked = await walkOn(
            (resume) => listRows(server.url, kind, withLimit(kind, limit), { ...options, resume }, { limits }),
            { stops: leave },
          );
          expect(walked.slice(0, count)).toEqual(rows(count));
          // Under page numbers, a first page that is shorter than asked for looks like one of a server that caps its
          // pages, unless the document declares that it does not.
          const isFirstShort =
            kind === 'page' && !declares && count < Math.min(limit ?? how.size ?? 10, how.cap ?? Infinity);
          if (isFirstShort)
            expect(walked.map(({ id }) => id)).toEqual([...new Set(walked.map(({ id }) => id))].sort((a, b) => a - b));
          else expect(walked).toEqual(rows(walked.length));
        },
      ),
      runs(100),
    );
  });

  test('items added behind the end of a list with windows: the same', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('offset' as const, 'page' as const),
        fc.integer({ min: 0, max: 70 }),
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 1, max: 6 }),
        lookahead,
        fc.array(fc.nat(4), { maxLength: 12 }),
        stops,
        fc.integer({ min: 14, max: 30 }),
        fc.boolean(),
        async (kind, count, ties, limit, ahead, added, leave, maxResults, declares) => {
          // A first page that is shorter than asked for looks like one of a server that caps its pages.
          fc.pre(kind === 'offset' || declares || count >= limit);
          let size = count;
          let served = 0;
          answer = (request) => {
            const { offset = '0', page = '1', limit: asked } = request.query;
            const end = kind === 'offset' ? Number(offset) + Number(asked) : Number(page) * Number(asked);
            if (end > maxResults) return { status: 422, body: { error: `${end} is beyond ${maxResults}` } };
            size += added[served++] ?? 0;
            return answerList(rows(size, ties), {}, request);
          };
          const settings = { limits: { maxResults, ...(declares && { maxLimit: 6 }) }, extra: { deep: windows } };
          const walked = await walkOn(
            (resume) => listRows(server.url, kind, { limit }, { ...ahead, resume, deep: true }, settings),
            { stops: leave },
          );
          expect(walked.slice(0, count)).toEqual(rows(count, ties));
          expect(walked).toEqual(rows(walked.length, ties));
        },
      ),
      runs(100),
    );
  });

  test('items put in front of an offset list: with dedupe, the same', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 40 }),
        fc.integer({ min: 2, max: 10 }),
        fc.integer({ min: 0, max: 3 }),
        fc.array(fc.nat(9), { maxLength: 10 }),
        async (count, limit, prefetch, added) => {
          let newest = 0;
          let given = 1;
          let served = 0;
          answer = (request) => {
            // Fewer than the page before held: as many would be that page served twice.
            newest -= (added[served++] ?? 0) % given;
            const fresh = Array.from({ length: -newest }, (_, index) => ({ id: newest + index + 1, at: 0 }));
            const reply = answerList([...fresh, ...rows(count)], {}, request);
            given = Math.max(1, (reply.body as { data: Row[] }).data.length);
            return reply;
          };
          const ids = (await collect(listRows(server.url, 'offset', { limit }, { prefetch, dedupe: true }))).map(
            ({ id }) => id,
          );
          expect(new Set(ids).size).toBe(ids.length);
          expect(ids.filter((id) => id > 0)).toEqual(rows(count).map(({ id }) => id));
        },
      ),
      runs(100),
    );
  });

  test('totals that are wrong and change with every answer', async () => {
    const number = fc.option(fc.integer({ min: -1, max: 60 }), { nil: null });
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...STYLES),
        fc.integer({ min: 0, max: 40 }),
        fc.integer({ min: 1, max: 12 }),
        lookahead,
        fc.array(fc.tuple(number, number), { minLength: 1, maxLength: 12 }),
        stops,
        async (kind, count, limit, ahead, totals, leave) => {
          let served = 0;
          answer = (request) => {
            const { body, ...reply } = answerList(rows(count), {}, request);
            const { data, meta } = body as { data: Row[]; meta: object };
            const [total, pages] = totals[served++ % totals.length] as [number | null, number | null];
            return { ...reply, body: { data, meta: { ...meta, total, total_pages: pages } } };
          };
          const options = optionsFor(kind, ahead);
          const walked = await walkOn(
            (resume) => listRows(server.url, kind, withLimit(kind, limit), { ...options, resume }),
            { stops: leave },
          );
          expect(walked).toEqual(rows(count));
        },
      ),
      runs(100),
    );
  });
});

describe('cursors', () => {
  /** A list whose pages of one item are named by the cursors, in their order. */
  async function walked(style: 'body' | 'json' | 'query', cursors: readonly unknown[]): Promise<unknown[]> {
    answer = ({ query, body }) => {
      const sent = style === 'body' ? (body as { cursor?: unknown } | undefined)?.cursor : query['cursor'];
      const names = cursors.map((value) => (style === 'query' ? String(value) : JSON.stringify(value)));
      const name = style === 'body' && sent !== undefined ? JSON.stringify(sent) : sent;
      const index = name === undefined ? 0 : names.indexOf(name as string) + 1;
      if (name !== undefined && index === 0) return { status: 400, body: { error: `no cursor ${name}` } };
      return { body: { data: [{ id: index }], next: cursors[index] ?? null } };
    };
    const [parameter] = operationOf('cursor').parameters?.filter(({ name }) => name === 'cursor') ?? [];
    const operation = {
      name: 'listThings',
      method: style === 'body' ? 'POST' : 'GET',
      path: '/',
      parameters: parameter === undefined ? [] : [{ ...parameter, ...(style === 'json' && { json: true as const }) }],
    };
    const strategy = cursor({
      style: style === 'body' ? 'cursor-body' : 'cursor-query',
      request: { cursor: style === 'body' ? '/body/cursor' : '/cursor' },
      response: { items: '/data', nextCursor: '/next', end: [] },
    });
    const client = new ClientCore({ baseUrl: server.url });
    const list = paginate<{ id: number }, unknown>(client, operation, {}, {}, [strategy]);
    return (await collect(list)).map(({ id }) => id);
  }

  const safe = (value: unknown): boolean =>
    typeof value === 'number'
      ? !Object.is(value, -0) && (Number.isSafeInteger(value) || !Number.isInteger(value))
      : typeof value !== 'object' || value === null || Object.values(value).every(safe);
  const scalar = fc.oneof(
    fc.string({ unit: 'binary' }).filter((text) => !/\p{Cs}/u.test(text)),
    fc.constantFrom('', '0', 'a&b=c+d e/%2F#?', 'é', '"', ',', '9007199254740993', '00012', 'null'),
    fc.maxSafeInteger(),
    fc.double({ noNaN: true, noDefaultInfinity: true }).filter(safe),
    fc.boolean(),
  );
  const json = fc.oneof(
    scalar,
    fc.array(fc.oneof(scalar, fc.constant(null)), { maxLength: 4 }),
    fc.jsonValue({ maxDepth: 2 }),
  );

  test.each(['body', 'json', 'query'] as const)('of every JSON type go back as they came: %s', async (style) => {
    const value = (style === 'query' ? scalar : json).filter((each) => each !== null && safe(each));
    const selector = (each: unknown): string => (style === 'query' ? String(each) : JSON.stringify(each));
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(value, { minLength: 1, maxLength: 5, selector }), async (cursors) => {
        expect(await walked(style, cursors)).toEqual([...cursors, null].map((_, index) => index));
      }),
      runs(100),
    );
  });
});

describe('links', () => {
  const schemes = { key: apiKeyInHeader('X-Api-Key') };
  const secrets = { auth: { key: 'secret-key' }, headers: { 'X-Mine': 'secret-header' }, retry: false } as const;

  function list(style: 'next' | 'link', resume?: Checkpoint, config: ClientOptions = {}): Paginator<Row> {
    const client = new ClientCore({ baseUrl: server.url, schemes }, { ...secrets, ...config });
    const operation = { ...operationOf(style), security: [['key']] };
    const request = { limit: '/limit', carry: carryQuery(['limit']) };
    const strategy =
      style === 'next'
        ? nextUrl({ request, response: { items: '/data', nextUrl: '/meta/next' } })
        : linkHeader({ request, response: { items: '/data' } });
    return paginate<Row, unknown>(client, operation, { limit: 7 }, { resume }, [strategy]);
  }

  /** The next link of an answer, written in another way. */
  function rewritten(reply: Reply, write: (link: URL) => string): Reply {
    const { data, meta } = reply.body as { data: Row[]; meta: { next?: string | null } };
    const link = meta.next ?? /<(.*)>/.exec(reply.headers?.['link'] ?? '')?.[1];
    if (link === undefined || link === null) return reply;
    const text = write(new URL(link, server.url));
    if (meta.next) return { body: { data, meta: { ...meta, next: text } } };
    return { ...reply, headers: { link: `<${text}>; rel="prev next"` } };
  }

  const forms: Readonly<Record<string, (link: URL) => string>> = {
    absolute: (link) => link.href,
    'path-absolute': (link) => link.pathname + link.search,
    'scheme-relative': (link) => `//${link.host}${link.pathname}${link.search}`,
    'query alone': (link) => link.search,
    'with user information': (link) => link.href.replace('://', '://user:pass@'),
    'with a fragment': (link) => `${link.href}#top`,
    'without the page size': (link) => `${link.pathname}?at=${link.searchParams.get('at')}`,
    'with a parameter twice': (link) => `${link.pathname}${link.search}&filter=a&filter=b%26c`,
  };
  const away: Readonly<Record<string, (link: URL) => string>> = {
    'another port': (link) => `${other.url}${link.pathname}${link.search}`,
    'another host': (link) => other.url.replace('127.0.0.1', 'localhost') + link.pathname + link.search,
    'another scheme': (link) => link.href.replace('http:', 'https:'),
    'another port behind user information': (link) => {
      const { host } = new URL(server.url);
      return `${other.url.replace('://', `://${host}@`)}${link.pathname}${link.search}`;
    },
    'a scheme that is no HTTP': (link) => `ftp://${link.host}${link.pathname}${link.search}`,
  };
  const style = fc.constantFrom('next' as const, 'link' as const);

  test('in any form lead on, with the credentials', async () => {
    const form = fc.constantFrom(...Object.keys(forms));
    await fc.assert(
      fc.asyncProperty(
        style,
        fc.integer({ min: 0, max: 40 }),
        fc.array(form, { minLength: 1 }),
        async (on, count, as) => {
          server.requests.length = 0;
          let served = 0;
          answer = (request) =>
            rewritten(answerList(rows(count), {}, request), forms[as[served++ % as.length] as string] as never);
          expect(await collect(list(on))).toEqual(rows(count));
          for (const { headers, query, search } of server.requests) {
            expect(headers).toMatchObject({ 'x-api-key': 'secret-key', 'x-mine': 'secret-header' });
            expect(headers['authorization']).toBeUndefined();
            expect(query['limit']).toBe('7');
            expect(search.match(/limit=/g)).toHaveLength(1);
          }
        },
      ),
      runs(100),
    );
  });

  test('to other origins are never requested; if the caller puts them on the API’s own, the walk goes on', async () => {
    const form = fc.constantFrom(...Object.keys(away));
    await fc.assert(
      fc.asyncProperty(style, fc.integer({ min: 8, max: 40 }), fc.nat(5), form, async (on, count, page, as) => {
        const wrong = page % Math.floor((count - 1) / 7);
        answer = (request) => {
          const reply = answerList(rows(count), {}, request);
          const index = Math.floor(Number(request.query['at'] ?? 0) / 7);
          return index === wrong ? rewritten(reply, away[as] as never) : reply;
        };
        const errors: ClientError[] = [];
        const start = (resume: Checkpoint | undefined) => list(on, resume, resume && { links: 'rebase' });
        expect(await walkOn(start, { errors })).toEqual(rows(count));
        expect(errors).toHaveLength(1);
        expect(errors[0]).toBeInstanceOf(PaginationOriginError);
        expect(errors[0]?.delivered).toBe((wrong + 1) * 7);
        expect(other.requests).toEqual([]);
      }),
      runs(60),
    );
  });

  test('and pages that redirect to another origin take no secret along', async () => {
    const status = fc.constantFrom(301, 302, 303, 307, 308);
    await fc.assert(
      fc.asyncProperty(style, status, fc.nat(5), fc.constantFrom('port', 'host'), async (on, code, page, to) => {
        other.requests.length = 0;
        const target = to === 'port' ? other.url : other.url.replace('127.0.0.1', 'localhost');
        answer = (request) => {
          const index = Math.floor(Number(request.query['at'] ?? 0) / 7);
          if (index !== page) return answerList(rows(40), {}, request);
          return { status: code, headers: { location: `${target}${request.path}${request.search}` } };
        };
        // Relative links start from where the redirect led, which is another origin.
        const strict = collect(list(on)).then(
          (all) => all,
          (error: unknown) => error,
        );
        const isLastPage = page === 5;
        if (isLastPage) expect(await strict).toEqual(rows(40));
        else expect(await strict).toMatchObject({ code: 'PAGINATION_ORIGIN', delivered: (page + 1) * 7 });
        expect(other.requests).toHaveLength(1);
        expect(await collect(list(on, undefined, { allowedOrigins: [target] }))).toEqual(rows(40));
        expect(JSON.stringify(other.requests)).not.toContain('secret');
      }),
      runs(60),
    );
  });
});
