import { operationLabel } from '../../model/operation.ts';
import { describeResponseField, wireName } from '../../model/pagination-fields.ts';
import type { Strategy } from '../../model/strategy.ts';
import type { Location } from '../../shared/json.ts';
import { defineRule } from '../rule.ts';

const REQUEST = ['limit', 'offset', 'page', 'cursor'] as const;
const RESPONSE = ['items', 'hasMore', 'isLast', 'nextCursor', 'nextUrl', 'total', 'totalPages'] as const;

interface Use {
  readonly field: string;
  readonly name: string;
  readonly location: Location;
  readonly operation: string;
}

/** A field should have the same name in all lists of an API. */
export const paginationInconsistentNames = defineRule({
  id: 'pagination-inconsistent-names',
  severity: 'warning',
  summary: 'A list uses another name for a field than most other lists of the document.',
  options: { majority: 0.6 },
  visit: {
    api(api, { options, report }) {
      const uses = api.operations.flatMap((operation) =>
        operation.strategies.flatMap((strategy) => usesOf(strategy, operationLabel(operation))),
      );
      for (const field of new Set(uses.map((use) => use.field))) {
        const all = uses.filter((use) => use.field === field);
        const usual = mostFrequent(all.map(({ name }) => name));
        if (all.length < 3 || usual.count <= 1 || usual.count / all.length < Number(options.majority)) continue;
        for (const { name, location, operation } of all) {
          if (name === usual.name) continue;
          const message = `\`${field}\` of ${operation} is ${name}; in ${usual.count} of ${all.length} lists it is ${usual.name}.`;
          report({ message, subject: operation, location });
        }
      }
    },
  },
});

/** Returns the names that a strategy uses. Fields of a request body are skipped, since they follow other conventions. */
function usesOf({ request, response }: Strategy, operation: string): Use[] {
  const sent = REQUEST.flatMap((key) => {
    const field = request[key];
    if (field === undefined || field.in === 'body' || field.parameter.in !== 'query') return [];
    return [{ field: `request.${key}`, name: `\`${wireName(field)}\``, location: field.location, operation }];
  });
  const read = RESPONSE.flatMap((key) => {
    const field = response[key];
    if (field === undefined || field.in === 'header') return [];
    return [{ field: `response.${key}`, name: describeResponseField(field), location: field.location, operation }];
  });
  return [...sent, ...read];
}

function mostFrequent(names: readonly string[]): { name: string; count: number } {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  const [name = '', count = 0] = [...counts].reduce((a, b) => (b[1] > a[1] ? b : a), ['', 0] as const);
  return { name, count };
}

/** Each further style is one more that callers have to learn. */
export const paginationInconsistentStyles = defineRule({
  id: 'pagination-inconsistent-styles',
  severity: 'warning',
  summary: 'A list uses another style than most other lists of the document.',
  strict: true,
  options: { majority: 0.6 },
  visit: {
    api({ operations }, { options, report }) {
      const lists = operations.filter(({ strategies }) => strategies.length > 0);
      for (const style of new Set(lists.map(({ strategies }) => strategies[0]!.style))) {
        const usual = lists.filter(({ strategies }) => strategies[0]!.style === style);
        if (lists.length < 3 || usual.length < 2 || usual.length / lists.length < Number(options.majority)) continue;
        for (const operation of lists) {
          const [strategy] = operation.strategies;
          if (strategy === undefined || operation.strategies.some((each) => each.style === style)) continue;
          report({
            message: `${operationLabel(operation)} uses the style \`${strategy.style}\`; ${usual.length} of ${lists.length} lists use the style \`${style}\`.`,
            subject: operationLabel(operation),
            location: strategy.places.get('style') ?? strategy.location,
          });
        }
      }
    },
  },
});
