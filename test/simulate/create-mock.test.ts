import { readFile } from 'node:fs/promises';
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { MockAnswer } from '../../src/simulate/mock/exchange.ts';
import { type Faults, withFault } from '../../src/simulate/mock/faults.ts';
import { createSampler } from '../../src/simulate/mock/sampler.ts';
import { openDocument } from '../../src/tasks/open-document.ts';
import { mocked, modelOf } from './mocked.ts';

interface Page {
  readonly data: readonly { readonly id: string }[];
  readonly has_more?: boolean;
  readonly total_results?: number;
  readonly [field: string]: unknown;
}

const page = ({ status, body }: MockAnswer): Page => {
  expect(status).toBe(200);
  return body as unknown as Page;
};
const ids = (answer: MockAnswer): string[] => page(answer).data.map(({ id }) => id);
const faults = (...texts: string[]): Faults =>
  texts.reduce<Faults>((all, text) => withFault(all, text) ?? expect.fail(text), {});

const named = { type: 'object', properties: { name: { const: 'Tom' } }, required: ['name'] };

describe('what the mock holds', () => {
  it('is the same for the same seed, and other for another', async () => {
    const [one, same, other] = await Promise.all([1, 1, 2].map((seed) => mocked('close.yaml', { seed })));
    const path = '/api/v1/lead/?_skip=20&_limit=10';
    expect(one!(path)).toEqual(same!(path));
    expect(one!(path)).not.toEqual(other!(path));
    expect(ids(one!(path))).toEqual(ids(other!(path)));
  });

  it.each([
    'close.yaml',
    'places.yaml',
    'fixtures/items-all-of.yaml',
    'fixtures/items-union.yaml',
    '../test/simulate/documents/shop.yaml',
  ])('fits the schemas of %s', async (document) => {
    const { schemas } = await modelOf(document);
    const sample = await createSampler(schemas, 1);
    const ajv = new Ajv2020.default({ strict: false, logger: false, multipleOfPrecision: 6 });
    addFormats.default(ajv);
    ajv.addSchema(parse(await readFile(new URL(`../../specs/${document}`, import.meta.url), 'utf8')), 'document');
    for (const { id, name, schema } of schemas.values()) {
      const validate = ajv.compile({ $ref: `document${id.slice(id.indexOf('#'))}` });
      for (const variant of [0, 1, 2]) {
        expect(validate(sample(schema, variant)), `${name}: ${JSON.stringify(validate.errors)}`).toBe(true);
      }
    }
  });

  it.each(['anyOf', 'allOf'])('is found soon, although 3^30 paths of %s lead to a schema', async (keyword) => {
    const wrapped = Array.from({ length: 30 }, (_, index) => {
      const next = { $ref: `#/components/schemas/S${index + 1}` };
      return [`S${index}`, { [keyword]: [next, { [keyword]: [next, next] }] }];
    });
    const last = { type: 'object', properties: { id: { type: 'string' } }, required: ['id'] };
    const content = { 'application/json': { schema: { $ref: '#/components/schemas/S0' } } };
    const text = JSON.stringify({
      openapi: '3.1.0',
      info: { title: 'T', version: '1' },
      paths: { '/thing': { get: { responses: { '200': { description: 'ok', content } } } } },
      components: { schemas: { ...Object.fromEntries(wrapped), S30: last } },
    });
    const { model } = await openDocument({ document: { file: '/api.json', text } });
    const { operations = [], schemas = new Map() } = model ?? {};
    const sample = await createSampler(schemas, 1);
    expect(sample(operations[0]!.responses[0]!.content[0]!.schema)).toEqual({ id: expect.any(String) });
  });

  it.each<[string, object[], object]>([
    [
      'a union next to an object',
      [{ anyOf: [{ $ref: '#/components/schemas/Cat' }] }, { type: 'object' }],
      { meows: 1 },
    ],
    [
      'a union next to properties',
      [{ oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }] }, named],
      { meows: 1, name: 'Tom' },
    ],
    [
      'a union that allows null',
      [{ anyOf: [{ $ref: '#/components/schemas/Cat' }, { type: 'null' }] }, named],
      { name: 'Tom' },
    ],
    [
      'two unions',
      [
        { anyOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Cat' }] },
        { oneOf: [named, { anyOf: [named] }] },
      ],
      { meows: 1, name: 'Tom' },
    ],
  ])('keeps the members of an allOf with %s', async (_, allOf, expected) => {
    const content = { 'application/json': { schema: { allOf } } };
    const text = JSON.stringify({
      openapi: '3.1.0',
      info: { title: 'T', version: '1' },
      paths: { '/thing': { get: { responses: { '200': { description: 'ok', content } } } } },
      components: {
        schemas: {
          Cat: { type: 'object', properties: { meows: { const: 1 } }, required: ['meows'] },
          Dog: { type: 'object', properties: { barks: { const: 2 } }, required: ['barks'] },
        },
      },
    });
    const { model } = await openDocument({ document: { file: '/api.json', text } });
    const { operations = [], schemas = new Map() } = model ?? {};
    const sample = await createSampler(schemas, 1);
    const values = [0, 1, 2, 3, 4, 5].map((variant) =>
      sample(operations[0]!.responses[0]!.content[0]!.schema, variant),
    );
    expect(values).toContainEqual(expect.objectContaining(expected));
    for (const value of values) expect(value).not.toEqual({});
  });

  it('answers operations that are not lists with their own samples', async () => {
    const ask = await mocked('close.yaml');
    expect(ask('/api/v1/me/')).toMatchObject({ status: 200, body: { email: expect.any(String) } });
    expect(ask('/api/v1/lead/lead_1/')).toMatchObject({ status: 200, body: { contacts: expect.any(Array) } });
    expect(ask('/api/v1/export/lead/', { format: 'csv', type: 'leads' })).toMatchObject({ status: 200 });
    expect(ask('/api/v1/nothing/')).toMatchObject({
      status: 404,
      body: { error: 'the document has no operation GET /api/v1/nothing/' },
    });
  });
});

describe('limits', () => {
  it.each([
    ['close.yaml', '/api/v1/lead/?_limit=201', 'the query parameter `_limit` must be from 1 to 200'],
    ['close.yaml', '/api/v1/lead/?_limit=0', 'the query parameter `_limit` must be from 1 to 200'],
    ['close.yaml', '/api/v1/lead/?_limit=many', 'the query parameter `_limit` must be from 1 to 200'],
    ['close.yaml', '/api/v1/lead/?_skip=10001', 'the query parameter `_skip` must be at most 10000'],
    ['close.yaml', '/api/v1/lead/?_skip=-1', 'the query parameter `_skip` must be a whole number of at least 0'],
    ['close.yaml', '/api/v1/lead/?date_created__gte=soon', "must have the type of the items' field /date_created"],
    ['close.yaml', '/api/v1/event/?_cursor=guess', 'the cursor is not one that this list returned'],
    ['fixtures/limit-enum.yaml', '/items?per_page=11', 'must be one of 10, 25, 50, 100'],
    ['fixtures/limit-max-page.yaml', '/items?page=101', 'the query parameter `page` must be at most 100'],
    ['fixtures/limit-max-results-page.yaml', '/items?page=11&limit=100', 'selects items after the first 1000'],
    ['fixtures/limit-max-results-offset.yaml', '/items?offset=990&limit=20', 'selects items after the first 1000'],
  ])('of %s are enforced: %s', async (document, path, reason) => {
    const { status, headers } = (await mocked(document, { items: 20_000 }))(path);
    expect({ status, reason: headers['x-mock-error'] }).toEqual({
      status: 400,
      reason: expect.stringContaining(reason),
    });
  });

  it('are refused in the words of the document', async () => {
    const ask = await mocked('close.yaml');
    const reason = 'the query parameter `_limit` must be from 1 to 200';
    expect(ask('/api/v1/lead/?_limit=500').body).toMatchObject({
      errors: expect.arrayContaining([reason]),
      'field-errors': {},
    });
  });

  it('keep parameters of the first page away from others', async () => {
    const ask = await mocked('fixtures/first-page-only.yaml');
    const first = ask('/items?query=open');
    const cursor = encodeURIComponent(String(page(first).next));
    expect(ask(`/items?cursor=${cursor}`).status).toBe(200);
    expect(ask(`/items?query=open&cursor=${cursor}`)).toMatchObject({
      status: 400,
      headers: { 'x-mock-error': 'the query parameter `query` is allowed only in a request for the first page' },
    });
  });
});

it('requests need the fixed values of the annotation', async () => {
  const ask = await mocked('fixtures/fixed-values.yaml');
  expect(ask('/items?marker=x')).toMatchObject({
    status: 400,
    headers: { 'x-mock-error': 'the query parameter `usemarker` must be true' },
  });
  expect(ask('/items?usemarker=true')).toMatchObject({
    status: 400,
    headers: { 'x-mock-error': 'the header parameter `Prefer` must be "count=exact"' },
  });
});

describe('faults', () => {
  it('answers every third request with the status', async () => {
    const ask = await mocked('close.yaml', { faults: faults('429=3') });
    const answers = Array.from({ length: 7 }, () => ask('/api/v1/lead/'));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 429, 200, 200, 429, 200]);
    expect(answers[2]?.headers['retry-after']).toBe('0');
  });

  it('caps pages in silence', async () => {
    const ask = await mocked('close.yaml', { faults: faults('cap=5') });
    expect(ids(ask('/api/v1/lead/?_limit=50'))).toHaveLength(5);
  });

  it('refuses smaller pages than are declared', async () => {
    const ask = await mocked('close.yaml', { faults: faults('max-limit=50') });
    expect(ask('/api/v1/lead/?_limit=51').status).toBe(400);
    expect(ask('/api/v1/lead/?_limit=50').status).toBe(200);
  });

  it('says a wrong total, and leaves fields out', async () => {
    const ask = await mocked('close.yaml', { faults: faults('total=7', 'missing=hasMore') });
    expect(page(ask('/api/v1/lead/?_limit=1'))).toMatchObject({ total_results: 67 });
    expect(page(ask('/api/v1/lead/?_limit=1'))).not.toHaveProperty('has_more');
  });

  it('says too early that a page is the last', async () => {
    const ask = await mocked('close.yaml', { faults: faults('end=2') });
    const says = [0, 10, 20].map((skip) => page(ask(`/api/v1/lead/?_limit=10&_skip=${skip}`)).has_more);
    expect(says).toEqual([true, false, false]);
  });

  it('lets pages overlap', async () => {
    const ask = await mocked('close.yaml', { faults: faults('overlap=2') });
    const [first, second] = [0, 10].map((skip) => ids(ask(`/api/v1/lead/?_limit=10&_skip=${skip}`)));
    expect(second?.slice(0, 2)).toEqual(first?.slice(-2));
  });

  it('leads from a page to itself', async () => {
    const ask = await mocked('close.yaml', { faults: faults('repeat-cursor=2') });
    const next = (answer: MockAnswer): string => String(page(answer).cursor_next);
    const second = next(ask('/api/v1/event/?_limit=10'));
    expect(next(ask(`/api/v1/event/?_limit=10&_cursor=${encodeURIComponent(second)}`))).toBe(second);
  });

  it.each(['cap', 'cap=', 'cap=0', 'cap=few', 'sap=3', '200=3', 'constructor=1', '429=-1'])(
    'does not know the fault %s',
    (text) => {
      expect(withFault({}, text)).toBeUndefined();
    },
  );
});
