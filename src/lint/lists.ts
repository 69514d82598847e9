import type { Operation } from '../model/operation.ts';
import type { RequestField, ResponseField, Strategy } from '../model/strategy.ts';
import type { JsonPointer } from '../shared/json.ts';

/** Returns the operationId, or method and path. */
export function nameOf({ operationId, method, path }: Operation): string {
  return operationId ?? `${method} ${path}`;
}

/** Returns the name that the field has in a request. */
export function wireNameOf(field: RequestField): string {
  if (field.in === 'body') return field.pointer;
  return field.property === undefined ? field.parameter.name : `${field.parameter.name}[${field.property}]`;
}

/** Describes the place of the field in a response. */
export function placeOf(field: ResponseField): string {
  if (field.in === 'header') return `the header ${field.name}`;
  return pointerInWords(field.pointer);
}

function pointerInWords(pointer: JsonPointer): string {
  return pointer === '' ? 'the whole body' : pointer;
}

/** True if the position is a number that clients count up, so a walk can reach a ceiling. */
export function isCounted({ style }: Strategy): boolean {
  return style === 'offset' || style === 'page';
}

/** True if the position is a cursor. */
export function hasCursor({ request }: Strategy): boolean {
  return request.cursor !== undefined;
}

/** True if the strategy is written as `x-pagination`, not in a dialect. */
export function isNative({ location, places }: Strategy): boolean {
  return [location, places.get('style')].some((place) => place?.pointer.includes('/x-pagination') === true);
}
