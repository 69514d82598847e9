import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { generate } from '../../src/tasks/generate.ts';
import { ROOT } from '../docs/samples.ts';
import { filesOf } from '../first-hour/commands.ts';
import { CHROMIUM, openChromium } from '../platforms/chromium.ts';
import { compile } from '../support/compile.ts';
import { serve } from '../support/fault-server.ts';

// The handlers of docs/ecosystem.md in the service worker of a browser.

/** CI sets it: there, no browser may be missing. */
const isMissing = !existsSync(CHROMIUM) && !process.env['PAGEGEN_REQUIRE_PLATFORMS'];

const MODULES = join(ROOT, 'node_modules');

/** The program of a page. It leaves what it found in the title. */
const PROGRAM = `
import { createClient, createTask, deleteTask, getTask, listTasks, type Task } from './client/index.js';
import { startMocks } from './mocks.js';

const sample: Task = {
  id: '', _type: 'lead', lead_id: 'lead_1', text: 'Call', is_complete: false, assigned_to: null, organization_id: 'orga_1',
  date_created: '2026-01-01T00:00:00Z', date_updated: '2026-01-01T00:00:00Z',
};
const tasks = Array.from({ length: 130 }, (_, index): Task => ({ ...sample, id: \`task_\${index}\` }));
await startMocks(tasks, sample);
const client = createClient({ auth: { apiKey: 'key' } });

async function walk(): Promise<{ pages: number[]; ids: string[] }> {
  const found: Task[][] = [];
  for await (const { items } of listTasks(client, { _limit: 50 }).pages()) found.push([...items]);
  return { pages: found.map(({ length }) => length), ids: found.flat().map(({ id }) => id) };
}

const before = await walk();
const created = await createTask(client, { body: { lead_id: 'lead_1', text: 'Write' } });
await deleteTask(client, { id: 'task_0' });
const after = await walk();
const read = await getTask(client, { id: created.id });
const missing = await getTask(client, { id: 'task_0' }).then(() => 200, (error) => (error as { status?: number }).status);
const { status: refused } = await fetch('https://api.close.com/api/v1/task/?_limit=0');
document.title = JSON.stringify({ before, after, created, read, missing, refused });
`;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pagegen-msw-'));
  const put = async (path: string, text: string): Promise<void> => {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  };
  await symlink(MODULES, join(folder, 'node_modules'), 'dir');
  const { files } = await generate({ document: join(ROOT, 'specs/close.yaml'), with: ['msw'] });
  for (const { path, text } of files) await put(`client/${path}`, text);
  const samples = filesOf('docs/ecosystem.md');
  for (const name of ['handlers.ts', 'mocks.ts']) await put(name, samples.get(name) ?? '');
  await put('program.ts', PROGRAM);
  await put('package.json', '{ "type": "module" }');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('the samples compile', async () => {
  const options = { skipLibCheck: true, lib: ['es2023', 'dom', 'dom.iterable'] };
  expect(await compile(folder, '6.0', 'bundler', options)).toBe('');
});

test.skipIf(isMissing)(
  'a service worker serves a list that calls change, and the server sees none of them',
  async () => {
    const { outputFiles } = await build({
      ...{ entryPoints: [join(folder, 'program.ts')], bundle: true, write: false, format: 'esm' },
      preserveSymlinks: true,
    });
    const html = {
      text: '<!doctype html><link rel="icon" href="data:,"><script type="module" src="/program.js"></script>',
    };
    const scripts: Readonly<Record<string, string>> = {
      '/program.js': outputFiles[0]?.text ?? '',
      '/mockServiceWorker.js': await readFile(join(MODULES, 'msw/lib/mockServiceWorker.js'), 'utf8'),
    };
    const server = await serve(({ path }) =>
      path === '/'
        ? { ...html, headers: { 'content-type': 'text/html' } }
        : { text: scripts[path] ?? '', headers: { 'content-type': 'text/javascript' } },
    );
    const { browser, close } = await openChromium();
    try {
      const page = await browser.newPage();
      const faults: string[] = [];
      page.on('pageerror', (error) => faults.push(String(error)));
      await page.goto(server.url);
      await expect
        .poll(() => page.title().then((title) => [title === '', faults]), { timeout: 60_000 })
        .toEqual([false, []]);
      const { before, after, created, read, missing, refused } = JSON.parse(await page.title());
      const ids = Array.from({ length: 130 }, (_, index) => `task_${index}`);
      expect(before).toEqual({ pages: [50, 50, 30], ids });
      expect(created).toMatchObject({ id: 'task_130', text: 'Write' });
      expect(read).toEqual(created);
      expect(after).toEqual({ pages: [50, 50, 30], ids: [...ids.slice(1), 'task_130'] });
      expect({ missing, refused }).toEqual({ missing: 404, refused: 400 });
      expect(new Set(server.requests.map(({ path }) => path))).toEqual(new Set(['/', ...Object.keys(scripts)]));
    } finally {
      await close();
      await server.close();
    }
  },
);
