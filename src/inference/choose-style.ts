import type { Schemas } from '../ir/schema-kinds.ts';
import type { Choice } from './choice.ts';
import type { Conventions } from './conventions.ts';
import { countedPosition, isCounted } from './counted-choice.ts';
import { asSiblings, keyset, tokenInBody, tokenInHeader } from './cursor-choices.ts';
import type { ResponseArray } from './response-places.ts';
import type { Signs } from './signs.ts';
import { isOnlyEnd, isServerDriven, linkHeader, urlInBody } from './url-choices.ts';

/**
 * The style that an operation seems to have. A token that the response gives comes first; then a position that the
 * client can count by itself; a URL or `Link` header where there is no such position, or where the request has a token
 * that only the URL can know; then a keyset. Undefined where nothing leads from one page to the next.
 */
export function chooseStyle(
  signs: Signs,
  items: ResponseArray,
  conventions: Conventions,
  schemas: Schemas,
): Choice | undefined {
  const lone = signs.request.cursor.find((cursor) => cursor.strength >= 2 && !isCounted(signs, cursor));
  const counted = countedPosition(signs, conventions);
  return (
    tokenInBody(signs, items) ??
    (lone && tokenInHeader(signs, lone)) ??
    (counted === undefined || lone !== undefined || isServerDriven(signs) ? urlInBody(signs) : undefined) ??
    (counted === undefined || lone !== undefined || isOnlyEnd(signs) ? linkHeader(signs, lone) : undefined) ??
    (lone && keyset(signs, lone, items, schemas)) ??
    (lone && asSiblings(lone, items, conventions, schemas)) ??
    counted
  );
}
