import type { Strategy } from '../model/strategy.ts';

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
