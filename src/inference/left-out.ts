import type { Operation } from '../ir/operation.ts';
import { pageResponseOf } from '../ir/page-response.ts';
import type { Schemas } from '../ir/schema-kinds.ts';
import { formPlaces, type RequestPlace, requestPlaces } from './request-places.ts';
import { findRole } from './request-roles.ts';
import type { Signs } from './signs.ts';

/** An operation that looks like a list but is not proposed. */
export interface LeftOut {
  readonly method: string;
  readonly path: string;
  readonly operationId?: string;
  readonly reason: string;
}

/** Why an operation that asks for pages has no place for an annotation; undefined where it has, or asks for none. */
export function unreadable(operation: Operation, schemas: Schemas): string | undefined {
  const places = requestPlaces(operation, schemas);
  if (pageResponseOf(operation) === undefined) {
    const isPaged = hasPosition(places, operation.method === 'GET' ? 2 : 3);
    return isPaged ? 'looks paginated, but declares no response in JSON' : undefined;
  }
  const isForm = !hasPosition(places, 2) && hasPosition(formPlaces(operation, schemas), 3);
  return isForm ? 'looks paginated, but takes its position in a form, and only JSON bodies can carry one' : undefined;
}

/** Whether a reader would expect the operation among the proposals: only then its absence needs a reason. */
export function isSuspicious({ operation, places, request, response }: Signs): boolean {
  const isGet = operation.method === 'GET';
  if (hasPosition(places, 2) && (isGet || request.limit.length > 0)) return true;
  const ends = [...response.nextCursor.filter(({ strength }) => strength === 3), ...response.hasMore];
  return isGet && ends.some(({ place }) => place.depth === 1);
}

function hasPosition(places: readonly RequestPlace[], least: number): boolean {
  const positions = (['cursor', 'page', 'offset'] as const).flatMap((role) => findRole(role, places));
  return positions.some(({ strength }) => strength >= least);
}
