import { expect, test } from 'vitest';
import { listCall } from '../../src/client/evaluate/list-call.ts';
import { plan } from '../../src/client/plan/plan.ts';
import { createMock } from '../../src/simulate/mock/create-mock.ts';
import { createSampler } from '../../src/simulate/mock/sampler.ts';
import type { TwoWayPage } from '../../templates/runtime/paginator/two-way.js';
import { normalizeText } from '../model/normalize-text.ts';

const DOCUMENT = (annotation: string): string => `openapi: 3.1.0
info: { title: Things, version: '1' }
servers: [{ url: https://api.example.com }]
paths:
  /things:
    get:
      operationId: listThings
      parameters:
        - { name: after, in: query, schema: { type: string } }
        - { name: before, in: query, schema: { type: string } }
        - { name: limit, in: query, schema: { type: integer } }
        - { name: last, in: query, schema: { type: integer } }
        - { name: skip, in: query, schema: { type: integer } }
      responses:
        '200':
          description: A page.
          content:
            application/json:
              schema:
                type: object
                required: [data]
                properties:
                  data: { type: array, items: { type: object, required: [id], properties: { id: { type: string } } } }
                  next: { type: [string, 'null'] }
                  previous: { type: [string, 'null'] }
                  has_more: { type: boolean }
                  has_previous: { type: boolean }
                  links: { type: array, items: { type: object, properties: { rel: { type: string }, href: { type: string } } } }
      x-pagination: ${annotation}
`;

const FORMS = [
  ['offset', '{ style: offset, request: { offset: skip, limit: limit }, response: { items: data }, key: id }'],
  [
    'a keyset, whose flag follows the direction',
    '{ style: cursor-query, request: { cursor: after, backCursor: before, limit: limit }, response: { items: data, itemCursor: id, hasMore: has_more, firstItemCursor: id, hasPrevious: has_more }, key: id }',
  ],
  [
    'tokens in parameters of their own, reversed',
    '{ style: cursor-query, request: { cursor: after, backCursor: before, limit: limit, backLimit: last }, response: { items: data, nextCursor: next, hasMore: has_more, prevCursor: previous, hasPrevious: has_previous, backOrder: reversed }, key: id }',
  ],
  [
    'tokens in one parameter',
    '{ style: cursor-query, request: { cursor: after, limit: limit }, response: { items: data, nextCursor: next, prevCursor: previous }, key: id }',
  ],
  [
    'URLs',
    '{ style: next-url, request: { limit: limit }, response: { items: data, nextUrl: next, prevUrl: previous }, key: id }',
  ],
  [
    'links of one array',
    '{ style: next-url, request: { limit: limit }, response: { items: data, nextUrl: { in: links, where: { rel: next }, url: href }, prevUrl: { in: links, where: { rel: prev }, url: href } }, key: id }',
  ],
  ['the Link header', '{ style: link-header, request: { limit: limit }, response: { items: data }, key: id }'],
] as const;

async function listOf(annotation: string) {
  const { model } = await normalizeText(DOCUMENT(annotation));
  const mock = createMock(model, { items: 23, faults: {}, sample: await createSampler(model.schemas, 1) });
  const [operation] = plan(model, { importExtension: 'js' }, () => {}).groups[0]?.operations ?? [];
  if (operation === undefined) throw new Error('no operation');
  const fetch = async (input: string | URL | Request, { method = 'GET', headers }: RequestInit = {}) => {
    const answer = mock.answer({ method, url: new URL(String(input)), headers: new Headers(headers), body: undefined });
    const all = { 'content-type': 'application/json', ...answer.headers };
    return new Response(JSON.stringify(answer.body), { status: answer.status, headers: all });
  };
  const call = listCall(operation);
  return (params: object) => call(params, {}, { baseUrl: 'https://api.example.com', fetch, retry: false });
}

const idsOf = (page: TwoWayPage<unknown, unknown, unknown>): unknown[] =>
  page.items.map((item) => (item as { id: unknown }).id);

test.each(FORMS)('the mock leads back by %s, to the pages of the way forward', async (_, annotation) => {
  const list = await listOf(annotation);
  const pages = [];
  for await (const page of list({ limit: 5 }).pages()) if (page.items.length > 0) pages.push(page);
  expect(pages).toHaveLength(5);
  let page = pages.at(-1);
  for (const expected of pages.slice(0, -1).reverse()) {
    page = await page?.previous();
    expect(page && idsOf(page)).toEqual(idsOf(expected));
  }
  expect(page?.hasPrevious).toBe(false);
});

test.each([FORMS[1], FORMS[2]])('the mock serves walks back by %s', async (_, annotation) => {
  const list = await listOf(annotation);
  const items: unknown[] = [];
  for await (const item of list({ limit: 50 })) items.push((item as { id: unknown }).id);
  const second = await (await list({ limit: 5 }).first()).next();
  const third = await second.next();
  const before = annotation.includes('firstItemCursor')
    ? idsOf(third)[0]
    : (third.body as { previous: string }).previous;
  const back: unknown[] = [];
  for await (const item of list({ before })) back.push((item as { id: unknown }).id);
  expect(back).toEqual(items.slice(0, 10).reverse());
});
