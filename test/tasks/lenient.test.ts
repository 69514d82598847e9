import { describe, expect, it } from 'vitest';
import { generate } from '../../src/index.ts';
import { explain } from '../../src/tasks/explain.ts';
import { lint } from '../../src/tasks/lint.ts';
import { mock } from '../../src/tasks/mock.ts';

const text = `openapi: 3.1.0
info: { title: T, version: '1' }
paths:
  /sound:
    get: { operationId: sound, responses: { '204': { description: ok } } }
  /list:
    get:
      operationId: list
      x-pagination: { style: offset, request: { offset: nothing }, response: { items: /data } }
      responses: { '200': { description: ok, content: { application/json: { schema: { type: object } } } } }
  /both:
    get:
      operationId: both
      parameters: [{ name: skip, in: query, schema: { type: integer } }]
      x-pagination:
        - { style: page, request: { page: nothing }, response: { items: '' } }
        - { style: offset, request: { offset: skip }, response: { items: '' } }
      responses: { '200': { description: ok, content: { application/json: { schema: { type: array } } } } }
  /shared:
    get:
      operationId: shared
      x-pagination: { $ref: '#/components/x-pagination/none' }
      responses: { '204': { description: ok } }
`;
const document = { file: '/api.yaml', text };

describe('errors of annotations', () => {
  it('stop a run', async () => {
    const { files, diagnostics } = await generate({ document });
    expect(files).toEqual([]);
    expect(diagnostics.filter(({ severity }) => severity === 'error').map(({ line }) => line)).toEqual([
      9, 16, 16, 17, 22,
    ]);
  });

  it('leave the operations unpaginated under lenient, even those with another sound strategy', async () => {
    const { files, diagnostics, stats } = await generate({ document, lenient: true });
    const operations = files
      .filter(({ path }) => path.startsWith('operations/'))
      .map((file) => file.text)
      .join('');
    const names = [...operations.matchAll(/^export function (\w+)/gm)].map(([, name]) => name);
    expect(names).toEqual(['sound', 'list', 'both', 'shared']);
    expect(stats.paginated).toEqual({});
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(diagnostics.filter(({ code }) => code === 'left-unpaginated').map(({ message }) => message)).toEqual([
      'The pagination of list has errors; pagegen leaves the operation unpaginated.',
      'The pagination of both has errors; pagegen leaves the operation unpaginated.',
    ]);
  });

  it('do so in every command that reads a document', async () => {
    expect((await explain({ document, operation: 'list' })).explanation).toBeUndefined();
    expect((await explain({ document, operation: 'list', lenient: true })).explanation).toMatchObject({
      operation: 'list',
      strategies: [],
    });
    expect((await mock({ document })).api).toBeUndefined();
    const { api } = await mock({ document, lenient: true });
    expect(api).toMatchObject({ operations: 4, paginated: 0 });
    await api?.close();
  });

  it('do not hide a document that is none', async () => {
    const { files, diagnostics } = await generate({ document: { file: '/api.yaml', text: 'a: 1' }, lenient: true });
    expect(files).toEqual([]);
    expect(diagnostics).toMatchObject([{ severity: 'error', code: 'invalid-document' }]);
  });
});

describe('warnings under strict', () => {
  const odd = {
    file: '/api.yaml',
    text: `openapi: 3.1.0
info: { title: T, version: '1' }
paths:
  /a/{id}:
    get: { operationId: a, responses: { '204': { description: ok } } }
`,
  };

  it('are errors', async () => {
    expect((await generate({ document: odd })).files).not.toEqual([]);
    const { files, diagnostics } = await generate({ document: odd, strict: true });
    expect(files).toEqual([]);
    expect(diagnostics).toMatchObject([{ severity: 'error', code: 'undeclared-path-parameter' }]);
    expect((await explain({ document: odd, operation: 'a', strict: true })).explanation).toBeUndefined();
  });

  it('are errors in the linter', async () => {
    const file = new URL('../../specs/close.yaml', import.meta.url).pathname;
    const { summary } = await lint({ documents: [file], profile: 'strict', strict: true });
    expect(summary.warnings).toBe(0);
  });
});
