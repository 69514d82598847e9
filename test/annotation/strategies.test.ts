import { describe, expect, it } from 'vitest';
import type { RequestField, ResponseField, Strategy } from '../../src/model/strategy.ts';
import { normalizeText, operationOf, show } from '../model/normalize-text.ts';
import { normalizeList } from './list-document.ts';

async function strategiesOf(annotation: string, search?: string): Promise<readonly Strategy[]> {
  const { faults, model } = await normalizeList(annotation, search === undefined ? {} : { search });
  expect(faults).toEqual([]);
  return operationOf(model, search === undefined ? 'listThings' : 'searchThings').strategies;
}

/** A field as a runtime expression. */
function expression(field: RequestField | ResponseField | undefined): string | undefined {
  if (field === undefined) return undefined;
  if (field.in === 'body') return `body#${field.pointer}`;
  if (field.in === 'header') return `header.${field.name}`;
  return `${field.parameter.in}.${field.parameter.name}${field.property === undefined ? '' : `[${field.property}]`}`;
}

describe('expressions of the request', () => {
  it.each([
    ['offset', 'request: { offset: skip }', 'offset', 'query.skip'],
    ['offset', 'request: { offset: $request.query.skip }', 'offset', 'query.skip'],
    ['page', 'request: { page: "pages[number]" }', 'page', 'query.pages[number]'],
    ['offset', 'request: { offset: skip, limit: limit }', 'limit', 'query.limit'],
  ] as const)('%s with %s: %s is %s', async (style, request, key, expected) => {
    const [strategy] = await strategiesOf(`style: ${style}\n${request}\nresponse: { items: data }`);
    expect(expression(strategy?.request[key])).toBe(expected);
  });

  it.each([
    ['cursor-query', 'cursor', 'query.cursor'],
    ['cursor-header', 'x-cursor', 'header.X-Cursor'],
    ['cursor-query', '$request.header.X-Cursor', 'header.X-Cursor'],
  ])('under %s the cursor %s is %s', async (style, cursor, expected) => {
    const [strategy] = await strategiesOf(
      `style: ${style}\nrequest: { cursor: ${cursor}, limit: limit }\nresponse: { items: data, nextCursor: next }`,
    );
    expect(expression(strategy?.request.cursor)).toBe(expected);
    expect(expression(strategy?.request.limit)).toBe('query.limit');
  });

  it('under cursor-body all bare names are in the body', async () => {
    const [strategy] = await strategiesOf(
      'false',
      'style: cursor-body\nrequest: { cursor: /paging/cursor, limit: limit }\nresponse: { items: data, nextCursor: next }',
    );
    expect(expression(strategy?.request.cursor)).toBe('body#/paging/cursor');
    expect(expression(strategy?.request.limit)).toBe('body#/limit');
  });

  it('a place that the schema of the body leaves open is found', async () => {
    const [strategy] = await strategiesOf(
      'false',
      'style: page\nrequest: { page: $request.body#/filters/page }\nresponse: { items: data }',
    );
    expect(expression(strategy?.request.page)).toBe('body#/filters/page');
  });
});

describe('the response', () => {
  it('is read with short forms, and the item is what the array holds', async () => {
    const [strategy] = await strategiesOf(
      'style: offset\nrequest: { offset: skip }\nresponse: { items: data, hasMore: /has_more, total: $response.header.X-Total }',
    );
    expect(expression(strategy?.response.items)).toBe('body#/data');
    expect(expression(strategy?.response.hasMore)).toBe('body#/has_more');
    expect(expression(strategy?.response.total)).toBe('header.X-Total');
    expect(show(strategy!.item)).toBe('Thing');
  });

  it('has the defaults of the annotation', async () => {
    const [strategy] = await strategiesOf('style: offset\nrequest: { offset: skip }\nresponse: { items: data }');
    const { items: _, ...settings } = strategy!.response;
    expect(settings).toEqual({
      end: [''],
      lastPage: 'empty',
      pastEnd: [],
      rel: 'next',
      nextMethod: 'GET',
      repeat: 'error',
    });
  });

  it.each([
    ['the lowest success', "'201': A, '200': B, default: C", 'B'],
    ['one with JSON', "'200': text, '206': B", 'B'],
    ['the range', "'400': A, 2XX: B, default: C", 'B'],
    ['the default', "'400': A, default: C", 'C'],
  ])('is %s', async (_, statuses, expected) => {
    const schema = (title: string) => `{ type: array, items: { title: ${title}, type: object, required: [id] } }`;
    const responses = statuses.split(', ').map((entry) => {
      const [status, title] = entry.split(': ');
      const type = title === 'text' ? 'text/plain' : 'application/vnd.api+json; charset=utf-8';
      return `\n        ${status}: { description: x, content: { "${type}": { schema: ${schema(title!)} } } }`;
    });
    const annotation = 'style: link-header\nresponse: { items: $response.body }';
    const { faults, model } = await normalizeList(annotation, { responses: responses.join('') });
    expect(faults).toEqual([]);
    expect(operationOf(model, 'listThings').strategies[0]?.item.title).toBe(expected);
  });

  it.each([
    ['allOf', '{ allOf: [{ description: x }, { $ref: "#/components/schemas/ThingList" }] }', 'Thing'],
    [
      'oneOf',
      '{ oneOf: [{ $ref: "#/components/schemas/ThingList" }, { type: object, properties: { error: {} } }] }',
      'Thing',
    ],
    [
      'nullable',
      '{ type: [object, "null"], properties: { data: { type: [array, "null"], items: { type: string } } } }',
      'string',
    ],
    ['no type', '{}', 'unknown'],
    [
      'tuples',
      '{ properties: { data: { prefixItems: [{ type: string }], items: { type: integer } } } }',
      '(string | integer)',
    ],
  ])('finds the items through %s', async (_, schema, expected) => {
    const responses = `\n        '200': { description: x, content: { application/json: { schema: ${schema} } } }`;
    const annotation = 'style: link-header\nresponse: { items: data }';
    const { faults, model } = await normalizeList(annotation, { responses });
    expect(faults).toEqual([]);
    expect(show(operationOf(model, 'listThings').strategies[0]!.item)).toBe(expected);
  });
});

describe('limits', () => {
  it('are filled with what the limit parameter says', async () => {
    const [strategy] = await strategiesOf(
      'style: offset\nrequest: { offset: skip, limit: limit }\nresponse: { items: data }\nlimits: { maxLimit: 150, maxOffset: 1000 }',
    );
    expect(strategy?.limits).toEqual({ minLimit: 1, maxLimit: 150, defaultLimit: 100, maxOffset: 1000 });
  });

  it('are the extremes of an enum', async () => {
    const [strategy] = await strategiesOf(
      'false',
      'style: page\nrequest: { page: /page, limit: /limit }\nresponse: { items: data }',
    );
    expect(strategy?.limits).toEqual({ minLimit: 10, maxLimit: 50 });
  });

  it('have no page size of 0, which documents declare as a minimum and no client can ask for', async () => {
    const { model } = await normalizeText(`
openapi: 3.0.3
info: { title: T, version: '1' }
paths:
  /things:
    get:
      x-pagination: { style: page, request: { page: page, limit: limit }, response: { items: $response.body } }
      parameters:
        - { name: page, in: query, schema: { type: integer } }
        - { name: limit, in: query, schema: { type: integer, minimum: 0, maximum: 50, default: 0 } }
      responses: { '200': { description: OK, content: { application/json: { schema: { type: array, items: {} } } } } }
`);
    expect(model.operations[0]?.strategies[0]?.limits).toEqual({ maxLimit: 50 });
  });

  const limitsOfPage = async (schema: string, limits = '', version = '3.0.3') => {
    const { model } = await normalizeText(`
openapi: ${version}
info: { title: T, version: '1' }
paths:
  /things:
    get:
      x-pagination: { style: page, request: { page: page }, response: { items: $response.body }${limits} }
      parameters: [{ name: page, in: query, schema: ${schema} }]
      responses: { '200': { description: OK, content: { application/json: { schema: { type: array, items: {} } } } } }
`);
    return model.operations[0]?.strategies[0]?.limits;
  };

  it.each([
    ['a maximum', '{ type: integer, maximum: 60 }', 60],
    ['an exclusive maximum of an integer', '{ type: integer, maximum: 60, exclusiveMaximum: true }', 59],
    ['an exclusive maximum of a number', '{ type: number, maximum: 60, exclusiveMaximum: true }', 59],
    ['the maximum of a 32-bit integer', `{ type: integer, maximum: ${2 ** 31 - 1} }`, undefined],
    ['the largest safe integer', `{ type: integer, maximum: ${2 ** 53 - 1} }`, undefined],
    ['the maximum of a 64-bit integer', '{ type: integer, maximum: 9223372036854775807 }', undefined],
  ])('include a ceiling from %s of the position', async (_, schema, expected) => {
    expect(await limitsOfPage(schema)).toEqual(expected === undefined ? {} : { maxPage: expected });
  });

  it('include a ceiling from a numeric exclusiveMaximum of OpenAPI 3.1', async () => {
    expect(await limitsOfPage('{ type: number, exclusiveMaximum: 60 }', '', '3.1.0')).toEqual({ maxPage: 59 });
  });

  it('have the declared ceiling rather than that of the position, and none if it is null', async () => {
    const schema = '{ type: integer, maximum: 60 }';
    expect(await limitsOfPage(schema, ', limits: { maxPage: 50 }')).toEqual({ maxPage: 50 });
    expect(await limitsOfPage(schema, ', limits: { maxPage: null }')).toEqual({});
  });
});

describe('the other fields', () => {
  it('are bound as well', async () => {
    const [strategy] = await strategiesOf(`style: offset
name: byDate
request: { offset: skip, firstPageOnly: [ids, tenant] }
response: { items: data, pastEnd: [404], lastPage: short, repeat: end }
key: id
deep: { field: created, from: since, sort: { order: created } }
alternatives: [exportThings]`);
    expect(strategy?.name).toBe('byDate');
    expect(strategy?.key).toBe('/id');
    expect(strategy?.request.firstPageOnly.map(({ name }) => name)).toEqual(['ids', 'tenant']);
    expect(strategy?.response).toMatchObject({ pastEnd: [404], lastPage: 'short', repeat: 'end' });
    expect(strategy?.deep?.field).toBe('/created');
    expect(expression(strategy?.deep?.from)).toBe('query.since');
    expect(strategy?.deep?.sort.map(({ field, value }) => [expression(field), value])).toEqual([
      ['query.order', 'created'],
    ]);
    expect(strategy?.deep?.fieldSchema).toMatchObject({ kind: 'string', format: 'date-time' });
    expect(strategy?.alternatives).toEqual(['exportThings']);
  });

  it('a cursor that is an array goes into an array parameter or into one with `content`', async () => {
    for (const parameter of ['ids', 'json']) {
      const [strategy] = await strategiesOf(
        `style: cursor-query\nrequest: { cursor: ${parameter} }\nresponse: { items: data, nextCursor: next_parts }`,
      );
      expect(expression(strategy?.request.cursor)).toBe(`query.${parameter}`);
    }
  });

  it.each([
    ['false', true, 0],
    ['{ style: link-header, response: { items: data } }', undefined, 1],
  ])('%s: declined %s, strategies %s', async (annotation, declined, count) => {
    const { faults, model } = await normalizeList(annotation);
    expect(faults).toEqual([]);
    const operation = operationOf(model, 'listThings');
    expect([operation.paginationDeclined, operation.strategies.length]).toEqual([declined, count]);
    expect(operationOf(model, 'exportThings')).not.toHaveProperty('paginationDeclined');
  });
});
