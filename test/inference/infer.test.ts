import { describe, expect, it } from 'vitest';
import { countProposals, infer } from '../../src/inference/infer.ts';
import { normalizeText } from '../model/normalize-text.ts';
import { type ListOptions, modelOf, proposed, type Short, thing } from './list-model.ts';

const paged = { page: 'integer', per_page: 'integer' } as const;

describe('what operations of one API have in common', () => {
  const after = { after: 'string', limit: 'integer' } as const;
  const list = (name: string, more: Partial<ListOptions> = {}): ListOptions => ({
    path: `/${name}`,
    operationId: `list${name}`,
    query: after,
    response: [{ key: 'integer', name: 'string' }],
    ...more,
  });

  it('says where the next page is, for an operation that does not', async () => {
    const linked = { headers: { Link: 'The next page' } };
    const model = await modelOf(list('a', linked), list('b', linked), list('c', linked), list('d'));
    const { proposals } = infer(model);
    expect(proposals.map(({ annotation }) => annotation.style)).toEqual(Array.from({ length: 4 }, () => 'link-header'));
    expect(infer(await modelOf(list('d'))).proposals).toEqual([]);
    expect(countProposals(model)).toBe(4);
    expect(countProposals(await modelOf(list('d')))).toBe(0);
  });

  it('makes each of them more likely', async () => {
    const one = (name: string): ListOptions => ({ path: `/${name}`, query: paged, response: { data: [thing] } });
    const alone = infer(await modelOf(one('a'))).proposals[0]!;
    const among = infer(await modelOf(one('a'), one('b'), one('c'), one('d'))).proposals[0]!;
    expect(among.confidence).toBeGreaterThan(alone.confidence);
    expect(among.reasons).toContain('3 other operations of this API page in the same way');
  });

  it('tells the list from other lists next to it', async () => {
    const envelope = (more: Readonly<Record<string, Short>> = {}): Short => ({ rows: [thing], ...more });
    const one = (name: string, response: Short): ListOptions => ({ path: `/${name}`, query: paged, response });
    const model = await modelOf(
      one('a', envelope()),
      one('b', envelope()),
      one('c', envelope()),
      one('d', { list: [thing], ...(envelope() as object) }),
    );
    expect(infer(model).proposals.map(({ annotation }) => annotation.response['items'])).toEqual(
      Array.from({ length: 4 }, () => '/rows'),
    );
  });
});

describe('a proposal has, besides style and places', () => {
  const limited = (param: object, position: object = { schema: { type: 'integer' } }): ListOptions => ({
    query: { page: { param: position as never }, per_page: { param: param as never } },
    response: [thing],
  });

  it('has the limits that the page size declares', async () => {
    const proposal = await proposed(limited({ schema: { type: 'integer', minimum: 1, maximum: 100, default: 25 } }));
    expect(proposal?.annotation.limits).toEqual({ minLimit: 1, defaultLimit: 25, maxLimit: 100 });
  });

  it.each([
    ['Items per page, between 1 and 50.', 50],
    ['Items per page (max 1,000)', 1000],
    ['Items per page. The maximum allowed value is 200.', 200],
    ['Items per page. Defaults to 20.', undefined],
    ['Items per page, at most one page of the 30 pages', undefined],
  ])('reads a greatest page size from %j: %s', async (description, most) => {
    const proposal = await proposed(limited({ schema: { type: 'integer' }, description }));
    expect(proposal?.annotation.limits?.['maxLimit']).toBe(most);
  });

  it('leaves out a page size that contradicts itself', async () => {
    const proposal = await proposed(limited({ schema: { type: 'integer', maximum: 10, default: 20 } }));
    expect(proposal?.annotation.request).toEqual({ page: 'page' });
  });

  it.each([
    ['a default', { schema: { type: 'integer', default: 0 } }, 0],
    ['a minimum', { schema: { type: 'integer', minimum: 0 } }, 0],
    ['words', { schema: { type: 'integer' }, description: 'Zero-based page number' }, 0],
    ['a default of 1', { schema: { type: 'integer', default: 1, minimum: 0 } }, undefined],
    ['nothing', { schema: { type: 'integer' } }, undefined],
  ])('says where pages begin by %s', async (_, position, start) => {
    expect((await proposed(limited({ schema: { type: 'integer' } }, position)))?.annotation.request?.['start']).toBe(
      start,
    );
  });

  it('knows its way past a ceiling, if every part of it is declared', async () => {
    const text = `
openapi: 3.0.3
info: { title: T, version: '1' }
paths:
  /leads:
    get:
      operationId: listLeads
      parameters:
        - { name: offset, in: query, schema: { type: integer } }
        - { name: limit, in: query, schema: { type: integer } }
        - { name: created_at_gte, in: query, schema: { type: string, format: date-time } }
        - { name: sort, in: query, schema: { type: string, enum: [created_at, -created_at, name] } }
      responses:
        '200':
          description: OK
          content:
            application/json:
              schema: { type: object, properties: { leads: { type: array, items: { $ref: '#/components/schemas/Lead' } } } }
components:
  schemas:
    Lead:
      type: object
      required: [id, created_at]
      properties: { id: { type: string }, created_at: { type: string, format: date-time }, name: { type: string } }
`;
    const find = async (document: string) => infer((await normalizeText(document)).model).proposals[0]?.annotation;
    expect(await find(text)).toMatchObject({
      style: 'offset',
      key: '/id',
      deep: { field: '/created_at', from: 'created_at_gte', sort: { sort: 'created_at' } },
    });
    expect((await find(text.replace('required: [id, created_at]', 'required: [id]')))?.deep).toBeUndefined();
    expect((await find(text.replace('-created_at, ', '')))?.deep).toBeUndefined();
  });
});

describe('what is omitted', () => {
  it.each<[string, ListOptions, string]>([
    [
      'a cursor that nothing gives',
      { query: { cursor: 'string' }, response: [{ name: 'string' }] },
      'looks paginated, but has no end signal: it takes a cursor, and no response field returns the next one',
    ],
    [
      'a next cursor that nothing takes',
      { query: { q: 'string' }, response: { data: [thing], next_cursor: 'string' } },
      'looks paginated, but the request has no field for the cursor that the response returns',
    ],
    [
      'more that nobody can ask for',
      { response: { data: [thing], has_more: 'boolean' } },
      'looks paginated, but the request has no field to ask for the next page',
    ],
    [
      'a page without a list',
      { query: paged, response: { html: 'string' } },
      'looks paginated, but its response does not declare a list',
    ],
    [
      'pages in XML',
      { query: paged, response: { items: [thing] }, mediaType: 'application/xml' },
      'looks paginated, but does not declare a JSON response',
    ],
  ])('is said of %s', async (_, list, reason) => {
    expect(infer(await modelOf(list))).toEqual({
      proposals: [],
      skipped: [{ method: 'GET', path: '/widgets', reason }],
    });
  });

  it.each([
    [
      'things by name',
      '/reports: { get: { parameters: [{ name: page, in: query, schema: { type: integer } }], responses: { "200": { description: OK, content: { application/json: { schema: { type: object, properties: { data: { type: object, additionalProperties: { type: string } } } } } } } } } }',
      'looks paginated, but /data is an object with arbitrary keys; if its values are the items, declare them by hand, with `map: true`',
    ],
    [
      'a position in a form',
      '/list: { post: { requestBody: { content: { application/x-www-form-urlencoded: { schema: { type: object, properties: { cursor: { type: string } } } } } }, responses: { "200": { description: OK, content: { application/json: { schema: { type: array, items: { type: string } } } } } } } }',
      'looks paginated, but takes its position from a form body; declare it by hand',
    ],
  ])('is said of %s', async (_, path, reason) => {
    const { model } = await normalizeText(`{ openapi: 3.0.3, info: { title: T, version: '1' }, paths: { ${path} } }`);
    expect(infer(model).skipped).toMatchObject([{ reason }]);
  });

  it('is nothing if an operation has an annotation', async () => {
    const list = `
openapi: 3.0.3
info: { title: T, version: '1' }
paths:
  /a:
    get:
      x-pagination: false
      parameters: [{ name: page, in: query, schema: { type: integer } }]
      responses: { '200': { description: OK, content: { application/json: { schema: { type: array, items: {} } } } } }
`;
    expect(infer((await normalizeText(list)).model)).toEqual({ proposals: [], skipped: [] });
  });
});

describe('documents that want to be trouble', () => {
  it('takes no long over long names and descriptions, nor over schemas without an end', async () => {
    const text = 'id returned '.repeat(20_000);
    const { model } = await normalizeText(
      JSON.stringify({
        openapi: '3.0.3',
        info: { title: 'T', version: '1', description: 'link '.repeat(20_000) },
        paths: {
          '/a': {
            get: {
              description: text,
              parameters: [
                { name: 'cursor', in: 'query', description: text, schema: { type: 'string' } },
                { name: 'A'.repeat(50_000), in: 'query', schema: { type: 'string' } },
                { name: 'page'.repeat(10_000), in: 'query', schema: { type: 'string' } },
              ],
              responses: {
                200: {
                  description: '',
                  content: { 'application/json': { schema: { $ref: '#/components/schemas/A' } } },
                },
              },
            },
          },
        },
        components: {
          schemas: {
            A: {
              type: 'object',
              properties: Object.fromEntries(
                Array.from({ length: 50 }, (_, index) => [`a${index}`, { $ref: '#/components/schemas/A' }]),
              ),
            },
          },
        },
      }),
    );
    const started = performance.now();
    infer(model);
    expect(performance.now() - started).toBeLessThan(2000);
  });
});
