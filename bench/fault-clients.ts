import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { generate } from '../src/tasks/generate.ts';
import type { Row } from './fault-rows.ts';

const MODULES = process.env.PAGEGEN_RIVALS ?? fileURLToPath(new URL('node_modules', import.meta.url));
export const SECRETS: Readonly<Record<string, string>> = { 'API key': 'secret-key', token: 'secret-token' };
const [KEY, TOKEN] = [SECRETS['API key'] as string, SECRETS['token'] as string];

interface Item {
  readonly id: number | string;
}

/** A client of the lists: how it walks one at a URL. */
export interface FaultClient {
  readonly name: string;
  /** Undefined where its annotation has no words for the list. */
  walk(url: string, row: Row, signal: AbortSignal): AsyncIterable<Item> | undefined;
}

type Json = Record<string, unknown>;
const query = (name: string, type: string): Json => ({ name, in: 'query', schema: { type } });
const pointers = { items: '/data', hasMore: '/meta/has_more', total: '/meta/total' };
const byOffset = { style: 'offset', request: { offset: 'offset', limit: 'limit' }, response: pointers, key: '/id' };
const byCursor = {
  ...{ style: 'cursor-query', request: { cursor: 'cursor', limit: 'limit' }, key: '/id' },
  response: { ...pointers, nextCursor: '/meta/cursor' },
};
const redoclyOffset = { style: 'offset', items: '/data', offsetParam: 'offset', limitParam: 'limit' };
const redoclyCursor = {
  ...{ style: 'cursor', items: '/data', cursorParam: 'cursor', limitParam: 'limit' },
  ...{ nextCursor: '/meta/cursor', hasMore: '/meta/has_more' },
};

/** Cannot collide with the names of the runtimes' own functions. */
const functionOf = ({ list: name }: Pick<Row, 'list'>): string => `${name}Rows`;

/** One list, annotated for both generators with all that each of them can say about it. */
function list(
  name: Row['list'],
  more: readonly Json[],
  ours: Json,
  redocly: Json | undefined,
  cursor: Json = { type: 'string' },
): Json {
  const nullable = (schema: Json): Json => ({ anyOf: [schema, { type: 'null' }] });
  const meta = {
    cursor: nullable(cursor),
    next: nullable({ type: 'string' }),
    has_more: { type: 'boolean' },
    total: { type: 'integer' },
  };
  const item = { type: 'object', required: ['id', 'at'], properties: { id: {}, at: { type: 'integer' } } };
  const page = {
    type: 'object',
    required: ['data'],
    properties: { data: { type: 'array', items: item }, meta: { type: 'object', properties: meta } },
  };
  const headers = { Link: { schema: { type: 'string' } } };
  const get = {
    operationId: functionOf({ list: name }),
    parameters: [query('limit', 'integer'), ...more],
    responses: { 200: { description: 'One page.', headers, content: { 'application/json': { schema: page } } } },
    'x-pagination': ours,
    ...(redocly && { 'x-redoclyPagination': redocly }),
  };
  return { get };
}

const cursorParameter = (schema: Json): Json => ({ name: 'cursor', in: 'query', schema });
const array = { type: 'array', items: {} };
const jsonParameter = { name: 'cursor', in: 'query', content: { 'application/json': { schema: array } } };

/** Redocly CLI rejects cursors that are not strings, so its document declares number cursors as strings. */
const documentFor = (numbers: 'integer' | 'string'): Json => ({
  openapi: '3.1.0',
  info: { title: 'Faults', version: '1' },
  servers: [{ url: 'http://127.0.0.1' }],
  security: [{ key: [], token: [] }],
  paths: {
    '/offset': list('offset', [query('offset', 'integer')], byOffset, redoclyOffset),
    '/limited': list(
      'limited',
      [query('offset', 'integer')],
      { ...byOffset, limits: { maxOffset: 400 } },
      redoclyOffset,
    ),
    '/deep': list(
      'deep',
      [query('offset', 'integer'), query('from', 'integer'), query('sort', 'string')],
      {
        ...byOffset,
        limits: { maxOffset: 400 },
        deep: { field: '/at', from: 'from', sort: { sort: 'at' } },
      },
      redoclyOffset,
    ),
    '/page': list(
      'page',
      [query('page', 'integer')],
      { style: 'page', request: { page: 'page', limit: 'limit' }, response: pointers, key: '/id' },
      { ...redoclyOffset, style: 'page', offsetParam: 'page' },
    ),
    '/cursor': list('cursor', [cursorParameter({ type: 'string' })], byCursor, redoclyCursor),
    '/numbers': list('numbers', [cursorParameter({ type: numbers })], byCursor, redoclyCursor, { type: numbers }),
    '/arrays': list('arrays', [jsonParameter], byCursor, undefined, array),
    '/next': list(
      'next',
      [],
      { style: 'next-url', request: { limit: 'limit' }, response: { ...pointers, nextUrl: '/meta/next' }, key: '/id' },
      { style: 'body-link', items: '/data', nextLink: '/meta/next', limitParam: 'limit' },
    ),
    '/link': list(
      'link',
      [],
      { style: 'link-header', request: { limit: 'limit' }, response: pointers, key: '/id' },
      { style: 'link', items: '/data', limitParam: 'limit' },
    ),
  },
  components: {
    securitySchemes: {
      key: { type: 'apiKey', in: 'header', name: 'X-API-Key' },
      token: { type: 'http', scheme: 'bearer' },
    },
  },
});

/** Name and version of a rival's package. */
export function versionOf(name: string): string {
  const { version } = JSON.parse(readFileSync(join(MODULES, name, 'package.json'), 'utf8')) as { version: string };
  return `${name} ${version}`;
}

/** Generates the clients into a folder and loads them and got. */
export async function faultClients(folder: string): Promise<readonly FaultClient[]> {
  const document = (numbers: 'integer' | 'string'): string => {
    const file = join(folder, `${numbers}.json`);
    writeFileSync(file, JSON.stringify(documentFor(numbers), null, 2));
    return file;
  };
  return [
    await pagegen(document('integer'), join(folder, 'pagegen')),
    await redocly(document('string'), folder),
    await got(),
  ];
}

async function load(file: string): Promise<Record<string, never>> {
  return (await import(pathToFileURL(file).href)) as Record<string, never>;
}

async function pagegen(document: string, folder: string): Promise<FaultClient> {
  const { files, diagnostics } = await generate({ document });
  if (files.length === 0) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  for (const { path, text } of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const module = (await load(join(folder, 'index.ts'))) as Record<string, (...given: unknown[]) => unknown>;
  return {
    name: 'pagegen',
    walk(url, row, signal) {
      const client = module.createClient?.({ baseUrl: url, auth: { key: KEY, token: TOKEN }, timeout: timeoutOf(row) });
      const options = { signal, ...row.own };
      return module[functionOf(row)]?.(client, { limit: row.limit ?? 10 }, options) as AsyncIterable<Item>;
    },
  };
}

type RedoclyList = { items?(input: object, init: object): AsyncIterable<Item> };

async function redocly(document: string, folder: string): Promise<FaultClient> {
  const output = join(folder, 'redocly.ts');
  const command = [join(MODULES, '@redocly/cli/bin/cli.js'), 'generate-client', document, '-o', output];
  const { status, stderr } = spawnSync(process.execPath, [...command, '--args-style', 'grouped'], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, CI: '1', REDOCLY_TELEMETRY: 'off' },
  });
  if (status !== 0) throw new Error(stderr);
  const { createClient, OPERATIONS } = (await load(output)) as unknown as {
    createClient(operations: unknown, config: object): Record<string, RedoclyList>;
    OPERATIONS: unknown;
  };
  return {
    name: 'Redocly CLI',
    walk(url, row, signal) {
      const client = createClient(OPERATIONS, {
        serverUrl: url,
        auth: { bearer: TOKEN, apiKey: { key: KEY } },
        retry: { retries: 2 },
        timeout: timeoutOf(row),
      });
      const input = { query: { limit: row.limit ?? 10 } };
      return client[functionOf(row)]?.items?.(input, { signal });
    },
  };
}

interface GotResponse {
  readonly url: string;
  readonly body: { readonly data: Item[]; readonly meta: { cursor?: unknown; next?: string; has_more?: boolean } };
  readonly request: { readonly options: { readonly searchParams: URLSearchParams } };
}
type Paginate = (page: { response: GotResponse; currentItems: Item[] }) => object | false;
interface Got {
  paginate(url: string, options: object): AsyncIterable<Item>;
}

/** The code of a careful user for each list: it follows what the API states, and advances offsets by the items received. */
const GOT_PAGES: Readonly<Record<Row['list'], Paginate | undefined>> = {
  offset: gotPosition('offset', 0, (items) => items.length),
  limited: gotPosition('offset', 0, (items) => items.length),
  deep: gotPosition('offset', 0, (items) => items.length),
  page: gotPosition('page', 1, () => 1),
  cursor: gotCursor(String),
  numbers: gotCursor(String),
  arrays: gotCursor(JSON.stringify),
  next: ({ response: { url, body } }) => (body.meta.next ? { url: new URL(body.meta.next, url) } : false),
  // Its own way: `Link`.
  link: undefined,
};

function gotPosition(name: string, start: number, step: (items: readonly Item[]) => number): Paginate {
  return ({ response: { body, request }, currentItems }) => {
    if (body.meta.has_more === false || currentItems.length === 0) return false;
    const sent = request.options.searchParams;
    const position = Number(sent.get(name) ?? start) + step(currentItems);
    return { searchParams: { ...Object.fromEntries(sent), [name]: position } };
  };
}

function gotCursor(write: (cursor: unknown) => string): Paginate {
  return ({ response: { body, request } }) => {
    const { cursor, has_more: hasMore } = body.meta;
    if (hasMore === false || cursor === undefined || cursor === null || cursor === '') return false;
    return { searchParams: { ...Object.fromEntries(request.options.searchParams), cursor: write(cursor) } };
  };
}

async function got(): Promise<FaultClient> {
  const { default: client } = (await load(join(MODULES, 'got/dist/source/index.js'))) as unknown as { default: Got };
  return {
    name: 'got.paginate',
    walk(url, row, signal) {
      const paginate = GOT_PAGES[row.list];
      return client.paginate(`${url}/${row.list}`, {
        searchParams: { limit: row.limit ?? 10 },
        headers: { 'x-api-key': KEY, authorization: `Bearer ${TOKEN}` },
        responseType: 'json',
        signal,
        timeout: { request: timeoutOf(row) },
        retry: { limit: 2, maxRetryAfter: 60_000 },
        pagination: { transform: ({ body }: GotResponse) => body.data, ...(paginate && { paginate }) },
      });
    },
  };
}

function timeoutOf({ timeout = 10_000 }: Row): number {
  return timeout;
}
