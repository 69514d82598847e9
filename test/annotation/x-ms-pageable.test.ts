import { describe, expect, it } from 'vitest';
import { normalizeText, operationOf } from '../model/normalize-text.ts';
import { readDialect } from './read-dialect.ts';

it('follows a link under one flat name', async () => {
  const { strategy, faults } = await readDialect('x-ms-pageable: { nextLinkName: meta, itemName: data }');
  expect(strategy).toBeUndefined();
  expect(faults).toEqual([
    '1:32 warning pagination-response-type: `response.nextUrl` must have type string, but `/meta` of the response of list has type object. The operation is not paginated.',
  ]);
});

it('is not paginated if an operation has to be waited for', async () => {
  const { strategy, faults } = await readDialect(
    'x-ms-pageable: { nextLinkName: next, itemName: data }\nx-ms-long-running-operation: true',
  );
  expect(strategy).toBeUndefined();
  expect(faults).toEqual([
    '2:1 warning dialect-unpaginated: Pagination of a long-running operation is not supported. The operation is not paginated.',
  ]);
});

it('has one page if no link has a name', async () => {
  const { operation, faults } = await readDialect('x-ms-pageable: { nextLinkName: null }');
  expect(operation.paginationDeclined).toBe(true);
  expect(faults).toEqual([]);
});

it.each([
  [
    'x-ms-pageable: true',
    '1:16 warning dialect-unpaginated: `x-ms-pageable` must be an object; found a boolean. The operation is not paginated.',
  ],
  [
    'x-ms-pageable: { nextLinkName: next, itemName: 5 }',
    '1:48 warning dialect-untranslated: `itemName` must be a string; found a number.',
  ],
  [
    'x-ms-pageable: { nextLinkName: next }',
    '1:16 warning pagination-pointer-to-nothing: `response.items` is `/value`, but the 200 response of list has no `value` there. The operation is not paginated. | The properties there are `link`, `data`, `meta`.',
  ],
  [
    'x-ms-pageable: { nextLinkName: link, itemName: data, operationName: ListNext }',
    '1:69 warning dialect-untranslated: The document has no operation `ListNext`; the next link is followed as it is.',
  ],
])('says what is wrong with %s', async (annotation, fault) => {
  expect((await readDialect(annotation)).faults).toContain(fault);
});

const NEXT = `paths:
  /things:
    get:
      operationId: list
      parameters:
        - { name: api-version, in: query, required: true, schema: { type: string } }
        - { name: filter, in: query, schema: { type: string } }
        - { name: top, in: query, schema: { type: integer } }
      responses: &page
        '200':
          description: ok
          content: { application/json: { schema: { type: object, properties: { value: { type: array, items: {} }, link: { type: string } } } } }
  /next:
    get: { operationId: listNext, parameters: [PARAMETERS], responses: *page }
`;

/** Reads `annotation` on a list that declares `api-version`, `filter` and `top`; `listNext` declares `parameters`. */
async function carried(annotation: string, parameters = '') {
  const text = NEXT.replace(
    '      operationId: list\n',
    (line) => `${line}      x-ms-pageable: ${annotation}\n`,
  ).replace('PARAMETERS', parameters);
  const { model, faults } = await normalizeText(`openapi: 3.1.0\ninfo: { title: T, version: '1' }\n${text}`);
  const request = operationOf(model, 'list').strategies[0]?.request;
  return { carry: request?.carry.map(({ name }) => name), operation: request?.operation, faults };
}

describe('parameters that a next link may lack', () => {
  it('are the version', async () => {
    const { carry, faults } = await carried('{ nextLinkName: link }');
    expect(carry).toEqual(['api-version']);
    expect(faults).toEqual([]);
  });

  it('are those of an operation that takes no link, as far as the first one has them', async () => {
    const { carry, operation, faults } = await carried(
      '{ nextLinkName: link, operationName: listNext }',
      '{ name: filter, in: query, required: true, schema: { type: string } }',
    );
    expect(carry).toEqual(['filter', 'api-version']);
    expect(operation).toBeUndefined();
    expect(faults).toEqual([]);
  });

  it('are reported if only the other operation has them', async () => {
    const { carry, faults } = await carried(
      '{ nextLinkName: link, operationName: listNext }',
      '{ name: mode, in: query, required: true, schema: { type: string } }',
    );
    expect(carry).toEqual(['api-version']);
    expect(faults).toEqual([
      '7:59 warning dialect-untranslated: `listNext` takes no link, so the next link is followed as it is. It must contain `mode`: the operation declares no such query parameter.',
    ]);
  });
});
