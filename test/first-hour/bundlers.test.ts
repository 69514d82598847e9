import type { ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { ROOT } from '../docs/samples.ts';
import { CHROMIUM, openChromium } from '../platforms/chromium.ts';
import { copyExample, PACKAGES, unpack } from '../real/example-copies.ts';
import { answering, filesOf, freePort, run, serve } from './commands.ts';

// Clients in projects of the tools that resolve imports in their own way, generated with the default settings.

const { tarball } = inject('packed');

let folder: string;
let pagegen: string;
beforeAll(async () => {
  // Inside of `test/packages/`, so that projects find the installed tools: Turbopack follows no link out of its root.
  folder = await realpath(await mkdtemp(join(ROOT, 'test/packages/project-')));
  pagegen = await unpack(tarball, join(folder, 'package'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function put(project: string, path: string, text: string): Promise<void> {
  await mkdir(dirname(join(project, path)), { recursive: true });
  await writeFile(join(project, path), text);
}

const OPTIONS = { target: 'es2022', lib: ['es2022', 'dom'], strict: true, skipLibCheck: true };
const SETUPS = {
  bundler: { ...OPTIONS, module: 'esnext', moduleResolution: 'bundler' },
  commonjs: { ...OPTIONS, module: 'commonjs', moduleResolution: 'node10', ignoreDeprecations: '6.0' },
  nodenext: { ...OPTIONS, module: 'nodenext', isolatedModules: true },
} as const;

/** Makes a project with compiler options, and generates the client of Getting started into `src/api`. */
async function project(name: string, compilerOptions: object): Promise<string> {
  const path = join(folder, name);
  await put(path, 'package.json', JSON.stringify({ name }));
  await put(path, 'tsconfig.json', JSON.stringify({ compilerOptions: { types: ['jest'], ...compilerOptions } }));
  await put(path, 'openapi.yaml', filesOf('docs/getting-started.md').get('openapi.yaml') ?? '');
  const command = `node ${join(pagegen, 'dist/cli.js')}`;
  await run(`${command} annotate openapi.yaml --write && ${command} openapi.yaml -o src/api`, path);
  return path;
}

/** Walks two pages of an API that is a function. */
const WALK = `
const library = new LibraryClient({
  fetch: async (input) => {
    const offset = Number(new URL(String(input)).searchParams.get('offset') ?? 0);
    const data = offset < 4 ? [{ id: offset, title: 'a' }, { id: offset + 1, title: 'b' }] : [];
    return Response.json({ data, total: 4 });
  },
});
export const ids = (): Promise<number[]> => library.books.list().toArray({ max: 10 }).then((books) => books.map(({ id }) => id));
`;

describe('webpack', () => {
  const BUILD = (rule: object): string => `
require('webpack')(
  {
    mode: 'production', target: 'node', context: __dirname, entry: './src/main.ts', performance: { hints: false },
    output: { path: __dirname + '/dist', filename: 'main.js' },
    resolve: { extensions: ['.ts', '.js'] },
    module: { rules: [{ test: /\\.ts$/, ...${JSON.stringify(rule)} }] },
  },
  (error, stats) => {
    if (error === null && !stats.hasErrors()) return;
    console.error(String(error ?? stats.toString()));
    process.exitCode = 1;
  },
);`;

  it.each([
    ['ts-loader', 'bundler', { use: 'ts-loader' }],
    ['ts-loader', 'commonjs', { use: 'ts-loader' }],
    [
      'swc-loader',
      'bundler',
      { use: { loader: 'swc-loader', options: { jsc: { parser: { syntax: 'typescript' } } } } },
    ],
  ] as const)('with %s builds a project of %s', async (loader, setup, rule) => {
    const path = await project(`${loader}-${setup}`, { ...SETUPS[setup], types: ['node'] });
    await put(
      path,
      'src/main.ts',
      `import { LibraryClient } from './api';${WALK}ids().then((all) => console.log(all.join()));`,
    );
    await put(path, 'build.cjs', BUILD(rule));
    await run('node build.cjs', path);
    expect(await run('node dist/main.js', path)).toMatchObject({ stdout: '0,1,2,3\n' });
  });
});

describe('Jest with ts-jest', () => {
  const guide = filesOf('docs/guides/jest.md').get('jest.config.js') ?? '';

  it.each([
    ['bundler', `module.exports = { preset: 'ts-jest' };`],
    ['commonjs', `module.exports = { preset: 'ts-jest' };`],
    ['nodenext', guide],
  ] as const)('runs the tests of a project of %s', async (setup, configuration) => {
    expect(configuration).not.toBe('');
    const path = await project(`jest-${setup}`, SETUPS[setup]);
    await put(path, 'jest.config.js', configuration);
    const ending = setup === 'nodenext' ? '/index.js' : '';
    await put(path, 'src/walk.ts', `import { LibraryClient } from './api${ending}';${WALK}`);
    await put(
      path,
      'src/walk.test.ts',
      `import { ids } from './walk${setup === 'nodenext' ? '.js' : ''}';
test('walks', async () => expect(await ids()).toEqual([0, 1, 2, 3]));`,
    );
    const { stderr } = await run(`node ${join(PACKAGES, 'jest/bin/jest.js')} --ci`, path);
    expect(stderr).toContain('1 passed');
  });
});

const PLAIN_PAGE = `import { Suspense } from 'react';
import { crm } from '../../crm';
export default function Page() {
  return <Suspense fallback={null}><Leads /></Suspense>;
}
async function Leads() {
  const { items } = await crm.leads.list({ _limit: 10 });
  return <p>{items.length}</p>;
}
`;

describe('Next.js', () => {
  const next = `node ${join(PACKAGES, 'next/dist/bin/next')}`;
  let app: string;
  let api: ChildProcess | undefined;
  const servers: ChildProcess[] = [];
  beforeAll(async () => {
    app = await copyExample('next-list', join(folder, 'next-list'), pagegen);
    await run('npx pagegen', app);
  });
  afterAll(() => {
    for (const { pid = 0 } of servers) process.kill(-pid, 'SIGTERM');
  });

  // `create-next-app` turns on `cacheComponents`; older projects do not have it.
  it.each([
    ['webpack', false, 'ƒ'],
    ['turbopack', true, '◐'],
  ])('builds the example with %s, cacheComponents: %s', async (bundler, cacheComponents, mark) => {
    const settings = { cacheComponents, partialPrefetching: cacheComponents, turbopack: { root: dirname(PACKAGES) } };
    await put(app, 'next.config.mjs', `export default ${JSON.stringify(settings)};`);
    // Calls that nothing defers: the client must not read the clock before its request, or the build fails.
    if (cacheComponents) await put(app, 'app/plain/page.tsx', PLAIN_PAGE);
    const { stdout } = await run(`NEXT_TELEMETRY_DISABLED=1 ${next} build --${bundler}`, app);
    expect(stdout).toMatch(new RegExp(`Compiled successfully[\\s\\S]*${mark} /\n`));
  });

  it('renders the first page on the server, and loads the others while somebody scrolls', async () => {
    const [apiPort, port] = [await freePort(), await freePort()];
    api = await serve(`npx pagegen mock --port ${apiPort} --items 130 --quiet`, app);
    servers.push(api);
    const crm = `CRM_URL=http://127.0.0.1:${apiPort}/api/v1`;
    servers.push(await serve(`${crm} ${next} start --port ${port} --hostname 127.0.0.1`, app));
    const url = `http://127.0.0.1:${port}/`;
    const html = await answering(url);
    expect(html.match(/<li>/g)).toHaveLength(50);
    expect(html).not.toContain('api_test');
    if (!existsSync(CHROMIUM) && !process.env['PAGEGEN_REQUIRE_PLATFORMS']) return;
    const chromium = await openChromium();
    try {
      const page = await chromium.browser.newPage();
      await page.goto(url);
      while ((await page.getByRole('status').textContent()) !== 'That is all: 130 leads.') {
        await page.getByRole('status').scrollIntoViewIfNeeded();
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      expect(await page.locator('li').count()).toBe(130);
    } finally {
      await chromium.close();
    }
  });
});
