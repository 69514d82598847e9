import { testRule } from '../test-rule.ts';

testRule('pagination-unused-disable', {
  valid: [
    `# pagegen-disable-next-line pagination-no-key -- items have none
style: offset
request: { offset: skip, limit: limit }
response: { items: data, hasMore: has_more }`,
  ],
  invalid: [
    {
      document: `# pagegen-disable-next-line «pagination-no-key -- items have none
style: offset
request: { offset: skip, limit: limit }
response: { items: data, hasMore: has_more }
key: id`,
      messages: ['The rule `pagination-no-key` finds nothing on the next line. | Remove the comment.'],
      fixed: `style: offset
request: { offset: skip, limit: limit }
response: { items: data, hasMore: has_more }
key: id`,
    },
  ],
});
