import { describe, expect, it, test } from 'vitest';
import { type ListOptions, proposed, type Short, thing } from './list-model.ts';

/** How well-known APIs and frameworks page, each reduced to one operation; without the `key`, which is in rules.test.ts. */
const CONVENTIONS: readonly [string, ListOptions, unknown][] = [
  [
    'a cursor inside response metadata',
    {
      path: '/conversations.list',
      query: { cursor: 'string', limit: 'integer' },
      response: { ok: 'boolean', channels: [thing], response_metadata: { next_cursor: 'string' } },
    },
    {
      style: 'cursor-query',
      request: { cursor: 'cursor', limit: 'limit' },
      response: { items: '/channels', nextCursor: '/response_metadata/next_cursor', error: { at: '/ok', not: true } },
    },
  ],
  [
    'a page token',
    {
      path: '/v1/projects/{project}/widgets',
      query: { pageSize: 'integer', pageToken: 'string', filter: 'string' },
      response: { widgets: [thing], nextPageToken: 'string', unreachable: ['string'] },
    },
    {
      style: 'cursor-query',
      request: { cursor: 'pageToken', limit: 'pageSize' },
      response: { items: '/widgets', nextCursor: '/nextPageToken' },
    },
  ],
  [
    'server-driven OData',
    {
      query: { $top: 'integer', $skip: 'integer', $filter: 'string' },
      response: { '@odata.nextLink': 'string', '@odata.count': 'integer', value: [thing] },
    },
    {
      style: 'next-url',
      request: { limit: '$top' },
      response: { items: '/value', nextUrl: '/@odata.nextLink' },
    },
  ],
  [
    'startAt, maxResults and isLast',
    {
      query: { startAt: 'integer(int64)', maxResults: 'integer', expand: 'string' },
      response: {
        isLast: 'boolean',
        maxResults: 'integer',
        nextPage: 'string(uri)',
        self: 'string(uri)',
        startAt: 'integer',
        total: 'integer',
        values: [thing],
      },
    },
    expect.objectContaining({ response: expect.objectContaining({ items: '/values' }) }),
  ],
  [
    'a message id to begin after, root array',
    {
      path: '/channels/{channel_id}/messages',
      query: {
        before: 'string(snowflake)',
        after: { param: { schema: { type: 'string' }, description: 'Get messages after this message ID' } },
        limit: 'integer',
      },
      response: [{ id: 'string', content: 'string' }],
    },
    {
      style: 'cursor-query',
      request: { cursor: 'after', limit: 'limit' },
      response: { items: '$response.body', itemCursor: '/id' },
    },
  ],
  [
    'an opaque offset, and the next page in an object of its own',
    {
      path: '/projects',
      query: {
        limit: 'integer',
        offset: {
          param: {
            schema: { type: 'string' },
            description:
              'Offset token. An offset to the next page returned by the API. A pagination request will return an offset token.',
          },
        },
      },
      response: { data: [thing], next_page: { offset: 'string', path: 'string', uri: 'string(uri)' } },
    },
    expect.objectContaining({
      request: { cursor: 'offset', limit: 'limit' },
      response: { items: '/data', nextCursor: '/next_page/offset' },
    }),
  ],
  [
    'starting_after in paging objects',
    {
      path: '/contacts',
      query: { page: 'integer', per_page: 'integer', starting_after: 'string' },
      response: {
        type: 'string',
        data: [thing],
        total_count: 'integer',
        pages: {
          type: 'string',
          page: 'integer',
          next: { per_page: 'integer', starting_after: 'string' },
          per_page: 'integer',
          total_pages: 'integer',
        },
      },
    },
    expect.objectContaining({
      style: 'cursor-query',
      request: { cursor: 'starting_after', limit: 'per_page' },
      response: expect.objectContaining({
        items: '/data',
        nextCursor: '/pages/next/starting_after',
        total: '/total_count',
        totalPages: '/pages/total_pages',
      }),
    }),
  ],
  [
    'after inside paging.next',
    {
      path: '/crm/v3/objects/contacts',
      query: {
        limit: 'integer',
        after: {
          param: {
            schema: { type: 'string' },
            description:
              'The paging cursor token of the last successfully read resource will be returned as the `paging.next.after` JSON property of a paged response containing more results.',
          },
        },
        archived: 'boolean',
      },
      response: { results: [thing], paging: { next: { after: 'string', link: 'string' } } },
    },
    {
      style: 'cursor-query',
      request: { cursor: 'after', limit: 'limit' },
      response: { items: '/results', nextCursor: '/paging/next/after' },
    },
  ],
  [
    'a search by POST with after in the body',
    {
      method: 'post',
      path: '/crm/v3/objects/contacts/search',
      body: { query: 'string', limit: 'integer', after: 'string', sorts: ['string'] },
      response: { total: 'integer', results: [thing], paging: { next: { after: 'string', link: 'string' } } },
    },
    {
      style: 'cursor-body',
      request: { cursor: 'after', limit: 'limit' },
      response: { items: '/results', nextCursor: '/paging/next/after', total: '/total' },
    },
  ],
  [
    'start_cursor and next_cursor with has_more, by POST',
    {
      method: 'post',
      path: '/v1/databases/{database_id}/query',
      body: { filter: { property: 'string' }, start_cursor: 'string', page_size: 'integer' },
      response: { object: 'string', results: [thing], next_cursor: 'string', has_more: 'boolean' },
    },
    {
      style: 'cursor-body',
      request: { cursor: 'start_cursor', limit: 'page_size' },
      response: { items: '/results', nextCursor: '/next_cursor', hasMore: '/has_more' },
    },
  ],
  [
    'nextRecordsUrl',
    {
      path: '/query',
      query: { q: 'string' },
      response: { totalSize: 'integer', done: 'boolean', nextRecordsUrl: 'string', records: [thing] },
    },
    {
      style: 'next-url',
      response: { items: '/records', nextUrl: '/nextRecordsUrl', total: '/totalSize', isLast: '/done' },
    },
  ],
  [
    'cursor and objects',
    {
      path: '/v2/catalog/list',
      query: { cursor: 'string', types: 'string' },
      response: {
        errors: [{ code: 'string', detail: 'string', category: 'string' }],
        cursor: 'string',
        objects: [thing],
      },
    },
    {
      style: 'cursor-query',
      request: { cursor: 'cursor' },
      response: { items: '/objects', nextCursor: '/cursor', error: '/errors' },
    },
  ],
  [
    'page, page_size and totals beside HATEOAS links',
    {
      path: '/v1/billing/plans',
      query: { page: 'integer', page_size: 'integer', total_required: 'boolean' },
      response: {
        plans: [thing],
        total_items: 'integer',
        total_pages: 'integer',
        links: [{ href: 'string(uri)', rel: 'string', method: 'string' }],
      },
    },
    {
      style: 'page',
      request: { page: 'page', limit: 'page_size' },
      response: { items: '/plans', total: '/total_items', totalPages: '/total_pages' },
    },
  ],
  [
    'limit and continue',
    {
      path: '/api/v1/namespaces/{namespace}/pods',
      query: {
        continue: {
          param: {
            schema: { type: 'string' },
            description: 'The continue option should be set when retrieving more results from the server.',
          },
        },
        fieldSelector: 'string',
        limit: 'integer',
        watch: 'boolean',
      },
      response: {
        apiVersion: 'string',
        items: [{ metadata: { name: 'string' } }],
        kind: 'string',
        metadata: { continue: 'string', remainingItemCount: 'integer', resourceVersion: 'string' },
      },
    },
    {
      style: 'cursor-query',
      request: { cursor: 'continue', limit: 'limit' },
      response: { items: '/items', nextCursor: '/metadata/continue' },
    },
  ],
  [
    'JSON:API page numbers',
    {
      query: { 'page[number]': 'integer', 'page[size]': 'integer', include: 'string' },
      response: {
        data: [thing],
        included: [thing],
        links: { self: 'string', first: 'string', prev: 'string', next: 'string', last: 'string' },
        meta: { total: 'integer', page_count: 'integer' },
      },
    },
    {
      style: 'page',
      request: { page: 'page[number]', limit: 'page[size]' },
      response: { items: '/data', total: '/meta/total', totalPages: '/meta/page_count' },
    },
  ],
  [
    'JSON:API cursors by links',
    {
      query: { 'page[size]': 'integer', 'page[after]': 'string' },
      response: { data: [thing], links: { next: 'string', prev: 'string' } },
    },
    expect.objectContaining({
      style: 'next-url',
      response: { items: '/data', nextUrl: '/links/next', prevUrl: '/links/prev' },
    }),
  ],
  [
    'a deepObject page parameter',
    {
      query: {
        page: {
          param: {
            style: 'deepObject',
            explode: true,
            schema: { type: 'object', properties: { number: { type: 'integer' }, size: { type: 'integer' } } },
          },
        },
      },
      response: { data: [thing], meta: { total_pages: 'integer' } },
    },
    {
      style: 'page',
      request: { page: 'page[number]', limit: 'page[size]' },
      response: { items: '/data', totalPages: '/meta/total_pages' },
    },
  ],
  [
    'HAL',
    {
      path: '/orders',
      query: { limit: 'integer' },
      response: { _embedded: { orders: [thing] }, _links: { self: { href: 'string' }, next: { href: 'string' } } },
    },
    {
      style: 'next-url',
      request: { limit: 'limit' },
      response: { items: '/_embedded/orders', nextUrl: '/_links/next/href' },
    },
  ],
  [
    'Spring pages',
    {
      query: {
        page: {
          param: { description: 'Zero-based page index (0..N)', schema: { type: 'integer', default: 0, minimum: 0 } },
        },
        size: {
          param: {
            description: 'The size of the page to be returned',
            schema: { type: 'integer', default: 20, minimum: 1 },
          },
        },
        sort: ['string'],
      },
      response: {
        content: [thing],
        pageable: { offset: 'integer', pageNumber: 'integer', pageSize: 'integer' },
        totalElements: 'integer',
        totalPages: 'integer',
        last: 'boolean',
        first: 'boolean',
        size: 'integer',
        number: 'integer',
        numberOfElements: 'integer',
        empty: 'boolean',
      },
      mediaType: '*/*',
    },
    {
      style: 'page',
      request: { page: 'page', start: 0, limit: 'size' },
      response: expect.objectContaining({ items: '/content', total: '/totalElements', totalPages: '/totalPages' }),
      limits: { minLimit: 1, defaultLimit: 20 },
    },
  ],
  [
    'count, next, previous and results, by page',
    {
      query: { page: 'integer', page_size: 'integer' },
      response: { count: 'integer', next: 'string(uri)', previous: 'string(uri)', results: [thing] },
    },
    { style: 'page', request: { page: 'page', limit: 'page_size' }, response: { items: '/results', total: '/count' } },
  ],
  [
    'count, next, previous and results, by cursor',
    {
      query: { cursor: { param: { schema: { type: 'string' }, description: 'The pagination cursor value.' } } },
      response: { next: 'string(uri)', previous: 'string(uri)', results: [thing] },
    },
    { style: 'next-url', response: { items: '/results', nextUrl: '/next', prevUrl: '/previous' } },
  ],
  [
    'will_paginate, page and per_page, root array',
    { query: { page: 'integer', per_page: 'integer' }, response: [thing] },
    { style: 'page', request: { page: 'page', limit: 'per_page' }, response: { items: '$response.body' } },
  ],
  [
    'page and per_page with a Link header',
    { query: { page: 'integer', per_page: 'integer' }, response: [thing], headers: { Link: 'Links to further pages' } },
    { style: 'link-header', request: { limit: 'per_page' }, response: { items: '$response.body' } },
  ],
  [
    'from and size with hits',
    {
      path: '/search',
      query: { q: 'string', from: 'integer', size: 'integer' },
      response: { took: 'integer', hits: { total: 'integer', hits: [{ _id: 'string', _source: 'object' }] } },
    },
    {
      style: 'offset',
      request: { offset: 'from', limit: 'size' },
      response: { items: '/hits/hits', total: '/hits/total' },
    },
  ],
  [
    'startIndex and count, counted from 1',
    {
      path: '/Users',
      query: {
        startIndex: {
          param: {
            schema: { type: 'integer', default: 1 },
            description: 'The 1-based index of the first query result.',
          },
        },
        count: 'integer',
        filter: 'string',
      },
      response: {
        schemas: ['string'],
        totalResults: 'integer',
        startIndex: 'integer',
        itemsPerPage: 'integer',
        Resources: [thing],
      },
    },
    expect.objectContaining({
      style: 'offset',
      request: { offset: 'startIndex', start: 1, limit: 'count' },
      response: expect.objectContaining({ items: '/Resources', total: '/totalResults' }),
    }),
  ],
  [
    'skip and take',
    { query: { skip: 'integer', take: 'integer' }, response: { items: [thing], totalCount: 'integer' } },
    {
      style: 'offset',
      request: { offset: 'skip', limit: 'take' },
      response: { items: '/items', total: '/totalCount' },
    },
  ],
  [
    'an opaque offset called as in the request',
    {
      path: '/v0/{baseId}/{table}',
      query: { pageSize: 'integer', maxRecords: 'integer', offset: 'string' },
      response: { records: [thing], offset: 'string' },
    },
    expect.objectContaining({ style: 'cursor-query', request: { cursor: 'offset', limit: 'pageSize' } }),
  ],
  [
    'pageInfo with endCursor',
    {
      query: { first: 'integer', after: 'string' },
      response: {
        edges: [{ cursor: 'string', node: thing }],
        pageInfo: { hasNextPage: 'boolean', endCursor: 'string' },
      },
    },
    {
      style: 'cursor-query',
      request: { cursor: 'after', limit: 'first' },
      response: { items: '/edges', nextCursor: '/pageInfo/endCursor', hasMore: '/pageInfo/hasNextPage' },
    },
  ],
  [
    'meta.next_token with max_results',
    {
      path: '/2/tweets/search/recent',
      query: {
        query: 'string',
        max_results: 'integer',
        next_token: 'string',
        pagination_token: 'string',
        since_id: 'string',
      },
      response: {
        data: [thing],
        errors: [{ detail: 'string', title: 'string' }],
        includes: { users: [thing] },
        meta: { next_token: 'string', newest_id: 'string', result_count: 'integer' },
      },
    },
    expect.objectContaining({
      style: 'cursor-query',
      response: expect.objectContaining({ items: '/data', nextCursor: '/meta/next_token' }),
    }),
  ],
  [
    'a cursor in a response header that a description names',
    {
      query: {
        limit: 'integer',
        cursor: {
          param: {
            schema: { type: 'string' },
            description: 'The value of the `X-Next-Cursor` response header of the previous request.',
          },
        },
      },
      response: [thing],
    },
    {
      style: 'cursor-query',
      request: { cursor: 'cursor', limit: 'limit' },
      response: { items: '$response.body', nextCursor: '$response.header.X-Next-Cursor' },
    },
  ],
  [
    'marker and limit',
    {
      path: '/folders/{id}/items',
      query: { marker: 'string', usemarker: 'boolean', offset: 'integer', limit: 'integer' },
      response: { entries: [thing], limit: 'integer', next_marker: 'string', total_count: 'integer' },
    },
    expect.objectContaining({
      style: 'cursor-query',
      request: { cursor: 'marker', limit: 'limit' },
      response: expect.objectContaining({ nextCursor: '/next_marker' }),
    }),
  ],
  [
    'result_info in an envelope',
    {
      path: '/zones',
      query: { page: 'number', per_page: 'number', order: 'string' },
      response: {
        errors: [{ code: 'integer', message: 'string' }],
        messages: [{ code: 'integer', message: 'string' }],
        success: 'boolean',
        result: [thing],
        result_info: { count: 'number', page: 'number', per_page: 'number', total_count: 'number' },
      },
    },
    expect.objectContaining({
      style: 'page',
      request: { page: 'page', limit: 'per_page' },
      response: expect.objectContaining({ items: '/result', total: '/result_info/total_count' }),
    }),
  ],
  [
    'page counters in a search by POST',
    {
      method: 'post',
      path: '/people/search',
      body: { page: 'integer', per_page: 'integer', q: 'string' },
      response: {
        people: [thing],
        pagination: { page: 'integer', per_page: 'integer', total_entries: 'integer', total_pages: 'integer' },
      },
    },
    expect.objectContaining({
      style: 'page',
      request: { page: '/page', limit: '/per_page' },
      response: expect.objectContaining({
        items: '/people',
        total: '/pagination/total_entries',
        totalPages: '/pagination/total_pages',
      }),
    }),
  ],
  [
    'the id of the last item, with first_id, last_id and has_more beside it',
    {
      path: '/v1/files',
      query: {
        limit: 'integer',
        after: {
          param: {
            schema: { type: 'string' },
            description:
              'A cursor for use in pagination. `after` is an object ID that defines your place in the list. For instance, if you make a list request and receive 100 objects, ending with obj_foo, your subsequent call can include after=obj_foo in order to fetch the next page of the list.',
          },
        },
      },
      response: { object: 'string', data: [thing], first_id: 'string', last_id: 'string', has_more: 'boolean' },
    },
    {
      style: 'cursor-query',
      request: { cursor: 'after', limit: 'limit' },
      response: { items: '/data', itemCursor: '/id', hasMore: '/has_more' },
    },
  ],
  [
    'after_id and last_id',
    {
      path: '/v1/models',
      query: { before_id: 'string', after_id: 'string', limit: 'integer' },
      response: { data: [thing], first_id: 'string', last_id: 'string', has_more: 'boolean' },
    },
    {
      style: 'cursor-query',
      request: { cursor: 'after_id', limit: 'limit' },
      response: { items: '/data', nextCursor: '/last_id', hasMore: '/has_more' },
    },
  ],
  [
    'the id of an item to start after, given back under another name',
    {
      path: '/v1/history',
      query: {
        page_size: 'integer',
        start_after_history_item_id: 'string "After which ID to start fetching, use this parameter to paginate."',
      },
      response: { history: [thing], last_history_item_id: 'string', has_more: 'boolean' },
    },
    {
      style: 'cursor-query',
      request: { cursor: 'start_after_history_item_id', limit: 'page_size' },
      response: { items: '/history', nextCursor: '/last_history_item_id', hasMore: '/has_more' },
    },
  ],
  [
    'starting_after and ending_before with has_more',
    {
      path: '/v1/cards',
      query: { page_size: 'integer', starting_after: 'string', ending_before: 'string' },
      response: { data: [{ token: 'string', state: 'string' }], has_more: 'boolean' },
    },
    {
      style: 'cursor-query',
      request: { cursor: 'starting_after', limit: 'page_size', backCursor: 'ending_before' },
      response: { items: '/data', itemCursor: '/token', hasMore: '/has_more', firstItemCursor: '/token' },
    },
  ],
  [
    'a cursor inside paging, with more',
    {
      path: '/audiences',
      query: { cursor: 'string' },
      response: { items: [thing], paging: { cursor: 'string', more: 'boolean' } },
    },
    {
      style: 'cursor-query',
      request: { cursor: 'cursor' },
      response: { items: '/items', nextCursor: '/paging/cursor', hasMore: '/paging/more' },
    },
  ],
  [
    'page_info with after',
    {
      path: '/v1/users',
      query: { after: 'string "The cursor to fetch entries after."', before: 'string', page_size: 'integer' },
      response: { entries: [thing], page_info: { after: 'string', before: 'string', page_size: 'integer' } },
    },
    {
      style: 'cursor-query',
      request: { cursor: 'after', limit: 'page_size', backCursor: 'before' },
      response: {
        items: '/entries',
        nextCursor: '/page_info/after',
        limit: '/page_info/page_size',
        prevCursor: '/page_info/before',
      },
    },
  ],
  [
    'next and previous that are cursors',
    {
      path: '/hris/v1/employees',
      query: { cursor: 'string "The pagination cursor value."', page_size: 'integer' },
      response: { next: 'string', previous: 'string', results: [thing] },
    },
    {
      style: 'cursor-query',
      request: { cursor: 'cursor', limit: 'page_size' },
      response: { items: '/results', nextCursor: '/next', prevCursor: '/previous' },
    },
  ],
  [
    'next_page as a token, in the query of a POST',
    {
      method: 'post',
      path: '/v1/customers/list',
      operationId: 'listCustomers',
      query: {
        next_page: 'string "Cursor that indicates where the next page of results should start."',
        limit: 'integer',
      },
      response: { data: [thing], next_page: 'string' },
    },
    {
      style: 'cursor-query',
      request: { cursor: 'next_page', limit: 'limit' },
      response: { items: '/data', nextCursor: '/next_page' },
    },
  ],
  [
    'pages with a next page number',
    {
      path: '/candidates',
      query: { page: 'integer', per_page: 'integer' },
      response: {
        data: [thing],
        meta: { current_page: 'integer', next_page: 'integer', total_count: 'integer', last_page: 'integer' },
      },
    },
    {
      style: 'page',
      request: { page: 'page', limit: 'per_page' },
      response: { items: '/data', total: '/meta/total_count', totalPages: '/meta/last_page' },
    },
  ],
  [
    'limit and offset with the next URL and no total',
    {
      path: '/v1/sources',
      query: { limit: 'integer', offset: 'integer' },
      response: { previous: 'string', next: 'string', data: [thing] },
    },
    { style: 'offset', request: { offset: 'offset', limit: 'limit' }, response: { items: '/data' } },
  ],
  [
    'pageNumber and pageSize with a list in a list envelope',
    {
      path: '/api/orders',
      query: { pageNumber: 'integer', pageSize: 'integer' },
      response: { data: { list: [thing], totalRecords: 'integer' }, errors: ['string'] },
    },
    {
      style: 'page',
      request: { page: 'pageNumber', limit: 'pageSize' },
      response: { items: '/data/list', total: '/data/totalRecords', error: '/errors' },
    },
  ],
  [
    'a continuation token and a next-page URL side by side',
    {
      path: '/jobs',
      query: { continuationToken: 'string', maxResults: 'integer' },
      response: { jobs: [thing], continuationToken: 'string', nextPageUrl: 'string' },
    },
    {
      style: 'cursor-query',
      request: { cursor: 'continuationToken', limit: 'maxResults' },
      response: { items: '/jobs', nextCursor: '/continuationToken' },
    },
  ],
  [
    'a page number alone',
    { path: '/Invoices', query: { page: 'integer', where: 'string' }, response: { Invoices: [thing] } },
    { style: 'page', request: { page: 'page' }, response: { items: '/Invoices' } },
  ],
  [
    'an iterator',
    {
      path: '/api/v1/app',
      query: { limit: 'integer', iterator: 'string "The iterator returned from a prior invocation"' },
      response: { data: [thing], iterator: 'string', prevIterator: 'string', done: 'boolean' },
    },
    {
      style: 'cursor-query',
      request: { cursor: 'iterator', limit: 'limit' },
      response: { items: '/data', nextCursor: '/iterator', isLast: '/done' },
    },
  ],
  [
    'JSON:API offsets',
    {
      query: { 'page[offset]': 'integer', 'page[limit]': 'integer' },
      response: { data: [thing], meta: { page: { total_filtered_count: 'integer' } } },
    },
    expect.objectContaining({ style: 'offset', request: { offset: 'page[offset]', limit: 'page[limit]' } }),
  ],
  [
    'pagination[page] and pagination[pageSize]',
    {
      query: { 'pagination[page]': 'integer', 'pagination[pageSize]': 'integer' },
      response: { data: [thing], meta: { pagination: { page: 'integer', pageCount: 'integer', total: 'integer' } } },
    },
    expect.objectContaining({ style: 'page', request: { page: 'pagination[page]', limit: 'pagination[pageSize]' } }),
  ],
  [
    'a path to the next page',
    {
      path: '/accounts',
      query: { limit: 'integer', cursor: 'string' },
      response: { has_more: 'boolean', next: 'string "Path to subsequent page of results."', data: [thing] },
    },
    {
      style: 'next-url',
      request: { limit: 'limit' },
      response: { items: '/data', nextUrl: '/next', hasMore: '/has_more' },
    },
  ],
  [
    'hits by page, counted from 0',
    {
      path: '/indexes/{name}/query',
      query: { page: { param: { schema: { type: 'integer', default: 0 } } }, hitsPerPage: 'integer' },
      response: { hits: [thing], nbHits: 'integer', nbPages: 'integer', page: 'integer', hitsPerPage: 'integer' },
    },
    {
      style: 'page',
      request: { page: 'page', start: 0, limit: 'hitsPerPage' },
      response: { items: '/hits', total: '/nbHits', totalPages: '/nbPages', limit: '/hitsPerPage' },
    },
  ],
  [
    'start, limit and more_items_in_collection',
    {
      path: '/v1/deals',
      query: { start: 'integer', limit: 'integer' },
      response: {
        success: 'boolean',
        data: [thing],
        additional_data: {
          pagination: {
            start: 'integer',
            limit: 'integer',
            more_items_in_collection: 'boolean',
            next_start: 'integer',
          },
        },
      },
    },
    {
      style: 'offset',
      request: { offset: 'start', limit: 'limit' },
      response: {
        items: '/data',
        hasMore: '/additional_data/pagination/more_items_in_collection',
        limit: '/additional_data/pagination/limit',
        error: { at: '/success', not: true },
      },
    },
  ],
  [
    'a pagination token in and out',
    {
      path: '/users',
      query: { paginationToken: 'string', limit: 'integer' },
      response: { Users: [thing], PaginationToken: 'string' },
    },
    {
      style: 'cursor-query',
      request: { cursor: 'paginationToken', limit: 'limit' },
      response: { items: '/Users', nextCursor: '/PaginationToken' },
    },
  ],
  [
    'a continuation header both ways',
    {
      path: '/filesystems',
      query: { maxResults: 'integer' },
      header: { 'x-ms-continuation': 'string' },
      response: { filesystems: [thing] },
      headers: { 'x-ms-continuation': 'What to send for the next page' },
    },
    {
      style: 'cursor-header',
      request: { cursor: 'x-ms-continuation', limit: 'maxResults' },
      response: { items: '/filesystems', nextCursor: '$response.header.x-ms-continuation' },
    },
  ],
  [
    'a scroll id',
    {
      path: '/search/scroll',
      query: { scroll_id: 'string', q: 'string' },
      response: { scroll_id: 'string', results: [thing] },
    },
    {
      style: 'cursor-query',
      request: { cursor: 'scroll_id' },
      response: { items: '/results', nextCursor: '/scroll_id' },
    },
  ],
  [
    'a keyset over items in envelopes',
    {
      query: { limit: 'integer', starting_after: 'string', ending_before: 'string' },
      response: { data: [{ data: thing, uri: 'string' }] },
    },
    {
      style: 'cursor-query',
      request: { cursor: 'starting_after', limit: 'limit', backCursor: 'ending_before' },
      response: { items: '/data', itemCursor: '/data/id', firstItemCursor: '/data/id' },
    },
  ],
  [
    'max_id and since_id, newest first',
    { query: { max_id: 'string', since_id: 'string', limit: 'integer' }, response: [thing] },
    {
      style: 'cursor-query',
      request: { cursor: 'max_id', limit: 'limit' },
      response: { items: '$response.body', itemCursor: '/id' },
    },
  ],
  [
    'a header that only the parameter names',
    {
      query: {
        nextPage: {
          param: {
            description: 'The next page cursor, taken from the response header: `vendor-next-page-token`',
            schema: { type: 'string' },
          },
        },
        pageSize: 'integer',
      },
      response: [thing],
    },
    {
      style: 'cursor-query',
      request: { cursor: 'nextPage', limit: 'pageSize' },
      response: { items: '$response.body', nextCursor: '$response.header.Vendor-Next-Page-Token' },
    },
  ],
  [
    'exclusive start and last evaluated',
    {
      method: 'post',
      path: '/tables/search',
      body: { ExclusiveStartTableName: 'string', Limit: 'integer' },
      response: { TableNames: ['string'], LastEvaluatedTableName: 'string' },
    },
    {
      style: 'cursor-body',
      request: { cursor: 'ExclusiveStartTableName', limit: 'Limit' },
      response: { items: '/TableNames', nextCursor: '/LastEvaluatedTableName' },
    },
  ],
  [
    'first and max',
    { query: { first: 'integer', max: 'integer', search: 'string' }, response: [thing] },
    { style: 'offset', request: { offset: 'first', limit: 'max' }, response: { items: '$response.body' } },
  ],
  [
    'an offset beside a range of dates',
    {
      query: { start: 'integer', count: 'integer', startDate: 'string(date)', endDate: 'string(date)' },
      response: { total: 'integer', data: [thing] },
    },
    {
      style: 'offset',
      request: { offset: 'start', limit: 'count' },
      response: { items: '/data', total: '/total' },
    },
  ],
  [
    'parameters in brackets',
    {
      query: {
        'searchCriteria[filter][0][field]': 'string',
        'searchCriteria[pageSize]': 'integer',
        'searchCriteria[currentPage]': 'integer',
      },
      response: { items: [thing], total_count: 'integer' },
    },
    {
      style: 'page',
      request: { page: 'searchCriteria[currentPage]', limit: 'searchCriteria[pageSize]' },
      response: { items: '/items', total: '/total_count' },
    },
  ],
  [
    'parameters with dots',
    {
      query: { 'queryOptions.page': 'integer', 'queryOptions.pageSize': 'integer' },
      response: { Result: [thing], TotalCount: 'integer' },
    },
    {
      style: 'page',
      request: { page: 'queryOptions.page', limit: 'queryOptions.pageSize' },
      response: { items: '/Result', total: '/TotalCount' },
    },
  ],
  [
    'pages whose links are but a service',
    {
      query: { pageNumber: 'integer', pageSize: 'integer' },
      response: {
        _links: { self: { href: 'string' }, next: { href: 'string' }, prev: { href: 'string' } },
        data: [thing],
        itemsTotal: 'integer',
      },
    },
    {
      style: 'page',
      request: { page: 'pageNumber', limit: 'pageSize' },
      response: { items: '/data', total: '/itemsTotal' },
    },
  ],
  [
    'a page number beside a next page in words',
    {
      query: { page: 'integer', limit: 'integer' },
      response: { images: [thing], next_page: 'string', page: 'string' },
    },
    { style: 'page', request: { page: 'page', limit: 'limit' }, response: { items: '/images' } },
  ],
  [
    'a page that is given back as pageNum',
    {
      query: { pageNum: 'integer', max: 'integer' },
      response: { results: [thing], pagination: { pageNum: 'integer', total: 'integer', totalPages: 'integer' } },
    },
    {
      style: 'page',
      request: { page: 'pageNum', limit: 'max' },
      response: { items: '/results', total: '/pagination/total', totalPages: '/pagination/totalPages' },
    },
  ],
  [
    'an after that nothing explains, and has_more alone',
    { query: { after: 'string', limit: 'integer' }, response: { data: [thing], has_more: 'boolean' } },
    {
      style: 'cursor-query',
      request: { cursor: 'after', limit: 'limit' },
      response: { items: '/data', itemCursor: '/id', hasMore: '/has_more' },
    },
  ],
  [
    'from, take and next',
    {
      path: '/organizations',
      query: { from: 'string', take: 'integer' },
      response: { organizations: [thing], next: 'string' },
    },
    {
      style: 'cursor-query',
      request: { cursor: 'from', limit: 'take' },
      response: { items: '/organizations', nextCursor: '/next' },
    },
  ],
  [
    'a cursor and a count of the page',
    {
      query: { pagination_token: 'string', max_results: 'integer' },
      response: { data: [thing], meta: { next_token: 'string', result_count: 'integer' } },
    },
    {
      style: 'cursor-query',
      request: { cursor: 'pagination_token', limit: 'max_results' },
      response: { items: '/data', nextCursor: '/meta/next_token' },
    },
  ],
  [
    'a page inside of what is called a cursor',
    {
      query: { cursor: 'string', pageSize: 'integer' },
      response: {
        cursor: { pageSize: 'integer', hasMore: 'boolean', previous: 'string', next: 'string', data: [thing] },
      },
    },
    {
      style: 'cursor-query',
      request: { cursor: 'cursor', limit: 'pageSize' },
      response: {
        items: '/cursor/data',
        nextCursor: '/cursor/next',
        hasMore: '/cursor/hasMore',
        limit: '/cursor/pageSize',
        prevCursor: '/cursor/previous',
      },
    },
  ],
];

test.each([
  [
    'Relay',
    {
      query: { first: 'integer', after: 'string "The cursor to start after."', before: 'string', last: 'integer' },
      response: {
        nodes: [thing],
        pageInfo: { endCursor: 'string', startCursor: 'string', hasNextPage: 'boolean', hasPreviousPage: 'boolean' },
      },
    },
    { backCursor: 'before', backLimit: 'last' },
    { prevCursor: '/pageInfo/startCursor', hasPrevious: '/pageInfo/hasPreviousPage' },
  ],
  [
    'a previous link of another type',
    { response: { results: [thing], next: 'string(uri)', previous: 'integer' } },
    {},
    {},
  ],
] as const)('the way back: %s', async (_, list, request, response) => {
  const { annotation } = (await proposed(list)) ?? {};
  const back = ([key]: [string, unknown]): boolean => /^(?:back|prev|first|hasPrev)/.test(key);
  expect(Object.fromEntries(Object.entries(annotation?.request ?? {}).filter(back))).toEqual(request);
  expect(Object.fromEntries(Object.entries(annotation?.response ?? {}).filter(back))).toEqual(response);
});

describe('conventions of the field', () => {
  it.each(CONVENTIONS)('finds %s', async (_, list, expected) => {
    const { key: _key, ...annotation } = (await proposed(list))?.annotation ?? {};
    expect(annotation).toEqual(expected);
  });
});

const thingWithLists: Short = {
  id: 'string',
  name: 'string',
  status: 'string',
  owner: 'string',
  comments: [thing],
  tags: ['string'],
};

/** Operations that look like paginated lists in some way but are not. */
const OTHERS: readonly [string, ListOptions][] = [
  ['one thing that embeds lists', { path: '/widgets/{id}', response: thingWithLists }],
  ['a list without any position', { query: { sort: 'string', limit: 'integer' }, response: { data: [thing] } }],
  [
    'dates to filter by',
    {
      query: { after: 'string(date-time)', before: 'string(date-time)', limit: 'integer' },
      response: { data: [thing] },
    },
  ],
  ['a page of a book', { path: '/books/{id}/pages', query: { page: 'string' }, response: { text: 'string' } }],
  [
    'a bulk creation',
    {
      method: 'post',
      path: '/widgets/bulk',
      body: { widgets: [thing], token: 'string' },
      response: { results: [thing], errors: [{ code: 'string', message: 'string' }] },
    },
  ],
  [
    'a part of a file',
    { path: '/files/{id}/content', query: { offset: 'integer', length: 'integer' }, response: 'string' },
  ],
  [
    'suggestions for a search',
    { path: '/search/suggestions', query: { q: 'string', size: 'integer' }, response: { suggestions: ['string'] } },
  ],
  [
    'a token to log in with',
    {
      method: 'post',
      path: '/token',
      body: { token: 'string', start: 'string' },
      response: { token: 'string', scopes: ['string'] },
    },
  ],
  [
    'a chart with a start',
    {
      path: '/stats',
      query: { start: 'integer "unix timestamp"', end: 'integer "unix timestamp"' },
      response: { points: [{ t: 'integer', v: 'number' }] },
    },
  ],
  [
    'a token to wait for changes with',
    {
      path: '/breakpoints',
      query: { waitToken: 'string' },
      response: { breakpoints: [thing], nextWaitToken: 'string' },
    },
  ],
  [
    'one thing among links',
    {
      path: '/pois/{id}',
      response: {
        data: { id: 'string', name: 'string', type: 'string', rank: 'integer', tags: ['string'], self: 'string' },
        links: { self: 'string', next: 'string', prev: 'string' },
      },
    },
  ],
  [
    'the next episode',
    {
      path: '/episodes/{id}/next',
      response: {
        next: {
          id: 'string',
          path: 'string',
          title: 'string',
          season: 'integer',
          number: 'integer',
          rating: 'string',
          credits: [thing],
        },
      },
    },
  ],
  [
    'a payment with a risk to skip',
    {
      method: 'post',
      path: '/payments',
      body: {
        amount: 'integer',
        fraudOffset: 'integer',
        additionalData: { skipRisk: 'string', numberOfItems: 'string' },
      },
      response: { reference: 'string', results: [thing] },
    },
  ],
  [
    'a recipe to create, with a picture of a bookmark',
    {
      method: 'post',
      path: '/recipe',
      body: { Title: 'string', BookmarkImageURL: 'string' },
      response: { Title: 'string', BookmarkSiteLogo: 'string', Ingredients: [thing] },
    },
  ],
];

describe('other operations', () => {
  it.each(OTHERS)('leaves %s alone', async (_, list) => {
    expect(await proposed(list)).toBeUndefined();
  });
});
