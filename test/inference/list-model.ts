import { infer, type Proposal } from '../../src/inference/infer.ts';
import type { ApiModel } from '../../src/model/api.ts';
import type { JsonValue } from '../../src/shared/json.ts';
import { normalizeText } from '../model/normalize-text.ts';

/** Schemas in short: `'string'` is a type, `['string']` an array of it, an object its properties. */
export type Short = string | readonly [Short] | { readonly [name: string]: Short };

export interface ListOptions {
  readonly method?: 'get' | 'post';
  readonly path?: string;
  readonly operationId?: string;
  readonly description?: string;
  /** Query parameters: schema in short, or a whole Parameter Object but its name and place. */
  readonly query?: { readonly [name: string]: Short | { readonly param: { readonly [key: string]: JsonValue } } };
  readonly header?: { readonly [name: string]: Short };
  readonly body?: Short;
  readonly response: Short;
  readonly headers?: { readonly [name: string]: string };
  readonly info?: string;
  readonly mediaType?: string;
}

/** A string with a format or a description: `string(uri)`, `integer "how many"`, `string? ` is nullable. */
function schemaOf(short: Short): JsonValue {
  if (typeof short === 'string') {
    const [, type, format, text] = /^(\w+)(?:\(([\w-]+)\))?(?: "(.*)")?$/s.exec(short) ?? [];
    return {
      type: type ?? short,
      ...(format !== undefined && { format }),
      ...(text !== undefined && { description: text }),
    };
  }
  if (isArray(short)) return { type: 'array', items: schemaOf(short[0]) };
  const properties = Object.fromEntries(Object.entries(short).map(([name, value]) => [name, schemaOf(value)]));
  return { type: 'object', properties };
}

function isArray(short: Short): short is readonly [Short] {
  return Array.isArray(short);
}

function listDocument(lists: readonly ListOptions[]): { readonly [key: string]: JsonValue } {
  const paths: Record<string, Record<string, JsonValue>> = {};
  for (const list of lists) {
    const parameters: JsonValue[] = Object.entries(list.query ?? {}).map(([name, value]) => ({
      name,
      in: 'query',
      ...(isParam(value) ? value.param : { schema: schemaOf(value) }),
    }));
    for (const [name, value] of Object.entries(list.header ?? {})) {
      parameters.push({ name, in: 'header', schema: schemaOf(value) });
    }
    const content = { [list.mediaType ?? 'application/json']: { schema: schemaOf(list.response) } };
    const headers = Object.fromEntries(
      Object.entries(list.headers ?? {}).map(([name, text]) => [
        name,
        { description: text, schema: { type: 'string' } },
      ]),
    );
    const path = list.path ?? '/widgets';
    const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
      name: name!,
      in: 'path',
      required: true,
      schema: { type: 'string' },
    }));
    paths[path] = {
      ...paths[path],
      [list.method ?? 'get']: {
        ...(list.operationId !== undefined && { operationId: list.operationId }),
        ...(list.description !== undefined && { description: list.description }),
        parameters: [...inPath, ...parameters],
        ...(list.body !== undefined && {
          requestBody: { content: { 'application/json': { schema: schemaOf(list.body) } } },
        }),
        responses: { 200: { description: 'OK', content, headers } },
      },
    };
  }
  const description = lists.map(({ info }) => info).find((text) => text !== undefined);
  return {
    openapi: '3.0.3',
    info: { title: 'T', version: '1', ...(description !== undefined && { description }) },
    paths,
  };
}

function isParam(value: unknown): value is { readonly param: { readonly [key: string]: JsonValue } } {
  return typeof value === 'object' && value !== null && 'param' in value;
}

export async function modelOf(...lists: ListOptions[]): Promise<ApiModel> {
  return (await normalizeText(JSON.stringify(listDocument(lists)))).model;
}

/** Returns the proposal for one operation alone. */
export async function proposed(list: ListOptions): Promise<Proposal | undefined> {
  return infer(await modelOf(list)).proposals[0];
}

/** A thing with an `id`, as items of lists are. */
export const thing: Short = { id: 'string', name: 'string', created_at: 'string(date-time)' };
