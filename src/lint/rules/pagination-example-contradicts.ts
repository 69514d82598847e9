import { checkExample } from '../examples/check-example.ts';
import { examplesOf } from '../examples/look-up.ts';
import { defineRule } from '../rule.ts';

/** An example of a page is a page: the annotation has to be able to read it. */
export const paginationExampleContradicts = defineRule({
  id: 'pagination-example-contradicts',
  severity: 'error',
  summary: 'An example of the response is no page as the annotation describes it.',
  visit: {
    strategy(strategy, operation, context) {
      for (const example of examplesOf(operation, context)) checkExample(example, strategy, operation, context);
    },
  },
});
