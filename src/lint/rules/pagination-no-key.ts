import { defineRule } from '../rule.ts';

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
