import { checkExample } from '../examples/check-example.ts';
import { examplesOf } from '../examples/look-up.ts';
import { defineRule } from '../rule.ts';

/** Clients must be able to read an example as they read a page. */
export const paginationExampleContradicts = defineRule({
  id: 'pagination-example-contradicts',
  severity: 'error',
  summary: 'An example of the response does not match the annotation.',
  visit: {
    strategy(strategy, operation, context) {
      for (const example of examplesOf(operation, context)) checkExample(example, strategy, operation, context);
    },
  },
});
