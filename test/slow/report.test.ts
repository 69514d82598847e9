import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { AxeResults } from 'axe-core';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { report } from '../../src/tasks/report.ts';
import { CHROMIUM, openChromium } from '../platforms/chromium.ts';
import { hostileDocument } from '../report/hostile-document.ts';
import { largeDocument } from '../report/large-document.ts';

// The page of a report, in a real browser.

const cwd = fileURLToPath(new URL('../..', import.meta.url));
/** CI sets it: there, no platform may be missing. */
const required = Boolean(process.env['PAGEGEN_REQUIRE_PLATFORMS']);
const isMissing = !existsSync(CHROMIUM);

let folder: string;
let axe: string;
let chromium: { browser: BrowserContext; close(): Promise<void> } | undefined;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pagegen-report-'));
  axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  const pages = {
    close: { document: 'specs/close.yaml', cwd },
    hostile: { document: { file: join(folder, 'api.json'), text: hostileDocument() }, cwd: folder, totals: [30, 60] },
    empty: { document: { file: join(folder, 'api.json'), text: '{"openapi":"3.1.0"}' }, cwd: folder },
    large: { document: { file: join(folder, 'api.json'), text: largeDocument(1100) }, cwd: folder },
  };
  for (const [name, options] of Object.entries(pages)) {
    await writeFile(join(folder, `${name}.html`), (await report(options)).html);
  }
  if (!isMissing || required) chromium = await openChromium();
});
afterAll(async () => {
  await chromium?.close();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(({ skip }) => skip(chromium === undefined, `there is no ${CHROMIUM}`));

/** A page, with what went wrong on it and what it asked the network for. */
async function open(name: string, options: { javaScript?: boolean; width?: number; height?: number } = {}) {
  const { javaScript = true, width = 1280, height = 900 } = options;
  const { browser } = chromium!;
  const context = javaScript ? browser : await browser.browser()!.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.setViewportSize({ width, height });
  const trouble: string[] = [];
  const requests: string[] = [];
  page.on('pageerror', (error) => trouble.push(String(error)));
  page.on('console', (message) => trouble.push(message.text()));
  page.on('request', (request) => requests.push(request.url()));
  const url = pathToFileURL(join(folder, `${name}.html`)).href;
  await page.goto(url);
  return { page, trouble, requests, url };
}

/** Returns the violations that axe finds. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const results = await page.evaluate(() =>
    (globalThis as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run(),
  );
  return results.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join('\n')}`);
}

const ground = (page: Page) => page.evaluate('getComputedStyle(document.body).backgroundColor');
const shownCards = (page: Page) => page.locator('details[data-list]:not([hidden])');

describe('the page of a report', () => {
  it.each([
    ['close', 'light'],
    ['close', 'dark'],
    ['hostile', 'light'],
    ['hostile', 'dark'],
    ['empty', 'light'],
  ] as const)('about %s is accessible in the %s theme, everything opened', async (name, scheme) => {
    const { page, trouble, requests, url } = await open(name, { height: 8000 });
    await page.locator(`#theme-${scheme}`).check();
    await page.evaluate("for (const details of document.querySelectorAll('details')) details.open = true");
    expect(await violations(page)).toEqual([]);
    expect(trouble).toEqual([]);
    expect(requests).toEqual([url]);
    await page.close();
  });

  it('is accessible on a telephone, and fits it', async () => {
    const { page } = await open('close', { width: 390, height: 8000 });
    await page.locator('#list-3 summary').click();
    expect(await violations(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
    await page.close();
  });

  it('shows every column of its tables on a telephone', async () => {
    const { page } = await open('close', { width: 390, height: 8000 });
    const cells = page.locator('#limits tbody tr').first().locator('th, td');
    expect(await cells.count()).toBe(7);
    for (const cell of await cells.all()) {
      const box = await cell.boundingBox();
      expect((box?.x ?? -1) >= 0 && (box?.x ?? 0) + (box?.width ?? 0) <= 390).toBe(true);
    }
    const label = await page.evaluate("getComputedStyle(document.querySelector('#limits td'), '::before').content");
    expect(label).toContain('Style');
    await page.close();
  });

  it('filters by text, style, end of the walk and severity, and says how many are left', async () => {
    const { page } = await open('close');
    const count = page.locator('#count');
    expect(await count.textContent()).toBe('18 of 18 lists, 1 of 1 finding');
    await page.getByLabel('Search lists and findings').fill('custom lead');
    await expect.poll(() => count.textContent()).toBe('1 of 18 lists, 0 of 1 finding');
    expect(await shownCards(page).locator('h3').allTextContents()).toEqual(['listLeadCustomFields']);
    expect(await page.locator('#limits tbody tr:not([hidden])').count()).toBe(1);
    expect(await page.locator('#findings .none').isVisible()).toBe(true);
    await page.getByRole('button', { name: 'Clear' }).click();
    await expect.poll(() => count.textContent()).toBe('18 of 18 lists, 1 of 1 finding');
    await page.getByLabel('Walk', { exact: true }).selectOption('ceiling');
    await expect
      .poll(() => shownCards(page).locator('h3').allTextContents())
      .toEqual(['listContacts', 'searchObjects']);
    await page.getByLabel('Style', { exact: true }).selectOption('cursor-body');
    await expect.poll(() => shownCards(page).locator('h3').allTextContents()).toEqual(['searchObjects']);
    await page.getByLabel('Search lists and findings').fill('nothing like it');
    await expect.poll(() => page.locator('#lists .none').isVisible()).toBe(true);
    await page.close();
  });

  it('walks through another total if the reader asks for it, and back', async () => {
    const { page } = await open('close');
    const caption = page.locator('#list-3 caption');
    const whole =
      '101 requests return 10,100 of 12,000 items, then maxOffset 10,000 ends the walk. Within the budget they take at least 5 s.';
    await page.locator('#list-3 summary').click();
    expect(await caption.textContent()).toBe(whole);
    await page.getByRole('radio', { name: '1,000', exact: true }).check();
    expect(await caption.textContent()).toBe('10 requests return all 1,000 items.');
    expect(await page.locator('#list-3 tbody tr').count()).toBe(4);
    expect(await page.locator('#list-3 tbody tr').nth(2).innerText()).toMatch(
      /3–9\s+7 × 100[\s\S]*_skip=200[\s\S]*900$/,
    );
    expect(await page.locator('#list-4 caption').textContent()).toContain('12,000');
    await page.locator('#list-4 summary').click();
    await expect.poll(() => page.locator('#list-4 caption').textContent()).toContain('all 1,000 items');
    await page.getByRole('radio', { name: '12,000' }).check();
    expect(await caption.textContent()).toBe(whole);
    expect(await page.locator('#list-3 tbody tr.beyond').count()).toBe(1);
    await page.close();
  });

  it('follows the system’s theme until another one is chosen, which is kept', async () => {
    const { page, url } = await open('close');
    await page.locator('#theme-system').check();
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await ground(page)).toBe('rgb(20, 23, 28)');
    await page.emulateMedia({ colorScheme: 'light' });
    expect(await ground(page)).toBe('rgb(255, 255, 255)');
    await page.getByRole('radio', { name: 'Dark' }).check();
    expect(await ground(page)).toBe('rgb(20, 23, 28)');
    await page.goto(url);
    expect(await ground(page)).toBe('rgb(20, 23, 28)');
    await page.emulateMedia({ media: 'print' });
    expect(await ground(page)).toBe('rgb(255, 255, 255)');
    await page.close();
  });

  it('is used with the keyboard alone', async () => {
    const { page } = await open('close');
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Skip to the report');
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.id')).toBe('main');
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.id')).toBe('query');
    await page.keyboard.type('listContacts');
    await expect.poll(() => shownCards(page).count()).toBe(1);
    await page.locator('#list-3 summary').focus();
    await page.keyboard.press('Enter');
    expect(await page.locator('#list-3 table').isVisible()).toBe(true);
    const outline = await page.evaluate('getComputedStyle(document.activeElement).outlineStyle');
    expect(outline).toBe('solid');
    await page.close();
  });

  it('opens what a link leads to, also if the filter hides it', async () => {
    const { page } = await open('close');
    await page.getByRole('link', { name: 'listContacts', exact: true }).click();
    await expect.poll(() => page.locator('#list-3 table').isVisible()).toBe(true);
    await page.getByLabel('Search lists and findings').fill('nothing like it');
    await expect.poll(() => shownCards(page).count()).toBe(0);
    await page.evaluate("location.hash = '#list-4'");
    await expect.poll(() => page.locator('#list-4 table').isVisible()).toBe(true);
    await page.close();
  });

  it('says everything without JavaScript, and shows no control that would do nothing', async () => {
    const { page } = await open('close', { javaScript: false });
    expect(await page.locator('#filter').isVisible()).toBe(false);
    expect(await page.getByRole('button').count()).toBe(0);
    await page.locator('#list-3 summary').click();
    expect(await page.locator('#list-3 tbody tr').count()).toBe(5);
    await page.locator('#theme-dark').check();
    expect(await ground(page)).toBe('rgb(20, 23, 28)');
    await page.context().close();
  });
});

describe('a hostile document', () => {
  it('runs nothing for any click of the reader', async () => {
    const { page, trouble, requests, url } = await open('hostile');
    for (const summary of await page.locator('details summary').all()) await summary.click();
    for (const radio of await page.locator('input[name=total]').all()) await radio.check();
    for (const link of await page.locator('main a').all()) await link.click();
    await page.mouse.move(300, 300);
    expect(await page.evaluate('"pwned" in globalThis')).toBe(false);
    expect(trouble).toEqual([]);
    expect(requests.filter((request) => request.replace(/#.*/, '') !== url)).toEqual([]);
    await page.close();
  });

  it('could not run anything either if it got markup into the page', async () => {
    const { page, trouble } = await open('hostile');
    const answered: string[] = [];
    page.on('response', (response) => answered.push(response.url()));
    await page.evaluate(`
      document.body.insertAdjacentHTML('beforeend', '<img src="https://example.com/x.png" onerror="globalThis.pwned=1">');
      const script = document.createElement('script');
      script.textContent = 'globalThis.pwned=1';
      document.body.append(script);
    `);
    await expect.poll(() => trouble.filter((message) => message.includes('Content Security Policy')).length).toBe(3);
    expect(await page.evaluate('"pwned" in globalThis')).toBe(false);
    expect(answered).toEqual([]);
    await page.close();
  });
});

describe('an API of 1,100 operations', () => {
  it('becomes a usable page of a few megabytes', async () => {
    expect((await stat(join(folder, 'large.html'))).size).toBeLessThan(4_000_000);
    const { page, trouble } = await open('large');
    expect(await page.locator('#count').textContent()).toMatch(/^550 of 550 lists/);
    // Findings that say the same share a row; the reader can open it.
    expect(await page.locator('#findings > ol > li').count()).toBeLessThan(20);
    await page.getByLabel('Search lists and findings').fill('list778');
    await expect.poll(() => page.locator('#count').textContent()).toMatch(/^1 of 550 lists/);
    await page.getByRole('button', { name: 'Clear' }).click();
    await page.getByRole('button', { name: 'Open all' }).click();
    expect(await page.locator('details[open]').count()).toBe(550);
    expect(trouble).toEqual([]);
    await page.close();
  });
});
