import { testRule } from '../test-rule.ts';

testRule('pagination-unknown-strategy', {
  valid: [`list`],
  invalid: [
    {
      document: `«List`,
      messages: ['There is no strategy `List` under components.x-pagination; there are list. | Did you mean `list`?'],
      fixed: `list`,
    },
  ],
});
