import type { RequestField, Strategy } from '../ir/pagination.ts';
import { describeRequestField, isRequiredField, schemaOfRequestField } from '../ir/request-field.ts';
import type { Schema } from '../ir/schema.ts';
import { schemaAt } from '../ir/schema-at.ts';
import { describeKinds, type JsonKind, kindOfValue, kindsFit, kindsOf } from '../ir/schema-kinds.ts';
import type { StyleCheck } from './style.ts';

/** Checks that the request can carry the cursor that the response gives, and what the first request does without one. */
export function verifyCursor(strategy: Strategy, check: StyleCheck): void {
  const { cursor, start } = strategy.request;
  if (cursor === undefined) return;
  verifyStart(cursor, start, check);
  const next = nextCursorSchema(strategy, check);
  if (next !== undefined) verifyType(cursor, next.schema, next.field, check);
}

function verifyStart(cursor: RequestField, start: Strategy['request']['start'], check: StyleCheck): void {
  const schema = schemaOfRequestField(cursor, check.schemas);
  if (start === undefined) {
    if (!isRequiredField(cursor, check.schemas)) return;
    const message = `A first request has no cursor to send, but ${describeRequestField(cursor)} is required.`;
    const hint = 'Add `start` to `request`: the cursor of the first page.';
    check.error('pagination-required-cursor', message, check.at('request', 'cursor'), { hint });
    return;
  }
  const kinds = schema && kindsOf(schema, check.schemas);
  if (kinds === undefined || kindsFit(kinds, [kindOfValue(start)])) return;
  const message = `\`request.start\` is ${JSON.stringify(start)}, but ${describeRequestField(cursor)} is ${describeKinds(kinds)}.`;
  check.error('pagination-start', message, check.at('request', 'start'));
}

/** What the next cursor is. A header is read as whatever type the request's field has, so it always fits. */
function nextCursorSchema(
  { response, item }: Strategy,
  { schemas }: StyleCheck,
): { schema: Schema; field: 'nextCursor' | 'itemCursor' } | undefined {
  if (response.nextCursor?.in === 'body' && response.nextCursor.schema !== undefined) {
    return { schema: response.nextCursor.schema, field: 'nextCursor' };
  }
  if (response.itemCursor === undefined) return undefined;
  const lookup = schemaAt(item, response.itemCursor, schemas);
  return lookup.found ? { schema: lookup.schema, field: 'itemCursor' } : undefined;
}

function verifyType(cursor: RequestField, next: Schema, field: string, check: StyleCheck): void {
  const given = withoutNull(kindsOf(next, check.schemas));
  const schema = schemaOfRequestField(cursor, check.schemas);
  const taken = withoutNull(schema === undefined ? new Set<JsonKind>(['unknown']) : kindsOf(schema, check.schemas));
  const there = describeRequestField(cursor);
  if (isNoScalar(given) && cursor.in === 'parameter' && cursor.parameter.content === undefined && !isNoScalar(taken)) {
    const message = `\`response.${field}\` is ${describeKinds(given)}, but ${there} can only carry a scalar.`;
    const hint = 'Declare the parameter as an array or object, or by `content: application/json`.';
    check.error('pagination-cursor-not-scalar', message, check.at('request', 'cursor'), { hint });
  } else if (given.size > 0 && taken.size > 0 && !kindsFit(given, taken)) {
    const message = `\`response.${field}\` is ${describeKinds(given)}, but ${there} takes ${describeKinds(taken)}.`;
    check.error('pagination-cursor-type', message, check.at('response', field));
  }
}

function isNoScalar(kinds: ReadonlySet<JsonKind>): boolean {
  return kinds.has('array') || kinds.has('object');
}

function withoutNull(kinds: ReadonlySet<JsonKind>): Set<JsonKind> {
  return new Set([...kinds].filter((kind) => kind !== 'null'));
}
