import { describeRequestField } from '../../model/pagination-fields.ts';
import { defineRule } from '../rule.ts';

/** The default is what most callers get, and what planning a walk starts from. */
export const paginationNoDefaultLimit = defineRule({
  id: 'pagination-no-default-limit',
  severity: 'warning',
  summary: 'Nothing says how large a page is where no page size is asked for.',
  visit: {
    strategy({ request: { limit }, limits }, _, { report }) {
      if (limit === undefined || limits.defaultLimit !== undefined) return;
      report({
        message: `Nothing says how large a page is without ${describeRequestField(limit)}.`,
        hint: "Add `default` to the parameter's schema, or `limits.defaultLimit` to the annotation.",
        location: limit.location,
      });
    },
  },
});
