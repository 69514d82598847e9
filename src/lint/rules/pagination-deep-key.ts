import { schemaAt } from '../../model/schema-at.ts';
import { nameOf } from '../lists.ts';
import { defineRule } from '../rule.ts';

/** A further window of a deep walk drops the items that it knows by their key. */
export const paginationDeepKey = defineRule({
  id: 'pagination-deep-key',
  severity: 'error',
  summary: 'The key by which a deep walk tells items apart may be absent or null.',
  visit: {
    strategy({ deep, key, item, places, location }, operation, { api, report }) {
      if (deep === undefined || key === undefined) return;
      const lookup = schemaAt(item, key, api.schemas);
      if (!lookup.found || !lookup.optional) return;
      report({
        message: `\`key\` is \`${key}\`, which may be absent or null in an item of ${nameOf(operation)}: a deep walk could not tell such items apart.`,
        hint: 'Make it required and not nullable in the schema of the item.',
        location: places.get('key') ?? location,
        related: [{ message: 'The key is declared here.', location: lookup.schema.location }],
      });
    },
  },
});
