import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { run } from '../../src/cli/program.ts';
import { listen } from '../support/http.ts';
import { plantedDocument, startPlanted } from '../support/planted-list.ts';
import { ioOf, pagegen, started } from './in-process.ts';

const cleanups: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  await Promise.all(cleanups.splice(0).map((cleanup) => cleanup()));
});

type Paths = Record<string, Record<string, object>>;

/** A folder with a document that has the lists `listItems`, `listB` and `listC`, and other operations. */
async function project(change: (paths: Paths) => Paths = (paths) => paths): Promise<string> {
  const cwd = await mkdtemp(join(tmpdir(), 'pagegen-verify-'));
  cleanups.push(() => rm(cwd, { recursive: true }));
  const document = JSON.parse(plantedDocument('offset')) as { paths: Paths };
  const get = { ...document.paths['/items']?.get };
  const paths = {
    ...document.paths,
    '/items/b': { get: { ...get, operationId: 'listB', tags: ['b'] } },
    '/items/c': { get: { ...get, operationId: 'listC', tags: ['c'] } },
  };
  await writeFile(join(cwd, 'api.json'), JSON.stringify({ ...document, paths: change(paths) }));
  return cwd;
}

async function live(items = 12): Promise<string> {
  const server = await startPlanted({ kind: 'offset', items });
  cleanups.push(() => server.close());
  return server.url;
}

const verdicts = (stdout: string): string[] =>
  stdout
    .split('\n')
    .filter((line) => /^\w/.test(line))
    .map((line) => line.split(' ')[0] ?? '');

describe('a run that checks nothing fails', () => {
  it('if the document has no paginated operation', async () => {
    const cwd = await project((paths) =>
      Object.fromEntries(
        Object.entries(paths).map(([path, { get }]) => [path, { get: { ...get, 'x-pagination': false } }]),
      ),
    );
    const { code, stderr } = await pagegen(cwd, 'verify', 'api.json', '--base-url', await live());
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: expect.stringContaining('no paginated operations: did you forget --overlay?'),
    });
  });

  it('if the only operation that was named is not paginated', async () => {
    const cwd = await project(({ '/items': items, ...others }) => ({
      ...others,
      '/items': { get: { ...items?.get, 'x-pagination': false } },
    }));
    const result = await pagegen(cwd, 'verify', 'api.json', '--base-url', await live(), '--operation', 'listItems');
    expect(result).toMatchObject({ code: 1, stderr: expect.stringContaining('Nothing was checked') });
  });

  it('if every list is empty', async () => {
    const { code, stderr } = await pagegen(await project(), 'verify', 'api.json', '--base-url', await live(0));
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: expect.stringContaining('Nothing was checked: every list is empty.'),
    });
  });

  it('if lists need parameters', async () => {
    const needed = { name: 'team', in: 'query', required: true, schema: { type: 'string' } };
    const cwd = await project((paths) =>
      Object.fromEntries(
        Object.entries(paths).map(([path, { get }]) => {
          const { parameters = [] } = get as { parameters?: object[] };
          return [path, { get: { ...get, parameters: [...parameters, needed] } }];
        }),
      ),
    );
    const { code, stderr } = await pagegen(cwd, 'verify', 'api.json', '--base-url', await live());
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: expect.stringContaining('listB was not walked: it needs team; see --params.'),
    });
  });

  it('if the budget is 0', async () => {
    const { code, stderr } = await pagegen(
      await project(),
      'verify',
      'api.json',
      '--base-url',
      await live(),
      '--budget',
      '0',
    );
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('It must be at least 1') });
  });
});

describe('an API that does not answer', () => {
  it('is one message, whatever the number of lists', async () => {
    const server = await listen(() => ({}));
    await server.close();
    const { code, stdout, stderr } = await pagegen(await project(), 'verify', 'api.json', '--base-url', server.url);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr.replace(/:\d{4,5}/g, ':PORT')).toBe(
      'error  Cannot reach http://127.0.0.1:PORT: connect ECONNREFUSED 127.0.0.1:PORT.  [api-unreachable]\n' +
        '  hint: Check --base-url, and whether the API is running.\n',
    );
  });

  it('with status 401 suggests the header that the document declares', async () => {
    const server = await listen(() => ({ status: 401, body: { error: 'who are you?' } }));
    cleanups.push(() => server.close());
    const cwd = await project();
    const { code, stdout, stderr } = await pagegen(cwd, 'verify', 'api.json', '--base-url', server.url);
    expect(code).toBe(1);
    expect(verdicts(stdout)).toHaveLength(3);
    expect(stderr).toContain(
      "The API rejected the credentials of 3 lists. Pass them with --header 'Authorization: Bearer …', or in PAGEGEN_API_HEADERS.\n",
    );
  });
});

describe('results', () => {
  it('appear as soon as a list is verified, and Ctrl-C keeps them', async () => {
    let held = 0;
    const server = await startPlanted({ kind: 'offset', items: 12 });
    const outer = await listen(async ({ url }) => {
      if (url.startsWith('/items/c')) {
        held++;
        await new Promise((resolve) => setTimeout(resolve, 20_000));
      }
      const answer = await fetch(new URL(url, server.url));
      return { status: answer.status, body: (await answer.json()) as object };
    });
    cleanups.push(
      () => server.close(),
      () => outer.close(),
    );
    const running = started(await project(), 'verify', 'api.json', '--base-url', outer.url);
    for (let waited = 0; held === 0 && waited < 10_000; waited += 20)
      await new Promise((resolve) => setTimeout(resolve, 20));
    const { code, stdout, stderr } = await running.stop();
    expect(code).toBe(130);
    expect(verdicts(stdout)).toEqual(['listItems', 'listB']);
    expect(stderr).toMatch(
      /Interrupted: 2 of 3 strategies were verified\.\n2 strategies walked with \d+ requests: 0 disagreements\.\n/,
    );
  });

  it('are preceded by progress on a terminal only', async () => {
    const cwd = await project();
    const { io, text } = ioOf(cwd);
    const argv = ['verify', 'api.json', '--base-url', await live(), '--operation', 'listB'];
    await run(argv, { ...io, stderr: { ...io.stderr, isTerminal: true } });
    expect(text.stderr).toContain('[1/1] listB  offset, request 1');
    const { stderr } = await pagegen(cwd, ...argv);
    expect(stderr).not.toContain('[1/1]');
  });
});

describe('faults of operations that were not asked for', () => {
  const faulty = (paths: Paths): Paths => ({
    ...paths,
    '/broken': { get: { operationId: 'broken', parameters: [{ name: 'a', in: 'nowhere' }], responses: {} } },
    '/items/c': { get: { ...paths['/items/c']?.get, 'x-pagination': { style: 'offset' } } },
  });

  it.each([
    [['--operation', 'listB'], ['listB']],
    [['--include', 'tag:b'], ['listB']],
    [
      ['--exclude', 'operation:broken', '--exclude', 'tag:c'],
      ['listItems', 'listB'],
    ],
    [['--lenient'], ['listItems', 'listB']],
  ])('do not count: %j', async (flags, expected) => {
    const { code, stdout } = await pagegen(
      await project(faulty),
      'verify',
      'api.json',
      '--base-url',
      await live(),
      ...flags,
    );
    expect({ code, walked: verdicts(stdout) }).toEqual({ code: 0, walked: expected });
  });

  it.each([[[]], [['--operation', 'listC']], [['--include', 'tag:c']], [['--exclude', 'tag:b']]])(
    'count if they concern the selection: %j',
    async (flags) => {
      const { code, stdout, stderr } = await pagegen(
        await project(faulty),
        'verify',
        'api.json',
        '--base-url',
        await live(),
        ...flags,
      );
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
      expect(stderr).toContain('; nothing was requested.\n');
    },
  );

  it('count if they are in a schema that the list uses', async () => {
    const broken = { $ref: './missing.json' };
    const cwd = await project((paths) => {
      const get = {
        ...paths['/items/b']?.get,
        responses: { '200': { description: 'x', content: { 'application/json': { schema: broken } } } },
      };
      return { ...paths, '/items/b': { get } };
    });
    const base = ['verify', 'api.json', '--base-url', await live(), '--operation'];
    expect((await pagegen(cwd, ...base, 'listB')).code).toBe(1);
    expect((await pagegen(cwd, ...base, 'listC')).code).toBe(0);
  });
});
