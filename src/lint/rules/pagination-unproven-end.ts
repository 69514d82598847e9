import type { Operation } from '../../model/operation.ts';
import { pageResponseOf } from '../../model/page-response.ts';
import type { Schema } from '../../model/schema.ts';
import { schemaAt } from '../../model/schema-at.ts';
import { dereference, kindOfValue, kindsFit, kindsOf, type Schemas } from '../../model/schema-kinds.ts';
import type { ResponseField, Strategy } from '../../model/strategy.ts';
import type { JsonValue } from '../../shared/json.ts';
import { isCounted, isOwn, nameOf, placeOf } from '../lists.ts';
import { defineRule, type RuleContext } from '../rule.ts';

/** Some page has to be able to say that it is the last. */
export const paginationUnprovenEnd = defineRule({
  id: 'pagination-unproven-end',
  severity: 'error',
  summary: 'Nothing in a response can say that a page is the last, or a page says so that may not be.',
  visit: {
    strategy(strategy, operation, context) {
      if (strategy.response.hasMore !== undefined) return;
      if (isCounted(strategy)) checkShortPage(strategy, operation, context);
      else checkNext(strategy, operation, context);
    },
  },
});

/** A server that caps the page size in silence sends short pages all the way. */
function checkShortPage(
  { response, request, limits, places, location }: Strategy,
  operation: Operation,
  context: RuleContext,
) {
  const largest = request.limit === undefined ? (limits.maxLimit ?? limits.defaultLimit) : limits.maxLimit;
  if (response.lastPage !== 'short' || response.limit !== undefined || largest !== undefined) return;
  context.report({
    message: `A short page ends the walk of ${nameOf(operation)}, but nothing says the largest page size: a server that caps it in silence ends the walk too early.`,
    hint: 'Add `limits.maxLimit`, or `response.limit` where the response says the page size.',
    location: places.get('response.lastPage') ?? location,
  });
}

function checkNext(strategy: Strategy, operation: Operation, { api, report }: RuleContext): void {
  const key = strategy.response.nextCursor === undefined ? 'nextUrl' : 'nextCursor';
  const next = strategy.response[key];
  if (next === undefined || canBeAbsent(next, operation, api.schemas)) return;
  const { end } = strategy.response;
  // The default `end` counts for annotations in which an author could not have written another.
  const isClaimed = strategy.places.has('response.end') || !isOwn(strategy);
  if (isClaimed && next.schema !== undefined && admitsAny(next.schema, end, api.schemas)) return;
  report({
    message: `The walk of ${nameOf(operation)} has no end: \`response.${key}\` is ${next.in === 'body' ? `\`${placeOf(next)}\`` : placeOf(next)}, which is required and never null, and there is no \`response.hasMore\`.`,
    hint: 'Declare it nullable or optional, name what says `hasMore`, or write in `response.end` the values that mean the end.',
    location: next.location,
  });
}

function canBeAbsent(next: ResponseField, operation: Operation, schemas: Schemas): boolean {
  const page = pageResponseOf(operation);
  if (page === undefined) return true;
  if (next.in === 'header') {
    const header = page.response.headers.find(({ name }) => name.toLowerCase() === next.name.toLowerCase());
    return header?.required !== true;
  }
  const lookup = schemaAt(page.body, next.pointer, schemas);
  return !lookup.found || lookup.optional || kindsOf(lookup.schema, schemas).has('unknown');
}

function admitsAny(schema: Schema, values: readonly JsonValue[], schemas: Schemas): boolean {
  const target = dereference(schema, schemas);
  if (target?.kind === 'enum') return values.some((value) => target.values.includes(value));
  const kinds = kindsOf(schema, schemas);
  return values.some((value) => kindsFit(kinds, [kindOfValue(value)]));
}
