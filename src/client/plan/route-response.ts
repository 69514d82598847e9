import type {
  CursorShape,
  RequestPlace,
  ResponsePlace,
  RouteBack,
  RouteResponse,
} from '../../../templates/runtime/integrations/list-route.js';
import type { Operation } from '../../model/operation.ts';
import { pageResponseOf } from '../../model/page-bodies.ts';
import { isContentRange, schemaOfRequestField } from '../../model/pagination-fields.ts';
import type { Schema } from '../../model/schema.ts';
import { schemaAt } from '../../model/schema-at.ts';
import { dereference, kindsOf, type Schemas } from '../../model/schema-kinds.ts';
import type { ItemsField, LinkField, RequestField, ResponseField, Strategy } from '../../model/strategy.ts';
import type { JsonValue } from '../../shared/json.ts';

/** Number of levels of a cursor that have a shape of their own. Some schemas contain themselves. */
const MAX_CURSOR_DEPTH = 4;

/** Describes where a server writes the fields of a page, and how the last page differs. */
export function routeResponse(operation: Operation, strategy: Strategy, schemas: Schemas): RouteResponse {
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
    inclusive,
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
    ...(inclusive && { isInclusive: inclusive }),
    ...partsOf(operation, strategy, schemas),
    ...(style === 'link-header' && { rel }),
    ...(linkBase && { linkBase: linkBase === 'server' ? linkBase : { at: responsePlace(linkBase) } }),
    ...linkForm(operation, nextUrl),
    ...positionForm(response.position),
    ...successForm(response.error, schemas),
    ...(pastEnd[0] !== undefined && { pastEnd: pastEnd[0] }),
  };
}

/** Describes how a server leads back; undefined if it does not. */
export function routeBack(
  operation: Operation,
  strategy: Strategy,
  place: (field: RequestField) => RequestPlace,
  schemas: Schemas,
): RouteBack | undefined {
  const { style, request, response } = strategy;
  const { prevCursor, firstItemCursor, prevUrl, hasPrevious, backOrder } = response;
  const isLink = style === 'link-header' && !response.stateful;
  const field = prevCursor ?? prevUrl;
  if (field === undefined && firstItemCursor === undefined && !isLink) return undefined;
  const end = field && endValue(operation, strategy, field, schemas);
  return {
    ...(request.backCursor && { position: place(request.backCursor) }),
    ...(request.backLimit && { limit: place(request.backLimit) }),
    ...(prevCursor && { prevCursor: responsePlace(prevCursor) }),
    ...(firstItemCursor !== undefined && { firstItemCursor }),
    ...(prevUrl && { prevUrl: responsePlace(prevUrl) }),
    ...linkForm(operation, prevUrl),
    ...(isLink && { rel: 'prev' }),
    ...(hasPrevious && { hasPrevious: responsePlace(hasPrevious) }),
    ...(end !== undefined && { end }),
    ...(backOrder && { isReversed: true as const }),
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

/** Describes where the parts of a cursor come from; nothing if the cursor is one value. */
function partsOf(operation: Operation, strategy: Strategy, schemas: Schemas): Pick<RouteResponse, 'parts'> {
  if (strategy.cursorParts === undefined) return {};
  const parts = strategy.cursorParts.map(({ name, field, next, item, keep }) => {
    const schema = schemaOfRequestField(field, schemas);
    const shape = next && schema && cursorShape(schema, schemas, 0);
    const end = next && endValue(operation, strategy, next, schemas);
    return {
      name,
      ...(next && { place: responsePlace(next) }),
      ...(item !== undefined && { item }),
      ...(shape !== undefined && shape !== 'text' && { shape }),
      ...(end !== undefined && { end }),
      ...(keep && { isKept: keep }),
    };
  });
  return { parts };
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
  const { nextUrl, prevUrl } = response;
  if ((field === prevUrl ? prevUrl : nextUrl)?.select !== undefined) return [];
  if (places.has('response.end')) return response.end[0];
  const kinds = field.schema && kindsOf(field.schema, schemas);
  if (kinds === undefined || kinds.has('null') || kinds.has('unknown')) return null;
  const page = pageResponseOf(operation);
  const lookup = page && schemaAt(page.body, field.pointer, schemas);
  return lookup?.found && !lookup.optional ? response.end[0] : undefined;
}
