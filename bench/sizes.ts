import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { build, version } from 'esbuild';
import type { Integration } from '../src/model/api.ts';
import { generate } from '../src/tasks/generate.ts';
import { type Reply, type SeenRequest, serve } from '../test/support/fault-server.ts';

/**
 * Measures what a walk over one list adds to a web page: programs that walk it with the client of each generator, bundled and
 * minified by esbuild, gzipped; each program is run, too. Every client is generated from a document that has nothing but this list. Writes
 * `bench/sizes.md`.
 *
 *     npm install --prefix bench && npx tsx bench/sizes.ts
 */

const MODULES = process.env.PAGEGEN_RIVALS ?? fileURLToPath(new URL('node_modules', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'pagegen-sizes-'));
// Zod and TanStack Query.
symlinkSync(fileURLToPath(new URL('../node_modules', import.meta.url)), join(folder, 'node_modules'), 'dir');

type Json = Record<string, unknown>;
interface Style {
  readonly name: string;
  readonly document: Json;
  /** Third argument of pagegen's function. */
  readonly options?: string;
  readonly post?: true;
  /** A loop around a function `list(query)` that returns a page. */
  readonly byHand?: string;
  /** The annotation for Redocly CLI. Absent if it cannot express the style. */
  readonly redocly?: Json;
}

/** Items of every list. */
const COUNT = 250;

/** The API of all styles. */
function answer({ path, query: sent, headers, body }: SeenRequest): Reply {
  const token =
    sent['cursor'] ?? sent['offset'] ?? sent['at'] ?? headers['x-cursor'] ?? (body as Json | undefined)?.['cursor'];
  const start = path === '/page' ? (Number(sent['page'] ?? 1) - 1) * 100 : Number(token ?? 0);
  const authorized = headers['authorization'] === 'Bearer secret';
  if (!authorized) return { status: 401, body: { error: 'no token' } };
  const data = Array.from({ length: Math.max(0, Math.min(100, COUNT - start)) }, (_, index) => {
    const number = start + index;
    return { id: `item-${number}`, created_at: new Date(Date.UTC(2026, 0, 1, 0, 0, number)).toISOString() };
  });
  const end = start + data.length;
  if (end >= COUNT) return { body: { data, next: null } };
  const link = `/${path.slice(1)}?at=${end}`;
  return {
    body: { data, next: path === '/url' ? link : String(end) },
    headers: path === '/link' ? { link: `<${link}>; rel="next"` } : {},
  };
}

const server = await serve(answer);
const query = (name: string, type: string): Json => ({ name, in: 'query', schema: { type } });
const header = (name: string): Json => ({ name, in: 'header', schema: { type: 'string' } });
const token = { response: { items: '/data', nextCursor: '/next' }, key: '/id' };
const byOffset = { style: 'offset', request: { offset: 'offset', limit: 'limit' }, response: { items: '/data' } };
const redoclyOffset = { style: 'offset', items: '/data', offsetParam: 'offset', limitParam: 'limit' };
const offsetByHand = `for (let offset = 0; ; ) {
  const page = await list({ offset, limit: 100 });
  if (page.data.length === 0) break;
  for (const item of page.data) console.log(item);
  offset += page.data.length;
}`;

/** A list of one style; `at` is the path and, with `list` before it, the function. */
function list(at: string, ours: Json, parameters: readonly Json[], more: Json = {}): Json {
  const string = { type: 'string' };
  const item = {
    type: 'object',
    required: ['id', 'created_at'],
    properties: { id: string, created_at: { ...string, format: 'date-time' } },
  };
  const page = {
    type: 'object',
    required: ['data'],
    properties: { data: { type: 'array', items: item }, next: { type: ['string', 'null'] } },
  };
  const operation = {
    operationId: `list${at.replace(/^./, (letter) => letter.toUpperCase())}`,
    parameters: [query('limit', 'integer'), ...parameters],
    'x-pagination': ours,
    responses: {
      200: {
        description: 'One page.',
        headers: { Link: { schema: string }, 'X-Next': { schema: string } },
        content: { 'application/json': { schema: page } },
      },
    },
    ...more,
  };
  return { [`/${at}`]: { [more.requestBody === undefined ? 'get' : 'post']: operation } };
}

const cursorBody = {
  required: true,
  content: { 'application/json': { schema: { type: 'object', properties: { cursor: { type: 'string' } } } } },
};

const CURSOR: Style = {
  name: 'cursor',
  document: list('cursor', { style: 'cursor-query', request: { cursor: 'cursor', limit: 'limit' }, ...token }, [
    query('cursor', 'string'),
  ]),
  redocly: { style: 'cursor', items: '/data', cursorParam: 'cursor', nextCursor: '/next', limitParam: 'limit' },
  byHand: `for (let cursor: string | undefined; ; ) {
  const page = await list({ cursor, limit: 100 });
  for (const item of page.data) console.log(item);
  if (!page.next) break;
  cursor = page.next;
}`,
};

const OFFSET: Style = {
  name: 'offset',
  document: list('offset', byOffset, [query('offset', 'integer')]),
  options: '{ concurrency: 4 }',
  redocly: redoclyOffset,
  byHand: offsetByHand,
};

const FURTHER: readonly Style[] = [
  {
    name: 'page',
    document: list('page', { ...byOffset, style: 'page', request: { page: 'page', limit: 'limit' } }, [
      query('page', 'integer'),
    ]),
    options: '{ concurrency: 4 }',
    redocly: { ...redoclyOffset, style: 'page', offsetParam: 'page' },
  },
  {
    name: 'next-url',
    document: list('url', { style: 'next-url', response: { items: '/data', nextUrl: '/next' } }, []),
    redocly: { style: 'body-link', items: '/data', nextLink: '/next' },
  },
  {
    name: 'link-header',
    document: list('link', { style: 'link-header', response: { items: '/data' } }, []),
    redocly: { style: 'link', items: '/data' },
  },
  {
    name: 'cursor-body',
    document: list('body', { style: 'cursor-body', request: { cursor: 'cursor' }, ...token }, [], {
      requestBody: cursorBody,
    }),
    post: true,
  },
  {
    name: 'cursor-header',
    document: list('header', { style: 'cursor-header', request: { cursor: 'X-Cursor' }, ...token }, [
      header('X-Cursor'),
    ]),
  },
];

const DEEP: Style = {
  ...OFFSET,
  name: 'offset, deep',
  document: list(
    'offset',
    {
      ...{ ...byOffset, key: '/id', limits: { maxOffset: 10_000 } },
      deep: { field: '/created_at', from: 'from', sort: { sort: 'created_at' } },
    },
    [
      query('offset', 'integer'),
      query('sort', 'string'),
      { ...query('from', 'string'), schema: { type: 'string', format: 'date-time' } },
    ],
  ),
};

const pathOf = ({ document }: Style): string => (Object.keys(document)[0] as string).slice(1);
const functionOf = (style: Style): string => `list${pathOf(style).replace(/^./, (letter) => letter.toUpperCase())}`;

/** The document of lists, as a file in a folder of its own. */
function documentOf(styles: readonly Style[]): string {
  const own = join(folder, styles.map((style) => `${style.name.replace(/\W+/g, '-')}`).join('+'));
  mkdirSync(own, { recursive: true });
  const paths = Object.fromEntries(
    styles.flatMap(({ document, redocly }) =>
      Object.entries(document).map(([path, item]) => [
        path,
        Object.fromEntries(
          Object.entries(item as Json).map(([method, operation]) => [
            method,
            { ...(operation as Json), ...(redocly && { 'x-redoclyPagination': redocly }) },
          ]),
        ),
      ]),
    ),
  );
  const document = {
    openapi: '3.1.0',
    info: { title: 'Lists', version: '1' },
    servers: [{ url: server.url }],
    security: [{ key: [] }],
    paths,
    components: { securitySchemes: { key: { type: 'http', scheme: 'bearer' } } },
  };
  const file = join(own, 'openapi.json');
  writeFileSync(file, JSON.stringify(document));
  return file;
}

/** Two of the rivals need a newer Node.js. */
async function run(script: string, args: readonly string[], cwd: string): Promise<void> {
  const env = { ...process.env, CI: '1', NO_COLOR: '1', REDOCLY_TELEMETRY: 'off' };
  await promisify(execFile)(join(MODULES, 'node/bin/node'), [join(MODULES, script), ...args], { cwd, env });
}

interface Size {
  readonly minified: number;
  readonly gzipped: number;
}

/** Libraries that every program of a row has in common. */
const COMMON = ['@tanstack/*', 'react', 'react/jsx-runtime'];

/** Bundles a program in the document's folder and checks that it prints all items. */
async function sizeOf(document: string, program: string, lists = 1, items = lists * COUNT): Promise<Size> {
  const { outputFiles } = await build({
    stdin: { contents: program, resolveDir: dirname(document), loader: 'ts' },
    ...{ bundle: true, minify: true, write: false, format: 'esm', target: 'es2022', platform: 'browser' },
    external: COMMON,
    logLevel: 'error',
  });
  const [bundle] = outputFiles ?? [];
  if (bundle === undefined) throw new Error('no bundle');
  const file = join(dirname(document), 'bundle.mjs');
  writeFileSync(file, bundle.contents);
  const { stdout } = await promisify(execFile)(process.execPath, [file]);
  const printed = stdout.match(/item-\d+/g) ?? [];
  if (printed.length !== items) throw new Error(`${program}\n\nprints ${printed.length} items`);
  return { minified: bundle.contents.length, gzipped: gzipSync(bundle.contents, { level: 9 }).length };
}

async function generateInto(document: string, integrations: readonly Integration[]): Promise<void> {
  const { files, diagnostics } = await generate({ document, with: integrations });
  if (files.length === 0) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  for (const { path, text } of files) {
    const file = join(dirname(document), 'pagegen', path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}

async function pagegen(...styles: readonly Style[]): Promise<Size> {
  const document = documentOf(styles);
  await generateInto(document, []);
  const walks = styles.map((style) => {
    const call = [functionOf(style), '(client, ', style.post ? '{ body: {} }' : '{ limit: 100 }'].join('');
    return `for await (const item of ${call}${style.options ? `, ${style.options}` : ''})) console.log(item);`;
  });
  return sizeOf(
    document,
    `import { createClient, ${styles.map(functionOf).join(', ')} } from './pagegen/index.js';
const client = createClient({ auth: { key: 'secret' } });
${walks.join('\n')}`,
    styles.length,
  );
}

async function redocly(style: Style): Promise<Size | undefined> {
  if (style.redocly === undefined) return undefined;
  const document = documentOf([style]);
  const output = join(dirname(document), 'redocly.ts');
  await run('@redocly/cli/bin/cli.js', ['generate-client', document, '-o', output, '--args-style', 'grouped'], folder);
  return sizeOf(
    document,
    `import { client } from './redocly.js';
client.auth.bearer('secret');
for await (const item of client.${functionOf(style)}.items({ query: { limit: 100 } })) console.log(item);`,
  );
}

async function heyApi(style: Style): Promise<Size | undefined> {
  if (style.byHand === undefined) return undefined;
  const document = documentOf([style]);
  await run(
    '@hey-api/openapi-ts/bin/run.js',
    ['-i', document, '-o', join(dirname(document), 'hey'), '--no-log-file'],
    folder,
  );
  return sizeOf(
    document,
    `import { ${functionOf(style)} } from './hey/sdk.gen';
import { client } from './hey/client.gen';
client.setConfig({ auth: () => 'secret' });
const list = async (query) => (await ${functionOf(style)}({ query, throwOnError: true })).data;
${style.byHand}`,
  );
}

async function orval(style: Style): Promise<Size | undefined> {
  if (style.byHand === undefined) return undefined;
  const document = documentOf([style]);
  const output = join(dirname(document), 'orval.ts');
  const settings = { input: document, output: { target: output, client: 'fetch', baseUrl: server.url } };
  const config = join(dirname(document), 'orval.config.mjs');
  writeFileSync(config, `export default ${JSON.stringify({ lists: settings })};`);
  await run('orval/dist/bin/orval.mjs', ['--config', config], dirname(document));
  return sizeOf(
    document,
    `import { ${functionOf(style)} } from './orval';
const headers = { Authorization: 'Bearer secret' };
const list = async (query) => (await ${functionOf(style)}(query, { headers })).data;
${style.byHand}`,
  );
}

/** The integrations of each generator: the walk of a list with validation of its answers, and a query of one page. */
async function integrations(): Promise<string[]> {
  const document = documentOf([CURSOR]);
  const own = dirname(document);
  await generateInto(document, ['zod', 'tanstack']);
  const hey = join(own, 'hey.config.mjs');
  const plugins = ['@hey-api/client-fetch', { name: '@hey-api/sdk', validator: true }, 'zod', '@tanstack/react-query'];
  const heySettings = { input: document, output: join(own, 'hey'), plugins };
  writeFileSync(hey, `export default ${JSON.stringify(heySettings)};`);
  await run('@hey-api/openapi-ts/bin/run.js', ['-f', hey, '--no-log-file'], own);
  // Without validation, for the query.
  const plainSettings = {
    ...heySettings,
    output: join(own, 'hey-plain'),
    plugins: ['@hey-api/client-fetch', '@tanstack/react-query'],
  };
  writeFileSync(hey, `export default ${JSON.stringify(plainSettings)};`);
  await run('@hey-api/openapi-ts/bin/run.js', ['-f', hey, '--no-log-file'], own);
  const target = (name: string) => join(own, `orval-${name}.ts`);
  const orvalSettings = {
    zod: {
      input: document,
      output: {
        target: target('zod'),
        schemas: { path: join(own, 'orval-schemas'), type: 'zod' },
        ...{ client: 'fetch', baseUrl: server.url, override: { fetch: { runtimeValidation: true } } },
      },
    },
    query: {
      input: document,
      output: { target: target('query'), client: 'react-query', httpClient: 'fetch', baseUrl: server.url },
    },
  };
  const orvalConfig = join(own, 'orval.integrations.mjs');
  writeFileSync(orvalConfig, `export default ${JSON.stringify(orvalSettings)};`);
  await run('orval/dist/bin/orval.mjs', ['--config', orvalConfig], own);
  const print = 'for (const item of page) console.log(item);';
  const query = "import { QueryClient } from '@tanstack/query-core';\nconst queries = new QueryClient();\n";
  const rows = [
    [
      'Zod',
      'pagegen',
      `import { createClient, listCursor } from './pagegen/index.js';
import { listCursorSchemas, validateWith } from './pagegen/zod.js';
const client = createClient({ auth: { key: 'secret' }, validate: validateWith([listCursorSchemas]) });
for await (const item of listCursor(client, { limit: 100 })) console.log(item);`,
    ],
    [
      'Zod',
      'hey-api',
      `import { listCursor } from './hey/sdk.gen';
import { client } from './hey/client.gen';
client.setConfig({ auth: () => 'secret' });
const list = async (query) => (await listCursor({ query, throwOnError: true })).data;
${CURSOR.byHand}`,
    ],
    [
      'Zod',
      'orval',
      `import { listCursor } from './orval-zod';
const headers = { Authorization: 'Bearer secret' };
const list = async (query) => (await listCursor(query, { headers })).data;
${CURSOR.byHand}`,
    ],
    [
      'TanStack Query',
      'pagegen',
      `${query}import { createClient } from './pagegen/index.js';
import { listCursorQueryOptions } from './pagegen/tanstack.js';
const client = createClient({ auth: { key: 'secret' } });
const { items: page } = await queries.fetchQuery(listCursorQueryOptions(client, { limit: 100 }));
${print}`,
    ],
    [
      'TanStack Query',
      'hey-api',
      `${query}import { listCursorOptions } from './hey-plain/@tanstack/react-query.gen';
import { client } from './hey-plain/client.gen';
client.setConfig({ auth: () => 'secret' });
const { data: page } = await queries.fetchQuery(listCursorOptions({ query: { limit: 100 } }));
${print}`,
    ],
    [
      'TanStack Query',
      'orval',
      `${query}import { getListCursorQueryOptions } from './orval-query';
const fetch = { headers: { Authorization: 'Bearer secret' } };
const { data: { data: page } } = await queries.fetchQuery(getListCursorQueryOptions({ limit: 100 }, { fetch }));
${print}`,
    ],
  ] as const;
  const lines = ['| with | client | minified | gzipped |', '|---|---|---:|---:|'];
  for (const [library, client, program] of rows) {
    const size = await sizeOf(document, program, 1, library === 'Zod' ? COUNT : 100);
    lines.push(`| ${library} | ${client} | ${cells(size)} |`);
  }
  return lines;
}

const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(2)} KB`;
const cells = (size: Size | undefined): string =>
  size === undefined ? '– | –' : `${kilobytes(size.minified)} | ${kilobytes(size.gzipped)}`;

function versionOf(name: string): string {
  const file = join(MODULES, name, 'package.json');
  if (!existsSync(file)) throw new Error(`${name} is missing: npm install --prefix bench`);
  return `${name} ${(JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version}`;
}

async function tables(): Promise<string> {
  const rivals = ['@redocly/cli', '@hey-api/openapi-ts', 'orval'].map(versionOf);
  const lines = [`esbuild ${version}, ${rivals.join(', ')}; 1 KB is 1,000 bytes.`, ''];
  lines.push('| list | client | who writes the loop | minified | gzipped |', '|---|---|---|---:|---:|');
  for (const style of [CURSOR, OFFSET]) {
    lines.push(`| ${style.name} | pagegen | generated | ${cells(await pagegen(style))} |`);
    if (style === OFFSET) lines.push(`| ${DEEP.name} | pagegen | generated | ${cells(await pagegen(DEEP))} |`);
    lines.push(`| ${style.name} | Redocly CLI | generated | ${cells(await redocly(style))} |`);
    lines.push(`| ${style.name} | hey-api | the user | ${cells(await heyApi(style))} |`);
    lines.push(`| ${style.name} | orval | the user | ${cells(await orval(style))} |`);
  }
  const cursor = await pagegen(CURSOR);
  lines.push(
    '',
    '| list | pagegen, minified | gzipped | added to a cursor list, gzipped | Redocly CLI, minified | gzipped |',
  );
  lines.push('|---|---:|---:|---:|---:|---:|');
  for (const style of [OFFSET, DEEP, ...FURTHER]) {
    const added = (await pagegen(CURSOR, style)).gzipped - cursor.gzipped;
    const [ours, theirs] = [cells(await pagegen(style)), cells(await redocly(style))];
    lines.push(`| ${style.name} | ${ours} | ${kilobytes(added)} | ${theirs} |`);
  }
  return [...lines, '', ...(await integrations())].join('\n');
}

try {
  const text = await tables();
  const page = fileURLToPath(new URL('sizes.md', import.meta.url));
  const mark = '<!-- table -->';
  const [before] = readFileSync(page, 'utf8').split(mark);
  writeFileSync(page, `${before}${mark}\n\n${text}\n`);
  console.log(text);
} finally {
  rmSync(folder, { recursive: true, force: true });
  await server.close();
}
