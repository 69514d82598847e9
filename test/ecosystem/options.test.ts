import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { INTEGRATIONS } from '../../src/model/api.ts';
import { pagegen } from '../cli/in-process.ts';
import { emitted } from '../support/emitted.ts';
import { integer, offsetStrategy, operation, parameter, string } from '../support/model.ts';

const API = `openapi: 3.1.0
info: { title: Things, version: '1' }
paths:
  /things:
    get:
      operationId: listThings
      parameters: [{ name: offset, in: query, schema: { type: integer } }]
      x-pagination: { style: offset, request: { offset: offset }, response: { items: $response.body } }
      responses:
        '200':
          description: Things
          content: { application/json: { schema: { type: array, items: { type: string } } } }
`;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pagegen-with-'));
  await writeFile(join(folder, 'api.yaml'), API);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const filesIn = async (path: string): Promise<string[]> =>
  (await readdir(join(folder, path))).filter((name) => INTEGRATIONS.some((known) => name === `${known}.ts`)).sort();
const ALL = INTEGRATIONS.map((name) => `${name}.ts`).sort();

describe('--with', () => {
  it('adds a file for each name, and removes it when the name is gone', async () => {
    await pagegen(folder, 'api.yaml', '-o', 'client');
    expect(await filesIn('client')).toEqual([]);
    await pagegen(
      folder,
      'api.yaml',
      '-o',
      'client',
      '--with',
      INTEGRATIONS.slice(0, 2).join(','),
      '--with',
      'streams',
    );
    expect(await filesIn('client')).toEqual(
      ['streams.ts', ...INTEGRATIONS.slice(0, 2).map((name) => `${name}.ts`)].sort(),
    );
    await pagegen(folder, 'api.yaml', '-o', 'client', '--with', 'swr');
    expect(await filesIn('client')).toEqual(['swr.ts']);
    expect(await readdir(join(folder, 'client/runtime/integrations'))).toEqual(['cache.ts', 'swr.ts']);
  });

  it('says in the README of the client what is there', async () => {
    await pagegen(folder, 'api.yaml', '-o', 'client', '--with', 'swr,streams');
    const readme = await readFile(join(folder, 'client/README.md'), 'utf8');
    expect(readme).toContain(
      '| `streams.ts` | web streams of items and of NDJSON | `toItemStream(list)` |\n| `swr.ts` |',
    );
    expect(readme).toContain('`listThingsInfinite`');
  });

  it('names the nearest of the names that there are', async () => {
    expect(await pagegen(folder, 'api.yaml', '-o', 'client', '--with', 'swr,tanstak')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('`tanstak`.  [unknown-integration]\n  hint: Did you mean `tanstack`?'),
    });
    expect(await pagegen(folder, 'api.yaml', '-o', 'client', '--with', 'graphql')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining(`hint: The integrations are ${INTEGRATIONS.join(', ')}.`),
    });
    expect(await readdir(folder)).toEqual(['api.yaml']);
  });

  it('is an option of projects', async () => {
    const configuration = (names: readonly string[]) =>
      writeFile(
        join(folder, 'pagegen.config.json'),
        JSON.stringify({ document: 'api.yaml', output: 'client', with: names }),
      );
    await configuration(INTEGRATIONS);
    expect(await pagegen(folder)).toMatchObject({ code: 0 });
    expect(await filesIn('client')).toEqual(ALL);
    await configuration(['stream']);
    expect(await pagegen(folder)).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/`with` must be.*\n.*`streams`/),
    });
  });
});

describe('names in the file of an integration', () => {
  const position = parameter('offset', { schema: integer });
  const list = (operationId: string) =>
    operation({
      operationId,
      path: `/${operationId}`,
      parameters: [position],
      strategies: [offsetStrategy(position, string)],
    });

  it('get out of the way of what the file imports', async () => {
    const operations = [list('list'), list('listInfiniteOptions'), list('listInfiniteOptionsInfiniteOptions')];
    const text = (await emitted({ operations }, { with: ['tanstack'] })).get('tanstack.ts') ?? '';
    const functions = [...text.matchAll(/^export function (\w+)/gm)].map(([, name]) => name);
    expect(functions).toEqual([
      'listListInfiniteOptions',
      'listInfiniteOptionsListInfiniteOptions',
      'listInfiniteOptionsInfiniteOptionsInfiniteOptions',
      'listQueryOptions',
      'listInfiniteOptionsQueryOptions',
      'listInfiniteOptionsInfiniteOptionsQueryOptions',
      'queryKey',
    ]);
  });

  it('are those of operations that the library is for', async () => {
    const operations = [
      operation({ operationId: 'get' }),
      operation({ operationId: 'save', method: 'PUT' }),
      operation({ operationId: 'drop', method: 'DELETE' }),
    ];
    const files = await emitted({ operations }, { with: ['swr', 'tanstack', 'msw'] });
    const functions = (path: string) =>
      [...(files.get(path) ?? '').matchAll(/^export function (\w+)/gm)].map(([, name]) => name);
    expect(functions('swr.ts')).toEqual(['getSwr']);
    expect(functions('tanstack.ts')).toEqual([
      'getQueryOptions',
      'saveMutationOptions',
      'dropMutationOptions',
      'queryKey',
    ]);
    expect(functions('msw.ts')).toEqual(['getHandler', 'saveHandler', 'dropHandler']);
  });
});
