import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const FLAGS = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Opens a page in a new profile and gives the first line that begins with `start` on its console, workers' too. */
export async function consoleOf(executablePath: string, url: string, start: string, timeout: number): Promise<string> {
  const profile = await mkdtemp(join(tmpdir(), 'pagegen-chromium-'));
  const options = { executablePath, headless: true, chromiumSandbox: false, args: FLAGS };
  const browser = await chromium.launchPersistentContext(profile, options);
  try {
    const predicate = (message: { text(): string }): boolean => message.text().startsWith(start);
    const printed = browser.waitForEvent('console', { predicate, timeout });
    const page = await browser.newPage();
    page.on('pageerror', (error) => console.error(error));
    await page.goto(url);
    return (await printed).text();
  } finally {
    await browser.close();
    await rm(profile, { recursive: true, force: true });
  }
}
