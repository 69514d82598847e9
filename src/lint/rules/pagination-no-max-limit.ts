import { describeRequestField } from '../../model/pagination-fields.ts';
import { defineRule } from '../rule.ts';

/** Without a maximum, one request may ask for everything; with a silent one, callers get less than they asked for. */
export const paginationNoMaxLimit = defineRule({
  id: 'pagination-no-max-limit',
  severity: 'warning',
  summary: 'Nothing says the largest page size.',
  visit: {
    strategy({ request: { limit }, limits }, _, { report }) {
      if (limit === undefined || limits.maxLimit !== undefined) return;
      report({
        message: `Nothing says the largest page that ${describeRequestField(limit)} may ask for.`,
        hint: "Add `maximum` to the parameter's schema, or `limits.maxLimit` to the annotation.",
        location: limit.location,
      });
    },
  },
});
