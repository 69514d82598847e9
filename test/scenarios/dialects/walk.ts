import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { generate } from '../../../src/tasks/generate.ts';
import type { Call } from '../../../templates/runtime/call.js';
import type { ClientCore } from '../../../templates/runtime/client.js';
import type { Paginator } from '../../../templates/runtime/paginator/paginate.js';
import { type Answer, type LocalServer, listen, type RecordedRequest } from '../../support/http.ts';

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

type List = (client: ClientCore, params?: object) => Paginator<unknown, unknown> & Call<unknown>;
type Module = { readonly createClient: (config: { baseUrl: string }) => ClientCore } & Readonly<Record<string, List>>;

export interface Generated {
  readonly module: Module;
  /** Codes of what was reported. */
  readonly codes: readonly string[];
}

/** Generates a client from a document and imports it. */
export async function clientOf(document: JsonObject): Promise<Generated> {
  const folder = await mkdtemp(join(tmpdir(), 'pagegen-dialect-'));
  const { files, diagnostics } = await generate({
    document: { file: join(folder, 'api.json'), text: JSON.stringify(document) },
  });
  if (files.length === 0) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  for (const { path, text } of files) {
    const file = join(folder, 'client', path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }
  const module = (await import(
    /* @vite-ignore */ pathToFileURL(join(folder, 'client/index.ts')).href
  )) as unknown as Module;
  return { module, codes: diagnostics.map(({ code }) => code) };
}

export interface Walk {
  readonly items: readonly unknown[];
  /** Method, path and query of each request, and its body where it had one. */
  readonly requests: readonly string[];
  readonly codes: readonly string[];
}

/**
 * Walks the operation `list` of a document against a server that answers as the vendor says.
 *
 * @param base path of the server's URL
 */
export async function walk(
  document: JsonObject,
  answer: (request: RecordedRequest, server: LocalServer) => Answer,
  { params = {}, base = '' }: { readonly params?: object; readonly base?: string } = {},
): Promise<Walk> {
  const { module, codes } = await clientOf(document);
  const server: LocalServer = await listen((request) => answer(request, server));
  try {
    const client = module.createClient({ baseUrl: server.url + base });
    const items: unknown[] = [];
    for await (const item of module.list!(client, params)) items.push(item);
    const requests = server.requests.map(({ method, url, body }) =>
      [method, decodeURIComponent(url), ...(body === undefined ? [] : [JSON.stringify(body)])].join(' '),
    );
    return { items, requests, codes };
  } finally {
    await server.close();
  }
}

export const ITEMS = ['a', 'b', 'c', 'd', 'e'].map((id) => ({ id }));

/** Some of the items from an index on, two unless said otherwise. */
export function pageFrom(start: number, size = 2): { page: JsonObject[]; next: number | undefined } {
  const next = start + size;
  return { page: ITEMS.slice(start, next), next: next < ITEMS.length ? next : undefined };
}

export const ITEM = { type: 'object', required: ['id'], properties: { id: { type: 'string' } } } as const;
export const LIST = { type: 'array', items: ITEM } as const;
export const TEXT = { type: 'string' } as const;
export const NUMBER = { type: 'integer' } as const;

export function query(name: string, schema: JsonObject = TEXT, more: JsonObject = {}): JsonObject {
  return { name, in: 'query', schema, ...more };
}

export function object(properties: JsonObject): JsonObject {
  return { type: 'object', properties };
}

/** An operation called `list` whose answer has this schema. */
export function operation(schema: JsonObject, more: JsonObject): JsonObject {
  const content = { 'application/json': { schema } };
  return { operationId: 'list', responses: { '200': { description: 'ok', content } }, ...more };
}

/** A document of these paths. */
export function document(paths: JsonObject, more: JsonObject = {}): JsonObject {
  return { openapi: '3.1.0', info: { title: 'T', version: '1' }, paths, ...more };
}
