import type { Operation } from '../model/operation.ts';
import type { RequestField, ResponseField, Strategy } from '../model/strategy.ts';
import type { JsonPointer } from '../shared/json.ts';

/** The operation in words: its operationId, or method and path. */
export function nameOf({ operationId, method, path }: Operation): string {
  return operationId ?? `${method} ${path}`;
}

/** The name under which a request carries the field. */
export function wireNameOf(field: RequestField): string {
  if (field.in === 'body') return field.pointer;
  return field.property === undefined ? field.parameter.name : `${field.parameter.name}[${field.property}]`;
}

/** The place in a response, in words. */
export function placeOf(field: ResponseField): string {
  if (field.in === 'header') return `the header ${field.name}`;
  return pointerInWords(field.pointer);
}

function pointerInWords(pointer: JsonPointer): string {
  return pointer === '' ? 'the whole body' : pointer;
}

/** Whether the position is counted and its walk can meet a ceiling that a cursor does not have. */
export function isCounted({ style }: Strategy): boolean {
  return style === 'offset' || style === 'page';
}

/** Whether the next page is found by a cursor. */
export function hasCursor({ request }: Strategy): boolean {
  return request.cursor !== undefined;
}

/** Whether the strategy is written as `x-pagination`, rather than in the words of another tool. */
export function isOwn({ location, places }: Strategy): boolean {
  return [location, places.get('style')].some((place) => place?.pointer.includes('/x-pagination') === true);
}
