import { bareNamePlace } from '../annotation/styles.ts';
import type { StyleName } from '../model/strategy.ts';
import type { RequestPlace } from './request-places.ts';

/** Returns the bare name if the style looks for it in the place, the full expression otherwise. */
export function requestExpression(place: RequestPlace, style: StyleName, field: string): string {
  const bare = bareNamePlace(style, field);
  if (place.in === 'body') {
    const isBare = bare === 'body' && place.key.lastIndexOf('/') === 0 && !/[~/$]/.test(place.name);
    return isBare ? place.name : place.key;
  }
  const isName = !place.key.startsWith('/') && !/^\$(?:request|response)\./.test(place.key);
  return place.in === bare && isName ? place.key : `$request.${place.in}.${place.key}`;
}
