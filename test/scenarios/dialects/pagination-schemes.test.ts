import { expect, it } from 'vitest';
import { listen } from '../../support/http.ts';
import { clientOf, document, ITEMS, LIST, NUMBER, object, operation, pageFrom, query, TEXT, walk } from './walk.ts';

it('sends a cursor in the body, as an overlay for a search declares it', async () => {
  const { items, requests, codes } = await walk(
    document(
      {
        '/search': {
          post: operation(
            object({ results: LIST, next_cursor: { type: ['string', 'null'] }, has_more: { type: 'boolean' } }),
            {
              'x-pagination': [{ scheme: 'bodyCursor' }],
              requestBody: {
                content: {
                  'application/json': { schema: object({ query: TEXT, start_cursor: TEXT, page_size: NUMBER }) },
                },
              },
            },
          ),
        },
      },
      {
        components: {
          paginationSchemes: {
            bodyCursor: {
              type: 'pageToken',
              request: { bodyFields: { start_cursor: { role: 'pageToken' }, page_size: { role: 'pageSize' } } },
              response: { envelope: { itemsField: 'results' }, bodyFields: { next_cursor: { role: 'nextPageToken' } } },
            },
          },
        },
      },
    ),
    ({ body }) => {
      const { page, next } = pageFrom(Number((body as { start_cursor?: string }).start_cursor ?? 0), 3);
      return {
        body: { results: page, next_cursor: next === undefined ? null : String(next), has_more: next !== undefined },
      };
    },
    { params: { body: { query: 'q' } } },
  );
  expect(codes).toEqual([]);
  expect(items).toEqual(ITEMS);
  expect(requests).toEqual(['POST /search {"query":"q"}', 'POST /search {"query":"q","start_cursor":"3"}']);
});

it('finds the scheme of an operation that names none by its parameters', async () => {
  const list = (): object => ({ parameters: [query('q'), query('limit', NUMBER), query('offset', NUMBER)] });
  const { items, requests } = await walk(
    document(
      {
        '/gifs/search': {
          get: operation(
            object({ data: LIST, pagination: object({ total_count: NUMBER, count: NUMBER, offset: NUMBER }) }),
            list() as { parameters: [] },
          ),
        },
      },
      {
        components: {
          paginationSchemes: {
            offset: {
              type: 'offset',
              request: { queryParameters: { limit: { role: 'pageSize' }, offset: { role: 'offset' } } },
              response: {
                envelope: { itemsField: 'data' },
                bodyFields: {
                  'pagination.total_count': { role: 'totalCount' },
                  'pagination.offset': { role: 'offset' },
                },
              },
            },
          },
        },
      },
    ),
    ({ query: sent }) => {
      const offset = Number(sent.get('offset') ?? 0);
      const { page } = pageFrom(offset, 3);
      return { body: { data: page, pagination: { total_count: ITEMS.length, count: page.length, offset } } };
    },
    { params: { q: 'cat' } },
  );
  expect(items).toEqual(ITEMS);
  expect(requests.slice(0, 2)).toEqual(['GET /gifs/search?q=cat', 'GET /gifs/search?q=cat&offset=3']);
});

it('goes back with the parameter that is for the page before', async () => {
  const { module, codes } = await clientOf(
    document(
      {
        '/items': {
          get: operation(object({ items: LIST, next: TEXT, previous: TEXT }), {
            'x-pagination': [{ scheme: 'cursor' }],
            parameters: [query('after'), query('before')],
          }),
        },
      },
      {
        components: {
          paginationSchemes: {
            cursor: {
              type: 'pageToken',
              request: { queryParameters: { after: { role: 'pageToken' }, before: { role: 'previousPageToken' } } },
              response: {
                envelope: { itemsField: 'items' },
                bodyFields: { next: { role: 'nextPageToken' }, previous: { role: 'previousPageToken' } },
              },
            },
          },
        },
      },
    ),
  );
  expect(codes).toEqual([]);
  const server = await listen(({ query: sent }) => {
    const before = sent.get('before');
    const start = before === null ? Number(sent.get('after') ?? 0) : Number(before) - 2;
    const { page, next } = pageFrom(start);
    const previous = start > 0 ? { previous: String(start) } : {};
    return { body: { items: page, ...(next !== undefined && { next: String(next) }), ...previous } };
  });
  const first = await module.list!(module.createClient({ baseUrl: server.url }), {});
  const second: object = await first.next();
  if (!leadsBack(second)) throw new Error('The page does not lead back.');
  expect((await second.previous()).items).toEqual(ITEMS.slice(0, 2));
  expect(server.requests.map(({ url }) => url)).toEqual(['/items', '/items?after=2', '/items?before=2']);
  await server.close();
});

interface TwoWayPage {
  previous(): Promise<{ readonly items: readonly unknown[] }>;
}

function leadsBack(page: object): page is TwoWayPage {
  return 'previous' in page;
}
