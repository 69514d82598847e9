import { pageResponseOf } from '../../../../model/page-response.ts';
import { schemaOfRequestField } from '../../../../model/pagination-fields.ts';
import { kindsOf, type Schemas } from '../../../../model/schema-kinds.ts';
import type { RequestField, ResponseField, Strategy } from '../../../../model/strategy.ts';
import type { JsonValue } from '../../../../shared/json.ts';
import type { ClientPlan, IntegrationPlan, ListPlan } from '../../../plan/client-plan.ts';
import { Imports } from '../../imports.ts';
import { print } from '../../syntax/brackets.ts';
import { docComment, docText } from '../../syntax/doc-comment.ts';
import { identifier } from '../../syntax/identifier.ts';
import { literal } from '../../syntax/literal.ts';
import { signature } from '../signature.ts';
import type { SourceFile } from '../source-file.ts';
import { ListTypes } from './list-types.ts';

/** `msw.ts`: a handler of Mock Service Worker for each list. */
export function mswFile({ lists }: IntegrationPlan, plan: ClientPlan): SourceFile {
  const imports = new Imports('msw', plan);
  const types = new ListTypes(plan, imports);
  const exported = new Imports('msw', plan);
  for (const symbol of ['ListHandler', 'ListHandlerOptions', 'ListItems'] as const) exported.runtime(symbol);
  const declarations = lists.map((list) => handler(list, plan, types, imports));
  return { path: 'msw.ts', imports, exports: exported.statements, declarations };
}

function handler(list: ListPlan, plan: ClientPlan, types: ListTypes, imports: Imports): string {
  const { method, path } = list.operation.source;
  const result = types.result(list);
  const parameters = [
    `items: ${imports.runtime('ListItems')}<${types.item(list)}>`,
    `options: ${imports.runtime('ListHandlerOptions')}<${result}> = {}`,
  ];
  const head = signature(`export function ${identifier(list.name)}`, parameters, imports.runtime('ListHandler'), '');
  const route = `  const route: ${imports.runtime('ListRoute')} = ${print(literal(routeOf(list, plan)), '  ', WIDE)};\n`;
  const doc = docComment([docText(`Answers \`${method} ${path}\` with pages of \`items\`.`)], '');
  return `${doc}${head}\n${route}  return ${imports.runtime('listHandler')}(route, items, options);\n}`;
}

/** Routes are never on one line. */
const WIDE = 1000;

/** The operation as a server sees it: a `ListRoute` of the runtime. */
function routeOf({ operation }: ListPlan, plan: ClientPlan): JsonValue {
  const { source, strategies } = operation;
  const isOtherMethod = strategies.some(
    ({ style, source: { response } }) =>
      (style === 'next-url' || style === 'link-header') && response.nextMethod === 'GET' && source.method !== 'GET',
  );
  const status = Number(pageResponseOf(source)?.response.status);
  return filled({
    method: isOtherMethod ? 'all' : source.method.toLowerCase(),
    server: operation.server ?? serverOf(plan),
    path: source.path,
    status: Number.isNaN(status) ? 200 : status,
    ways: strategies.map((strategy) => wayOf(strategy.source, plan.schemas)),
  });
}

function serverOf({ server }: ClientPlan): string | undefined {
  const defaults = new Map(server?.variables.map((variable) => [variable.name, variable.default]));
  return server?.url.replace(/\{([^{}]*)\}/g, (whole, name: string) => defaults.get(name) ?? whole);
}

function wayOf({ style, request, response, limits, sizes, deep }: Strategy, schemas: Schemas): JsonValue {
  const { cursor } = request;
  return filled({
    style: style === 'offset' || style === 'page' ? style : cursor === undefined ? 'link' : 'cursor',
    position: requestPlace(request.offset ?? request.page ?? cursor),
    limit: requestPlace(request.limit),
    start: request.start,
    sizes: sizes && [...sizes],
    limits: { ...limits },
    response: filled({
      items: responsePlace(response.items),
      hasMore: responsePlace(response.hasMore),
      total: responsePlace(response.total),
      totalPages: responsePlace(response.totalPages),
      limit: responsePlace(response.limit),
      nextCursor: responsePlace(response.nextCursor),
      cursorType: cursor && cursorType(cursor, schemas),
      itemCursor: response.itemCursor,
      nextUrl: responsePlace(response.nextUrl),
      rel: style === 'link-header' ? response.rel : undefined,
      pastEnd: response.pastEnd[0],
    }),
    deep: deep && filled({ field: deep.field, from: requestPlace(deep.from), until: requestPlace(deep.until) }),
  });
}

function requestPlace(field: RequestField | undefined): JsonValue | undefined {
  if (field === undefined) return undefined;
  if (field.in === 'body') return { body: field.pointer };
  const { name } = field.parameter;
  if (field.parameter.in === 'header') return { header: name };
  return { query: field.property === undefined ? name : `${name}[${field.property}]` };
}

function responsePlace(field: ResponseField | undefined): JsonValue | undefined {
  if (field === undefined) return undefined;
  return field.in === 'body' ? field.pointer : { header: field.name };
}

/** What a cursor is, where it is no text. */
function cursorType(field: RequestField, schemas: Schemas): string | undefined {
  const schema = schemaOfRequestField(field, schemas);
  const kinds = schema && kindsOf(schema, schemas);
  if (kinds === undefined || kinds.has('string') || kinds.has('unknown')) return undefined;
  if (kinds.has('integer') || kinds.has('number')) return 'number';
  return kinds.has('array') ? 'array' : undefined;
}

function filled(members: Readonly<Record<string, JsonValue | undefined>>): JsonValue {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as JsonValue;
}
