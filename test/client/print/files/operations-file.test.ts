import { describe, expect, it } from 'vitest';
import type { Operation } from '../../../../src/model/operation.ts';
import type { Schema } from '../../../../src/model/schema.ts';
import { emitted } from '../../../support/emitted.ts';
import {
  api,
  arrayOf,
  integer,
  json,
  objectOf,
  offsetStrategy,
  operation,
  parameter,
  ref,
  string,
} from '../../../support/model.ts';

const location = { file: '/api.yaml', pointer: '' };

async function operations(source: Operation, schemas: Record<string, Schema> = {}): Promise<string> {
  const files = [...(await emitted({ operations: [source], schemas }))];
  return files.find(([path]) => path.startsWith('operations/'))?.[1] ?? '';
}

describe('params', () => {
  it('stand in the order of their places, later ones of a name with their place behind it', async () => {
    const text = await operations(
      operation({
        operationId: 'find',
        parameters: [
          parameter('id', { in: 'cookie' }),
          parameter('id', { in: 'header' }),
          parameter('body'),
          parameter('id', { in: 'path', required: true }),
        ],
        requestBody: { required: false, content: [json(string)], location },
      }),
    );
    expect(text).toContain(
      [
        'export interface FindParams {',
        '  id: string;',
        '  body_query?: string | undefined;',
        '  id_header?: string | undefined;',
        '  id_cookie?: string | undefined;',
        '  body?: string | undefined;',
        '}',
      ].join('\n'),
    );
    expect(text).toContain("{ name: 'id', in: inHeader, key: 'id_header' },");
  });

  it('default to nothing if nothing is required', async () => {
    expect(await operations(operation({ operationId: 'ping' }))).toContain('params: Record<string, never> = {}');
    const optional = operation({ operationId: 'find', parameters: [parameter('q')] });
    expect(await operations(optional)).toContain('params: FindParams = {}');
    const required = operation({ operationId: 'find', parameters: [parameter('q', { required: true })] });
    expect(await operations(required)).toContain('params: FindParams,');
  });

  it('say how they go out only if that is not the default of their place', async () => {
    const text = await operations(
      operation({
        parameters: [
          parameter('a'),
          parameter('b', { style: 'pipeDelimited', explode: false, allowReserved: true }),
          parameter('c', { content: 'application/json' }),
          parameter('d', { explode: false }),
        ],
      }),
    );
    expect(text).toContain(
      [
        "    { name: 'a', in: inQuery },",
        "    { name: 'b', in: inStyledQuery, style: 'pipeDelimited', allowReserved: true },",
        "    { name: 'c', in: inQuery, json: true },",
        "    { name: 'd', in: inStyledQuery, explode: false },",
      ].join('\n'),
    );
  });
});

describe('bodies and answers', () => {
  async function sent(...mediaTypes: string[]): Promise<string | undefined> {
    const content = mediaTypes.map((mediaType) => json(string, mediaType));
    const text = await operations(operation({ requestBody: { required: true, content, location } }));
    return /^ {2}body: \/\* @__PURE__ \*\/ (.*),$/m.exec(text)?.[1];
  }

  it('go out as the first of JSON, multipart, form, text and bytes', async () => {
    expect(await sent('text/plain', 'application/json')).toBeUndefined();
    expect(await sent('application/merge-patch+json')).toBe("jsonBody('application/merge-patch+json')");
    expect(await sent('application/x-www-form-urlencoded', 'multipart/form-data')).toBe('multipartBody()');
    expect(await sent('application/octet-stream', 'text/csv')).toBe("rawBody('text/csv')");
  });

  async function received(
    ...answers: (readonly [status: string, ...mediaTypes: string[]])[]
  ): Promise<string | undefined> {
    const responses = answers.map(([status, ...types]) => ({
      status,
      content: types.map((type) => json(integer, type)),
      headers: [],
      location,
    }));
    const text = await operations(operation({ operationId: 'x', responses }));
    return `${/Call<(.*)> \{/.exec(text)?.[1]} ${/^ {2}reader: (.*),$/m.exec(text)?.[1] ?? 'JSON'}`;
  }

  it('are read as the document says', async () => {
    expect(await received(['200', 'application/json'])).toBe('number JSON');
    expect(await received(['200', 'text/html', 'application/vnd.api+json'])).toBe('XAnswers[Accept] JSON');
    expect(await received(['200', 'application/json'], ['204'])).toBe('number | undefined JSON');
    expect(await received(['204'])).toBe('void readNothing');
    expect(await received(['200', 'text/csv'])).toBe('string readText');
    expect(await received(['200', 'image/png'])).toBe('Blob readBlob');
    expect(await received(['200', 'text/event-stream'])).toBe(
      'AsyncIterable<ServerSentEvent<number>> /* @__PURE__ */ readEvents(true)',
    );
    expect(await received(['200', 'application/x-ndjson'])).toBe('AsyncIterable<number> readItems');
    expect(await received(['default', 'application/json'])).toBe('number JSON');
  });

  it('of errors have a type of their own', async () => {
    const responses = ['200', '4XX', 'default'].map((status) => ({
      status,
      content: [json(status === '200' ? string : ref('Fault'))],
      headers: [],
      location,
    }));
    const text = await operations(operation({ operationId: 'find', responses }), { Fault: objectOf({ why: string }) });
    expect(text).toContain('export type FindError = ApiError<Fault>;');
  });

  it('get a name if they are too large for a signature', async () => {
    const text = await operations(operation({ operationId: 'find' }, objectOf({ a: string })));
    expect(text).toContain('export interface FindResult {\n  a: string;\n}');
    expect(text).toContain('): Call<FindResult> {');
  });
});

describe('errors', () => {
  const errorOf = async (declared: Record<string, Schema | undefined>): Promise<string> => {
    const responses = Object.entries({ 204: undefined, ...declared }).map(([status, body]) => ({
      status,
      content: body === undefined ? [] : [json(body)],
      headers: [],
      location,
    }));
    const text = await operations(operation({ operationId: 'find', responses }));
    return /FindError =[\s|]+([^;]*);/.exec(text)?.[1]?.replace(/\s+/g, ' ') ?? '';
  };

  it('are a union by status, in which ranges and `default` stand for the statuses that no other names', async () => {
    expect(await errorOf({ 404: undefined, 409: integer, '4XX': string })).toBe(
      'ApiError<undefined, 404> | ApiError<number, 409> | ApiError<string, Exclude<StatusOf<4>, 404 | 409>>',
    );
    expect(await errorOf({ 404: integer, '4xx': string, 500: integer, default: integer })).toBe(
      'ApiError<number, 404 | 500 | Exclude<StatusOf<3 | 5>, 500>> | ApiError<string, Exclude<StatusOf<4>, 404>>',
    );
    expect(await errorOf({ '4XX': integer, default: string })).toBe(
      'ApiError<number, StatusOf<4>> | ApiError<string, StatusOf<3 | 5>>',
    );
  });

  it('have every status if a range has the only body', async () => {
    expect(await errorOf({ 404: string, default: string })).toBe('ApiError<string>');
    expect(await errorOf({ 404: string, 500: string })).toBe('ApiError<string, 404 | 500>');
  });
});

describe('list operations', () => {
  const skip = parameter('_skip', { required: true, schema: integer });
  const list = operation(
    {
      operationId: 'listLeads',
      path: '/lead/',
      parameters: [skip],
      strategies: [
        offsetStrategy(skip, ref('Lead'), {
          limits: { maxLimit: 200, maxOffset: 10000 },
          alternatives: ['export-leads', 'x'],
        }),
      ],
    },
    ref('LeadList'),
  );
  const schemas = { Lead: objectOf({ id: string }), LeadList: objectOf({ data: arrayOf(ref('Lead')) }) };

  it('are one call with their strategies', async () => {
    const files = await emitted({ operations: [list, operation({ operationId: 'export-leads' })], schemas });
    expect(files.get('operations/lead.ts')).toContain(
      [
        'const listLeadsStrategies = [',
        '  /* @__PURE__ */ offset({',
        "    request: { offset: '/_skip', start: 0 },",
        "    response: { items: '/data' },",
        '    limits: { maxLimit: 200, maxOffset: 10000 },',
        "    alternatives: ['exportLeads', 'x'],",
        '  }),',
        '];',
      ].join('\n'),
    );
    expect(files.get('operations/lead.ts')).toContain(
      [
        'export function listLeads(',
        '  client: ClientCore,',
        '  params: ListLeadsParams = {},',
        "  options: PositionListOptions<'offset'> = {},",
        '): PositionPaginator<Lead, LeadList> {',
        '  return paginateByPosition(client, listLeadsOperation, params, options, listLeadsStrategies, listLeads);',
        '}',
      ].join('\n'),
    );
  });

  it('have an argument a line, of types too, if their names are long', async () => {
    const long = 'leadsThatNobodyOfTheOrganizationHasEverCalledOnTheTelephone';
    const files = await emitted({ operations: [{ ...list, operationId: long }], schemas });
    const text = files.get('operations/lead.ts') ?? '';
    expect(text).toContain(
      [
        '  return paginateByPosition(',
        '    client,',
        `    ${long}Operation,`,
        '    params,',
        '    options,',
        `    ${long}Strategies,`,
        `    ${long},`,
        '  );',
      ].join('\n'),
    );
    const code = text.split('\n').filter((line) => !/^ *(?:\*|\/\*\*|\/\/)/.test(line));
    expect(code.filter((line) => line.length > 120)).toEqual([]);
  });

  it('do not ask the caller for a position that they know themselves', async () => {
    expect(await operations(list, schemas)).toContain('  _skip?: number | undefined;');
  });

  it('say in words how far they go, above the function, to which the method refers', async () => {
    const text = await operations(list, schemas);
    const sentence =
      'Pages by offset (`_skip`), at most 200 items a page. The API does not serve an offset above 10,000;';
    expect(text.split(sentence)).toHaveLength(2);
    expect(text).toContain('  /** `GET /lead/`. See {@link listLeads}. */\n  list(');
    expect(text.replace(/\s+\*\s+/g, ' ')).toContain('For larger results see `export-leads` or `x`.');
  });
});

it('gives the same bytes for the same document', async () => {
  const part = { operations: [operation()], schemas: { A: string } };
  expect(await emitted(part)).toEqual(await emitted(part));
  expect(api(part)).toEqual(api(part));
});
