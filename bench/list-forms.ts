import { buildAnnotation, type ProposedAnnotation } from '../src/inference/annotation.ts';
import { chooseStyles } from '../src/inference/choose-style.ts';
import { NO_CONVENTIONS } from '../src/inference/conventions.ts';
import { type Choice, type Detection, readSigns, type Signs } from '../src/inference/evidence.ts';
import { describePlace } from '../src/inference/place.ts';
import { formPlaces, type RequestPlace, requestPlaces } from '../src/inference/request-places.ts';
import { findRole } from '../src/inference/request-roles.ts';
import { isObjectSchema, type ResponseArray, responseShape } from '../src/inference/response-places.ts';
import { findResponseRole } from '../src/inference/response-roles.ts';
import { wordsOf } from '../src/inference/words.ts';
import type { ApiModel } from '../src/model/api.ts';
import { isJsonMediaType } from '../src/model/media-type.ts';
import type { Operation } from '../src/model/operation.ts';
import { pageResponseOf } from '../src/model/page-bodies.ts';
import { dereference, kindsFit, kindsOf, propertiesOf, type Schemas } from '../src/model/schema-kinds.ts';
import { appendToken, type JsonValue } from '../src/shared/json.ts';

/** An operation that looks like a list, and the annotations that may fit it, the most likely first. */
export interface ListForm {
  readonly operation: Operation;
  /** True if no successful answer is JSON. */
  readonly isXml: boolean;
  readonly candidates: readonly { readonly form: string; readonly annotation: Annotation }[];
}

/** Wider than what `annotate` proposes. */
type Annotation = { readonly [key: string]: JsonValue };

/** An envelope nests its items at most this deep. */
const MAX_DEPTH = 3;

/**
 * Returns the form of an operation that looks like a list; undefined if it does not. It does if its successful answer has
 * an array (or a map) of objects, at the top or in an envelope, and if a field of the request holds a position (a page
 * number, an offset, a cursor) or a field of the answer continues the list (a cursor, a URL, a `Link` header). A POST must
 * also take a position or a page size: otherwise it probably creates something.
 */
export function listForm(model: ApiModel, operation: Operation): ListForm | undefined {
  const { schemas } = model;
  if (operation.method !== 'GET' && operation.method !== 'POST') return undefined;
  if (pageResponseOf(operation) === undefined) {
    return isListInXml(operation, schemas) ? { operation, isXml: true, candidates: [] } : undefined;
  }
  const signs = readSigns(model, operation);
  if (signs === undefined) return undefined;
  const others = otherPositions(operation, schemas);
  const isPositioned = hasPosition(signs) || others.some(({ strength }) => strength >= 2);
  const takesSize = signs.request.limit.some(({ strength }) => strength >= 2);
  const isRead = operation.method === 'GET' || takesSize;
  if (!isPositioned && !(isRead && continues(signs))) return undefined;
  const arrays = signs.items.filter(({ array }) => array.depth <= MAX_DEPTH && isObjectSchema(array.item, schemas));
  const maps = arrays.length > 0 ? [] : mapsOf(operation, schemas);
  if (arrays.length === 0 && maps.length === 0) return undefined;
  const candidates = [
    ...arrays.flatMap(({ array }) => [
      ...inferred(signs, array, schemas),
      ...byRelation(signs, array, schemas),
      ...byOtherPositions(others, array, signs),
      ...byItem(signs, array, schemas),
    ]),
    ...maps.flatMap((items) => byMap(signs, items)),
  ];
  return { operation, isXml: false, candidates };
}

function hasPosition({ request }: Signs): boolean {
  return [...request.cursor, ...request.offset, ...request.page].some(({ strength }) => strength >= 2);
}

function continues({ response, nextHeaders, link }: Signs): boolean {
  const fields = [...response.nextCursor, ...response.nextUrl].filter(({ place }) => place.depth <= MAX_DEPTH);
  return [...fields, ...nextHeaders].some(({ strength }) => strength >= 2) || link?.strength === 3;
}

/** The annotations that `pagegen annotate` considers, whatever its confidence. */
function inferred(signs: Signs, items: ResponseArray, schemas: Schemas): ListForm['candidates'] {
  return chooseStyles(signs, items, NO_CONVENTIONS, schemas).map((choice) => candidate(choice, signs, items, schemas));
}

function candidate(choice: Choice, { operation, response, request }: Signs, items: ResponseArray, schemas: Schemas) {
  const hasMore = response.hasMore.find(({ strength }) => strength === 3)?.place;
  const isLast = hasMore === undefined ? response.isLast.find(({ strength }) => strength === 3)?.place : undefined;
  const limit = request.limit.find(({ place }) => place !== choice.position)?.place;
  const detection: Detection = {
    ...choice,
    operation,
    items,
    doubts: [],
    ...(limit && { limit }),
    ...(hasMore && { hasMore }),
    ...(isLast && { isLast }),
  };
  const { annotation } = buildAnnotation(detection, schemas);
  return { form: formOf(annotation), annotation: annotation as unknown as Annotation };
}

function formOf({ style, response, request }: ProposedAnnotation): string {
  if (response.itemCursor !== undefined) return 'keyset: the cursor is a field of the last item';
  if (response.nextCursor?.startsWith('$response.header')) return 'cursor from a response header';
  if (style === 'cursor-body' || String(request?.['cursor']).startsWith('$request.body')) return 'cursor in the body';
  return FORMS[style];
}

const FORMS: Readonly<Record<ProposedAnnotation['style'], string>> = {
  offset: 'offset',
  page: 'page number',
  'cursor-query': 'cursor in the query',
  'cursor-body': 'cursor in the body',
  'cursor-header': 'cursor in a header',
  'next-url': 'URL in the body',
  'link-header': '`Link` header',
};

const RELATIONS = ['rel', 'relation'];
const ADDRESSES = ['href', 'url', 'uri', 'link'];

/** Links in an array, found by their relation. */
function byRelation({ shape }: Signs, items: ResponseArray, schemas: Schemas): ListForm['candidates'] {
  return shape.arrays.flatMap((array) => {
    const names = propertiesOf(array.item, schemas).map(({ name }) => name);
    const relation = names.find((name) => RELATIONS.includes(name.toLowerCase()));
    const url = names.find((name) => ADDRESSES.includes(name.toLowerCase()));
    if (array === items || relation === undefined || url === undefined) return [];
    const nextUrl = { in: array.pointer, where: { [relation]: 'next' }, url: appendToken('', url) };
    const annotation = { style: 'next-url', response: { items: pointerTo(items), nextUrl } };
    return [{ form: 'links by relation', annotation }];
  });
}

interface OtherPosition {
  readonly role: 'offset' | 'page' | 'cursor';
  readonly expression: string;
  readonly where: 'path' | 'form';
  readonly strength: number;
}

/** Positions in the path or in a form. */
function otherPositions(operation: Operation, schemas: Schemas): OtherPosition[] {
  const path = operation.parameters
    .filter((parameter) => parameter.in === 'path')
    .map(({ name, schema, description }): RequestPlace => {
      const place = describePlace(name, wordsOf(name), schema, schemas, description);
      return { ...place, in: 'query', key: name, required: true, deprecated: false, isInUnrelatedObject: false };
    });
  const rolesOf = (places: readonly RequestPlace[], where: OtherPosition['where']): OtherPosition[] =>
    (['page', 'offset', 'cursor'] as const).flatMap((role) =>
      findRole(role, places).map(({ place, strength }) => ({
        role,
        expression: where === 'path' ? `$request.path.${place.key}` : `$request.body#${place.key}`,
        where,
        strength: where === 'path' && role === 'cursor' ? strength - 1 : strength,
      })),
    );
  return [...rolesOf(path, 'path'), ...rolesOf(formPlaces(operation, schemas), 'form')].sort(
    (a, b) => b.strength - a.strength,
  );
}

function byOtherPositions(others: readonly OtherPosition[], items: ResponseArray, { response }: Signs) {
  return others.flatMap(({ role, expression, where }): ListForm['candidates'] => {
    const form = where === 'path' ? 'position in the path' : 'position in a form';
    const next = response.nextCursor[0]?.place.pointer;
    if (role === 'cursor' && next === undefined) return [];
    const style = role === 'cursor' ? 'cursor-body' : role;
    const annotation = {
      style,
      request: { [role]: expression },
      response: { items: pointerTo(items), ...(role === 'cursor' && next !== undefined && { nextCursor: next }) },
    };
    return [{ form, annotation }];
  });
}

/** The cursor is a field of the last item: one that has the type of the parameter. */
function byItem({ request }: Signs, items: ResponseArray, schemas: Schemas): ListForm['candidates'] {
  const fields = propertiesOf(items.item, schemas);
  return request.cursor.flatMap(({ place, strength }) => {
    if (strength < 2) return [];
    const words = new Set(place.words);
    const fitting = fields.filter(({ schema }) => kindsFit(kindsOf(schema, schemas), place.kinds));
    const field =
      fitting.find(({ name }) => wordsOf(name).some((word) => words.has(word))) ??
      fitting.find(({ name }) => /^_?(?:id|uuid|guid|key|name|sid)$/i.test(name));
    if (field === undefined) return [];
    const expression = place.in === 'body' ? `$request.body#${place.key}` : `$request.${place.in}.${place.key}`;
    const annotation = {
      style: `cursor-${place.in}`,
      request: { cursor: expression },
      response: { items: pointerTo(items), itemCursor: appendToken('', field.name) },
    };
    return [{ form: 'keyset: the cursor is a field of the last item', annotation }];
  });
}

/** Returns the places of maps of objects: objects without properties of their own. */
function mapsOf(operation: Operation, schemas: Schemas): JsonValue[] {
  const page = pageResponseOf(operation);
  if (page === undefined) return [];
  return propertiesOf(page.body, schemas).flatMap(({ name, schema }): JsonValue[] => {
    const target = dereference(schema, schemas);
    const values = target?.kind === 'object' && target.properties.length === 0 ? target.additional : undefined;
    if (values === undefined || !isObjectSchema(values, schemas)) return [];
    const at = appendToken('', name);
    const group = propertiesOf(values, schemas).find(({ schema: one }) => {
      const array = dereference(one, schemas);
      return array?.kind === 'array' && isObjectSchema(array.items, schemas);
    });
    return group === undefined
      ? [{ at, map: true }]
      : [
          { at, map: true, each: appendToken('', group.name), counts: 'rows' },
          { at, map: true },
        ];
  });
}

function byMap({ request, response }: Signs, items: JsonValue): ListForm['candidates'] {
  const form = 'items as a map';
  const expression = ({ in: where, key }: RequestPlace): string =>
    where === 'body' ? `$request.body#${key}` : `$request.${where}.${key}`;
  const next = response.nextCursor[0]?.place.pointer;
  const cursors = request.cursor.flatMap(({ place }) =>
    next === undefined
      ? []
      : [
          {
            style: `cursor-${place.in}`,
            request: { cursor: expression(place) },
            response: { items, nextCursor: next },
          },
        ],
  );
  const counted = (['page', 'offset'] as const).flatMap((style) =>
    request[style].map(({ place }) => ({ style, request: { [style]: expression(place) }, response: { items } })),
  );
  const urls = response.nextUrl.map(({ place }) => ({
    style: 'next-url',
    response: { items, nextUrl: place.pointer },
  }));
  return [...cursors, ...counted, ...urls].map((annotation) => ({ form, annotation }));
}

function pointerTo({ pointer }: ResponseArray): string {
  return pointer === '' ? '$response.body' : pointer;
}

/** True for a list whose answer is not JSON, such as the lists of S3. */
function isListInXml(operation: Operation, schemas: Schemas): boolean {
  const places = requestPlaces(operation, schemas);
  const positions = (['cursor', 'page', 'offset'] as const).flatMap((role) => findRole(role, places));
  return operation.responses
    .filter(({ status }) => /^(?:2..|default)$/i.test(status))
    .some((response) =>
      response.content
        .filter(({ mediaType }) => !isJsonMediaType(mediaType))
        .some(({ schema }) => {
          const shape = responseShape({ response, body: schema }, schemas);
          const arrays = shape.arrays.filter(({ depth, item }) => depth <= MAX_DEPTH && isObjectSchema(item, schemas));
          const next = (['nextCursor', 'nextUrl'] as const).flatMap((role) => findResponseRole(role, shape.values));
          const isPositioned = [...positions, ...next].some(({ strength }) => strength >= 2);
          return arrays.length > 0 && isPositioned;
        }),
    );
}
