import type {
  ListRoute,
  ListWay,
  ParameterForm,
  RequestPlace,
} from '../../../templates/runtime/integrations/list-route.js';
import type { CallRoute } from '../../../templates/runtime/integrations/msw.js';
import { isJsonMediaType } from '../../model/media-type.ts';
import type { Operation } from '../../model/operation.ts';
import { pageRequestOf, pageResponseOf } from '../../model/page-bodies.ts';
import { positionFields } from '../../model/pagination-fields.ts';
import type { Parameter } from '../../model/parameter.ts';
import { dereference, kindsOf, type Schemas } from '../../model/schema-kinds.ts';
import type { DeepPagination, RequestField, Strategy } from '../../model/strategy.ts';
import { formatPointer } from '../../shared/json.ts';
import { isListHeader } from './fixed-values.ts';
import type { ResultPlan } from './operation-plan.ts';
import { routeBack, routeResponse } from './route-response.ts';

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

/** Describes an operation that is not a list as a server sees it. */
export function callRoute(operation: Operation, result: ResultPlan, server?: string): CallRoute {
  const success = operation.responses.find(({ status }) => /^2/.test(status));
  const mediaType = success?.content[0]?.mediaType;
  const status = Number(success?.status);
  return {
    method: methodOf(operation),
    ...(server !== undefined && { server }),
    path: operation.path,
    status: Number.isNaN(status) ? 200 : status,
    ...(result.type.kind !== 'json' && mediaType !== undefined && { type: mediaType }),
  };
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete', 'options', 'head'] as const;

function methodOf({ method }: Operation): ListRoute['method'] {
  return METHODS.find((name) => name === method.toLowerCase()) ?? 'all';
}

function wayOf(operation: Operation, strategy: Strategy, schemas: Schemas): ListWay {
  const { style, request, limits, sizes, deep } = strategy;
  const { firstPageOnly, fixed, carry, operation: next, start } = request;
  const [position] = positionFields(strategy);
  const place = (field: RequestField): RequestPlace => requestPlace(operation, field, schemas);
  const onlyFirst = [
    ...firstPageOnly.map((parameter) => parameterPlace(operation, parameter, schemas)),
    ...(request.isFirstPageOnlyAll ? otherMembers(operation, strategy, schemas) : []),
  ];
  const { cursorTtl: _, ...numbers } = limits;
  const back = routeBack(operation, strategy, place, schemas);
  return {
    style: style === 'offset' || style === 'page' ? style : position === undefined ? 'link' : 'cursor',
    position: positionPlace(operation, strategy, place),
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
    // The first page of an operation that takes links is not served by a link: its links are whole URLs here.
    ...(next &&
      (next.link === undefined || next.operation.path !== operation.path) && {
        next: { path: next.operation.path, ...(next.link && { link: next.link.name }) },
      }),
    response: routeResponse(operation, strategy, schemas),
    ...(back && { back }),
    ...(deep && { deep: deepOf(deep, place) }),
  };
}

/** Returns the members of the body that requests after the first omit. */
function otherMembers(operation: Operation, strategy: Strategy, schemas: Schemas): RequestPlace[] {
  const { request, deep } = strategy;
  const schema = pageRequestOf(operation)?.schema;
  const body = schema && dereference(schema, schemas);
  const { backCursor, backLimit, limit } = request;
  const fields = [...positionFields(strategy), limit, backCursor, backLimit, deep?.from, deep?.until];
  const kept = [...fields, ...[...request.fixed, ...(deep?.sort ?? [])].map(({ field }) => field)].flatMap((field) =>
    field?.in === 'body' ? [field.pointer.split('/')[1]] : [],
  );
  const names = body?.kind === 'object' ? body.properties.map(({ name }) => formatPointer([name])) : [];
  return names.filter((pointer) => !kept.includes(pointer.slice(1))).map((pointer) => ({ body: pointer }));
}

function positionPlace(
  operation: Operation,
  strategy: Strategy,
  place: (field: RequestField) => RequestPlace,
): RequestPlace {
  const [position] = positionFields(strategy);
  if (position === undefined) return { query: findFreeName(operation) };
  const { cursorParts } = strategy;
  if (cursorParts === undefined) return place(position);
  const moving = cursorParts.filter(({ keep }) => !keep);
  return { parts: Object.fromEntries(moving.map(({ name, field }) => [name, place(field)])) };
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

function parameterPlace({ path, parameters }: Operation, parameter: Parameter, schemas: Schemas): RequestPlace {
  if (isExploded(parameter, schemas)) {
    const others = parameters.filter((other) => other.in === 'query' && other !== parameter).map(({ name }) => name);
    return { query: parameter.name, form: 'members', others };
  }
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

/** True for an object whose members are query parameters of their own. */
function isExploded({ in: place, content, style, explode, schema }: Parameter, schemas: Schemas): boolean {
  const isForm = place === 'query' && content === undefined && style === 'form' && explode;
  const kinds = kindsOf(schema, schemas);
  return isForm && kinds.has('object') && !kinds.has('array');
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

/** Returns a name for the position in links that differs from all parameters of the operation. */
function findFreeName({ parameters }: Operation): string {
  let name = 'page_token';
  while (parameters.some((parameter) => parameter.name === name)) name = `_${name}`;
  return name;
}
