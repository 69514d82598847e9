import { describe, expect, it } from 'vitest';
import { normalizeText, operationOf } from '../model/normalize-text.ts';

const text = '{ type: string }';
const page = (item: string, next = 'next') =>
  `{ type: object, properties: { data: { type: array, items: ${item} }, ${next}: ${text} } }`;
const response = (schema: string) =>
  `responses: { '200': { description: ok, content: { application/json: { schema: ${schema} } } } }`;
const item = "{ $ref: '#/components/schemas/Item' }";

const document = (request: string, more = ''): string => `openapi: 3.1.0
info: { title: T, version: '1' }
components: { schemas: { Item: { type: object, properties: { id: ${text} } } } }
paths:
  /{tenant}/things:
    get:
      operationId: list
      parameters: [{ name: tenant, in: path, required: true, schema: ${text} }, { name: limit, in: query, schema: { type: integer } }]
      x-pagination: { style: cursor-query, request: { ${request} }, response: { items: data, nextCursor: next }${more} }
      ${response(page(item))}
  /{tenant}/more:
    get:
      operationId: more
      parameters: [{ name: tenant, in: path, required: true, schema: ${text} }, { name: cursor, in: query, required: true, schema: ${text} }]
      ${response(page(item))}
  /other:
    get: { operationId: other, parameters: [{ name: cursor, in: query, schema: ${text} }], ${response(page(text))} }
  /elsewhere:
    get: { operationId: elsewhere, parameters: [{ name: cursor, in: query, schema: ${text} }], ${response(page(item, 'token'))} }
  /strict:
    get:
      operationId: strict
      parameters: [{ name: cursor, in: query, schema: ${text} }, { name: folder, in: query, required: true, schema: ${text} }, { name: version, in: query, required: true, schema: { const: 2 } }]
      ${response(page(item))}
`;

describe('request.operation of a cursor style', () => {
  it('is the operation that takes the cursor', async () => {
    const { model, faults } = await normalizeText(document('cursor: cursor, limit: limit, operation: more'));
    expect(faults).toEqual([]);
    const { operation, cursor } = operationOf(model, 'list').strategies[0]?.request ?? {};
    expect(operation?.operation.operationId).toBe('more');
    expect(cursor).toMatchObject({ in: 'parameter', parameter: { name: 'cursor' } });
  });

  it.each([
    [
      'another operation without the cursor',
      'cursor: token, operation: more',
      '',
      'pagination-undeclared-parameter: `request.cursor` names the query parameter `token`, which more does not declare. | Its only query parameter is `cursor`.',
    ],
    [
      'an operation that does not exist',
      'cursor: cursor, operation: mor',
      '',
      'pagination-unknown-operation: `request.operation` names the operation `mor`, which the document does not have. | Did you mean `more`?',
    ],
    [
      'another operation with items of another type',
      'cursor: cursor, operation: other',
      '',
      'pagination-response-type: The items of `other` have another type than those of list.',
    ],
    [
      'another operation without the next cursor',
      'cursor: cursor, operation: elsewhere',
      '',
      'pagination-pointer-to-nothing: `response.nextCursor` is `/next`, but the 200 response of elsewhere has no `next` there. | The properties there are `data`, `token`.',
    ],
    [
      'a parameter that nothing supplies',
      'cursor: cursor, operation: strict',
      '',
      'pagination-undeclared-parameter: `strict` requires `folder`, which list does not have: nothing supplies it to the pages after the first.',
    ],
    [
      'a first cursor',
      "cursor: cursor, start: '*', operation: more",
      '',
      'pagination-exclusive-fields: `request.operation` and `request.start` are mutually exclusive: only the first operation could send it.',
    ],
  ])('refuses %s', async (_, request, more, fault) => {
    const { faults, model } = await normalizeText(document(request, more));
    expect(faults.map((text) => text.replace(/^\S+ /, ''))).toEqual([fault]);
    expect(operationOf(model, 'list').strategies).toEqual([]);
  });
});
