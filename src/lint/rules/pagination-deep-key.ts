import { operationLabel } from '../../model/operation.ts';
import { schemaAt } from '../../model/schema-at.ts';
import { defineRule } from '../rule.ts';

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
