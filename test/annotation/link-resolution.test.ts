import { describe, expect, it } from 'vitest';
import { normalizeText, operationOf } from '../model/normalize-text.ts';

const document = (request: string, response = ''): string => `openapi: 3.1.0
info: { title: T, version: '1' }
paths:
  /{tenant}/things:
    parameters: [{ name: tenant, in: path, required: true, schema: { type: string } }]
    get:
      operationId: list
      x-pagination: { style: next-url, request: { ${request} }, response: { items: data, nextUrl: next${response} } }
      responses: &page
        '200':
          description: ok
          content: { application/json: { schema: { type: object, properties: { data: { type: array, items: {} }, next: { type: string } } } } }
  /{tenant}/{link}:
    parameters: [{ name: tenant, in: path, required: true, schema: { type: string } }, { name: link, in: path, required: true, schema: { type: string } }]
    get: { operationId: listNext, responses: *page }
  /{tenant}/{one}/{two}:
    parameters:
      - { name: tenant, in: path, required: true, schema: { type: string } }
      - { name: one, in: path, required: true, schema: { type: string } }
      - { name: two, in: path, required: true, schema: { type: string } }
    get: { operationId: both, responses: *page }
`;

describe('request.operation', () => {
  it('is the operation that fetches the following pages, with the parameter that takes the link', async () => {
    const { model, faults } = await normalizeText(document('operation: listNext'));
    expect(faults).toEqual([]);
    const next = operationOf(model, 'list').strategies[0]?.request.operation;
    expect(next?.operation.operationId).toBe('listNext');
    expect(next?.link?.name).toBe('link');
  });

  it.each([
    [
      'operation: listNxt',
      '8:62 pagination-unknown-operation: `request.operation` names the operation `listNxt`, which the document does not have. | Did you mean `listNext`?',
    ],
    [
      'operation: both',
      '8:62 pagination-undeclared-parameter: The path of `both` must have exactly one parameter that list does not have, to receive the link; found `one`, `two`.',
    ],
    [
      'operation: list',
      '8:62 pagination-undeclared-parameter: The path of `list` must have exactly one parameter with `x-ms-skip-url-encoding: true`, to receive the link; found none.',
    ],
    ['operation: 5', '8:62 pagination-wrong-type: `request.operation` must be a string; found 5.'],
  ])('is invalid: %s', async (request, fault) => {
    expect((await normalizeText(document(request))).faults).toEqual([fault]);
  });
});

describe('response.linkBase', () => {
  it('says what links are relative to', async () => {
    const strategyOf = async (text: string) =>
      operationOf((await normalizeText(document('', text))).model, 'list').strategies[0]?.response.linkBase;
    expect(await strategyOf(', linkBase: server')).toBe('server');
    expect(await strategyOf(', linkBase: request')).toBeUndefined();
    expect((await normalizeText(document('', ', linkBase: path'))).faults).toEqual([
      '8:105 pagination-unknown-value: `response.linkBase` must be request, server or a response expression; found "path".',
    ]);
  });
});
