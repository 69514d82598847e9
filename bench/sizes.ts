import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { version } from 'esbuild';
import { type Reply, type SeenRequest, serve } from '../test/support/fault-server.ts';
import { COUNT, cells, folder, generateInto, kilobytes, run, type Size, sizeOf, versionOf } from './bundles.ts';
import { integrationRows } from './integration-sizes.ts';

/**
 * Measures what a walk over one list adds to a web page: programs that walk it with the client of each generator, bundled and
 * minified by esbuild, gzipped; each program is run, too. Every client is generated from a document that has nothing but this list. Writes
 * `bench/sizes.md`.
 *
 *     npm install --prefix bench && npx tsx bench/sizes.ts
 */

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

const CURSOR: Style & { readonly byHand: string } = {
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

async function tables(): Promise<string> {
  const rivals = ['@redocly/cli', '@hey-api/openapi-ts', 'orval', '@kubb/core'].map(versionOf);
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
  return [
    ...lines,
    '',
    ...(await integrationRows({ document: documentOf([CURSOR]), url: server.url, byHand: CURSOR.byHand })),
  ].join('\n');
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
