import { testRule } from '../test-rule.ts';

testRule('pagination-exclusive-fields', {
  valid: [
    // Some servers refuse the page size next to a cursor.
    `style: cursor-query
request: { cursor: cursor, limit: limit, firstPageOnly: [limit] }
response: { items: data, nextCursor: next }
key: id`,
    `style: cursor-query
request: { cursor: cursor, limit: limit }
response: { items: data, nextCursor: next }
key: id`,
  ],
  invalid: [
    {
      document: `style: cursor-query
request: { cursor: cursor, limit: limit }
response: { items: data, nextCursor: next, «itemCursor: id }
key: id`,
      messages: ['`response.nextCursor` and `response.itemCursor` are mutually exclusive. | Remove one of them.'],
    },
    {
      document: `style: offset
request: { offset: skip, limit: limit, firstPageOnly: «[order, skip] }
response: { items: data }
key: id`,
      messages: [
        '`request.firstPageOnly` names the query parameter `skip`, which every page needs: it is `request.offset`. | Remove it from `firstPageOnly`.',
      ],
    },
    {
      document: `style: page
request: { page: page, limit: limit, firstPageOnly: «[limit] }
response: { items: data }
key: id`,
      messages: [
        '`request.firstPageOnly` names the query parameter `limit`, which every page needs: it is `request.limit`. | Remove it from `firstPageOnly`.',
      ],
    },
    {
      document: `style: cursor-query
request: { cursor: cursor, limit: limit, firstPageOnly: «[cursor, active] }
response: { items: data, nextCursor: next }
key: id`,
      messages: [
        '`request.firstPageOnly` names the query parameter `cursor`, which every page needs: it is `request.cursor`. | Remove it from `firstPageOnly`.',
      ],
    },
    {
      document: `style: offset
request: { offset: skip, limit: limit, firstPageOnly: «[since] }
response: { items: data }
limits: { maxOffset: 1000 }
key: id
deep: { field: created, from: since, sort: {} }`,
      messages: [
        '`request.firstPageOnly` names the query parameter `since`, which every page needs: it is `deep.from`. | Remove it from `firstPageOnly`.',
      ],
    },
    {
      document: `style: offset
request: { offset: skip, limit: limit }
response: { items: data }
limits: { maxOffset: 1000 }
key: id
deep: { field: created, from: since, sort: { «since: '2024-01-01T00:00:00Z' } }`,
      messages: ['`deep.from` and `deep.sort` are both the query parameter `since`.'],
    },
    {
      document: `style: offset
request: { offset: skip, limit: limit }
response: { items: data }
limits: { maxOffset: 1000 }
key: id
deep: { field: created, from: since, sort: { order: created, «limit: 5, «$request.query.order: created } }`,
      messages: [
        '`request.limit` and `deep.sort` are both the query parameter `limit`.',
        '`deep.sort` sets the query parameter `order` twice.',
      ],
    },
  ],
});
