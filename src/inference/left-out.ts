import { isJsonMediaType } from '../model/media-type.ts';
import type { Operation } from '../model/operation.ts';
import { pageResponseOf } from '../model/page-bodies.ts';
import type { Schemas } from '../model/schema-kinds.ts';
import type { Signs } from './evidence.ts';
import { formPlaces, jsonParameters, type RequestPlace, requestPlaces } from './request-places.ts';
import { findRole } from './request-roles.ts';
import { responseShape } from './response-places.ts';
import { findResponseRole } from './response-roles.ts';

/** An operation that looks like a list but is not proposed. */
export interface SkippedOperation {
  readonly method: string;
  readonly path: string;
  readonly operationId?: string;
  readonly reason: string;
}

/** Explains why an operation that looks paginated cannot be annotated. Undefined if it can be, or if it does not. */
export function findObstacle(operation: Operation, schemas: Schemas): string | undefined {
  const places = requestPlaces(operation, schemas);
  if (pageResponseOf(operation) === undefined) {
    const isPaged = hasPosition(places, operation.method === 'GET' ? 2 : 3) || returnsNextElsewhere(operation, schemas);
    return isPaged ? 'looks paginated, but does not declare a JSON response' : undefined;
  }
  if (hasPosition(places, 2)) return undefined;
  if (hasPosition(formPlaces(operation, schemas), 3)) {
    return 'looks paginated, but takes its position from a form body; only JSON bodies are supported';
  }
  const json = jsonParameters(operation, schemas).find(({ fields }) => hasPosition(fields, 3));
  return (
    json && `looks paginated, but takes its position inside the JSON value of the query parameter \`${json.name}\``
  );
}

/** True if a response in another format than JSON, such as XML, has a next cursor, URL or flag. */
function returnsNextElsewhere({ responses }: Operation, schemas: Schemas): boolean {
  return responses
    .filter(({ status }) => status.startsWith('2'))
    .some((response) =>
      response.content
        .filter(({ mediaType }) => !isJsonMediaType(mediaType))
        .some(({ schema }) => {
          const { values } = responseShape({ response, body: schema }, schemas);
          const found = (['nextCursor', 'nextUrl', 'hasMore'] as const).flatMap((role) =>
            findResponseRole(role, values),
          );
          return found.some(({ place, strength }) => strength === 3 && place.depth <= 2);
        }),
    );
}

/** True if a reader would expect a proposal for the operation: only then is the lack of one explained. */
export function seemsPaginated({ operation, places, request, response, nextHeaders, items, link }: Signs): boolean {
  const isGet = operation.method === 'GET';
  const hasLimit = request.limit.some(({ strength }) => strength >= 2);
  if (hasPosition(places, 2) && (isGet || request.limit.length > 0)) return true;
  const next = [...response.nextCursor, ...response.nextUrl].filter(({ place }) => place.depth <= 2);
  const isClear = next.some(({ strength }) => strength === 3) || nextHeaders.some(({ strength }) => strength === 3);
  if (isClear) return isGet || hasLimit || (items[0]?.score ?? -1) >= 0;
  if (!isGet) return false;
  const isList = (items[0]?.score ?? -1) >= 0;
  const more = response.hasMore.filter(({ place }) => place.depth <= 2);
  const other = [...next.filter(({ strength }) => strength >= 2), ...nextHeaders, ...more];
  return isList && (hasLimit || other.length > 0 || link?.strength === 3);
}

function hasPosition(places: readonly RequestPlace[], least: number): boolean {
  const positions = (['cursor', 'page', 'offset'] as const).flatMap((role) => findRole(role, places));
  return positions.some(({ strength }) => strength >= least);
}
