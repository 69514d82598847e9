import { describe, expect, it } from 'vitest';
import { ClientCore, type ClientOptions } from '../../templates/runtime/client.js';
import { linkIn } from '../../templates/runtime/fields/link-in.js';
import { paginate } from '../../templates/runtime/paginator/paginate.js';
import { requestOfLink } from '../../templates/runtime/styles/link-request.js';
import { nextUrl } from '../../templates/runtime/styles/next-url.js';
import { jsonBody } from '../../templates/runtime/transport/bodies.js';
import { type Answer, listen, type RecordedRequest } from '../support/http.ts';
import { type Item, item, items, object, slice, testForm } from './form.ts';

// Forms whose next page is a link.

const integer = { type: 'integer' };
const string = { type: 'string' };
const uri = { type: 'string', format: 'uri-reference' };

/** Returns the page at `at`, and the URL of the next one. */
function follow(all: readonly Item[], { query, headers }: RecordedRequest, size: number, limit = 'limit') {
  const asked = Number(query.get(limit) ?? size);
  const { page, next, hasMore } = slice(all, Number(query.get('at') ?? 0), asked);
  const path = `/things?at=${next}&${limit}=${asked}`;
  return { page, path, url: `http://${headers.host}${path}`, hasMore };
}

testForm({
  name: 'OGC API Features: links with rel next',
  parameters: { limit: integer },
  schema: object({
    '!features': items,
    links: { type: 'array', items: object({ '!href': uri, rel: string, type: string }) },
  }),
  serve(all, request, size) {
    const { page, url, hasMore } = follow(all, request, size);
    const self = { rel: 'self', href: url, type: 'application/geo+json' };
    return { body: { features: page, links: hasMore ? [self, { rel: 'next', href: url }] : [self] } };
  },
});

testForm({
  name: 'FHIR: link with relation next',
  parameters: { _count: integer },
  itemOf: (entry) => (entry as { resource: unknown }).resource,
  schema: object({
    entry: { type: 'array', items: object({ fullUrl: string, resource: item }) },
    '!link': { type: 'array', items: object({ '!relation': string, '!url': uri }) },
    total: integer,
  }),
  // FHIR forbids empty arrays: a bundle without entries lacks the member.
  serve(all, request, size) {
    const { page, url, hasMore } = follow(all, request, size, '_count');
    const entry = page.map((resource) => ({ resource }));
    const link = [{ relation: 'self', url }, ...(hasMore ? [{ relation: 'next', url }] : [])];
    return { body: { ...(entry.length > 0 && { entry }), link, total: all.length } };
  },
});

const stacLink = object({
  '!rel': string,
  '!href': uri,
  method: string,
  body: { type: 'object' },
  merge: { type: 'boolean' },
});

testForm({
  name: 'STAC search: links with method, body and merge',
  method: 'post',
  body: object({ bbox: { type: 'array', items: { type: 'number' } }, limit: integer, token: string }),
  params: { body: { bbox: [0, 0, 1, 1] } },
  schema: object({ '!features': items, links: { type: 'array', items: stacLink } }),
  // The body of the link holds only the token; the search is sent again with it.
  serve(all, { body, headers }, size) {
    const { bbox, limit = size, token = 't0' } = (body ?? {}) as { bbox?: unknown; limit?: number; token?: string };
    if (bbox === undefined) return { status: 400, body: { error: 'bbox is missing' } };
    const { page, next, hasMore } = slice(all, Number(token.slice(1)), limit);
    const href = `http://${headers.host}/things`;
    const link = { rel: 'next', href, method: 'POST', body: { token: `t${next}` }, merge: true };
    return { body: { features: page, links: hasMore ? [link] : [] } };
  },
  withoutMock: 'its POST takes a token that the document does not declare as a position',
});

testForm({
  name: 'JSON:API: a link object',
  parameters: { 'page[size]': integer },
  schema: object({
    '!data': items,
    links: object({ next: { oneOf: [uri, object({ '!href': uri, meta: { type: 'object' } }), { type: 'null' }] } }),
  }),
  serve(all, request, size) {
    const { page, path, hasMore } = follow(all, request, size, 'page[size]');
    return { body: { data: page, links: { next: hasMore ? { href: path, meta: {} } : null } } };
  },
});

testForm({
  name: 'Confluence: _links.next below _links.base',
  parameters: { limit: integer },
  schema: object({ '!results': items, '!_links': object({ base: { type: 'string', format: 'uri' }, next: uri }) }),
  serve(all, request, size) {
    const { page, path, hasMore } = follow(all, request, size);
    const base = `http://${request.headers.host}`;
    return { body: { results: page, _links: { base, ...(hasMore && { next: path }) } } };
  },
});

testForm({
  name: 'HAL: _links.next.href',
  parameters: { size: integer },
  schema: object({
    _embedded: object({ things: items }),
    '!_links': object({ next: object({ '!href': uri }) }),
  }),
  // HAL omits _embedded if there is nothing in it.
  serve(all, request, size) {
    const { page, path, hasMore } = follow(all, request, size, 'size');
    const _links = hasMore ? { next: { href: path } } : {};
    return { body: { ...(page.length > 0 && { _embedded: { things: page } }), _links } };
  },
});

testForm({
  name: 'OData and Microsoft Graph: @odata.nextLink',
  parameters: { $top: integer },
  schema: object({ '!value': items, '@odata.nextLink': string }),
  serve(all, request, size) {
    const { page, url, hasMore } = follow(all, request, size, '$top');
    return { body: { value: page, ...(hasMore && { '@odata.nextLink': url }) } };
  },
});

testForm({
  name: 'GitHub and Shopify: the header Link',
  parameters: { per_page: integer },
  headers: { Link: string },
  schema: items,
  serve(all, request, size) {
    const { page, url, hasMore } = follow(all, request, size, 'per_page');
    const first = `<${url.split('?')[0]}>; rel="first"`;
    return { headers: { Link: hasMore ? `<${url}>; rel="next", ${first}` : first }, body: page };
  },
});

testForm({
  name: 'Twilio: next_page_uri, relative to the host',
  parameters: { PageSize: integer },
  schema: object({ '!calls': items, next_page_uri: { type: ['string', 'null'] } }),
  serve(all, request, size) {
    const { page, path, hasMore } = follow(all, request, size, 'PageSize');
    return { body: { calls: page, next_page_uri: hasMore ? path : null } };
  },
});

testForm({
  name: 'Trino: nextUri, and pages without data',
  schema: object({ '!id': string, data: items, nextUri: uri }),
  // The first answers say only that the query runs.
  serve(all, { query, headers }, size) {
    const turn = Number(query.get('turn') ?? 0);
    const { page, hasMore } = slice(all, (turn - 2) * size, size);
    const nextUri = `http://${headers.host}/things?turn=${turn + 1}`;
    const rows = turn < 2 ? [] : page;
    return { body: { id: 'q1', ...(rows.length > 0 && { data: rows }), ...((turn < 2 || hasMore) && { nextUri }) } };
  },
  withoutMock: 'it has no pages without items',
});

testForm({
  name: 'A link that is false on the last page',
  parameters: { limit: integer },
  schema: object({ '!data': items, links: object({ next: { type: ['string', 'boolean'] } }) }),
  serve(all, request, size) {
    const { page, url, hasMore } = follow(all, request, size);
    return { body: { data: page, links: { next: hasMore ? url : false } } };
  },
});

testForm({
  name: 'Amadeus: meta.links.next',
  parameters: { 'page[limit]': integer },
  schema: object({ '!data': items, meta: object({ count: integer, links: object({ self: uri, next: uri }) }) }),
  serve(all, request, size) {
    const { page, url, hasMore } = follow(all, request, size, 'page[limit]');
    return { body: { data: page, meta: { count: all.length, links: { self: url, ...(hasMore && { next: url }) } } } };
  },
});

describe('a link with a method and a body of its own', () => {
  async function walk(links: (request: RecordedRequest, origin: string) => unknown[], config: ClientOptions = {}) {
    const other = await listen(({ body }) => ({ body: { data: [{ body }], links: [] } }));
    const server = await listen((request): Answer => {
      return { body: { data: [{ body: request.body }], links: links(request, other.url) } };
    });
    const select = { where: { rel: 'next' }, url: '/href', method: '/method', body: '/body', merge: '/merge' };
    const strategy = nextUrl({
      response: { items: '/data', nextUrl: linkIn('/links', select), linkRequest: requestOfLink },
    });
    const operation = { name: 'search', method: 'POST', path: '/search', body: jsonBody('application/json') };
    const client = new ClientCore({ baseUrl: server.url }, { retry: false, ...config });
    const list = paginate<{ body: unknown }, unknown>(client, operation, { body: { q: 1, limit: 2 } }, {}, [strategy]);
    const seen: unknown[] = [];
    let error: unknown;
    try {
      for await (const { body } of list) seen.push(body);
    } catch (failure) {
      error = failure;
    }
    const checkpoint = list.checkpoint();
    await Promise.all([server.close(), other.close()]);
    return {
      seen,
      error,
      checkpoint,
      methods: server.requests.map(({ method }) => method),
      others: other.requests.length,
    };
  }
  const next = (more: object) => (request: RecordedRequest) =>
    request.url === '/b' ? [] : [{ rel: 'next', href: '/b', ...more }];

  it.each([
    [
      'replaces the body of the operation',
      { method: 'POST', body: { token: 't' } },
      [{ q: 1, limit: 2 }, { token: 't' }],
    ],
    [
      'completes it with merge',
      { method: 'post', body: { limit: 5, token: 't' }, merge: true },
      [
        { q: 1, limit: 2 },
        { q: 1, limit: 5, token: 't' },
      ],
    ],
    ['has none with GET', { method: 'GET', body: { token: 't' } }, [{ q: 1, limit: 2 }, undefined]],
  ])('%s', async (_, link, bodies) => {
    const { seen, error } = await walk(next(link));
    expect(error).toBeUndefined();
    expect(seen).toEqual(bodies);
  });

  it.each([
    ['another method', { method: 'DELETE' }, 'the method "DELETE"; expected GET or POST'],
    ['no URL', { href: undefined }, 'expected a URL, as text, at body#/links'],
  ])('is an error with %s', async (_, link, message) => {
    const { error, methods } = await walk(next(link));
    expect(String(error)).toContain(message);
    expect(methods).toEqual(['POST']);
  });

  it('is a loop only if URL, method and body are the same', async () => {
    const token = ({ body }: RecordedRequest) => Number((body as { token?: number }).token ?? 0);
    const { seen, error } = await walk((request) =>
      token(request) < 3 ? [{ rel: 'next', href: '/search', method: 'POST', body: { token: token(request) + 1 } }] : [],
    );
    expect(error).toBeUndefined();
    expect(seen).toHaveLength(4);
    const stuck = await walk(() => [{ rel: 'next', href: '/search', method: 'POST', body: { token: 1 } }]);
    expect(stuck.error).toMatchObject({ code: 'PAGINATION_LOOP' });
  });

  it('sends a body to another origin only if that may see credentials', async () => {
    let origin = '';
    const away = (_: RecordedRequest, other: string) => {
      origin = other;
      return [{ rel: 'next', href: `${other}/b`, method: 'POST', body: { token: 't' } }];
    };
    const refused = await walk(away, { allowedOrigins: ['http://127.0.0.1:1'] });
    expect(refused.error).toMatchObject({ code: 'PAGINATION_ORIGIN' });
    expect(refused.others).toBe(0);
    expect(origin).toMatch(/^http/);
  });
});
