import { describe, expect, it } from 'vitest';
import { generate } from '../../src/index.ts';

const text = `openapi: 3.1.0
info: { title: T, version: '1' }
paths:
  /sound:
    get: { operationId: sound, responses: { '204': { description: ok } } }
  /server:
    get: { operationId: server, servers: [{}], responses: { '204': { description: ok } } }
  /parameter:
    get:
      operationId: parameter
      parameters: [{ $ref: '#/components/parameters/None' }]
      responses: { '204': { description: ok } }
  /inherited:
    parameters: [{ name: a, in: path }]
    get: { operationId: inherited, responses: { '204': { description: ok } } }
  /schema:
    get:
      operationId: schema
      responses:
        '200': { description: ok, content: { application/json: { schema: { $ref: '#/components/schemas/Faulty' } } } }
  /list:
    get:
      operationId: list
      x-pagination: { style: offset, request: { offset: nothing }, response: { items: /data } }
      responses: { '200': { description: ok, content: { application/json: { schema: { type: object } } } } }
components:
  schemas:
    Faulty: { type: object, properties: { fine: { type: string }, faulty: { type: wrong }, gone: { $ref: '#/no' } } }
`;

describe('a document with faults', () => {
  it('generates no client', async () => {
    const { files, diagnostics } = await generate({ document: { file: '/api.yaml', text } });
    expect(files).toEqual([]);
    expect(diagnostics.some(({ code }) => code === 'left-out')).toBe(false);
  });
});

describe('a document with faults, under lenient', () => {
  const result = generate({ document: { file: '/api.yaml', text }, lenient: true });

  it('generates a client of the valid operations', async () => {
    const { files, stats } = await result;
    const operations = files.find(({ path }) => path === 'operations/default.ts')?.text ?? '';
    const names = [...operations.matchAll(/^export function (\w+)/gm)].map(([, name]) => name);
    expect(names).toEqual(['sound', 'schema', 'list']);
    expect(stats.operations).toBe(3);
  });

  it('says which operations it omitted, and why', async () => {
    const { diagnostics } = await result;
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    const leftOut = diagnostics.filter(({ code }) => code === 'left-out');
    expect(leftOut.map(({ line, message }) => `${line} ${message}`)).toEqual([
      '7 The operation `GET /server` has faults, so the client does not include it.',
      '9 The operation `GET /parameter` has faults, so the client does not include it.',
      '15 The operation `GET /inherited` has faults, so the client does not include it.',
    ]);
    const reasons = diagnostics.filter(({ code }) => code !== 'left-out').map(({ line, code }) => `${line} ${code}`);
    expect(reasons).toEqual(expect.arrayContaining(['7 missing-field', '11 unresolved-reference', '14 missing-field']));
  });

  it('types what a schema fails to say as unknown', async () => {
    const models = (await result).files.find(({ path }) => path === 'models.ts')?.text;
    expect(models).toContain('fine?: string | undefined;\n  faulty?: unknown;\n  gone?: unknown;');
  });

  it('generates a plain call for a list whose annotation is invalid', async () => {
    const { files, diagnostics } = await result;
    const operations = files.find(({ path }) => path === 'operations/default.ts')?.text ?? '';
    expect(operations).toMatch(/export function list\([^)]*\): Call</);
    expect(diagnostics.filter(({ line }) => line === 24)).not.toEqual([]);
  });

  it('still fails where the document as a whole is none', async () => {
    const { files, diagnostics } = await generate({ document: { file: '/api.yaml', text: 'a: 1' }, lenient: true });
    expect(files).toEqual([]);
    expect(diagnostics).toMatchObject([{ severity: 'error', code: 'unsupported-version' }]);
  });

  it('leaves out every operation that refers to the same faulty parameter or answer', async () => {
    const get = (path: string) => `
  /${path}:
    get:
      operationId: ${path}
      parameters: [{ $ref: '#/components/parameters/Fine' }, { $ref: '#/components/parameters/NoPlace' }]
      responses: { '200': { $ref: '#/components/responses/Fine' } }
  /${path}-answer:
    get: { operationId: ${path}Answer, responses: { '200': { $ref: '#/components/responses/Dangling' } } }`;
    const shared = `openapi: 3.1.0
info: { title: T, version: '1' }
paths:${get('first')}${get('second')}
components:
  parameters:
    Fine: { name: fine, in: query, schema: { type: string } }
    NoPlace: { name: nowhere, schema: { type: string } }
  responses:
    Fine: { description: fine }
    Dangling: { description: dangling, headers: { A: { $ref: '#/components/headers/None' } } }
`;
    const { diagnostics } = await generate({ document: { file: '/api.yaml', text: shared }, lenient: true });
    const leftOut = diagnostics.filter(({ code }) => code === 'left-out');
    expect(leftOut.map(({ message }) => /GET \S+(?=`)/.exec(message)?.[0])).toEqual([
      'GET /first',
      'GET /first-answer',
      'GET /second',
      'GET /second-answer',
    ]);
  });
});
