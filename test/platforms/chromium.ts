import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium } from 'playwright-core';

/** Where Debian's package puts it. */
export const CHROMIUM = '/usr/bin/chromium';

const FLAGS = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A browser with a profile of its own, which goes when it is closed. */
export async function openChromium(): Promise<{ browser: BrowserContext; close(): Promise<void> }> {
  const profile = await mkdtemp(join(tmpdir(), 'pagegen-chromium-'));
  const options = { executablePath: CHROMIUM, headless: true, chromiumSandbox: false, args: FLAGS };
  const browser = await chromium.launchPersistentContext(profile, options);
  return {
    browser,
    async close() {
      await browser.close();
      await rm(profile, { recursive: true, force: true });
    },
  };
}

/** Opens a page in a new profile. Returns the first line on its console, or that of a worker, that begins with `start`. */
export async function consoleOf(url: string, start: string, timeout: number): Promise<string> {
  const { browser, close } = await openChromium();
  try {
    const predicate = (message: { text(): string }): boolean => message.text().startsWith(start);
    const printed = browser.waitForEvent('console', { predicate, timeout });
    const page = await browser.newPage();
    page.on('pageerror', (error) => console.error(error));
    await page.goto(url);
    return (await printed).text();
  } finally {
    await close();
  }
}
