import { testRule } from '../test-rule.ts';

testRule('pagination-unknown-strategy', {
  valid: [`list`],
  invalid: [
    {
      document: `«List`,
      messages: ['There is no shared strategy `List`; there are list. | Did you mean `list`?'],
      fixed: `list`,
    },
  ],
});
