import { expect, it } from 'vitest';
import { type LocalServer, listen } from '../../support/http.ts';
import {
  clientOf,
  document,
  ITEMS,
  type JsonObject,
  LIST,
  object,
  operation,
  pageFrom,
  query,
  TEXT,
  walk,
} from './walk.ts';

it('follows absolute links as they are; names with dots are one name; an empty page with a link goes on', async () => {
  const paged = {
    'x-ms-pageable': { nextLinkName: 'odata.nextLink' },
    parameters: [query('api-version', TEXT, { required: true })],
  };
  const schema = object({ value: LIST, 'odata.nextLink': TEXT });
  const { items, requests, codes } = await walk(
    document({ '/applications': { get: operation(schema, paged) } }),
    ({ query: sent }, { url }) => {
      const start = sent.get('$skiptoken');
      if (start === null)
        return { body: { value: [], 'odata.nextLink': `${url}/applications?$skiptoken=0&api-version=2` } };
      const { page, next } = pageFrom(Number(start));
      return {
        body: { value: page, 'odata.nextLink': next && `${url}/applications?$skiptoken=${next}&api-version=2` },
      };
    },
    { params: { 'api-version': '1' } },
  );
  expect(codes).toEqual([]);
  expect(items).toEqual(ITEMS);
  expect(requests).toEqual([
    'GET /applications?api-version=1',
    'GET /applications?$skiptoken=0&api-version=2',
    'GET /applications?$skiptoken=2&api-version=2',
    'GET /applications?$skiptoken=4&api-version=2',
  ]);
});

it('posts first and gets what follows, by links that are absolute paths', async () => {
  const schema = object({ results: LIST, '@search.nextLink': TEXT });
  const body = { content: { 'application/json': { schema: object({ filter: TEXT }) } } };
  const paged = { 'x-ms-pageable': { nextLinkName: '@search.nextLink', itemName: 'results' }, requestBody: body };
  const { items, requests } = await walk(
    document({ '/search': { post: operation(schema, paged) } }),
    ({ query: sent }) => {
      const { page, next } = pageFrom(Number(sent.get('from') ?? 0), 3);
      return { body: { results: page, '@search.nextLink': next && `/api/search?from=${next}` } };
    },
    { params: { body: { filter: 'x' } }, base: '/api' },
  );
  expect(items).toEqual(ITEMS);
  expect(requests).toEqual(['POST /api/search {"filter":"x"}', 'GET /api/search?from=3']);
});

it('fetches what follows by another operation, whose path takes the link and which has its own constants', async () => {
  const schema = object({ value: LIST, 'odata.nextLink': TEXT });
  const tenant = { name: 'tenant', in: 'path', required: true, schema: TEXT } as const;
  const link = { name: 'nextLink', in: 'path', required: true, schema: TEXT, 'x-ms-skip-url-encoding': true } as const;
  const version = {
    name: 'api-version',
    in: 'query',
    required: true,
    schema: { type: 'string', enum: ['1.6'] },
  } as const;
  const { items, requests, codes } = await walk(
    document({
      '/{tenant}/users': {
        get: operation(schema, {
          'x-ms-pageable': { nextLinkName: 'odata.nextLink', operationName: 'Users_ListNext' },
          parameters: [tenant, query('$filter')],
        }),
      },
      '/{tenant}/{nextLink}': {
        get: { ...operation(schema, { parameters: [tenant, link, version] }), operationId: 'Users_ListNext' },
      },
    }),
    ({ query: sent }) => {
      const { page, next } = pageFrom(Number(sent.get('$skiptoken')?.replace(/\D/g, '') ?? 0));
      return { body: { value: page, 'odata.nextLink': next && `directoryObjects/$/Graph.User?$skiptoken=X'${next}'` } };
    },
    { params: { tenant: 'my org', $filter: 'f' } },
  );
  expect(codes).toEqual([]);
  expect(items).toEqual(ITEMS);
  expect(requests).toEqual([
    'GET /my org/users?$filter=f',
    "GET /my org/directoryObjects/$/Graph.User?$skiptoken=X'2'&api-version=1.6",
    "GET /my org/directoryObjects/$/Graph.User?$skiptoken=X'4'&api-version=1.6",
  ]);
});

it('has one page without a name of the link, so that the operation is an ordinary one', async () => {
  for (const block of [{ nextLinkName: null }, { nextLinkName: '' }, {}]) {
    const { module, codes } = await clientOf(
      document({ '/things': { get: operation(object({ value: LIST }), { 'x-ms-pageable': block }) } }),
    );
    expect(codes).toEqual([]);
    expect(Object.keys(module)).not.toContain('PaginationError');
  }
});

it('adds the version to links that lack it, and the parameters of an operation that takes no link', async () => {
  const schema = object({ value: LIST, nextLink: TEXT });
  const version = query('api-version', TEXT, { required: true });
  const { items, requests, codes } = await walk(
    document({
      '/things': {
        get: operation(schema, {
          'x-ms-pageable': { nextLinkName: 'nextLink', operationName: 'listNext' },
          parameters: [version, query('tenant'), query('filter')],
        }),
      },
      '/next': { get: { ...operation(schema, { parameters: [version, query('tenant')] }), operationId: 'listNext' } },
    }),
    ({ query: sent }) => {
      const { page, next } = pageFrom(Number(sent.get('skip') ?? 0), 3);
      return { body: { value: page, nextLink: next && `/next?skip=${next}` } };
    },
    { params: { 'api-version': '1', tenant: 't', filter: 'f' } },
  );
  expect(codes).toEqual([]);
  expect(items).toEqual(ITEMS);
  expect(requests).toEqual(['GET /things?api-version=1&tenant=t&filter=f', 'GET /next?skip=3&api-version=1&tenant=t']);
});

/** Links, and their paths and queries as a server sees them. A wrong encoding reaches another resource. */
const LINKS = [
  ["directoryObjects/$/Graph.User?$skiptoken=X'44537'", '/directoryObjects/$/Graph.User?$skiptoken=X%2744537%27'],
  ['a%2Fb/c%20d?token=x%2By%3D', '/a%2Fb/c%20d?token=x%2By%3D'],
  ['/items?x=1', '/items?x=1'],
  ['more items?q=a b', '/more%20items?q=a%20b'],
  ['gr\u00fcn?q=\u{1f600}', '/gr%C3%BCn?q=%F0%9F%98%80'],
  ['plus+sign?q=a+b', '/plus+sign?q=a+b'],
  ["users?$filter=a eq 'b'&c=[1]", '/users?$filter=a%20eq%20%27b%27&c=[1]'],
  ['items?path=/../up', '/items?path=/../up'],
  ['a:b@c;d,e!f*(g)', '/a:b@c;d,e!f*(g)'],
] as const;

const NEXT_LINK = {
  name: 'nextLink',
  in: 'path',
  required: true,
  schema: TEXT,
  'x-ms-skip-url-encoding': true,
} as const;
const TENANT = { name: 'tenant', in: 'path', required: true, schema: TEXT } as const;

/** Walks two pages with a link between them, and returns the URLs as they were sent. */
async function urlsOf(paths: JsonObject, link: string, params: object): Promise<string[]> {
  const { module, codes } = await clientOf(document(paths));
  expect(codes).toEqual([]);
  const server: LocalServer = await listen(() =>
    server.requests.length > 1
      ? { body: { value: ITEMS.slice(2) } }
      : { body: { value: ITEMS.slice(0, 2), 'odata.nextLink': link } },
  );
  try {
    const items: unknown[] = [];
    for await (const item of module.list!(module.createClient({ baseUrl: server.url }), params)) items.push(item);
    expect(items).toEqual(ITEMS);
    return server.requests.map(({ url }) => url);
  } finally {
    await server.close();
  }
}

it.each(LINKS)('puts a link into the path of the next operation as it is: %s', async (link, sent) => {
  const schema = object({ value: LIST, 'odata.nextLink': TEXT });
  const paged = { 'x-ms-pageable': { nextLinkName: 'odata.nextLink', operationName: 'listNext' } };
  const paths = {
    '/{tenant}/users': { get: operation(schema, { ...paged, parameters: [TENANT] }) },
    '/{tenant}/{nextLink}': {
      get: { ...operation(schema, { parameters: [TENANT, NEXT_LINK] }), operationId: 'listNext' },
    },
  };
  expect(await urlsOf(paths, link, { tenant: 'my/org' })).toEqual(['/my%2Forg/users', `/my%2Forg${sent}`]);
});

it.each(LINKS)('calls an operation that takes a link, and goes on with its links: %s', async (link, sent) => {
  const version = query('api-version', { type: 'string', enum: ['1.6'] }, { required: true });
  const schema = object({ value: LIST, 'odata.nextLink': TEXT });
  const paths = {
    '/{tenant}/{nextLink}': {
      get: operation(schema, {
        'x-ms-pageable': { nextLinkName: 'odata.nextLink', operationName: 'list' },
        parameters: [TENANT, NEXT_LINK, version],
      }),
    },
  };
  const urls = await urlsOf(paths, `second/${link.replace(/^\//, '')}`, {
    tenant: 'my/org',
    nextLink: link,
    'api-version': '1.6',
  });
  const tail = link.includes('?') ? '&api-version=1.6' : '?api-version=1.6';
  expect(urls).toEqual([`/my%2Forg${sent}${tail}`, `/my%2Forg/second${sent}${tail}`]);
});

it('sends values of other unencoded parameters as they are, in paths and queries', async () => {
  const scope = { name: 'scope', in: 'path', required: true, schema: TEXT, 'x-ms-skip-url-encoding': true } as const;
  const filter = query('$filter', TEXT, { 'x-ms-skip-url-encoding': true });
  const paths = {
    '/{scope}/locks': {
      get: operation(object({ value: LIST, nextLink: TEXT }), {
        'x-ms-pageable': { nextLinkName: 'nextLink' },
        parameters: [scope, filter, query('q')],
      }),
    },
  };
  const params = { scope: '/subscriptions/a b/groups/c%2Fd', $filter: "name eq 'x'&y", q: 'a/b&c' };
  const { module } = await clientOf(document(paths));
  const server = await listen(() => ({ body: { value: ITEMS } }));
  await module.list!(module.createClient({ baseUrl: server.url }), params);
  await server.close();
  expect(server.requests.map(({ url }) => url)).toEqual([
    '/subscriptions/a%20b/groups/c%2Fd/locks?%24filter=name%20eq%20%27x%27&y&q=a%2Fb%26c',
  ]);
});

it('refuses a link that leads out of its path', async () => {
  const { module } = await clientOf(
    document({ '/things/{nextLink}': { get: operation(object({ value: LIST }), { parameters: [NEXT_LINK] }) } }),
  );
  const client = module.createClient({ baseUrl: 'http://127.0.0.1:9' });
  for (const nextLink of ['../secret', 'a/%2E%2e/b', 'a/..?x=1', '.'])
    await expect(module.list!(client, { nextLink })).rejects.toMatchObject({ code: 'INVALID_PARAMETER' });
});

it('calls an operation whose path is a link as the link was returned', async () => {
  const link = { name: 'link', in: 'path', required: true, schema: TEXT, 'x-ms-skip-url-encoding': true } as const;
  const { items, requests } = await walk(
    document({
      '/things/{link}': {
        get: operation(object({ value: LIST, next: TEXT }), {
          'x-ms-pageable': { nextLinkName: 'next' },
          parameters: [link],
        }),
      },
    }),
    () => ({ body: { value: ITEMS } }),
    { params: { link: 'multiple/page?skip=2' } },
  );
  expect(items).toEqual(ITEMS);
  expect(requests).toEqual(['GET /things/multiple/page?skip=2']);
});
