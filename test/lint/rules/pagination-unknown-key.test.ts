import { testRule } from '../test-rule.ts';

testRule('pagination-unknown-key', {
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
response: { items: data, «has_more: has_more }
key: id`,
      messages: [
        '`response` has no key `has_more`; the keys are items, nextCursor, itemCursor, inclusive, nextUrl, linkBase, end, hasMore, isLast, total, totalPages, limit, lastPage, pastEnd, rel, nextMethod, repeat, error, expiredOn, stateful, position, prevCursor, firstItemCursor, prevUrl, hasPrevious, backOrder. | Did you mean `hasMore`?',
      ],
      fixed: `style: offset
request: { offset: skip, limit: limit }
response: { items: data, hasMore: has_more }
key: id`,
    },
  ],
});
