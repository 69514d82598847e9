import { testRule } from '../test-rule.ts';

testRule('pagination-end-by-empty-page', {
  valid: [
    `style: offset
request: { offset: skip, limit: limit }
response: { items: data, hasMore: has_more }
key: id`,
  ],
  invalid: [
    {
      document: `style: offset
request: { offset: skip, limit: limit }
response: { items: «data }
key: id`,
      messages: [
        'Only an empty page ends the walk: it needs an extra request, and never ends if the API repeats its last page. | Return a flag or a total in the response, and name it in `response.hasMore` or `response.total`.',
      ],
    },
  ],
});
