import { BUDGET } from '../../annotation/budgets.ts';
import { operationLabel } from '../../model/operation.ts';
import { describeRequestField, isCounted } from '../../model/pagination-fields.ts';
import { keyLocation } from '../../shared/json.ts';
import { defineRule } from '../rule.ts';

/** Most callers get pages of the default size, and need it to plan a walk. */
export const paginationNoDefaultLimit = defineRule({
  id: 'pagination-no-default-limit',
  severity: 'warning',
  summary: 'The document does not declare the default page size.',
  visit: {
    strategy({ request: { limit }, limits }, _, { report }) {
      if (limit === undefined || limits.defaultLimit !== undefined) return;
      report({
        message: `The default page size is unknown: no default is declared for ${describeRequestField(limit)}.`,
        hint: 'Add `default` to its schema, or `limits.defaultLimit` to the annotation.',
        location: limit.location,
      });
    },
  },
});

/** Without a maximum, one request can ask for everything; with an undeclared one, callers get fewer items than they requested. */
export const paginationNoMaxLimit = defineRule({
  id: 'pagination-no-max-limit',
  severity: 'warning',
  summary: 'The document does not declare the largest page size.',
  visit: {
    strategy({ request: { limit }, limits }, _, { report }) {
      if (limit === undefined || limits.maxLimit !== undefined) return;
      report({
        message: `The largest page size is unknown: no maximum is declared for ${describeRequestField(limit)}.`,
        hint: 'Add `maximum` to its schema, or `limits.maxLimit` to the annotation.',
        location: limit.location,
      });
    },
  },
});

const CEILINGS = ['maxOffset', 'maxPage', 'maxResults'] as const;

/** Clients cannot reach the items beyond such a ceiling. */
export const paginationNoWayPastCeiling = defineRule({
  id: 'pagination-no-way-past-ceiling',
  severity: 'warning',
  summary: 'A list has a ceiling, and neither `deep` nor `alternatives` nor another strategy passes it.',
  visit: {
    strategy(strategy, operation, { report }) {
      const { limits, deep, alternatives, places, location } = strategy;
      const ceiling = CEILINGS.find((name) => limits[name] !== undefined);
      if (ceiling === undefined || !isCounted(strategy) || deep !== undefined || alternatives.length > 0) return;
      const others = operation.strategies.filter((other) => CEILINGS.every((name) => other.limits[name] === undefined));
      if (others.length > 0) return;
      report({
        message: `Items beyond \`limits.${ceiling}\` (${limits[ceiling]}) cannot be reached.`,
        hint: 'Add `deep`, an operation in `alternatives`, or a second strategy with a cursor.',
        location: places.get(`limits.${ceiling}`) ?? location,
      });
    },
  },
});

/** Walks are the first calls to exceed a rate limit, so clients must know what the API answers then. */
export const paginationNo429 = defineRule({
  id: 'pagination-no-429',
  severity: 'warning',
  summary: 'A list does not declare the response to a walk that exceeds the rate limit.',
  visit: {
    operation(operation, { report }) {
      if (operation.strategies.length === 0) return;
      if (operation.responses.some(({ status }) => ['429', '4XX', 'default'].includes(status))) return;
      const { file, pointer } = operation.location;
      report({
        message: `${operationLabel(operation)} declares no 429 response (Too Many Requests), which a walk gets if it exceeds the rate limit.`,
        hint: 'Declare it, with the headers that say when to continue.',
        location: keyLocation({ file, pointer: `${pointer}/responses` }),
      });
    },
  },
});

/** Declaring a budget is half of it: without a name somewhere, no client keeps it. */
export const paginationUnusedBudget = defineRule({
  id: 'pagination-unused-budget',
  severity: 'warning',
  summary: 'A budget is not used by any operation.',
  visit: {
    api({ budgets = [], operations }, { report }) {
      const used = new Set(operations.flatMap((operation) => operation.budgets ?? []));
      for (const { name, location } of budgets) {
        if (used.has(name)) continue;
        report({
          message: `No operation counts against the budget \`${name}\`.`,
          hint: `Write \`${BUDGET}: ${name}\` at the root, in a path item or in an operation.`,
          location: keyLocation(location),
        });
      }
    },
  },
});
