import { defineRule } from '../rule.ts';

/** Without a key nobody can tell whether an item was given out twice while the list changed. */
export const paginationNoKey = defineRule({
  id: 'pagination-no-key',
  severity: 'warning',
  summary: 'Nothing says what identifies an item.',
  strict: true,
  visit: {
    strategy({ key, location }, _, { report }) {
      if (key !== undefined) return;
      report({
        message: 'Nothing says what identifies an item.',
        hint: 'Add `key`, such as `key: /id`.',
        location,
      });
    },
  },
});
