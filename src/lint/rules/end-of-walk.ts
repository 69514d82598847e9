import { isNamedLikeEnd } from '../../inference/words.ts';
import { type Operation, operationLabel } from '../../model/operation.ts';
import { pageResponseOf } from '../../model/page-bodies.ts';
import { describeResponseField, endFlagOf, isCounted } from '../../model/pagination-fields.ts';
import type { Schema } from '../../model/schema.ts';
import { schemaAt } from '../../model/schema-at.ts';
import { dereference, kindOfValue, kindsFit, kindsOf, type Schemas } from '../../model/schema-kinds.ts';
import type { ResponseField, Strategy } from '../../model/strategy.ts';
import { type JsonValue, keyLocation, parsePointer } from '../../shared/json.ts';
import { defineRule, isNative, type RuleContext } from '../rule.ts';

/** A walk ends only if some page can mark itself as the last one. */
export const paginationUnprovenEnd = defineRule({
  id: 'pagination-unproven-end',
  severity: 'error',
  summary: 'No response can mark the last page, or an earlier page can look like the last one.',
  visit: {
    strategy(strategy, operation, context) {
      if (endFlagOf(strategy.response) !== undefined) return;
      checkShortPage(strategy, operation, context);
      if (!isCounted(strategy) && strategy.response.lastPage === undefined) checkNext(strategy, operation, context);
    },
  },
});

/** A server that silently caps the page size sends nothing but short pages. */
function checkShortPage(
  { response, request, limits, places, location }: Strategy,
  operation: Operation,
  context: RuleContext,
) {
  const largest = request.limit === undefined ? (limits.maxLimit ?? limits.defaultLimit) : limits.maxLimit;
  if (response.lastPage !== 'short' || response.limit !== undefined || largest !== undefined) return;
  context.report({
    message: `A short page ends the walk of ${operationLabel(operation)}, but no largest page size is declared: if the server silently caps the page size, the walk ends too early.`,
    hint: 'Add `limits.maxLimit`, or `response.limit` if the response contains the page size.',
    location: places.get('response.lastPage') ?? location,
  });
}

function checkNext(strategy: Strategy, operation: Operation, { api, report }: RuleContext): void {
  const key = strategy.response.nextUrl === undefined ? 'nextCursor' : 'nextUrl';
  // A keyset ends at an empty page.
  const parts = (strategy.cursorParts ?? []).filter(({ keep }) => !keep).map(({ next }) => next);
  if (parts.includes(undefined)) return;
  const nexts = [strategy.response[key], ...parts].filter((next) => next !== undefined);
  const [next] = nexts;
  // An array of links may lack the one that is wanted, and Solr's last page has the cursor that was sent.
  if (strategy.response.nextUrl?.select !== undefined || strategy.response.repeat === 'end') return;
  if (next === undefined || nexts.some((field) => canBeAbsent(field, operation, api.schemas))) return;
  const { end } = strategy.response;
  // Dialects cannot declare other values for `end`, so its default counts as declared.
  const isDeclared = strategy.places.has('response.end') || !isNative(strategy);
  if (isDeclared && nexts.some(({ schema }) => schema !== undefined && allowsAny(schema, end, api.schemas))) return;
  report({
    message: `The walk of ${operationLabel(operation)} never ends: \`response.${key}\` is ${describeResponseField(next)}, which is required and never null, and there is no \`response.hasMore\`.`,
    hint: 'Declare it nullable or optional, add `response.hasMore`, `response.isLast` or `response.lastPage`, or list the values that mean the end in `response.end`.',
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

/** True if the schema allows one of the values. */
function allowsAny(schema: Schema, values: readonly JsonValue[], schemas: Schemas): boolean {
  const target = dereference(schema, schemas);
  if (target?.kind === 'enum') return values.some((value) => target.values.includes(value));
  const kinds = kindsOf(schema, schemas);
  return values.some((value) => kindsFit(kinds, [kindOfValue(value)]));
}

/** Some servers answer a position past the end with the last page again, so a walk that waits for an empty page never ends. */
export const paginationEndByEmptyPage = defineRule({
  id: 'pagination-end-by-empty-page',
  severity: 'warning',
  summary: 'Only an empty page ends the walk, which costs an extra request and fails if the API never sends one.',
  strict: true,
  visit: {
    strategy(strategy, _, { report }) {
      const { hasMore, isLast, total, totalPages, lastPage, pastEnd, items } = strategy.response;
      const isDeclared = [hasMore, isLast, total, totalPages].some((field) => field !== undefined);
      if (!isCounted(strategy) || isDeclared || lastPage === 'short' || pastEnd.length > 0) return;
      report({
        message:
          'Only an empty page ends the walk: it needs an extra request, and never ends if the API repeats its last page.',
        hint: 'Return a flag or a total in the response, and name it in `response.hasMore` or `response.total`.',
        location: items.location,
      });
    },
  },
});

/** A walk ends at `hasMore: false`, so an inverted flag ends it after the first page, without an error. */
export const paginationInvertedFlag = defineRule({
  id: 'pagination-inverted-flag',
  severity: 'warning',
  isFixable: true,
  summary: 'A flag is named like the opposite of what the annotation takes it for.',
  visit: {
    strategy(strategy, _, { api, report }) {
      const { hasMore, error } = strategy.response;
      for (const { field, is, not } of error || []) {
        const isFlag = field.schema !== undefined && kindsOf(field.schema, api.schemas).has('boolean');
        if (is !== undefined || not !== undefined || !isFlag || !/^(?:ok|success(?:ful)?)$/i.test(nameOf(field)))
          continue;
        const place = field.in === 'body' ? field.pointer : `$response.header.${field.name}`;
        report({
          message: `\`response.error\` is ${describeResponseField(field)}, which is named like a flag that is true on success; then every page would be an error.`,
          hint: `If it is false on errors, write \`{ at: ${place}, not: true }\`.`,
          location: keyLocation(field.location),
        });
      }
      if (hasMore === undefined || !isNamedLikeEnd(nameOf(hasMore))) return;
      // Annotations of other tools have other words for the flag, or none.
      const fix = { kind: 'rename', from: 'hasMore', to: 'isLast' } as const;
      report({
        message: `\`response.hasMore\` is ${describeResponseField(hasMore)}, which is named like a flag that is true on the last page; then the walk would end after the first page.`,
        hint: 'If it is true on the last page, declare it as `isLast`.',
        location: keyLocation(hasMore.location),
        ...(isNative(strategy) && { fix }),
      });
    },
  },
});

function nameOf(field: ResponseField): string {
  return field.in === 'header' ? field.name : (parsePointer(field.pointer)?.at(-1) ?? '');
}
