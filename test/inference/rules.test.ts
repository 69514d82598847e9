import { describe, expect, it } from 'vitest';
import { infer } from '../../src/inference/infer.ts';
import { normalizeText } from '../model/normalize-text.ts';
import { type ListOptions, modelOf, proposed, type Short, thing } from './list-model.ts';

const param = (schema: object, description?: string) => ({
  param: { schema, ...(description !== undefined && { description }) } as never,
});

async function annotationOf(list: ListOptions) {
  return (await proposed(list))?.annotation;
}

describe('headers of the response', () => {
  const page = { query: { page: 'integer', per_page: 'integer' }, response: [thing] } satisfies ListOptions;

  it.each([
    ['X-Total-Count', { total: '$response.header.X-Total-Count' }],
    ['X-Total-Pages', { totalPages: '$response.header.X-Total-Pages' }],
    ['Content-Range', { total: '$response.header.Content-Range' }],
    ['X-RateLimit-Total', {}],
  ])('are read: %s', async (header, expected) => {
    const annotation = await annotationOf({ ...page, headers: { [header]: 'A number.' } });
    expect(annotation?.response).toEqual({ items: '$response.body', ...expected });
  });

  it('make a page number win over the Link header if they have a total', async () => {
    const headers = { Link: 'Links to further pages', 'X-Total-Count': 'All items' };
    expect((await annotationOf({ ...page, headers }))?.style).toBe('page');
  });

  it('give a token to a parameter with a vague name', async () => {
    const list = { query: { token: 'string', limit: 'integer' }, response: [thing] } satisfies ListOptions;
    expect(await annotationOf({ ...list, headers: { 'next-token': 'Token of the next page' } })).toMatchObject({
      style: 'cursor-query',
      request: { cursor: 'token', limit: 'limit' },
      response: { items: '$response.body', nextCursor: '$response.header.next-token' },
    });
    expect(await annotationOf(list)).toBeUndefined();
  });

  it('give the URL of the next page', async () => {
    const headers = { 'X-Next-Page-Url': 'The next page' };
    expect(await annotationOf({ query: { limit: 'integer' }, response: [thing], headers })).toMatchObject({
      style: 'next-url',
      response: { nextUrl: '$response.header.X-Next-Page-Url' },
    });
  });
});

describe('positions', () => {
  it('may be in an object that filters the list', async () => {
    const schema = { type: 'object', properties: { limit: { type: 'integer' }, offset: { type: 'integer' } } };
    const filter = { param: { style: 'deepObject', explode: true, schema } };
    const list: ListOptions = { query: { filter }, response: [thing] };
    expect((await annotationOf(list))?.request).toEqual({ offset: 'filter[offset]', limit: 'filter[limit]' });
  });

  it('are named if they are inside a JSON value', async () => {
    const schema = { type: 'object', properties: { limit: { type: 'integer' }, offset: { type: 'integer' } } };
    const { model } = await normalizeText(
      JSON.stringify({
        openapi: '3.0.3',
        info: { title: 'T', version: '1' },
        paths: {
          '/things/{id}': {
            get: {
              parameters: [
                { name: 'id', in: 'path', required: true, schema: { type: 'string' } },
                { name: 'filter', in: 'query', content: { 'application/json': { schema } } },
              ],
              responses: {
                200: { description: 'OK', content: { 'application/json': { schema: { type: 'object' } } } },
              },
            },
          },
          '/things': {
            get: {
              parameters: [{ name: 'filter', in: 'query', content: { 'application/json': { schema } } }],
              responses: {
                200: {
                  description: 'OK',
                  content: { 'application/json': { schema: { type: 'array', items: { type: 'object' } } } },
                },
              },
            },
          },
        },
      }),
    );
    expect(infer(model)).toMatchObject({
      proposals: [],
      skipped: [
        { path: '/things', reason: expect.stringContaining('inside the JSON value of the query parameter `filter`') },
      ],
    });
  });

  it.each([
    ['an id', 'The id of the last record that was returned'],
    ['a hash', 'A hash of the position'],
  ])('are no offset if they are texts described as %s', async (_, description) => {
    const query = { offset: param({ type: 'string' }, description), limit: 'integer' } as const;
    expect((await annotationOf({ query, response: [thing] }))?.style).not.toBe('offset');
  });

  it.each(['nextToken', 'continuation', 'page_token'])(
    'are no value of an item if they are named like %s',
    async (name) => {
      const list: ListOptions = {
        query: { [name]: 'string', limit: 'integer' },
        response: { data: [thing], has_more: 'boolean' },
      };
      expect(await annotationOf(list)).toBeUndefined();
      // The token is in a folder of links, and no link itself.
      const response: Short = { data: [thing], links: { next_page_token: 'string', has_more: 'boolean' } };
      expect((await annotationOf({ ...list, response }))?.response).toMatchObject({
        nextCursor: '/links/next_page_token',
      });
    },
  );

  it.each([
    [{}, true],
    [{ default: 1 }, false],
    [{ minimum: 1 }, false],
    [{ minimum: 0 }, false],
  ])('say that the first page is assumed to be 1 if the parameter is %j', async (schema, isAssumed) => {
    const query = { page: param({ type: 'integer', ...schema }), limit: 'integer' } as const;
    const { reasons } = (await proposed({ query, response: [thing] })) ?? expect.fail();
    const note = 'the document does not say whether the first page is 0 or 1; 1 is assumed';
    expect(reasons.includes(note)).toBe(isAssumed);
  });

  it('are the value of an item if the description compares them with it', async () => {
    const query = {
      offset: param({ type: 'integer' }, 'Only events with a number greater than the offset.'),
      limit: 'integer',
    } as const;
    const response: Short = { events: [{ number: 'integer', name: 'string' }] };
    expect(await annotationOf({ path: '/events', query, response })).toMatchObject({
      style: 'cursor-query',
      request: { cursor: 'offset' },
      response: { itemCursor: '/number' },
    });
  });

  it('are a cursor if most other operations of the API use them as one', async () => {
    const list = (path: string, response: Short, offset: Short = 'string'): ListOptions => ({
      path,
      query: { offset, limit: 'integer' },
      response,
    });
    const withNext: Short = { data: [thing], next_offset: 'string' };
    const { proposals, skipped } = infer(
      await modelOf(
        ...['/a', '/b', '/c'].map((path) => list(path, withNext)),
        list('/d', { data: [thing] }, 'string "A token"'),
      ),
    );
    expect(proposals.map(({ path, annotation }) => [path, annotation.style])).toEqual([
      ['/a', 'cursor-query'],
      ['/b', 'cursor-query'],
      ['/c', 'cursor-query'],
    ]);
    expect(skipped).toMatchObject([{ path: '/d' }]);
  });

  it.each([
    ['days', param({ type: 'integer' }, 'Number of days to look back')],
    ['a choice of texts', param({ type: 'string', enum: ['small', 'large'] })],
  ])('have no page size in %s', async (_, size) => {
    const query = { page: 'integer', size } as const;
    expect((await annotationOf({ query, response: { data: [thing], total_pages: 'integer' } }))?.request).toEqual({
      page: 'page',
    });
  });

  it('understand scroll as a cursor, but not the time that it is kept', async () => {
    const response: Short = { hits: [thing], scroll: 'string' };
    expect(await annotationOf({ query: { scroll: 'string', size: 'integer' }, response })).toMatchObject({
      style: 'cursor-query',
      request: { cursor: 'scroll' },
      response: { nextCursor: '/scroll' },
    });
    const kept = { scroll: param({ type: 'string' }, 'How long to keep the scroll alive'), size: 'integer' } as const;
    expect(await annotationOf({ query: kept, response })).toBeUndefined();
  });

  it('find the next value if only the description of the request names it', async () => {
    const query = {
      page_token: param({ type: 'string' }, 'The `watermark` of the previous response.'),
      limit: 'integer',
    } as const;
    expect((await annotationOf({ query, response: { data: [thing], watermark: 'string' } }))?.response).toMatchObject({
      nextCursor: '/watermark',
    });
  });
});

describe('the position of the first page', () => {
  const startOf = async (kind: 'page' | 'offset', schema: object, description?: string) =>
    (await annotationOf({ query: { [kind]: param(schema, description), limit: 'integer' }, response: [thing] }))
      ?.request?.['start'];
  const integer = { type: 'integer' };

  it.each([
    ['an impossible default', 'offset', { ...integer, default: 20 }, undefined, undefined],
    ['an impossible default of a page', 'page', { ...integer, default: 20 }, 'Base 0 page number', 0],
    ['base 0', 'page', integer, 'The page to return (base 0)', 0],
    ['0 being the first', 'page', integer, 'Page number, 0 being the first page.', 0],
    ['a default in words', 'page', integer, 'Page number [default=0]', 0],
    ['a start at the end of a sentence', 'page', integer, 'The page, starting with 0.', 0],
    ['an exclusive minimum', 'page', { type: 'number', minimum: 0, exclusiveMinimum: true }, undefined, undefined],
    ['a minimum against the words', 'page', { ...integer, minimum: 0 }, 'Starts at 1', 1],
    ['an example', 'page', { ...integer, example: 0 }, undefined, 0],
    ['an offset that counts from 1', 'offset', integer, 'The 1-based index of the first result', 1],
    ['a larger default in words', 'offset', integer, 'Defaults to 10', undefined],
  ] as const)('is told by %s', async (_, kind, schema, description, expected) => {
    expect(await startOf(kind, schema, description)).toBe(expected);
  });
});

describe('ceilings', () => {
  const limitsOf = async (kind: 'page' | 'offset', position: ReturnType<typeof param>, description?: string) =>
    (
      await annotationOf({
        query: { [kind]: position, limit: 'integer' },
        response: [thing],
        ...(description !== undefined && { description }),
      })
    )?.limits;
  const integer = { type: 'integer' };

  it.each([
    ['a maximum of the offset', 'offset', param({ ...integer, maximum: 10_000 }), undefined, { maxOffset: 10_000 }],
    ['a maximum of the page', 'page', param({ ...integer, maximum: 50 }), undefined, { maxPage: 50 }],
    ['the maximum of the type', 'page', param({ ...integer, maximum: 2 ** 31 - 1 }), undefined, undefined],
    ['words', 'offset', param(integer, 'Items to skip. The maximum is **5,000**.'), undefined, { maxOffset: 5000 }],
    ['a product', 'page', param(integer, 'Page * limit must be less than 1000'), undefined, { maxResults: 999 }],
    ['a sum', 'offset', param(integer, '`offset` + `limit` cannot exceed 10,000.'), undefined, { maxResults: 10_000 }],
    [
      'the description of the operation',
      'offset',
      param(integer),
      'You cannot page through more than 10,000 hits using from and size.',
      { maxResults: 10_000 },
    ],
    ['the number of items on a page', 'page', param(integer, 'Up to 100 orders are returned.'), undefined, undefined],
    ['the total of a search', 'page', param(integer), 'Searches more than 10,000 items.', undefined],
    [
      'the first items',
      'offset',
      param(integer),
      'Only the first 10000 items can be retrieved.',
      { maxResults: 10_000 },
    ],
    ['items beyond', 'page', param(integer), 'Results beyond 1000 are not accessible.', { maxResults: 1000 }],
    ['the first items of an answer', 'page', param(integer), 'Only the first 20 tags are listed.', undefined],
  ] as const)('are read from %s', async (_, kind, position, description, expected) => {
    expect(await limitsOf(kind, position, description)).toEqual(expected);
  });
});

describe('the maximum page size', () => {
  const maximumOf = async (description: string) =>
    (
      await annotationOf({
        query: { page: 'integer', limit: param({ type: 'integer' }, description) },
        response: [thing],
      })
    )?.limits?.['maxLimit'];

  it.each([
    ['max. 100', 100],
    ['**Max Value:** 50', 50],
    ['_Maximum_ 45', 45],
    ['Maximum value: *70*', 70],
    ['<b>Max:</b> 99', 99],
    ['limit must be <= 75', 75],
    ['≤ 75', 75],
    ['`100` is the maximum', 100],
    ['Values above 30 are reduced to 30.', 30],
    ['The maximum number of items to return is 80', 80],
    ['The maximum number of results that can be returned in a single response: 80', 80],
    ['1-100, default 20', 100],
    ['Items per page (10 - 90)', 90],
    ['ranging from 1 to 100', 100],
    ['The maximum number of items to return. 20 by default.', undefined],
    ['Maximum number of items to return, 20 if missing', undefined],
    ['Pages are counted from 1 to the last one.', undefined],
    ['Available since version 1-2.', undefined],
  ])('is read from the words %j', async (description, expected) => {
    expect(await maximumOf(description)).toBe(expected);
  });
});

describe('the identity of an item', () => {
  const keyOf = async (item: Short, path = '/orders') =>
    (await annotationOf({ path, query: { page: 'integer' }, response: { data: [item], total_pages: 'integer' } }))?.key;

  it.each<[string, Short, string | undefined]>([
    ['id', { name: 'string', id: 'integer' }, '/id'],
    ['_id', { name: 'string', _id: 'string' }, '/_id'],
    ['gid', { gid: 'string' }, '/gid'],
    ['an id named after the resource', { order_id: 'string', customer_id: 'string' }, '/order_id'],
    ['an id of something else', { customer_id: 'string' }, undefined],
    ['an object', { id: { value: 'string' } }, undefined],
  ])('is %s', async (_, item, expected) => {
    expect(await keyOf(item)).toBe(expected);
  });
});

describe('a list in an allOf', () => {
  it('has the items of all parts: a shared part has the array, another one says of what', async () => {
    const cat = { type: 'object', required: ['id'], properties: { id: { type: 'integer' }, name: { type: 'string' } } };
    const part = (items: object): object => ({ properties: { data: { type: 'array', items } } });
    const shared = { ...part({ type: 'object' }), properties: { totalPages: { type: 'integer' } } };
    for (const allOf of [
      [part({ type: 'object' }), part(cat), shared],
      [shared, part(cat), part({})],
    ]) {
      const content = { 'application/json': { schema: { allOf } } };
      const get = {
        parameters: [{ name: 'page', in: 'query', schema: { type: 'integer' } }],
        responses: { '200': { description: 'Cats.', content } },
      };
      const { model } = await normalizeText(
        JSON.stringify({ openapi: '3.0.0', info: { title: 'T', version: '1' }, paths: { '/cats': { get } } }),
      );
      const { proposals } = infer(model);
      expect(proposals.map(({ annotation }) => [annotation.response['items'], annotation.key])).toEqual([
        ['/data', '/id'],
      ]);
    }
  });
});

describe('a POST that takes neither position nor page size', () => {
  const next: Short = { value: [thing], nextLink: 'string' };

  it.each([
    ['listWidgets', true],
    ['queryWidgets', true],
    ['checkWidgets', true],
    ['startWidgets', false],
  ])('is a list if its name only reads: %s', async (operationId, isList) => {
    const list: ListOptions = { method: 'post', operationId, body: { filter: 'string' }, response: next };
    const { proposals, skipped } = infer(await modelOf(list));
    expect(proposals.map(({ annotation }) => annotation.response['nextUrl'])).toEqual(isList ? ['/nextLink'] : []);
    expect(skipped).toHaveLength(isList ? 0 : 1);
  });
});

describe('lists that are left out are named', () => {
  it.each<[string, ListOptions]>([
    [
      'XML with a link to the next page',
      { response: { items: [thing], NextLink: 'string' }, mediaType: 'application/xml' },
    ],
    ['a text called next', { response: { data: [thing], next: 'string' } }],
    ['a page size alone', { query: { limit: 'integer' }, response: [thing] }],
  ])('%s', async (_, list) => {
    const { proposals, skipped } = infer(await modelOf(list));
    expect([proposals.length, skipped.length]).toEqual([0, 1]);
  });
});
