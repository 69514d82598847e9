import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ROOT } from '../../docs/samples.ts';

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
