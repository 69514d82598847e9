import { describe, expect, it } from 'vitest';
import { documentOf, lintText, unmark } from './lint-text.ts';

const offset = (response = '', more = '') => `style: offset
request: { offset: skip, limit: limit }
response: { items: data, hasMore: has_more${response} }
key: id${more}`;
const page = (response = '', request = 'page: page, limit: limit', more = '') => `style: page
request: { ${request} }
response: { items: data${response} }
key: id${more}`;
const cursor = (response: string, request = 'cursor: cursor, limit: limit', more = '') => `style: cursor-query
request: { ${request} }
response: { items: data, ${response} }
key: id${more}`;
const link = (response: string, request = 'limit: limit', style = 'next-url') => `style: ${style}
request: { ${request} }
response: { items: data${response} }
key: id`;
const bodyList = (request: string) => `openapi: 3.1.0
info: { title: T, version: '1' }
paths:
  /leads:
    post:
      operationId: listLeads
      parameters: [{ name: active, in: query, schema: { type: string } }]
      requestBody:
        content: { application/json: { schema: { type: object, properties: { token: { type: string } } } } }
      x-pagination: { style: cursor-body, request: { ${request} }, response: { items: data, nextCursor: token } }
      responses:
        '200':
          description: ok
          content:
            application/json:
              schema: { type: object, properties: { token: { type: string }, data: { type: array, items: {} } } }
`;
const deep = (fields: string) =>
  offset('', `\nlimits: { maxOffset: 5000 }\n${fields === '' ? '' : `deep: { ${fields} }`}`);

/** `line:column what changed` for each finding of the rule, in the order of the places. */
async function changesBetween(base: string, text: string): Promise<string[]> {
  const { findings } = await lintText(text, { base });
  const others = findings.filter(({ severity, code }) => severity === 'error' && code !== 'pagination-breaking-change');
  expect(others.map(({ message }) => message)).toEqual([]);
  return findings
    .filter(({ code }) => code === 'pagination-breaking-change')
    .map(({ line, column, message }) => `${line}:${column} ${message}`);
}

/** The frame, with a second array of leads in the response. */
const withMore = (document: string) =>
  document.replace(
    'next_parts: {',
    "links: { type: array, items: { type: object, properties: { rel: { type: string }, href: { type: string } } } }\n        teams: { type: array, items: { type: object, properties: { leads: { type: array, items: { $ref: '#/components/schemas/Lead' } } } } }\n        more: { type: array, items: { $ref: '#/components/schemas/Lead' } }\n        next_parts: {",
  );

type Case = readonly [title: string, base: string, now: string, ...expected: string[]];
const START = 'listLeads: ';
const END = ', which breaks clients of the base document.';

describe('what breaks clients of the annotation that the base document has', () => {
  it.each<Case>([
    [
      'another style',
      offset(),
      page(', hasMore: has_more').replace('page\n', '«page\n'),
      'the style changed from `offset` to `page`',
    ],
    [
      'another style of the same name',
      offset('', '\nname: all'),
      page('', undefined, '\nname: all').replace('style: page', 'style: «page'),
      'the style changed from `offset` to `page`',
    ],
    [
      'a strategy that is gone',
      `- ${offset().replaceAll('\n', '\n  ')}\n- ${page().replaceAll('\n', '\n  ')}`,
      `- «${offset().replaceAll('\n', '\n  ')}`,
      'the strategy `page` was removed',
    ],
    [
      'strategies in another order',
      `- ${offset().replaceAll('\n', '\n  ')}\n- ${page().replaceAll('\n', '\n  ')}`,
      `- «${page().replaceAll('\n', '\n  ')}\n- ${offset().replaceAll('\n', '\n  ')}`,
      'the default strategy changed from `offset` to `page`',
    ],
    [
      'a position under another name',
      page(),
      page('', 'page: «page0, start: «0, limit: limit'),
      '`request.page` changed from `page` to `page0`',
      '`request.start` changed from `1` to `0`',
    ],
    [
      'a cursor in another place',
      cursor('nextCursor: next'),
      cursor('nextCursor: next', 'cursor: «$request.header.X-Cursor, limit: limit'),
      '`request.cursor` changed from `cursor` to `X-Cursor`',
    ],
    ['a page size that is gone', offset(), `«${offset().replace(', limit: limit', '')}`, '`request.limit` was removed'],
    [
      'a page size under another name',
      offset(),
      offset().replace('limit: limit', 'limit: «size'),
      '`request.limit` changed from `limit` to `size`',
    ],
    [
      'parameters that only the first page may have',
      cursor('nextCursor: next'),
      cursor('nextCursor: next', 'cursor: cursor, firstPageOnly: «[active, order], limit: limit'),
      '`request.firstPageOnly` now includes `active`, `order`',
    ],
    [
      'a body that only the first page may have',
      bodyList('firstPageOnly: [active], cursor: token'),
      bodyList("firstPageOnly: «'*', cursor: token"),
      "`request.firstPageOnly` now includes `'*'`",
    ],
    [
      'a fixed value',
      cursor('nextCursor: next'),
      cursor('nextCursor: next', 'cursor: cursor, fixed: «{ order: created }, limit: limit'),
      '`request.fixed` changed from `[]` to `["query order: \\"created\\""]`',
    ],
    [
      'parameters that links leave out',
      link(', nextUrl: next'),
      link(', nextUrl: next', 'limit: limit, carry: «[active]'),
      '`request.carry` now includes `active`',
    ],
    [
      'a start elsewhere',
      cursor('nextCursor: next', "cursor: resume, start: '*', limit: limit"),
      cursor('nextCursor: next', "cursor: resume, start: «'first', limit: limit"),
      '`request.start` changed from `*` to `first`',
    ],
    [
      'items elsewhere',
      offset(),
      offset().replace('data', '«$response.body#/more'),
      '`response.items` changed from `/data` to `/more`',
    ],
    [
      'an end that is no longer said',
      offset(),
      `«${offset().replace(', hasMore: has_more', '')}`,
      '`response.hasMore` was removed',
    ],
    [
      'a next cursor of another type',
      cursor('nextCursor: next'),
      cursor('nextCursor: «next_after', 'cursor: «after, limit: limit'),
      '`request.cursor` changed from `cursor` to `after`',
      '`response.nextCursor` changed from `/next` to `/next_after`',
    ],
    [
      'a keyset by another field',
      cursor('itemCursor: id'),
      cursor('itemCursor: «alias'),
      '`response.itemCursor` changed from `/id` to `/alias`',
    ],
    [
      'a cursor of the response instead of a keyset',
      cursor('itemCursor: id'),
      `«${cursor('nextCursor: next')}`,
      '`response.itemCursor` was removed',
    ],
    ['a total that is gone', offset(', total: total'), `«${offset()}`, '`response.total` was removed'],
    [
      'short pages in mid-walk',
      page(', lastPage: short'),
      page(', lastPage: «empty'),
      '`response.lastPage` changed from `short` to `empty`',
    ],
    [
      'cursors that lead nowhere',
      cursor('nextCursor: next'),
      cursor('nextCursor: next, lastPage: «empty'),
      '`response.lastPage` changed from `none` to `empty`',
    ],
    [
      'empty pages in mid-walk',
      cursor('nextCursor: next, lastPage: empty'),
      `«${cursor('nextCursor: next')}`,
      '`response.lastPage` changed from `empty` to `none`',
    ],
    [
      'a position that the server keeps',
      cursor('nextCursor: next, lastPage: empty'),
      cursor('nextCursor: next, lastPage: empty, stateful: «true'),
      '`response.stateful` changed from `none` to `true`',
    ],
    [
      'another order of the way back',
      cursor('itemCursor: id, firstItemCursor: id', 'cursor: cursor, backCursor: resume, limit: limit'),
      cursor(
        'itemCursor: id, firstItemCursor: id, backOrder: «reversed',
        'cursor: cursor, backCursor: resume, limit: limit',
      ),
      '`response.backOrder` changed from `none` to `reversed`',
    ],
    [
      'a way back that is gone',
      cursor('itemCursor: id, prevCursor: next'),
      `«${cursor('itemCursor: id')}`,
      '`response.prevCursor` was removed',
    ],
    [
      'other values that are errors',
      offset(', error: { at: total, is: [-1] }'),
      offset(', error: «{ at: total, is: [-1, -2] }'),
      '`response.error` changed from `/total is [-1]` to `/total is [-1,-2]`',
    ],
    [
      'another number of the first page in the response',
      page(', position: { at: total, start: 0 }'),
      page(', position: «{ at: total, start: 1 }'),
      '`response.position` changed from `/total from 0` to `/total from 1`',
    ],
    [
      'what positions count',
      offset('').replace('items: data', 'items: { at: teams, each: leads, counts: rows }'),
      offset('').replace('items: data', 'items: «{ at: teams, each: leads, counts: groups }'),
      '`response.items` changed from `{"map":false,"each":"/leads","counts":"rows"}` to `{"map":false,"each":"/leads","counts":"groups"}`',
    ],
    [
      'links of another relation',
      link(', nextUrl: { in: links, where: { rel: next }, url: href }'),
      link(', nextUrl: «{ in: links, where: { rel: following }, url: href }'),
      '`response.nextUrl` changed from `{"where":{"rel":"next"},"url":"/href","required":false}` to `{"where":{"rel":"following"},"url":"/href","required":false}`',
    ],
    [
      'a total in another part of a header',
      offset(', total: $response.header.X-Total#/all'),
      offset(', total: «$response.header.X-Total#/count'),
      '`response.total` changed from `/all` in the header `X-Total` to `/count` in the header `X-Total`',
    ],
    [
      'another status past the end',
      page(', pastEnd: [404]'),
      page(', pastEnd: «[404, 410]'),
      '`response.pastEnd` now includes 410',
    ],
    [
      'another value that means the end',
      cursor('nextCursor: next'),
      cursor('nextCursor: next, end: «["", done]'),
      '`response.end` now includes "done"',
    ],
    [
      'pages that may come again',
      page(),
      page(', repeat: «allow'),
      '`response.repeat` changed from `error` to `allow`',
    ],
    [
      'another relation of the link',
      link('', undefined, 'link-header'),
      link(', rel: «following', undefined, 'link-header'),
      '`response.rel` changed from `next` to `following`',
    ],
    [
      'another way to follow a link',
      link(', nextUrl: next'),
      link(', nextUrl: next, nextMethod: «same, linkBase: «server'),
      '`response.nextMethod` changed from `GET` to `same`',
      '`response.linkBase` changed from `request` to `server`',
    ],
    [
      'a lower maximum',
      offset('', '\nlimits: { maxLimit: 80 }'),
      offset('', '\nlimits: { maxLimit: «50 }'),
      '`limits.maxLimit` changed from `80` to `50`',
    ],
    [
      'a higher minimum',
      offset(),
      offset('', '\nlimits: { minLimit: «10 }'),
      '`limits.minLimit` changed from `1` to `10`',
    ],
    [
      'new ceilings',
      offset(),
      offset('', '\nlimits: { maxOffset: «5000, maxResults: «6000 }'),
      '`limits.maxOffset: 5000` was added',
      '`limits.maxResults: 6000` was added',
    ],
    [
      'a lower ceiling',
      page('', undefined, '\nlimits: { maxPage: 100 }'),
      page('', undefined, '\nlimits: { maxPage: «50 }'),
      '`limits.maxPage` changed from `100` to `50`',
    ],
    [
      'cursors that live shorter',
      cursor('nextCursor: next', undefined, '\nlimits: { cursorTtl: 600 }'),
      cursor('nextCursor: next', undefined, '\nlimits: { cursorTtl: «60 }'),
      '`limits.cursorTtl` changed from `600` to `60`',
    ],
    [
      'no way past the ceiling',
      deep('field: created, from: since, sort: { order: created }'),
      deep('').replace('style: offset', 'style: «offset'),
      '`deep` was removed',
    ],
    [
      'another way past the ceiling',
      deep('field: created, from: since, sort: { order: created }'),
      deep('field: created, until: «since, sort: «{}'),
      'the bound of `deep` changed',
      '`deep.sort` changed',
    ],
    ['another key', offset(), offset().replace('key: id', 'key: «created'), '`key` changed from `/id` to `/created`'],
  ])('%s', async (_, base, now, ...expected) => {
    const { text, places } = unmark(withMore(documentOf(now)));
    const found = await changesBetween(withMore(documentOf(base)), text);
    expect(found).toEqual(expected.map((what, index) => `${places[index]} ${START}${what}${END}`));
  });

  it.each<readonly [string, string, string]>([
    ['nothing', offset(), offset()],
    [
      'a way back that is new',
      cursor('itemCursor: id'),
      cursor(
        'itemCursor: id, firstItemCursor: id, backOrder: reversed',
        'cursor: cursor, backCursor: resume, limit: limit',
      ),
    ],
    ['a test for errors', offset(), offset(', error: { at: total, is: -1 }')],
    ['a position that is no longer said', page(', position: total'), page()],
    ['a start that is the style’s own', page(), page('', 'page: page, start: 1, limit: limit')],
    [
      'more to read and less to heed',
      offset('', '\nlimits: { maxOffset: 10 }'),
      offset(', total: total', '\nlimits: { maxOffset: 20 }'),
    ],
    ['a further strategy', offset(), `- ${offset().replaceAll('\n', '\n  ')}\n- ${page().replaceAll('\n', '\n  ')}`],
    [
      'a header in another letter case',
      cursor('nextCursor: next', 'cursor: $request.header.X-Cursor'),
      cursor('nextCursor: next', 'cursor: $request.header.x-cursor'),
    ],
  ])('not: %s', async (_, base, now) => {
    expect(await changesBetween(documentOf(base), documentOf(now))).toEqual([]);
  });
});

describe('what breaks clients though the annotation is the same', () => {
  const base = documentOf('list');
  const both = (text: string, from: string, to: string) => text.replace(from, to);

  it.each<readonly [string, string, string, string]>([
    [
      'a required page size',
      '- { name: limit, in: query, schema',
      '- { name: limit, in: query, required: true, schema',
      '`request.limit` is now required',
    ],
    [
      'a lower maximum of the parameter',
      'maximum: 100, default: 25',
      'maximum: 50, default: 25',
      '`limits.maxLimit` changed from `100` to `50`',
    ],
    [
      'a lower default of the parameter',
      'default: 25',
      'default: 20',
      '`limits.defaultLimit` changed from `25` to `20`',
    ],
    [
      'page sizes to choose from',
      'minimum: 1, maximum: 100, default: 25',
      'enum: [25, 50, 100], default: 25',
      'the page size must now be one of 25, 50, 100',
    ],
  ])('%s', async (_, from, to, what) => {
    const [first] = await changesBetween(base, both(base, from, to));
    expect(first).toMatch(/^\d+:\d+ /);
    expect(first?.replace(/^\d+:\d+ /, '')).toBe(`${START}${what}${END}`);
  });

  it('a cursor of another type', async () => {
    const before = documentOf(cursor('nextCursor: next'));
    const now = both(
      both(before, "next: { type: [string, 'null'] }", "next: { type: [integer, 'null'] }"),
      'name: cursor, in: query, schema: { type: string }',
      'name: cursor, in: query, schema: { type: integer }',
    );
    expect((await changesBetween(before, now)).map((each) => each.replace(/^\d+:\d+ /, ''))).toEqual([
      `${START}the type of \`request.cursor\` changed from string to integer${END}`,
      `${START}the type of \`response.nextCursor\` changed from string to integer${END}`,
    ]);
  });

  it('a cursor of the same name in another place', async () => {
    const before = documentOf(cursor('nextCursor: next', 'cursor: $request.header.X-Cursor'));
    const now = both(
      documentOf(cursor('nextCursor: next', 'cursor: $request.query.X-Cursor')),
      'name: cursor, in: query',
      'name: X-Cursor, in: query',
    );
    expect((await changesBetween(before, now)).map((each) => each.replace(/^\d+:\d+ /, ''))).toEqual([
      `${START}\`request.cursor\` moved from the header parameter \`X-Cursor\` to the query parameter \`X-Cursor\`${END}`,
    ]);
  });

  it('items of another type', async () => {
    const now = both(
      base,
      "data: { type: array, items: { $ref: '#/components/schemas/Lead' } }",
      'data: { type: array, items: { type: string } }',
    ).replaceAll(', key: id }', ' }');
    const found = await changesBetween(base.replaceAll(', key: id }', ' }'), now);
    expect(found.map((each) => each.replace(/^\d+:\d+ /, ''))).toEqual([
      `${START}the type of \`items\` changed from object to string${END}`,
      `listArchive: the type of \`items\` changed from object to string${END}`,
    ]);
  });

  it('an annotation that is gone, or declares that there are no pages', async () => {
    const expected = [`${START}pagination was removed${END}`];
    const messages = async (now: string) =>
      (await changesBetween(base, now)).map((each) => each.replace(/^\d+:\d+ /, ''));
    expect(await messages(documentOf('false'))).toEqual(expected);
    expect(await messages(base.replace(/ {6}x-pagination:\n {8}list\n/, ''))).toEqual(expected);
  });

  it('an operation that is gone, or has another path', async () => {
    const now = base.replace('  /leads:\n', '  /lead:\n');
    const [first] = await changesBetween(base, now);
    expect(first?.replace(/^\d+:\d+ /, '')).toBe(
      'listLeads (GET /leads) is paginated in the base document, but this document has no such operation.',
    );
  });

  it('pages where there was the whole list', async () => {
    const before = documentOf('false').replace(
      / {8}- \{ name: (?:skip|limit), in: query, schema: \{ type: integer, minimum.*\n/g,
      '',
    );
    const [first] = await changesBetween(before, documentOf(offset()));
    expect(first?.replace(/^\d+:\d+ /, '')).toBe(`${START}pagination was added${END}`);
  });
});
