import type { ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { mock } from '../../src/tasks/mock.ts';
import { ROOT } from '../docs/samples.ts';
import { answering, freePort, run, serve } from '../first-hour/commands.ts';
import { CHROMIUM, openChromium } from '../platforms/chromium.ts';
import { copyExample, unpack } from './example-copies.ts';

// The example `next-query`, built and started by Next.js: a page that the server requested reaches the browser as JSON.

const { tarball } = inject('packed');
/** The key of the API, which must not leave the server. */
const SECRET = 'api_secret_key';

let folder: string;
let app: string;
let html: string;
let url: string;
/** Requests to the API, in their order. */
const requests: string[] = [];
const ended: (() => Promise<unknown> | unknown)[] = [];
beforeAll(async () => {
  // Inside of `test/packages/`, so that the example finds the installed tools: Turbopack follows no link out of its root.
  folder = await realpath(await mkdtemp(join(ROOT, 'test/packages/project-')));
  app = await copyExample('next-query', join(folder, 'next-query'), await unpack(tarball, join(folder, 'package')));
  const config = join(app, 'next.config.mjs');
  const text = await readFile(config, 'utf8');
  const root = JSON.stringify(join(ROOT, 'test/packages'));
  await writeFile(config, text.replace('export default {', `export default { turbopack: { root: ${root} },`));
  const { api } = await mock({
    document: join(ROOT, 'specs/close.yaml'),
    items: 130,
    onAnswer: ({ path }) => requests.push(path),
  });
  ended.push(async () => api?.close());
  const port = await freePort();
  const env = `NEXT_TELEMETRY_DISABLED=1 CRM_URL=${api?.baseUrl} CRM_API_KEY=${SECRET}`;
  await run(`${env} npm run build`, app);
  const server: ChildProcess = await serve(`${env} npm start -- --port ${port} --hostname 127.0.0.1`, app);
  ended.push(() => process.kill(-(server.pid ?? 0), 'SIGTERM'));
  url = `http://127.0.0.1:${port}/`;
  html = await answering(url);
});
afterAll(async () => {
  for (const end of ended) await end();
  await rm(folder, { recursive: true, force: true });
});

it('has the first page in its HTML, and a request to the API for it', () => {
  expect(html.match(/<li>/g)).toHaveLength(50);
  expect(requests.splice(0)).toEqual(['/api/v1/lead/?_limit=50']);
});

it('sends the key to no browser', async () => {
  const built = join(app, '.next/static');
  const files = await readdir(built, { recursive: true, withFileTypes: true });
  const scripts = files.filter((file) => file.name.endsWith('.js'));
  const texts = await Promise.all(scripts.map(({ parentPath, name }) => readFile(join(parentPath, name), 'utf8')));
  expect(texts.some((text) => text.includes('/lead/'))).toBe(true);
  for (const text of [html, ...texts]) expect(text).not.toContain(SECRET);
});

it.skipIf(!existsSync(CHROMIUM) && !process.env['PAGEGEN_REQUIRE_PLATFORMS'])(
  'shows the page in a browser without requesting it again, and continues from its checkpoint',
  async () => {
    const { browser, close } = await openChromium();
    try {
      const page = await browser.newPage();
      const [faults, calls]: [string[], string[]] = [[], []];
      page.on('pageerror', (error) => faults.push(String(error)));
      page.on('console', (message) => {
        if (message.type() === 'error' && !message.location().url.endsWith('/favicon.ico')) faults.push(message.text());
      });
      page.on('request', (request) => calls.push(request.url().slice(url.length - 1)));
      await page.goto(url);
      const more = page.getByRole('button', { name: 'More' });
      for (const count of [100, 130]) {
        await more.click();
        await page
          .locator('li')
          .nth(count - 1)
          .waitFor();
      }
      await more.waitFor({ state: 'detached' });
      expect(await page.locator('li').count()).toBe(130);
      const further = [50, 100].map((skip) => `/lead/?_skip=${skip}&_limit=50`);
      expect(calls.filter((call) => call.startsWith('/api/'))).toEqual(further.map((call) => `/api${call}`));
      // The first page for the HTML.
      expect(requests).toEqual(['/api/v1/lead/?_limit=50', ...further.map((call) => `/api/v1${call}`)]);
      expect(faults).toEqual([]);
    } finally {
      await close();
    }
  },
);
