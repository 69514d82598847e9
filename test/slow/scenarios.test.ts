import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { generate } from '../../src/tasks/generate.ts';
import { compile } from '../support/compile.ts';
import { type FaultServer, type Reply, type SeenRequest, serve } from '../support/fault-server.ts';

const STYLES = ['offset', 'page', 'cursor-query', 'cursor-body', 'cursor-header', 'next-url', 'link-header'];
const COUNT = 2150;

/** A user's program: the same for every style, except for the required body of a POST. */
const consumer = (params: string): string => `import { createClient, listItems } from './client/index.js';

declare const process: { argv: string[] };

const client = createClient({ baseUrl: process.argv[2] });
const ids: string[] = [];
for await (const item of listItems(client, ${params}, { prefetch: 1 })) ids.push(String(item.id));
const first = await listItems(client, ${params});
const second = await first.next();
console.log(JSON.stringify({ ids, first: first.items.length, second: second.items.length, index: second.index }));
`;

let folder: string;
let server: FaultServer;
let complaints: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pagegen-scenarios-'));
  server = await serve(answer);
  for (const style of STYLES) {
    const document = fileURLToPath(new URL(`../scenarios/${style}/openapi.yaml`, import.meta.url));
    for (const { path, text } of (await generate({ document })).files) await save(join(style, 'client', path), text);
    await save(join(style, 'consumer.ts'), consumer(style === 'cursor-body' ? '{ body: {} }' : '{}'));
  }
  complaints = await compile(folder, '5.9', 'nodenext', {
    noEmit: false,
    outDir: join(folder, 'out'),
    rootDir: folder,
  });
  await save('out/package.json', '{ "type": "module" }');
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

async function save(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), text);
}

/** The API of all scenarios; the base URL ends in the style. */
function answer({ path, query, headers, body }: SeenRequest): Reply {
  const style = path.split('/')[1] as string;
  const sent = (body ?? {}) as Record<string, string>;
  const limit = Number(query['limit'] ?? query['per_page'] ?? sent['limit'] ?? (style === 'link-header' ? 30 : 20));
  const all = items.filter(({ created_at }) => created_at >= (query['created_from'] ?? ''));
  const token = query['cursor'] ?? sent['cursor'] ?? headers['x-continue'] ?? query['at'];
  const start = style === 'page' ? (Number(query['page'] ?? 1) - 1) * limit : Number(query['offset'] ?? token ?? 0);
  if (style === 'offset' && start > 1000) return { status: 400, body: { error: 'offset above 1000' } };
  const data = all.slice(start, start + limit);
  const next = start + limit < all.length ? String(start + limit) : null;
  if (style === 'link-header') {
    return {
      body: data,
      headers: next === null ? {} : { link: `</link-header/items?per_page=${limit}&at=${next}>; rel="next"` },
    };
  }
  if (style === 'cursor-header') return { body: { data }, headers: next === null ? {} : { 'x-next': next } };
  if (style === 'next-url') return { body: { data, ...(next && { links: { next: `?at=${next}` } }) } };
  if (style === 'offset') return { body: { data, has_more: next !== null } };
  return { body: style === 'page' ? { data } : { data, next } };
}

/** Three items share a time, so that a deep walk meets ties. */
const items = Array.from({ length: COUNT }, (_, index) => ({
  id: `item-${index}`,
  created_at: new Date(Date.UTC(2026, 0, 1, 0, 0, Math.floor(index / 3))).toISOString(),
}));

test('the clients of all styles compile with a program that uses them', () => {
  expect(complaints).toBe('');
});

test.each(STYLES)('%s: the compiled program walks a real API to its end', async (style) => {
  const program = join(folder, 'out', style, 'consumer.js');
  const { stdout } = await promisify(execFile)(process.execPath, [program, `${server.url}/${style}`], {
    maxBuffer: 2 ** 24,
  });
  const size = style === 'link-header' ? 30 : 20;
  expect(JSON.parse(stdout)).toEqual({ ids: items.map(({ id }) => id), first: size, second: size, index: 1 });
});
