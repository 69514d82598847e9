import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Page } from 'playwright-core';
import { build, preview } from 'vite';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { Faults } from '../../src/simulate/mock/faults.ts';
import { mock } from '../../src/tasks/mock.ts';
import { CHROMIUM, openChromium } from '../platforms/chromium.ts';
import { startCloseServer } from '../support/close-server.ts';
import { copyExample, unpack } from './example-copies.ts';

// Every example, copied out of the repository, with the packed package and the packages that it names.

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** CI sets it: there, no browser may be missing. */
const isMissing = !existsSync(CHROMIUM) && !process.env['PAGEGEN_REQUIRE_PLATFORMS'];
const EXAMPLES = ['export', 'places-search', 'react-table', 'worker', 'multi-file'];

const { tarball } = inject('packed');
const folderOf = (example: string): string => join(scratch, example);
const run = (program: string, args: readonly string[], cwd: string) =>
  promisify(execFile)(process.execPath, [program, ...args], { cwd, maxBuffer: 2 ** 26 });

let scratch: string;
beforeAll(async () => {
  scratch = await realpath(await mkdtemp(join(tmpdir(), 'pagegen-examples-')));
  const pagegen = await unpack(tarball, join(scratch, 'package'));
  for (const example of EXAMPLES) {
    const folder = await copyExample(example, folderOf(example), pagegen, join(ROOT, 'node_modules'));
    await promisify(execFile)('npm', ['run', 'generate', '--silent'], { cwd: folder });
  }
});
afterAll(() => rm(scratch, { recursive: true, force: true }));

/** A program of an example, started as its README says. */
function start(example: string, ...args: readonly string[]): ChildProcess & { readonly ended: Promise<string> } {
  const child = spawn(process.execPath, ['--import', 'tsx', ...args], { cwd: folderOf(example), env: ENVIRONMENT });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      text += chunk.toString();
    });
  }
  return Object.assign(child, {
    ended: new Promise<string>((resolve) => {
      child.once('close', () => resolve(text));
    }),
  });
}
const ENVIRONMENT = { ...process.env, PROGRESS: '1' };

/** Serves a document below `specs/` as `pagegen mock` does. */
async function mocked(document: string, items: number, faults: Faults = {}) {
  const { api } = await mock({ document: join(ROOT, 'specs', document), items, faults });
  if (api === undefined) throw new Error(`${document} cannot be served`);
  return api;
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

it.each(EXAMPLES)('%s compiles', async (example) => {
  const compiler = join(ROOT, 'node_modules/typescript-7/bin/tsc');
  const { stdout } = await run(compiler, ['-p', 'tsconfig.json'], folderOf(example)).catch((failure) => failure);
  expect(stdout).toBe('');
});

describe('export', () => {
  it('goes on after it was killed, again and again, with no row lost or doubled', async () => {
    // A slow server: a kill meets requests, writes and what lies between.
    const server = await startCloseServer({ leads: 8000, intercept: () => pause(15).then(() => undefined) });
    const file = join(scratch, 'leads.ndjson');
    let kills = 0;
    for (let text = ''; !text.includes('leads in'); ) {
      const before = server.requests.length;
      const program = start('export', 'export.ts', server.url, file);
      let isOver = false;
      const ended = program.ended.finally(() => {
        isOver = true;
      });
      // Odd numbers of pages, odd moments.
      while (!isOver && server.requests.length < before + 2 + kills) await pause(1);
      await pause(kills * 3);
      if (!isOver && kills < 5) kills += Number(program.kill('SIGKILL'));
      text = await ended;
    }
    const lines = (await readFile(file, 'utf8')).split('\n');
    expect(lines.pop()).toBe('');
    expect(lines.map((line) => JSON.parse(line).id)).toEqual(server.data.leads.map(({ id }) => id));
    expect(kills).toBe(5);
    await server.close();
  });

  it('draws its progress, and has nothing more to do if it is done', async () => {
    const server = await startCloseServer({ leads: 450 });
    const file = join(scratch, 'some.ndjson');
    const bars = (await start('export', 'export.ts', server.url, file).ended).split('\r').slice(1);
    expect(bars.map((bar) => bar.trim().split('\n')[0])).toEqual([
      `${'█'.repeat(13)}${'░'.repeat(17)}  44 %  200 of 450`,
      `${'█'.repeat(27)}${'░'.repeat(3)}  88 %  400 of 450`,
      `${'█'.repeat(30)} 100 %  450 of 450`,
    ]);
    const count = server.requests.length;
    expect(await start('export', 'export.ts', server.url, file).ended).toBe(`450 leads in ${file}\n`);
    expect(server.requests).toHaveLength(count);
    await server.close();
  });
});

it('multi-file: walks the lists of a document in many files', async () => {
  const { baseUrl, close } = await mocked('../examples/multi-file/openapi.yaml', 120);
  const text = await start('multi-file', 'main.ts', baseUrl).ended;
  await close();
  expect(text).toBe('120 orders of 120 customers, added up\n');
});

describe.skipIf(isMissing)('in a browser', () => {
  let chromium: Awaited<ReturnType<typeof openChromium>>;
  beforeAll(async () => {
    chromium = await openChromium();
  });
  afterAll(() => chromium?.close());

  /** Builds an example as its README says, opens it, and returns the errors on the page. */
  async function open(example: string, query: Record<string, string>) {
    const settings = { root: folderOf(example), configFile: false, logLevel: 'error' } as const;
    const outDir = join(scratch, `${example}-built`);
    await build({ ...settings, build: { outDir } });
    const server = await preview({ ...settings, build: { outDir }, preview: { port: 0, host: '127.0.0.1' } });
    const page = await chromium.browser.newPage();
    const faults: string[] = [];
    page.on('pageerror', (error) => faults.push(String(error)));
    await page.goto(`${server.resolvedUrls?.local[0]}?${new URLSearchParams(query)}`);
    return { page, faults, close: () => Promise.all([page.close(), server.close()]) };
  }

  const texts = (page: Page, selector: string): Promise<string[]> => page.locator(selector).allTextContents();

  it('places-search: shows pages, and the results of the last query alone', async () => {
    const { baseUrl, close: stop } = await mocked('places.yaml', 60);
    const { page, faults, close } = await open('places-search', { api: baseUrl });
    await page.getByLabel('Search').pressSequentially('cafe');
    await page.getByText('25 of 60 places').waitFor();
    await page.getByRole('button', { name: 'More' }).click();
    await page.getByText('50 of 60 places').waitFor();
    await page.getByRole('button', { name: 'More' }).click();
    await page.getByText('60 of 60 places').waitFor();
    expect(await page.getByRole('button').count()).toBe(0);
    expect(await texts(page, 'li')).toHaveLength(60);
    await page.getByLabel('Search').fill('bar');
    await page.getByText('25 of 60 places').waitFor();
    expect(await texts(page, 'li')).toHaveLength(25);
    expect(faults).toEqual([]);
    await close();
    await stop();
  });

  it('worker: tells of progress, then the result; and can be stopped', async () => {
    // Slow enough that progress is seen on a busy machine, too.
    const { baseUrl, close: stop } = await mocked('close.yaml', 500, { slow: 2000 });
    const { page, faults, close } = await open('worker', { api: baseUrl });
    await page.getByRole('button', { name: 'Count' }).click();
    await page.getByText(/[24]00 of 500/).waitFor();
    await page.getByRole('button', { name: 'Stop' }).click();
    expect(await page.getByRole('status').textContent()).toBe('Stopped');
    await page.getByRole('button', { name: 'Count' }).click();
    await page.getByText(/: \d+/).waitFor();
    const counts = (await page.getByRole('status').textContent())?.match(/\d+$|\d+(?=,)/g)?.map(Number) ?? [];
    expect(counts.reduce((sum, count) => sum + count)).toBe(500);
    expect(await page.getByRole('progressbar').getAttribute('value')).toBe('500');
    expect(faults).toEqual([]);
    await close();
    await stop();
  });

  it('react-table: loads page after page while somebody scrolls, to the end', async () => {
    const { baseUrl, close: stop } = await mocked('close.yaml', 230);
    const { page, faults, close } = await open('react-table', { api: baseUrl });
    await page.locator('tbody tr').nth(49).waitFor();
    expect((await texts(page, 'tbody tr')).length).toBeLessThan(230);
    while ((await page.getByRole('status').textContent()) !== 'That is all: 230 leads.') {
      await page.getByRole('status').scrollIntoViewIfNeeded();
      await pause(10);
    }
    expect(await texts(page, 'tbody tr')).toHaveLength(230);
    expect(faults).toEqual([]);
    await close();
    await stop();
  });

  it('react-table: says why it cannot go on, and keeps what came', async () => {
    const { baseUrl, close: stop } = await mocked('close.yaml', 230, { maxOffset: 50 });
    const { page, close } = await open('react-table', { api: baseUrl });
    while (!(await page.getByRole('status').textContent())?.startsWith('listLeads: ')) {
      await page.getByRole('status').scrollIntoViewIfNeeded();
      await pause(10);
    }
    expect(await texts(page, 'tbody tr')).toHaveLength(100);
    await close();
    await stop();
  });
});
