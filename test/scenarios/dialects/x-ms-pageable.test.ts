import { expect, it } from 'vitest';
import { clientOf, document, ITEMS, LIST, object, operation, pageFrom, query, TEXT, walk } from './walk.ts';

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
