import { defineRule } from '../rule.ts';

/** An array at the top leaves no room: a cursor or a total can never be added to it. */
export const paginationBareArray = defineRule({
  id: 'pagination-bare-array',
  severity: 'warning',
  summary: 'The response of a list is a bare array, to which nothing can be added later.',
  visit: {
    strategy({ response: { items } }, _, { report }) {
      if (items.in !== 'body' || items.pointer !== '') return;
      report({
        message: `The response is a bare array: neither a cursor nor a total can be added to it without breaking clients.`,
        hint: 'Put the array into an object, such as `{ data: [], has_more: true }`.',
        location: items.location,
      });
    },
  },
});
