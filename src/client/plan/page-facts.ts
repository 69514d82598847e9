import type { Operation } from '../../model/operation.ts';
import { findOutcome, mayBeAbsent, pageResponseOf } from '../../model/page-bodies.ts';
import { endFlagOf, isContentRange } from '../../model/pagination-fields.ts';
import type { Parameter } from '../../model/parameter.ts';
import { type JsonKind, kindsOf, presetValue, propertiesOf, type Schemas } from '../../model/schema-kinds.ts';
import type { LinkField, ResponseField, Strategy } from '../../model/strategy.ts';
import type { JsonValue } from '../../shared/json.ts';
import { call, type Expression, list, literal, object, optional, symbol } from './expression.ts';
import { parameterData, withoutFragment } from './parameters.ts';

/** Plans the place of a value in a response, without conversion. */
export function responsePlace(field: ResponseField | undefined): Expression | undefined {
  if (field === undefined) return undefined;
  if (field.in === 'body') return literal(field.pointer);
  return field.pointer === undefined
    ? call('responseHeader', literal(field.name))
    : call('jsonHeader', literal(field.name), literal(field.pointer));
}

/** Plans the items: an array, the values of an object, or an array in each element. */
export function itemsPlace({ response: { items } }: Strategy): Expression | undefined {
  const place = responsePlace(items);
  if (items.map === undefined && items.each === undefined) return place;
  return call(
    'collectItems',
    ...(place === undefined ? [] : [place]),
    object({
      map: items.map ? literal(true) : undefined,
      each: items.each && literal(items.each.pointer),
      isEachOptional: items.each?.optional ? literal(true) : undefined,
      counts: items.counts === 'groups' ? literal('groups') : undefined,
    }),
  );
}

/** Plans the place of a link, which may be one of an array. */
export function linkPlace(field: LinkField | undefined): Expression | undefined {
  const place = responsePlace(field);
  if (field?.select === undefined || place === undefined) return place;
  const { where, url, method, body, merge, required } = field.select;
  return call(
    'linkIn',
    place,
    object({
      where: literal(where),
      url: literal(url),
      method: optional(method),
      body: optional(body),
      merge: optional(merge),
      isRequired: required ? literal(true) : undefined,
    }),
  );
}

/** Plans how links with a method or body of their own are followed. */
export function linkRequest(field: LinkField | undefined): Expression | undefined {
  const { method, body } = field?.select ?? {};
  return method === undefined && body === undefined ? undefined : symbol('requestOfLink');
}

/** Plans a boolean, which the document may declare as text or as 0 and 1. */
export function booleanPlace(field: ResponseField | undefined, schemas: Schemas): Expression | undefined {
  const place = responsePlace(field);
  if (field === undefined || place === undefined) return undefined;
  if (field.in === 'header' && field.pointer === undefined) return call('asBoolean', place);
  const [kind, ...others] = declaredKinds(field, schemas);
  if (kind === 'boolean' && others.length === 0) return place;
  const declared = kind === 'string' ? 'string' : kind === 'integer' || kind === 'number' ? 'integer' : undefined;
  return declared === undefined || others.length > 0
    ? call('asBoolean', place)
    : call('asBoolean', place, literal(declared));
}

/** Plans an integer, which the document may declare as text. */
export function integerPlace(field: ResponseField | undefined, schemas: Schemas): Expression | undefined {
  const place = responsePlace(field);
  if (field === undefined || place === undefined) return undefined;
  const isPlain = declaredKinds(field, schemas).every((kind) => kind === 'integer' || kind === 'number');
  const isText = field.in === 'header' && field.pointer === undefined;
  return isPlain && !isText ? place : call('asInteger', place);
}

/** Plans the total number of items, which `Content-Range` has behind a range. */
export function totalPlace(field: ResponseField | undefined, schemas: Schemas): Expression | undefined {
  return field !== undefined && isContentRange(field) ? call('contentRangeTotal') : integerPlace(field, schemas);
}

/** Plans the flag for more items: as the document declares it, or the inverse of the flag for the last page. */
export function morePlace({ response }: Strategy, schemas: Schemas): Expression | undefined {
  const flag = endFlagOf(response);
  const place = booleanPlace(flag?.field, schemas);
  return flag?.last && place !== undefined ? call('negate', place) : place;
}

/** Plans the rule by which a page is the last one although it names a next position. */
export function lastPageRule({ style, response: { lastPage } }: Strategy): Expression | undefined {
  if (style === 'offset' || style === 'page') return optional(lastPage === 'empty' ? undefined : lastPage);
  return lastPage && symbol(lastPage === 'empty' ? 'isEmptyPage' : 'isShortPage');
}

function declaredKinds(field: ResponseField, schemas: Schemas): readonly JsonKind[] {
  if (field.schema === undefined) return ['unknown'];
  return [...kindsOf(field.schema, schemas)].filter((kind) => kind !== 'null');
}

/** Plans the test for errors in successful answers. */
export function errorTest({ response: { error } }: Strategy): Expression | undefined {
  if (error === undefined || error === false || error.length === 0) return undefined;
  const conditions = error.map(({ field, is, not, required }) =>
    object({
      at: responsePlace(field),
      is: is && literal(is),
      not: not && literal(not),
      isRequired: not && required ? literal(true) : undefined,
    }),
  );
  return call('errorWhen', ...conditions);
}

/** Plans the test for expired cursors. */
export function expiredTest({ response: { expiredOn = [] } }: Strategy): Expression | undefined {
  if (expiredOn.length === 0) return undefined;
  const conditions = expiredOn.map(({ status, field, is }) =>
    object({ status: literal(status), at: responsePlace(field), is: is && literal(is) }),
  );
  return call('expiredOn', ...conditions);
}

/** Plans the check of the position that the server says it served. */
export function positionCheck({ response: { position } }: Strategy, schemas: Schemas): Expression | undefined {
  const place = integerPlace(position?.field, schemas);
  if (position === undefined || place === undefined) return undefined;
  const { start } = position;
  return start === undefined ? call('servedPosition', place) : call('servedPosition', place, literal(start));
}

/** Plans how answers without items are read; undefined if the document requires the items. */
export function missingItems(operation: Operation, strategy: Strategy, schemas: Schemas): Expression | undefined {
  const page = pageResponseOf(operation);
  const { items, error } = strategy.response;
  if (page === undefined || items.in !== 'body') return undefined;
  if (!mayBeAbsent(page.body, items.pointer, schemas)) return undefined;
  if (error === undefined && findOutcome(page.body, items.pointer, schemas) !== undefined) return undefined;
  const members = propertiesOf(page.body, schemas).map(({ name }) => name);
  return members.length === 0 ? call('allowMissing') : call('allowMissing', literal(members));
}

/** Returns the 2xx statuses for which the document declares a response without content. */
export function statusesWithoutContent({ responses }: Operation): readonly number[] {
  return responses
    .filter(({ status, content }) => /^2\d\d$/.test(status) && content.length === 0)
    .map(({ status }) => Number(status));
}

/** Plans how the links of a strategy become URLs. Returns undefined if the links are URLs themselves. */
export function planResolver(
  { request, response }: Strategy,
  keys: ReadonlyMap<Parameter, string>,
  schemas: Schemas,
): Expression | undefined {
  const { operation, link } = request.operation ?? {};
  if (operation === undefined || link === undefined) {
    const { linkBase } = response;
    if (linkBase === undefined || linkBase === 'server') return linkBase && symbol('fromServer');
    const place = responsePlace(linkBase);
    return place && call('fromBase', place);
  }
  const own = operation.parameters.filter((parameter) => parameter.in === 'path' || parameter.in === 'query');
  const parameters = own
    .filter((parameter) => parameter !== link)
    .map((parameter) => parameterData(parameter, keyOf(parameter, keys)));
  const constants = own.flatMap((parameter): [string, JsonValue][] => {
    const value = presetValue(parameter.schema, schemas);
    return value === undefined ? [] : [[keyOf(parameter, keys), value]];
  });
  return call(
    'throughOperation',
    object({
      path: literal(withoutFragment(operation.path)),
      link: literal(link.name),
      parameters: parameters.length === 0 ? undefined : list(parameters),
      constants: optional(Object.fromEntries(constants)),
    }),
  );
}

/** Returns the key under which the caller of the first operation sets a parameter of the next operation. */
function keyOf(parameter: Parameter, keys: ReadonlyMap<Parameter, string>): string {
  for (const [own, key] of keys) if (own.in === parameter.in && own.name === parameter.name) return key;
  return parameter.name;
}
