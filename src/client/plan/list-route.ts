import type {
  CursorShape,
  ListRoute,
  ListWay,
  ParameterForm,
  RequestPlace,
  ResponsePlace,
  RouteResponse,
} from '../../../templates/runtime/integrations/list-route.js';
import { isJsonMediaType } from '../../model/media-type.ts';
import type { Operation } from '../../model/operation.ts';
import { pageRequestOf, pageResponseOf } from '../../model/page-bodies.ts';
import { isContentRange, schemaOfRequestField } from '../../model/pagination-fields.ts';
import type { Parameter } from '../../model/parameter.ts';
import type { Schema } from '../../model/schema.ts';
import { schemaAt } from '../../model/schema-at.ts';
import { dereference, kindsOf, type Schemas } from '../../model/schema-kinds.ts';
import type {
  DeepPagination,
  ItemsField,
  LinkField,
  RequestField,
  ResponseField,
  Strategy,
} from '../../model/strategy.ts';
import { formatPointer, type JsonValue } from '../../shared/json.ts';
import { isListHeader } from './fixed-values.ts';

/** Number of levels of a cursor that have a shape of their own. Some schemas contain themselves. */
const MAX_CURSOR_DEPTH = 4;

/** Describes a list operation as a server sees it: for handlers of Mock Service Worker, and for `pagegen mock`. */
export function listRoute(operation: Operation, schemas: Schemas, server?: string): ListRoute {
  const { strategies } = operation;
  const isOtherMethod = strategies.some(
    ({ style, request, response }) =>
      (request.operation !== undefined && request.operation.operation.method !== operation.method) ||
      ((style === 'next-url' || style === 'link-header') &&
        response.nextMethod === 'GET' &&
        operation.method !== 'GET'),
  );
  const status = Number(pageResponseOf(operation)?.response.status);
  return {
    method: isOtherMethod ? 'all' : methodOf(operation),
    ...(server !== undefined && { server }),
    path: operation.path,
    status: Number.isNaN(status) ? 200 : status,
    ways: strategies.map((strategy) => wayOf(operation, strategy, schemas)),
  };
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete', 'options', 'head'] as const;

function methodOf({ method }: Operation): ListRoute['method'] {
  return METHODS.find((name) => name === method.toLowerCase()) ?? 'all';
}

function wayOf(operation: Operation, strategy: Strategy, schemas: Schemas): ListWay {
  const { style, request, limits, sizes, deep } = strategy;
  const { cursor, firstPageOnly, fixed, carry, operation: next, start } = request;
  const position = request.offset ?? request.page ?? cursor;
  const place = (field: RequestField): RequestPlace => requestPlace(operation, field, schemas);
  const onlyFirst = [
    ...firstPageOnly.map((parameter) => parameterPlace(operation, parameter, schemas)),
    ...(request.isFirstPageOnlyAll ? otherMembers(operation, strategy, schemas) : []),
  ];
  const { cursorTtl: _, ...numbers } = limits;
  return {
    style: style === 'offset' || style === 'page' ? style : cursor === undefined ? 'link' : 'cursor',
    position: position === undefined ? { query: findFreeName(operation) } : place(position),
    ...(request.limit && { limit: place(request.limit) }),
    ...(start !== undefined && { start }),
    ...(sizes && { sizes }),
    limits: numbers,
    ...(onlyFirst.length > 0 && { firstPageOnly: onlyFirst }),
    ...(fixed.length > 0 && {
      fixed: fixed.map(({ field, value }) => ({
        at: place(field),
        value,
        ...(isListHeader(field, schemas) && { isList: true as const }),
      })),
    }),
    ...(carry.length > 0 && { carry: carry.map(({ name }) => name) }),
    ...(next && { next: { path: next.operation.path, link: next.link.name } }),
    response: responseOf(operation, strategy, schemas),
    ...(deep && { deep: deepOf(deep, place) }),
  };
}

/** Returns the members of the body that requests after the first omit. */
function otherMembers(operation: Operation, { request, deep }: Strategy, schemas: Schemas): RequestPlace[] {
  const schema = pageRequestOf(operation)?.schema;
  const body = schema && dereference(schema, schemas);
  const fields = [request.offset, request.page, request.cursor, request.limit, deep?.from, deep?.until];
  const kept = [...fields, ...[...request.fixed, ...(deep?.sort ?? [])].map(({ field }) => field)].flatMap((field) =>
    field?.in === 'body' ? [field.pointer.split('/')[1]] : [],
  );
  const names = body?.kind === 'object' ? body.properties.map(({ name }) => formatPointer([name])) : [];
  return names.filter((pointer) => !kept.includes(pointer.slice(1))).map((pointer) => ({ body: pointer }));
}

function responseOf(operation: Operation, strategy: Strategy, schemas: Schemas): RouteResponse {
  const { style, request, response } = strategy;
  const {
    hasMore,
    isLast,
    total,
    totalPages,
    limit,
    nextCursor,
    nextUrl,
    itemCursor,
    rel,
    linkBase,
    pastEnd,
    lastPage,
    stateful,
  } = response;
  const schema = request.cursor && schemaOfRequestField(request.cursor, schemas);
  const cursor = nextCursor && schema && cursorShape(schema, schemas, 0);
  const next = nextCursor ?? nextUrl;
  const isEndless = style !== 'offset' && style !== 'page' && lastPage !== undefined;
  const end = next && endValue(operation, strategy, next, schemas);
  return {
    items: responsePlace(response.items),
    ...formOfItems(response.items),
    ...(hasMore && { hasMore: responsePlace(hasMore) }),
    ...(isLast && { isLast: responsePlace(isLast) }),
    ...(total && { total: responsePlace(total) }),
    ...(totalPages && { totalPages: responsePlace(totalPages) }),
    ...(limit && { limit: responsePlace(limit) }),
    ...(nextCursor && { nextCursor: responsePlace(nextCursor) }),
    ...(cursor !== undefined && cursor !== 'text' && { cursor }),
    ...(isEndless && { isEndless }),
    ...(stateful && { isStateful: stateful }),
    ...(nextUrl && { nextUrl: responsePlace(nextUrl) }),
    ...(end !== undefined && { end }),
    ...(itemCursor !== undefined && { itemCursor }),
    ...(style === 'link-header' && { rel }),
    ...(linkBase && { linkBase: linkBase === 'server' ? linkBase : { at: responsePlace(linkBase) } }),
    ...linkForm(operation, nextUrl),
    ...positionForm(response.position),
    ...successForm(response.error, schemas),
    ...(pastEnd[0] !== undefined && { pastEnd: pastEnd[0] }),
  };
}

function positionForm(position: Strategy['response']['position']): Pick<RouteResponse, 'position'> {
  if (position === undefined) return {};
  const { field, start } = position;
  return { position: { at: responsePlace(field), ...(start !== undefined && { start }) } };
}

/** Returns the members that say that a response is not an error, with the first value that says so. */
function successForm(error: Strategy['response']['error'], schemas: Schemas): Pick<RouteResponse, 'success'> {
  if (error === undefined || error === false) return {};
  const success = error.map(({ field, is, not }) => {
    const kinds = field.schema === undefined ? undefined : kindsOf(field.schema, schemas);
    const value = not?.[0] ?? (kinds?.has('boolean') ? is?.[0] === false : undefined);
    return { at: responsePlace(field), ...(value !== undefined && { value }) };
  });
  return { success };
}

function linkForm({ method }: Operation, field: LinkField | undefined): Pick<RouteResponse, 'link'> {
  if (field?.select === undefined) return {};
  const { required: _, method: verb, body, merge, ...link } = field.select;
  const isPost = verb !== undefined && method === 'POST';
  return { link: { ...link, ...(isPost && { method: verb, ...(body && { body }), ...(merge && { merge }) }) } };
}

function formOfItems({ map = false, each, counts }: ItemsField): Pick<RouteResponse, 'form'> {
  if (!map && each === undefined) return {};
  return {
    form: { ...(map && { map }), ...(each && { each: each.pointer }), ...(counts === 'groups' && { counts }) },
  };
}

function deepOf(
  { field, from, until }: DeepPagination,
  place: (field: RequestField) => RequestPlace,
): NonNullable<ListWay['deep']> {
  return { field, ...(from && { from: place(from) }), ...(until && { until: place(until) }) };
}

function requestPlace(operation: Operation, field: RequestField, schemas: Schemas): RequestPlace {
  if (field.in === 'body') return { body: field.pointer };
  if (field.property === undefined) return parameterPlace(operation, field.parameter, schemas);
  return { query: `${field.parameter.name}[${field.property}]` };
}

function parameterPlace({ path }: Operation, parameter: Parameter, schemas: Schemas): RequestPlace {
  if (parameter.in === 'path') return { path: parameter.name, pattern: pathPattern(path, parameter.name) };
  const form = formOf(parameter, schemas);
  const given = form === undefined ? {} : { form };
  return parameter.in === 'header' ? { header: parameter.name, ...given } : { query: parameter.name, ...given };
}

/** Returns a pattern for the end of a URL's path, with a group for the value of a placeholder. */
function pathPattern(path: string, name: string): string {
  const parts = path
    .replace(/[?#].*$/s, '')
    .split(/(\{[^{}]*\})/)
    .map((part) => {
      if (!part.startsWith('{')) return part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
      return part === `{${name}}` ? '([^/]+)' : '[^/]+';
    });
  return `${parts.join('')}$`;
}

/** Returns the way in which a parameter contains an array or object; undefined for a single text. */
function formOf(parameter: Parameter, schemas: Schemas): ParameterForm | undefined {
  const { content, style, explode, schema } = parameter;
  const isQuery = parameter.in === 'query';
  if (content !== undefined && isJsonMediaType(content)) return 'json';
  if (isQuery && style === 'deepObject') return 'deep-object';
  const kinds = kindsOf(schema, schemas);
  const isArray = kinds.has('array');
  if (!isArray && !kinds.has('object')) return undefined;
  if (isArray && isQuery && explode) return 'repeated';
  const kind = isArray ? 'list' : 'pairs';
  if (style === 'spaceDelimited') return `space-${kind}`;
  return style === 'pipeDelimited' ? `pipe-${kind}` : kind;
}

function responsePlace(field: ResponseField): ResponsePlace {
  if (field.in === 'body') return field.pointer;
  const { name, pointer } = field;
  return {
    header: name,
    ...(pointer !== undefined && { pointer }),
    ...(isContentRange(field) && { isRange: true as const }),
  };
}

/** Returns the shape of the cursors that a request may contain, by their schema. */
function cursorShape(schema: Schema, schemas: Schemas, depth: number): CursorShape {
  const below = (part: Schema): CursorShape => cursorShape(part, schemas, depth + 1);
  const target = firstNonNull(schema, schemas);
  if (target === undefined || depth > MAX_CURSOR_DEPTH) return 'text';
  if (target.kind === 'object') {
    if (target.properties.length === 0) return { at: 'text' };
    return Object.fromEntries(target.properties.map((property) => [property.name, below(property.schema)]));
  }
  if (target.kind === 'tuple') return target.items.map(below);
  if (target.kind === 'array') return [below(target.items), below(target.items)];
  const kinds = kindsOf(target, schemas);
  if (kinds.has('string') || kinds.has('unknown')) return 'text';
  if (kinds.has('integer') || kinds.has('number')) return 'number';
  return kinds.has('array') ? ['number', 'text'] : 'text';
}

/** Returns the first member of a union that is not null, or the schema itself. */
function firstNonNull(schema: Schema, schemas: Schemas): Schema | undefined {
  const target = dereference(schema, schemas);
  if (target?.kind !== 'union') return target;
  const member = target.members.find(({ kind }) => kind !== 'null');
  return member === undefined ? target : firstNonNull(member, schemas);
}

/**
 * Returns the value of a next-page field on the last page: null if the document allows it, otherwise an end value if the
 * field is required, otherwise undefined, which omits the field.
 */
function endValue(
  operation: Operation,
  { response, places }: Strategy,
  field: ResponseField,
  schemas: Schemas,
): JsonValue | undefined {
  if (field.in === 'header') return undefined;
  if (response.nextUrl?.select !== undefined) return [];
  if (places.has('response.end')) return response.end[0];
  const kinds = field.schema && kindsOf(field.schema, schemas);
  if (kinds === undefined || kinds.has('null') || kinds.has('unknown')) return null;
  const page = pageResponseOf(operation);
  const lookup = page && schemaAt(page.body, field.pointer, schemas);
  return lookup?.found && !lookup.optional ? response.end[0] : undefined;
}

/** Returns a name for the position in links that differs from all parameters of the operation. */
function findFreeName({ parameters }: Operation): string {
  let name = 'page_token';
  while (parameters.some((parameter) => parameter.name === name)) name = `_${name}`;
  return name;
}
