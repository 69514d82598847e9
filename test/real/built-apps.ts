import { cp, mkdir, mkdtemp, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Page } from 'playwright-core';
import type { Integration } from '../../src/model/api.ts';
import { generate } from '../../src/tasks/generate.ts';
import { ROOT } from '../docs/samples.ts';
import { run } from '../first-hour/commands.ts';
import { openChromium } from '../platforms/chromium.ts';
import { type CloseServer, startCloseServer } from '../support/close-server.ts';
import { PACKAGES } from './example-copies.ts';

/** Modules of test applications: entries, and components around what is tested. */
const APPS = join(import.meta.dirname, 'apps');

export interface App {
  /** The project: sources in `src/`, with the client of the Close API in `src/api/`. */
  readonly folder: string;
  /** Runs a program of `test/packages/` in the project. Throws with everything that it printed if it fails. */
  run(line: string): Promise<void>;
  /** Bundles a module and what it imports with Vite, for production. Returns the text of the bundle. */
  build(entry: string): Promise<string>;
  remove(): Promise<void>;
}

export interface AppOptions {
  readonly with: readonly Integration[];
  /** Files of `apps/`, and texts by their path below the project. */
  readonly files: readonly string[];
  readonly texts: Readonly<Record<string, string>>;
  readonly compilerOptions?: object;
  /** The import of a plugin of Vite. */
  readonly plugin?: string;
  /** The adapter of TanStack Query: the client sees the version of the core that it depends on, as in a user's project. */
  readonly adapter?: string;
}

/** Creates a project for Vite below `test/packages/`, so that it finds the packages that are installed there. */
export async function createApp(options: AppOptions): Promise<App> {
  const folder = await realpath(await mkdtemp(join(dirname(PACKAGES), 'project-')));
  const put = async (path: string, text: string): Promise<void> => {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  };
  const document = join(ROOT, 'specs/close.yaml');
  const { files } = await generate({ document, with: options.with, importExtension: 'none' });
  for (const { path, text } of files) await put(`src/api/${path}`, text);
  for (const file of options.files) await cp(join(APPS, file), join(folder, 'src', file));
  await put('package.json', '{ "name": "app", "private": true, "type": "module" }');
  await put('tsconfig.json', JSON.stringify(tsconfigOf(options.compilerOptions)));
  const { plugin = '' } = options;
  const [, called] = /^import \W*(\w+)/.exec(plugin) ?? [];
  const plugins = called === undefined ? '[]' : `[${called}()]`;
  const output = "{ input: process.env.ENTRY, output: { entryFileNames: 'main.js' } }";
  await put(
    'vite.config.mjs',
    `${plugin}\nexport default { plugins: ${plugins}, build: { rollupOptions: ${output} } };\n`,
  );
  for (const [path, text] of Object.entries(options.texts)) await put(path, text);
  if (options.adapter !== undefined) {
    const adapter = await realpath(join(PACKAGES, options.adapter));
    const core = createRequire(join(adapter, 'package.json')).resolve('@tanstack/query-core/package.json');
    await mkdir(join(folder, 'node_modules/@tanstack'), { recursive: true });
    await symlink(dirname(core), join(folder, 'node_modules/@tanstack/query-core'), 'dir');
  }
  const execute = (line: string) => run(`PATH="${join(PACKAGES, '.bin')}:$PATH" ${line}`, folder);
  return {
    folder,
    async run(line) {
      await execute(line);
    },
    async build(entry) {
      await execute(`NODE_ENV=production ENTRY=${entry} vite build`);
      return readFile(join(folder, 'dist/main.js'), 'utf8');
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

function tsconfigOf(compilerOptions: object = {}): object {
  return {
    compilerOptions: {
      ...{ target: 'es2022', lib: ['es2023', 'dom', 'dom.iterable'], module: 'esnext', moduleResolution: 'bundler' },
      ...{ strict: true, noEmit: true, skipLibCheck: true, types: [], jsx: 'react-jsx' },
      ...compilerOptions,
    },
    include: ['src'],
  };
}

export interface OpenApp {
  readonly page: Page;
  readonly api: CloseServer;
  /** Returns the requests to the API since the last call, such as `GET /lead/ 100`: the number is the offset. */
  requests(): string[];
  /** Errors on the page and its console. */
  readonly faults: readonly string[];
  close(): Promise<void>;
}

/** Opens a bundle in Chromium, on a page of the server that imitates Close. The server adds the credentials. */
export async function openApp(
  script: string,
  leads: number,
  files: Readonly<Record<string, string>> = {},
): Promise<OpenApp> {
  const texts: Readonly<Record<string, string>> = { '/main.js': script, ...files };
  const api = await startCloseServer({
    leads,
    intercept({ path, headers }) {
      const text = path === '/' ? PAGE : texts[path];
      const type = path === '/' ? 'text/html' : 'text/javascript';
      if (text !== undefined) return { text, headers: { 'content-type': type } };
      headers.authorization = `Basic ${Buffer.from('api_test:').toString('base64')}`;
      return undefined;
    },
  });
  const { browser, close } = await openChromium();
  const page = await browser.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text());
  });
  await page.goto(new URL('/', api.url).href);
  let seen = 0;
  return {
    page,
    api,
    faults,
    requests() {
      const later = api.requests.slice(seen).filter(({ path }) => path.startsWith('/api/'));
      seen = api.requests.length;
      return later.map(({ method, path, query }) =>
        `${method} ${path.slice('/api/v1'.length)} ${query.get('_skip') ?? ''}`.trim(),
      );
    },
    async close() {
      await close();
      await api.close();
    },
  };
}

const PAGE = '<!doctype html><link rel="icon" href="data:,"><script type="module" src="/main.js"></script><body>';
