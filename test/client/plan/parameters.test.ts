import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generate } from '../../../src/tasks/generate.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pagegen-parameters-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Generates a client of one search and returns the type of its parameters, without blanks. */
async function paramsOf(schema: object, request: object): Promise<string> {
  const style = 'offset' in request ? 'offset' : 'page' in request ? 'page' : 'cursor-body';
  const end = style === 'cursor-body' ? { nextCursor: '/next' } : {};
  const page = { type: 'object', properties: { data: { type: 'array', items: {} }, next: { type: 'string' } } };
  const document = join(folder, 'search.json');
  const search = {
    operationId: 'search',
    requestBody: { required: true, content: { 'application/json': { schema } } },
    'x-pagination': { style, request, response: { items: '/data', ...end } },
    responses: { 200: { description: 'A page.', content: { 'application/json': { schema: page } } } },
  };
  const paths = { '/search': { post: search } };
  await writeFile(document, JSON.stringify({ openapi: '3.1.0', info: { title: 'Search', version: '1' }, paths }));
  const { files, diagnostics } = await generate({ document });
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  const text = files.find(({ path }) => path === 'operations/search.ts')?.text ?? '';
  return /SearchParams \{([\s\S]*?)\n\}/.exec(text)?.[1]?.replace(/\s+/g, ' ').trim() ?? '';
}

const string = { type: 'string' };
const integer = { type: 'integer' };

describe('members of the body that the walk writes are optional, although the document requires them', () => {
  it('a cursor with a start; the body too, if nothing else is required', async () => {
    const schema = { type: 'object', required: ['cursor'], properties: { cursor: string } };
    expect(await paramsOf(schema, { cursor: '/cursor', start: '*' })).toBe(
      'body?: { cursor?: string | undefined } | undefined;',
    );
  });

  it('an offset next to a member that the caller supplies', async () => {
    const schema = { type: 'object', required: ['offset', 'query'], properties: { offset: integer, query: string } };
    expect(await paramsOf(schema, { offset: '/offset' })).toBe('body: { offset?: number | undefined; query: string };');
  });

  it('a page number inside another member and an allOf', async () => {
    const paging = { type: 'object', required: ['page'], properties: { page: integer } };
    const schema = {
      allOf: [
        { type: 'object', required: ['query'], properties: { query: string } },
        { type: 'object', required: ['paging'], properties: { paging } },
      ],
    };
    expect(await paramsOf(schema, { page: '/paging/page' })).toContain('paging?: { page?: number | undefined }');
  });

  it('but a cursor without a start is where the caller begins', async () => {
    const schema = { type: 'object', required: ['cursor'], properties: { cursor: string } };
    expect(await paramsOf(schema, { cursor: '/cursor' })).toBe('body: { cursor: string };');
  });
});
