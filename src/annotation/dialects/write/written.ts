import {
  parseItemPointer,
  parseRequestExpression,
  parseResponseExpression,
  type RequestExpression,
} from '../../../model/pagination-fields.ts';
import { type JsonPointer, type JsonValue, type Located, type Location, parsePointer } from '../../../shared/json.ts';
import type { GroupName, OperationModel, StrategyAnnotation } from '../../annotation.ts';
import { bareNamePlace } from '../../styles.ts';
import {
  bodyPlace,
  type CountedPlace,
  firstCursor,
  firstPosition,
  parameterPlace,
  pathPlace,
} from '../request-places.ts';

/** A strategy of `x-pagination`, to be written as another tool's annotation. */
export interface WriteSource {
  readonly annotation: StrategyAnnotation;
  readonly model: OperationModel;
  /** Returns the name of a shared scheme: one name for equal schemes. */
  readonly nameScheme: (scheme: JsonValue, proposal: string) => string;
}

/** A member to add to the object at a place of the document. */
export interface Member {
  readonly at: Location;
  readonly key: string;
  readonly value: JsonValue;
  /** Set if the object may have the key already, with another value that must go. */
  readonly replaces?: true;
}

export type Written =
  /** `said`: the fields that the other annotation expresses, as `group.key`. */
  | { readonly kind: 'written'; readonly members: readonly Member[]; readonly said: readonly string[] }
  /** The annotation of the other tool cannot express the strategy. */
  | { readonly kind: 'inexpressible'; readonly reason: string };

/** A dialect that strategies can be translated into. */
export interface DialectWriter {
  readonly key: string;
  readonly write: (source: WriteSource) => Written;
}

/** A value that a field of the source becomes, or undefined to omit it. */
export type Part = readonly [field: string, value: JsonValue | undefined];

/** Writes an annotation as one member of the operation. Each part of it is a field of the source. */
export function onOperation(
  { model }: WriteSource,
  key: string,
  annotation: JsonValue,
  parts: readonly Part[],
): Written {
  const said = parts.flatMap(([field, value]) => (value === undefined ? [] : [field]));
  return { kind: 'written', members: [{ at: model.operation.location, key, value: annotation }], said };
}

/** Returns an object of the members that are not undefined. */
export function objectOf(members: Readonly<Record<string, JsonValue | undefined>>): {
  readonly [key: string]: JsonValue;
} {
  return Object.fromEntries(
    Object.entries(members).filter((entry): entry is [string, JsonValue] => entry[1] !== undefined),
  );
}

export function inexpressible(reason: string): Written {
  return { kind: 'inexpressible', reason };
}

export function styleOf({ annotation }: WriteSource): string {
  return String(annotation.fields.get('style')?.value);
}

/** Returns a field of a group, unless it is null. */
export function fieldIn({ annotation }: WriteSource, group: GroupName, key: string): Located | undefined {
  const node = annotation.groups.get(group)?.fields.get(key);
  return node?.value === null ? undefined : node;
}

/** Returns the path parameter that a field names. */
export function pathAt(source: WriteSource, key: string): string | undefined {
  const node = fieldIn(source, 'request', key);
  const place = typeof node?.value === 'string' ? parseRequestExpression(node.value, 'query') : undefined;
  return place?.in === 'path' ? place.name : undefined;
}

/** Returns the place in the request that a field names, unless it is in the path: most other annotations lack that. */
export function requestAt(source: WriteSource, key: string): NamedPlace | undefined {
  const node = fieldIn(source, 'request', key);
  if (typeof node?.value !== 'string') return undefined;
  const place = parseRequestExpression(node.value, bareNamePlace(styleOf(source), key));
  if (place === undefined || place.in === 'body') return place;
  return place.in === 'path' ? undefined : { in: place.in, name: place.name };
}

/** A place in the request that other annotations can name. */
export type NamedPlace =
  | { readonly in: 'query' | 'header'; readonly name: string }
  | Extract<RequestExpression, { readonly in: 'body' }>;

/** Returns the query parameter that a field names; undefined for any other place. */
export function queryAt(source: WriteSource, key: string): string | undefined {
  const place = requestAt(source, key);
  return place?.in === 'query' ? place.name : undefined;
}

/** Returns the pointer into the body of the response that a field is. */
export function bodyAt(source: WriteSource, key: string): JsonPointer | undefined {
  const node = fieldIn(source, 'response', key);
  const place = typeof node?.value === 'string' ? parseResponseExpression(node.value) : undefined;
  return place?.in === 'body' ? place.pointer : undefined;
}

/** Returns the header of the response that a field is. */
export function headerAt(source: WriteSource, key: string): string | undefined {
  const node = fieldIn(source, 'response', key);
  const place = typeof node?.value === 'string' ? parseResponseExpression(node.value) : undefined;
  return place?.in === 'header' && place.pointer === undefined ? place.name : undefined;
}

/** Returns the pointer into an item that is the next cursor. */
export function itemCursorOf(source: WriteSource): JsonPointer | undefined {
  const node = fieldIn(source, 'response', 'itemCursor');
  return typeof node?.value === 'string' ? parseItemPointer(node.value) : undefined;
}

/** Returns the names in a pointer, if each of them can be a name in a path with dots. */
export function dottedNames(pointer: JsonPointer): string[] | undefined {
  const tokens = parsePointer(pointer);
  return tokens?.every((token) => token !== '' && !token.includes('.')) ? tokens : undefined;
}

/** True if the position parameter alone implies the first position, as readers of other annotations take it. */
export function isStartImplied(source: WriteSource): boolean {
  const style = styleOf(source);
  const key = style === 'offset' || style === 'page' ? style : 'cursor';
  const place = placeOf(source, key);
  if (place === undefined) return true;
  const standard = style === 'page' ? 1 : style === 'offset' ? 0 : undefined;
  const implied = standard === undefined ? firstCursor(place) : firstPosition(source.model, place, standard);
  const declared = fieldIn(source, 'request', 'start');
  return JSON.stringify(declared?.value ?? standard) === JSON.stringify(implied?.value ?? standard);
}

function placeOf(source: WriteSource, key: string): CountedPlace | undefined {
  const expression = requestAt(source, key);
  const { location } = source.annotation;
  const inPath = pathAt(source, key);
  if (inPath !== undefined) return pathPlace(source.model, inPath, location);
  if (expression === undefined) return undefined;
  return expression.in === 'body'
    ? bodyPlace(source.model, parsePointer(expression.pointer) ?? [], location)
    : parameterPlace(source.model, expression.name, location);
}
