import { operationLabel } from '../../model/operation.ts';
import { findOutcome, mayBeAbsent, type OutcomeMember, pageResponseOf } from '../../model/page-bodies.ts';
import { describeResponseField } from '../../model/pagination-fields.ts';
import { schemaAt } from '../../model/schema-at.ts';
import { type JsonKind, kindsOf } from '../../model/schema-kinds.ts';
import { defineRule, hasCursor, isNative } from '../rule.ts';

/** A top-level array has no room for further fields. */
export const paginationBareArray = defineRule({
  id: 'pagination-bare-array',
  severity: 'warning',
  summary: 'The response of a list is a bare array, so no field can be added to it later.',
  visit: {
    strategy({ response: { items } }, _, { report }) {
      if (items.in !== 'body' || items.pointer !== '') return;
      report({
        message: 'The response is a bare array: adding a cursor or a total later would break clients.',
        hint: 'Put the array into an object, such as `{ data: [], has_more: true }`.',
        location: items.location,
      });
    },
  },
});

/** Counting costs the server what the cursor saves, and a walk by cursor does not need the total. */
export const paginationTotalOnCursor = defineRule({
  id: 'pagination-total-on-cursor',
  severity: 'warning',
  summary: 'A list with a cursor counts all its items for each page.',
  strict: true,
  visit: {
    strategy(strategy, _, { report }) {
      const total = strategy.response.total ?? strategy.response.totalPages;
      if (total === undefined || !hasCursor(strategy)) return;
      report({
        message: 'The list has a cursor but counts all its items for each page, which costs what the cursor saves.',
        hint: 'Leave the total to a separate operation or to an optional parameter.',
        location: total.location,
      });
    },
  },
});

/** JavaScript loses digits of numbers beyond 2^53, and callers may calculate with a number. */
export const paginationNumericCursor = defineRule({
  id: 'pagination-numeric-cursor',
  severity: 'warning',
  summary: 'The cursor is a number; a string could change its meaning without breaking clients.',
  visit: {
    strategy({ response, item, places }, _, { api, report }) {
      const lookup = response.itemCursor === undefined ? undefined : schemaAt(item, response.itemCursor, api.schemas);
      const schema = response.nextCursor?.schema ?? (lookup?.found ? lookup.schema : undefined);
      const key = response.nextCursor === undefined ? 'itemCursor' : 'nextCursor';
      const location = response.nextCursor?.location ?? places.get('response.itemCursor');
      if (schema === undefined || location === undefined) return;
      const kinds = [...kindsOf(schema, api.schemas)].filter((kind) => kind !== 'null');
      if (kinds.length === 0 || !kinds.every(isNumber)) return;
      report({
        message: `The cursor, \`response.${key}\`, is a number: JavaScript loses digits beyond 2^53, and callers may calculate with it.`,
        hint: 'Use an opaque string, which callers only send back.',
        location,
      });
    },
  },
});

function isNumber(kind: JsonKind): boolean {
  return kind === 'number' || kind === 'integer';
}

/** Without a key, clients cannot detect an item that is returned twice because the list changed during a walk. */
export const paginationNoKey = defineRule({
  id: 'pagination-no-key',
  severity: 'warning',
  summary: 'A strategy has no `key`, so nothing identifies its items.',
  strict: true,
  visit: {
    strategy({ key, location }, _, { report }) {
      if (key !== undefined) return;
      report({
        message: 'The strategy has no `key`, so nothing identifies an item.',
        hint: 'Add `key`, such as `key: /id`.',
        location,
      });
    },
  },
});

/** Windows of a deep walk overlap; the key identifies the items that an earlier window has already returned. */
export const paginationDeepKey = defineRule({
  id: 'pagination-deep-key',
  severity: 'error',
  summary: 'A deep walk identifies items by `key`, but the key may be absent or null.',
  visit: {
    strategy({ deep, key, item, places, location }, operation, { api, report }) {
      if (deep === undefined || key === undefined) return;
      const lookup = schemaAt(item, key, api.schemas);
      if (!lookup.found || !lookup.optional) return;
      report({
        message: `\`key\` is \`${key}\`, which may be absent or null in an item of ${operationLabel(operation)}: a deep walk cannot tell such items apart.`,
        hint: 'Make it required and not nullable in the schema of the item.',
        location: places.get('key') ?? location,
        related: [{ message: 'The key is declared here.', location: lookup.schema.location }],
      });
    },
  },
});

/** Slack answers 200 with `ok: false` and without items. A client cannot tell that from an empty page. */
export const paginationUndeclaredError = defineRule({
  id: 'pagination-undeclared-error',
  severity: 'warning',
  summary:
    'The items may be absent, and a member of the response tells success from failure, but the annotation has no `error`.',
  visit: {
    strategy(strategy, operation, { api, report }) {
      const { items, error } = strategy.response;
      const page = pageResponseOf(operation);
      if (error !== undefined || items.in !== 'body' || page === undefined || !isNative(strategy)) return;
      const member = findOutcome(page.body, items.pointer, api.schemas);
      if (member === undefined || !mayBeAbsent(page.body, items.pointer, api.schemas)) return;
      report({
        message: `${describeResponseField(items)} of the response of ${operationLabel(operation)} may be absent, and \`${member.pointer}\` tells success from failure: without \`response.error\`, clients reject an answer without items.`,
        hint: `Write ${adviceOn(member)}, or \`error: false\` if successful answers contain no errors.`,
        location: items.location,
      });
    },
  },
});

function adviceOn({ kind, pointer }: OutcomeMember): string {
  if (kind === 'fault') return `\`error: ${pointer}\``;
  return kind === 'flag'
    ? `\`error: { at: ${pointer}, not: true }\``
    : `\`error: { at: ${pointer}, not: … }\` with the values that mean success`;
}
