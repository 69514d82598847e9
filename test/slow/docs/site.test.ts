import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ROOT } from '../../docs/samples.ts';
import { CHROMIUM, openChromium } from '../../platforms/chromium.ts';

let site: string;
/** Text of each page of the site, by the address that links give. */
const built = new Map<string, string>();

// VitePress fails at links to pages that do not exist.
beforeAll(async () => {
  site = await mkdtemp(join(tmpdir(), 'pagegen-site-'));
  const vitepress = join(ROOT, 'node_modules/vitepress/bin/vitepress.js');
  await promisify(execFile)(process.execPath, [vitepress, 'build', 'docs', '--outDir', site], { cwd: ROOT });
  for (const path of await readdir(site, { recursive: true })) {
    if (!path.endsWith('.html')) continue;
    const address = `/${path.replaceAll('\\', '/').replace(/(?:index)?\.html$/, '')}`;
    built.set(address, await readFile(join(site, path), 'utf8'));
  }
});
afterAll(() => rm(site, { recursive: true, force: true }));

it('has every page of the sidebar', () => {
  const contents = built.get('/contents') ?? '';
  const links = [...contents.matchAll(/href="(\/[^"#]*)"/g)].map(([, link = '']) => link);
  const pages = links.filter((link) => !/^\/assets\/|\.\w+$/.test(link));
  expect(pages.length).toBeGreaterThan(75);
  expect(pages).toContain('/rules/pagination-no-key');
  expect(pages.filter((link) => !built.has(link))).toEqual([]);
});

it('has every heading that links name', () => {
  const missing = [...built].flatMap(([address, html]) =>
    [...html.matchAll(/href="([^"]*)#([^"]+)"/g)].flatMap(([, path = '', anchor = '']) => {
      if (/^\w+:/.test(path)) return [];
      const target = new URL(path, `http://site${address}`).pathname;
      return built.get(target)?.includes(`id="${decodeURIComponent(anchor)}"`) ? [] : [`${address}: ${path}#${anchor}`];
    }),
  );
  expect(missing).toEqual([]);
});

it('has a home page that leads to the first client, and no text in place of a link', () => {
  const home = built.get('/') ?? '';
  for (const part of ['npm install --save-dev pagegen', 'npx pagegen openapi.yaml', 'PaginationLoopError']) {
    expect(home.replaceAll(/<[^>]+>/g, '')).toContain(part);
  }
  expect(home).toContain('href="/getting-started"');
  const contents = built.get('/contents') ?? '';
  expect(contents).toContain('href="https://github.com/pagegen/pagegen/blob/main/CONTRIBUTING.md"');
});

it.each([
  ['wide and light', 1280, 'light'],
  ['narrow and dark', 390, 'dark'],
] as const)('is accessible and fits the window, %s', async (_name, width, colorScheme) => {
  if (!existsSync(CHROMIUM) && !process.env['PAGEGEN_REQUIRE_PLATFORMS']) return;
  const server = await serveSite();
  const { browser, close } = await openChromium();
  try {
    const page = await browser.newPage();
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme });
    for (const path of ['/', '/getting-started', '/comparison', '/annotation']) {
      await page.goto(server.url + path);
      await page.addScriptTag({ content: await readFile(join(ROOT, 'node_modules/axe-core/axe.min.js'), 'utf8') });
      const found = await page.evaluate<{ violations: string[]; overflow: number }>(
        '(async () => ({ violations: (await axe.run()).violations.map(({ id }) => id), overflow: document.documentElement.scrollWidth - innerWidth }))()',
      );
      expect({ path, ...found }).toEqual({ path, violations: [], overflow: 0 });
    }
  } finally {
    await Promise.all([close(), server.close()]);
  }
});

/** Serves the built site as a host of static files does. */
async function serveSite(): Promise<{ url: string; close(): Promise<unknown> }> {
  const types = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' };
  const server = createServer(async ({ url = '/' }, response) => {
    const path = url.endsWith('/') ? `${url}index.html` : url;
    const file = join(site, extname(path) === '' ? `${path}.html` : path);
    const type = Object.entries(types).find(([extension]) => file.endsWith(extension))?.[1];
    const body = await readFile(file).catch(() => undefined);
    response.writeHead(body === undefined ? 404 : 200, { 'content-type': type ?? 'text/plain' }).end(body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  return { url: `http://127.0.0.1:${port}`, close: () => new Promise((resolve) => server.close(resolve)) };
}
