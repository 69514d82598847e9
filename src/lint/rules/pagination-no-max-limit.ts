import { describeRequestField } from '../../model/pagination-fields.ts';
import { defineRule } from '../rule.ts';

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
        hint: "Add `maximum` to the parameter's schema, or `limits.maxLimit` to the annotation.",
        location: limit.location,
      });
    },
  },
});
