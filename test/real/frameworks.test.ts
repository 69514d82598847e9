import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JsonValue } from '../../src/shared/json.ts';
import { annotate, overlayOf } from '../../src/tasks/annotate.ts';
import { type VerifyOptions, type VerifyResult, verify } from '../../src/tasks/verify.ts';

// `verify` against servers that others wrote, with the documents that they write themselves. They are installed here and
// not with pagegen: 500 packages would slow down every installation of the repository.

const PACKAGES = [
  '@feathersjs/feathers@5.0.50',
  '@feathersjs/koa@5.0.50',
  '@feathersjs/memory@5.0.50',
  '@hono/node-server@2.1.9',
  '@hono/zod-openapi@1.6.3',
  '@loopback/core@7.0.15',
  '@loopback/repository@8.0.15',
  '@loopback/rest@15.0.16',
  '@loopback/rest-crud@0.19.11',
  '@microsoft.azure/autorest.testserver@3.3.51',
  '@nestjs/common@11.2.10',
  '@nestjs/core@11.2.10',
  '@nestjs/platform-express@11.2.10',
  '@nestjs/swagger@11.4.7',
  'feathers-swagger@3.0.0',
  'hono@4.13.19',
  'json-server@0.17.4',
  'nestjs-paginate@15.0.1',
  'reflect-metadata@0.2.2',
  'rxjs@7.8.2',
  'sql.js@1.17.0',
  'typeorm@1.1.1',
  'zod@4.6.7',
];

interface Framework {
  readonly url: string;
  readonly document: { readonly paths: Readonly<Record<string, Readonly<Record<string, object>>>> };
}

let folder: string;
const processes: ChildProcess[] = [];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pagegen-frameworks-'));
  await writeFile(join(folder, 'package.json'), '{ "private": true }');
  const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error'];
  await promisify(execFile)('npm', ['install', ...flags, ...PACKAGES], { cwd: folder });
  await cp(join(import.meta.dirname, 'frameworks'), folder, { recursive: true });
});
afterAll(async () => {
  for (const process of processes) process.kill();
  await rm(folder, { recursive: true, force: true });
});

async function start(program: string): Promise<Framework> {
  const child = spawn(process.execPath, [join(folder, program)], { stdio: ['ignore', 'pipe', 'inherit'] });
  processes.push(child);
  let text = '';
  for await (const part of child.stdout) {
    text += part;
    const line = text.split('\n').find((each) => each.startsWith('{"url"'));
    if (text.endsWith('\n') && line !== undefined) return JSON.parse(line) as Framework;
  }
  throw new Error(`${program} has ended: ${text}`);
}

/** Verifies one list of a server with an annotation. */
async function run(
  framework: Promise<Framework>,
  path: string,
  annotation: JsonValue,
  options: Partial<VerifyOptions> = {},
): Promise<VerifyResult> {
  const { url, document } = await framework;
  const { get } = document.paths[path] ?? {};
  const text = JSON.stringify({ ...document, paths: { [path]: { get: { ...get, 'x-pagination': annotation } } } });
  const result = await verify({ document: { file: '/framework.json', text }, baseUrl: url, ...options });
  expect(result.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(result.checked).toHaveLength(1);
  return result;
}

const codes = ({ findings }: VerifyResult): string[] => findings.map(({ code }) => code);
const unseen = ({ checked }: VerifyResult) => checked[0]?.fields.filter(({ kind }) => kind !== 'seen');

describe('json-server', () => {
  let server: Promise<Framework>;
  beforeAll(() => {
    server = start('json-server.cjs');
  });
  const request = { page: '_page', limit: '_limit' };
  const total = '$response.header.X-Total-Count';

  it('pages as declared from the first page on', async () => {
    const annotation = {
      style: 'page',
      key: '/id',
      request: { ...request, start: 1 },
      response: { items: '$response.body', total },
    };
    const result = await run(server, '/posts', annotation, { probeLimits: true });
    expect([codes(result), unseen(result)]).toEqual([[], []]);
  });

  it('has more than its links lead to', async () => {
    const annotation = { style: 'link-header', request: { limit: '_limit' }, response: { items: '$response.body' } };
    expect(codes(await run(server, '/posts', annotation))).toContain('end-too-early');
  });

  it('ignores an offset without a page size', async () => {
    const annotation = {
      style: 'offset',
      request: { offset: '_start', limit: '_limit' },
      response: { items: '$response.body' },
    };
    const { findings } = await run(server, '/posts', annotation);
    expect(findings[0]).toMatchObject({
      code: 'walk-broken',
      message: expect.stringMatching(/^Without a page size: /),
    });
  });
});

describe('Feathers', () => {
  let server: Promise<Framework>;
  beforeAll(() => {
    server = start('feathers.cjs');
  });
  const request = { offset: '$skip', limit: '$limit' };

  it('pages as declared', async () => {
    const response = { items: '/data', total: '/total', limit: '/limit' };
    const result = await run(
      server,
      '/users',
      { style: 'offset', key: '/_id', request, response },
      { probeLimits: true },
    );
    expect([codes(result), unseen(result)]).toEqual([[], []]);
  });

  it('does not count its items in `skip`', async () => {
    const response = { items: '/data', total: '/skip' };
    expect(codes(await run(server, '/users', { style: 'offset', request, response }))).toEqual(['total-wrong']);
  });

  it('has no page numbers', async () => {
    const annotation = { style: 'page', request: { page: '$skip', limit: '$limit' }, response: { items: '/data' } };
    expect(codes(await run(server, '/users', annotation))).toContain('duplicate-items');
  });
});

describe('@hono/zod-openapi', () => {
  let server: Promise<Framework>;
  beforeAll(() => {
    server = start('hono.mjs');
  });

  it('pages from 0 as declared, and not from 1', async () => {
    const request = { page: 'page', limit: 'size' };
    const response = { items: '/items', total: '/total' };
    const right = await run(server, '/zero', {
      style: 'page',
      key: '/id',
      request: { ...request, start: 0 },
      response,
    });
    expect([codes(right), unseen(right)]).toEqual([[], []]);
    const wrong = await run(server, '/zero', { style: 'page', request: { ...request, start: 1 }, response });
    expect(codes(wrong)).toContain('start-wrong');
  });

  it('has a ceiling, which is agreement if it is declared, and is found if it is not', async () => {
    const request = { offset: 'offset', limit: 'limit' };
    const annotation = { style: 'offset', key: '/id', request, response: { items: '/items' } };
    expect(codes(await run(server, '/logs', { ...annotation, limits: { maxOffset: 60 } }))).toEqual([]);
    const undeclared = await run(
      server,
      '/logs',
      { ...annotation, limits: { maxOffset: null } },
      { probeLimits: true },
    );
    expect(undeclared.findings).toMatchObject([
      { code: 'ceiling-undeclared', corrections: [{ group: 'limits', field: 'maxOffset', value: 60 }] },
    ]);
  });

  it('pages by cursor as declared', async () => {
    const request = { cursor: 'cursor', limit: 'limit' };
    const response = { items: '/items', nextCursor: '/next' };
    const result = await run(server, '/cursors', { style: 'cursor-query', key: '/id', request, response });
    expect([codes(result), unseen(result)]).toEqual([[], []]);
  });
});

describe('nestjs-paginate', () => {
  let server: Promise<Framework>;
  beforeAll(() => {
    server = start('nest.cjs');
  });
  const request = { page: 'page', limit: 'limit' };

  it('pages as `annotate` proposes, and not by page if its cursors are on', async () => {
    const { url, document } = await server;
    const given = { document: { file: '/nest.json', text: JSON.stringify(document) } };
    const proposed = await annotate(given);
    const overlay = join(folder, 'nest.overlay.yaml');
    await writeFile(overlay, overlayOf(proposed, proposed.proposals).content);
    const result = await verify({ ...given, overlays: [overlay], baseUrl: url, probeLimits: true });
    const [cats, cursors] = result.checked;
    expect(cats).toMatchObject({ operation: 'catsCats', strategy: 'page', findings: [] });
    expect(cats?.fields.filter(({ kind }) => kind !== 'seen')).toEqual([]);
    // Its document describes page numbers for both, which the server ignores here.
    expect(cursors?.findings.map(({ code }) => code)).toEqual(['walk-broken', 'field-missing', 'field-missing']);
  });

  it('has a URL of the next page, in lists of cursors too', async () => {
    const annotation = {
      style: 'next-url',
      key: '/id',
      request: { limit: 'limit' },
      response: { items: '/data', nextUrl: '/links/next' },
      limits: { defaultLimit: 20, maxLimit: 40 },
    };
    for (const path of ['/cats', '/cursors']) {
      const result = await run(server, path, annotation);
      expect([path, codes(result), unseen(result)]).toEqual([path, [], []]);
    }
  });

  it('does not count its items in the number of pages, nor return more than its maximum', async () => {
    const total = { style: 'page', request, response: { items: '/data', total: '/meta/totalPages' } };
    expect(codes(await run(server, '/cats', total))).toContain('total-wrong');
    const limits = { style: 'page', request, response: { items: '/data' }, limits: { maxLimit: 100 } };
    expect((await run(server, '/cats', limits)).findings).toMatchObject([
      { code: 'page-size-capped', corrections: [{ field: 'maxLimit', value: 40 }] },
    ]);
  });
});

describe('LoopBack', () => {
  let server: Promise<Framework>;
  beforeAll(() => {
    server = start('loopback.cjs');
  });
  const textOf = (document: object) => ({ file: '/loopback.json', text: JSON.stringify(document) });

  it('takes positions inside a JSON parameter, which `annotate` says', async () => {
    const { document } = await server;
    const { proposals, skipped } = await annotate({ document: textOf(document) });
    expect(proposals).toEqual([]);
    expect(skipped).toMatchObject([
      { path: '/notes', reason: expect.stringContaining('inside the JSON value of the query parameter `filter`') },
    ]);
  });

  it('pages as `annotate` proposes if an overlay declares the parameter as an object', async () => {
    const { url, document } = await server;
    const asObject = join(folder, 'loopback.overlay.json');
    const target = "$.paths['/notes'].get.parameters[0]";
    const schema = {
      type: 'object',
      properties: { offset: { type: 'integer' }, limit: { type: 'integer', minimum: 1 } },
    };
    const parameter = { name: 'filter', in: 'query', style: 'deepObject', explode: true, schema };
    const actions = [
      { target, remove: true },
      { target: "$.paths['/notes'].get", update: { parameters: [parameter] } },
    ];
    await writeFile(asObject, JSON.stringify({ overlay: '1.0.0', info: { title: 'Filter', version: '1' }, actions }));
    const given = { document: textOf(document), overlays: [asObject] };
    const proposed = await annotate(given);
    const overlay = join(folder, 'loopback.pagination.yaml');
    await writeFile(overlay, overlayOf(proposed, proposed.proposals).content);
    const verified = { ...given, overlays: [asObject, overlay], baseUrl: url, probeLimits: true };
    const { checked } = await verify(verified);
    expect(checked).toMatchObject([{ operation: 'notesControllerFind', strategy: 'offset', items: 137, findings: [] }]);
    expect(checked[0]?.fields.filter(({ kind }) => kind !== 'seen')).toEqual([]);
  });
});

describe("AutoRest's test server", () => {
  let server: Promise<Framework>;
  beforeAll(() => {
    server = start('autorest.cjs');
  });
  const version = { 'api-version': '1.0.0' };
  const tenant = { tenant: 'test_user', api_version: '1.6' };

  it.each([
    ['Paging_getMultiplePages', {}],
    ['Paging_getOdataMultiplePages', {}],
    ['Paging_firstResponseEmpty', {}],
    ['Paging_duplicateParams', { $filter: 'foo' }],
    ['Paging_getWithQueryParams', { requiredQueryParameter: 100 }],
    ['Paging_getMultiplePagesWithOffset', { offset: 100 }],
    ['Paging_getMultiplePagesFragmentNextLink', tenant],
    ['Paging_getMultiplePagesFragmentWithGroupingNextLink', tenant],
    // These take links in their path, and go on with links that are parts of it.
    ['Paging_nextFragment', { ...tenant, nextLink: 'next?page=2' }],
    ['Paging_nextFragmentWithGrouping', { ...tenant, nextLink: 'next?page=2' }],
    ['Paging_appendApiVersion', version],
    ['Paging_replaceApiVersion', version],
  ])('pages as its document declares: %s', async (operation, params) => {
    const { url, document } = await server;
    const result = await verify({
      document: { file: '/paging.json', text: JSON.stringify(document) },
      baseUrl: url,
      operations: [operation],
      params: { [operation]: params },
    });
    expect([codes(result), unseen(result)]).toEqual([[], []]);
  });
});
