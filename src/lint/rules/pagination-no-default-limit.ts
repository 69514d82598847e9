import { describeRequestField } from '../../model/pagination-fields.ts';
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
        hint: "Add `default` to the parameter's schema, or `limits.defaultLimit` to the annotation.",
        location: limit.location,
      });
    },
  },
});
