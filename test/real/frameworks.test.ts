import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JsonValue } from '../../src/shared/json.ts';
import { type VerifyOptions, type VerifyResult, verify } from '../../src/tasks/verify.ts';

// `verify` against servers that others wrote, with the documents that they write themselves. They are installed here and
// not with pagegen: 250 packages would slow down every installation of the repository.

const PACKAGES = [
  '@feathersjs/feathers@5.0.50',
  '@feathersjs/koa@5.0.50',
  '@feathersjs/memory@5.0.50',
  '@hono/node-server@2.1.9',
  '@hono/zod-openapi@1.6.3',
  'feathers-swagger@3.0.0',
  'hono@4.13.19',
  'json-server@0.17.4',
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
