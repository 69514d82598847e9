import { defineRule } from '../rule.ts';

/** A top-level array has no room for further fields. */
export const paginationBareArray = defineRule({
  id: 'pagination-bare-array',
  severity: 'warning',
  summary: 'The response of a list is a bare array, so no field can be added to it later.',
  visit: {
    strategy({ response: { items } }, _, { report }) {
      if (items.in !== 'body' || items.pointer !== '') return;
      report({
        message: 'The response is a bare array: adding a cursor or a total later would break clients.',
        hint: 'Put the array into an object, such as `{ data: [], has_more: true }`.',
        location: items.location,
      });
    },
  },
});
