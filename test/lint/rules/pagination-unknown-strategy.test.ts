import { testRule } from '../test-rule.ts';

testRule('pagination-unknown-strategy', {
  valid: [`list`],
  invalid: [
    {
      document: `«List`,
      messages: ['There is no shared strategy `List`; the document declares list. | Did you mean `list`?'],
      fixed: `list`,
    },
  ],
});
