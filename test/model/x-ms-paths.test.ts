import { describe, expect, it } from 'vitest';
import { normalizeText } from './normalize-text.ts';

const OPENAPI = `openapi: 3.0.3
info: { title: T, version: '1' }
paths:
  /things: { get: { operationId: list, responses: { '204': { description: ok } } } }
x-ms-paths:
  /things?comp=blobs:
    get:
      operationId: listBlobs
      x-ms-pageable: { nextLinkName: nextLink }
      parameters: [{ name: top, in: query, schema: { type: integer } }]
      responses:
        '200':
          description: ok
          content: { application/json: { schema: { $ref: '#/components/schemas/Page' } } }
components:
  schemas:
    Page: { properties: { value: { type: array, items: { type: string } }, nextLink: { type: string } } }
`;

const SWAGGER = `swagger: '2.0'
info: { title: T, version: '1' }
produces: [application/json]
paths:
  /things: { get: { operationId: list, responses: { '204': { description: ok } } } }
x-ms-paths:
  /things?comp=blobs:
    get:
      operationId: listBlobs
      x-ms-pageable: { nextLinkName: nextLink }
      parameters: [{ name: top, in: query, type: integer }]
      responses: { '200': { description: ok, schema: { $ref: '#/definitions/Page' } } }
definitions:
  Page: { properties: { value: { type: array, items: { type: string } }, nextLink: { type: string } } }
`;

describe.each([
  ['OpenAPI 3', OPENAPI],
  ['Swagger 2.0', SWAGGER],
])('paths that differ by their query alone, in %s', (_, text) => {
  it('have operations like all others, paginated ones too', async () => {
    const { model, faults } = await normalizeText(text);
    expect(faults).toEqual([]);
    expect(model.operations.map(({ operationId, path }) => [operationId, path])).toEqual([
      ['list', '/things'],
      ['listBlobs', '/things?comp=blobs'],
    ]);
    const [, blobs] = model.operations;
    expect(blobs?.parameters.map(({ name }) => name)).toEqual(['top']);
    expect(blobs?.strategies.map(({ style }) => style)).toEqual(['next-url']);
  });

  it('have faults where they are written', async () => {
    const { faults } = await normalizeText(text.replace('nextLinkName: nextLink', 'nextLinkName: gone'));
    const line = text.split('\n').findIndex((each) => each.includes('x-ms-pageable')) + 1;
    expect(faults).toEqual([expect.stringMatching(new RegExp(`^${line}:38 warning pagination-pointer-to-nothing`))]);
  });

  it('send a fixed part of the query once, although it is declared as a parameter too', async () => {
    const declared = text.replace(/parameters: \[\{ name: top/, (found) =>
      found.replace(
        '[',
        text === SWAGGER
          ? '[{ name: comp, in: query, required: true, type: string, enum: [blobs] }, '
          : '[{ name: comp, in: query, required: true, schema: { type: string, enum: [blobs] } }, ',
      ),
    );
    expect(declared).not.toBe(text);
    const { model, faults } = await normalizeText(declared);
    const [, blobs] = model.operations;
    expect(faults).toEqual([]);
    expect(blobs?.path).toBe('/things?comp=blobs');
    expect(blobs?.parameters.map(({ name }) => name)).toEqual(['top']);
  });

  it('do not send an operationId that only tells paths apart', async () => {
    const { model, faults } = await normalizeText(text.replace('/things?comp=blobs', '/things?listBlobs'));
    expect(faults).toEqual([]);
    expect(model.operations.map(({ path }) => path)).toEqual(['/things', '/things']);
  });
});
