import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, onTestFailed } from 'vitest';
import { filesOf } from '../first-hour/commands.ts';
import { CHROMIUM } from '../platforms/chromium.ts';
import { FOLDER } from '../platforms/platforms.ts';
import { type App, type AppOptions, createApp, type OpenApp, openApp } from './built-apps.ts';
import { PACKAGES } from './example-copies.ts';

// The file `tanstack.ts` with each adapter of TanStack Query, built by the tools of its framework, in a browser.

/** CI sets it: there, no browser may be missing. */
const isMissing = !existsSync(CHROMIUM) && !process.env['PAGEGEN_REQUIRE_PLATFORMS'];

const opened: { remove?: () => Promise<void>; close?: () => Promise<void> }[] = [];
afterEach(async () => {
  for (const each of opened.splice(0)) await (each.close ?? each.remove)?.();
});

async function project(options: Partial<AppOptions>): Promise<App> {
  const app = await createApp({ with: ['tanstack'], files: [], texts: {}, ...options });
  opened.push(app);
  return app;
}

async function open(script: string, leads: number): Promise<OpenApp> {
  const app = await openApp(script, leads);
  opened.push(app);
  onTestFailed(() => console.error(app.faults, app.requests()));
  return app;
}

/** Its place in the list. */
const LEAD = 150;
const guide = filesOf('docs/guides/tanstack-query.md');
const text = (name: string): string => guide.get(name) ?? '';
const CRM = `${text('src/crm.ts')}export const id = 'lead_000150';\n`;
const VUE = "import vue from '@vitejs/plugin-vue';";

describe.skipIf(isMissing).each([
  {
    framework: 'React',
    files: ['react.tsx'],
    adapter: '@tanstack/react-query',
    check: 'tsc -p .',
  },
  {
    framework: 'Vue',
    files: ['vue.ts', 'Leads.vue'],
    adapter: '@tanstack/vue-query',
    plugin: VUE,
    check: 'vue-tsc -p .',
  },
] as const)('$framework', ({ check, ...options }) => {
  it('reads, pages in both directions, changes and invalidates', async () => {
    const app = await project({ ...options, texts: { 'src/crm.ts': CRM } });
    await app.run(check);
    const { page, api, requests, faults } = await open(await app.build(`src/${options.files[0]}`), 230);
    const lead = api.data.leads[LEAD];
    const button = (name: string) => page.getByRole('button', { name });
    const items = () => page.locator('li').evaluateAll((found) => found.map(({ id }) => id));
    const ready = async (count: number) => {
      await page
        .locator('li')
        .nth(count - 1)
        .waitFor();
      await page.getByText('Ready').waitFor();
      expect(await page.locator('li').count()).toBe(count);
    };
    await ready(50);
    expect(await page.locator('h1').textContent()).toBe(lead?.display_name);
    expect(requests().sort()).toEqual(['GET /lead/ 100', `GET /lead/${lead?.id}/`]);

    // Forward to the end, then back to the start.
    await button('More').click();
    await ready(100);
    await button('More').click();
    await ready(130);
    expect(await button('More').count()).toBe(0);
    await button('Earlier').click();
    await ready(180);
    await button('Earlier').click();
    await ready(230);
    expect(await button('Earlier').count()).toBe(0);
    const ids = api.data.leads.map(({ id }) => id);
    expect(await items()).toEqual(ids);
    expect(requests()).toEqual(['GET /lead/ 150', 'GET /lead/ 200', 'GET /lead/ 50', 'GET /lead/ 0']);

    // The key of one query: the list keeps the old name.
    await button('Rename').click();
    await page.getByRole('heading', { name: 'Renamed' }).waitFor();
    await ready(230);
    expect(requests()).toEqual([`PUT /lead/${lead?.id}/`, `GET /lead/${lead?.id}/`]);
    expect(await page.locator('li').nth(LEAD).textContent()).toBe(lead?.display_name);

    // The key of the tag: all five pages of the list are requested again, and nothing is lost.
    await button('Refresh').click();
    await page.locator('li').getByText('Renamed').waitFor();
    await ready(230);
    expect(await items()).toEqual(ids);
    const again = ['GET /lead/ 0', 'GET /lead/ 50', 'GET /lead/ 100', 'GET /lead/ 150', 'GET /lead/ 200'];
    expect(requests().sort()).toEqual([...again, `GET /lead/${lead?.id}/`].sort());
    expect(faults).toEqual([]);
  });
});

describe('the guide', () => {
  it('has a recipe for each of the other adapters', () => {
    const names = ['src/Leads.vue', 'src/Leads.svelte', 'src/leads.tsx', 'src/leads.component.ts'];
    expect([...guide.keys()]).toEqual(['pagegen.config.json', 'src/crm.ts', ...names]);
  });

  const newer = join(FOLDER, 'node_modules/node-24/bin/node');
  const NODE = existsSync(newer) ? newer : process.execPath;
  const NGC = join(PACKAGES, '@angular/compiler-cli/bundles/src/bin/ngc.js');

  it.each([
    {
      framework: 'Vue',
      adapter: '@tanstack/vue-query',
      recipe: 'src/Leads.vue',
      files: ['vue.ts'],
      plugin: VUE,
      check: 'vue-tsc -p .',
      entry: 'src/vue.ts',
    },
    {
      framework: 'Svelte',
      adapter: '@tanstack/svelte-query',
      recipe: 'src/Leads.svelte',
      files: ['svelte.ts', 'App.svelte'],
      plugin: "import { svelte } from '@sveltejs/vite-plugin-svelte';",
      check: 'svelte-check --fail-on-warnings',
      entry: 'src/svelte.ts',
    },
    {
      framework: 'Solid',
      adapter: '@tanstack/solid-query',
      recipe: 'src/leads.tsx',
      files: ['solid.tsx'],
      plugin: "import solid from 'vite-plugin-solid';",
      compilerOptions: { jsx: 'preserve', jsxImportSource: 'solid-js' },
      check: 'tsc -p .',
      entry: 'src/solid.tsx',
    },
    {
      framework: 'Angular',
      adapter: '@tanstack/angular-query-experimental',
      recipe: 'src/leads.component.ts',
      files: ['angular.ts'],
      compilerOptions: { noEmit: false, outDir: 'compiled', rootDir: 'src', experimentalDecorators: true },
      // The compiler, which checks templates, refuses Node.js 20.
      check: `${NODE} ${NGC} -p .`,
      entry: 'compiled/angular.js',
    },
  ] as const)('has a recipe for $framework that compiles and runs', async ({ recipe, check, entry, ...options }) => {
    const texts = { 'src/crm.ts': text('src/crm.ts'), [recipe]: text(recipe) };
    const app = await project({ ...options, texts });
    await app.run(check);
    if (isMissing) return;
    const { page, api, requests, faults } = await open(await app.build(entry), 120);
    const items = page.locator('li');
    await items.nth(49).waitFor();
    expect(await items.count()).toBe(50);
    expect(await items.allTextContents()).toEqual(api.data.leads.slice(0, 50).map((lead) => lead['display_name']));
    const more = page.getByRole('button', { name: 'More' });
    await more.click();
    await items.nth(99).waitFor();
    await more.click();
    await items.nth(119).waitFor();
    await more.waitFor({ state: 'detached' });
    expect(requests()).toEqual(['GET /lead/', 'GET /lead/ 50', 'GET /lead/ 100']);
    // A mutation, then the pages again, with the item that is new.
    await page.getByRole('button', { name: 'Add' }).click();
    await items.nth(120).waitFor();
    expect(requests()).toEqual(['POST /lead/', 'GET /lead/', 'GET /lead/ 50', 'GET /lead/ 100']);
    // Another query, with a key of its own.
    await page.getByLabel('Search').fill(String(api.data.leads[7]?.['display_name']));
    await items.nth(1).waitFor({ state: 'detached' });
    await items.nth(0).waitFor();
    expect(await items.count()).toBe(1);
    expect(faults).toEqual([]);
  });
});
