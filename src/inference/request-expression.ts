import type { StyleName } from '../ir/pagination.ts';
import type { RequestPlace } from './request-places.ts';

/** The short form where the style looks for a bare name in that very place, the full expression elsewhere. */
export function requestExpression(place: RequestPlace, style: StyleName, field: string): string {
  if (place.in === 'body') {
    const isBare = style === 'cursor-body' && place.key.lastIndexOf('/') === 0 && !/[~/$]/.test(place.name);
    return isBare ? place.name : place.key;
  }
  const bare = style === 'cursor-body' ? 'body' : style === 'cursor-header' && field === 'cursor' ? 'header' : 'query';
  const isName = !place.key.startsWith('/') && !/^\$(?:request|response)\./.test(place.key);
  return place.in === bare && isName ? place.key : `$request.${place.in}.${place.key}`;
}
