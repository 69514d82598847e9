import { describe, expect, it } from 'vitest';
import { PAGINATION_CODES } from '../../src/annotation/x-pagination/codes.ts';
import { normalizeList } from './list-document.ts';

type Case = readonly [title: string, annotation: string, ...expected: string[]];

const offset = (more = '', request = 'offset: skip, limit: limit', response = 'items: data') =>
  `style: offset\nrequest: { ${request} }\nresponse: { ${response} }\n${more}`;
const cursor = (request: string, response: string, style = 'cursor-query') =>
  `style: ${style}\nrequest: { ${request} }\nresponse: { ${response} }`;
const page = (request: string, more = '') => `style: page\nrequest: { ${request} }\nresponse: { items: data }\n${more}`;
const deep = (fields: string) => offset(`key: id\ndeep: { ${fields} }`);

/** Each expectation is what follows the marked place: `code: message | hint`. */
async function expectFaults(annotation: string, expected: readonly string[]): Promise<void> {
  const { faults, places, model } = await normalizeList(annotation);
  expect(faults).toEqual(expected.map((text, index) => `${places[index]} ${text}`));
  const codes = faults.map((fault) => /^\S+ (?:warning )?([a-z-]+):/.exec(fault)?.[1]);
  for (const code of codes) expect(Object.keys(PAGINATION_CODES)).toContain(code);
  expect(model.operations[0]?.strategies).toEqual([]);
}

const KEYS = 'style, name, key, alternatives, request, response, limits, deep, extends';
const STYLES = 'offset, page, cursor-query, cursor-body, cursor-header, next-url, link-header';

describe('the form of the annotation', () => {
  it.each<Case>([
    [
      'a key that does not exist',
      `«styel: offset\nstyle: offset\nrequest: { offset: skip }\nresponse: { items: data }`,
      `pagination-unknown-key: A strategy has no key \`styel\`; the keys are ${KEYS}. | Did you mean \`style\`?`,
    ],
    [
      'a key of a group that does not exist',
      offset('', 'offset: skip', 'items: data, «has_more: has_more'),
      'pagination-unknown-key: `response` has no key `has_more`; the keys are items, nextCursor, itemCursor, inclusive, nextUrl, linkBase, end, hasMore, isLast, total, totalPages, limit, lastPage, pastEnd, rel, nextMethod, repeat, error, expiredOn, stateful, position, prevCursor, firstItemCursor, prevUrl, hasPrevious, backOrder. | Did you mean `hasMore`?',
    ],
    [
      'a style that does not exist',
      'style: «ofset\nrequest: { offset: skip }\nresponse: { items: data }',
      `pagination-unknown-style: There is no pagination style \`ofset\`; the styles are ${STYLES}. | Did you mean \`offset\`?`,
    ],
    [
      'no style',
      '«request: { offset: skip }\nresponse: { items: data }',
      `pagination-missing-field: A strategy needs \`style\`, one of ${STYLES}.`,
    ],
    [
      'an element of another type',
      '[{ extends: «nope }, «true]',
      'pagination-unknown-strategy: There is no shared strategy `nope`; the document declares none.',
      'pagination-wrong-type: A strategy must be an object or the name of a shared one; found true.',
    ],
    [
      'no strategy at all',
      '«[]',
      'pagination-wrong-type: `x-pagination` must have at least one strategy; found an empty array. | Write `x-pagination: false` if the operation is not paginated.',
    ],
    [
      'a group of another type',
      'style: offset\nrequest: «skip\nresponse: { items: data }',
      'pagination-wrong-type: `request` must be an object; found a string.',
    ],
    [
      'a value of another type',
      offset('', 'offset: «12'),
      'pagination-wrong-type: `request.offset` must be a string; found 12.',
    ],
    [
      'a text that is empty',
      offset('name: «""', 'offset: skip, limit: «""'),
      'pagination-wrong-type: `request.limit` must not be empty.',
      'pagination-wrong-type: `name` must not be empty.',
    ],
    [
      'keys that stand in the wrong place',
      'style: offset\n«maxLimit: 20\nrequest: { offset: skip, «items: data, «key: id }\nresponse: { items: data }',
      `pagination-unknown-key: A strategy has no key \`maxLimit\`; the keys are ${KEYS}. | Move it into \`limits\`.`,
      'pagination-unknown-key: `request` has no key `items`; the keys are offset, page, cursor, limit, backCursor, backLimit, start, firstPageOnly, fixed, carry, operation. | Move it into `response`.',
      'pagination-unknown-key: `request` has no key `key`; the keys are offset, page, cursor, limit, backCursor, backLimit, start, firstPageOnly, fixed, carry, operation. | Move it next to `request` and `response`.',
    ],
    [
      'statuses that are none',
      offset('', 'offset: skip', 'items: data, pastEnd: «[404, 4040]'),
      'pagination-wrong-type: `response.pastEnd` must be an array of statuses from 100 to 599; found `[404,4040]`.',
    ],
    [
      'a word that does not exist',
      offset('', 'offset: skip', 'items: data, lastPage: «shrot'),
      'pagination-unknown-value: `response.lastPage` must be one of empty, short; found "shrot". | Did you mean `short`?',
    ],
    [
      'limits that are no positive integers',
      offset('limits: { maxLimit: «0, maxOffset: «2.5, defaultLimit: «"100" }', 'offset: skip, limit: size'),
      'pagination-wrong-type: `limits.maxLimit` must be a positive integer; found 0.',
      'pagination-wrong-type: `limits.maxOffset` must be a positive integer; found 2.5.',
      'pagination-wrong-type: `limits.defaultLimit` must be a positive integer; found "100".',
    ],
    [
      'an expression of the response in the request',
      offset('', 'offset: «$response.body#/skip'),
      'pagination-invalid-expression: `request.offset` is `$response.body#/skip`, which is not a request expression. | Write a name, a JSON Pointer into the body, $request.query.X, $request.header.X, $request.path.X or $request.body#/X.',
    ],
    [
      'an expression that does not exist',
      offset('', 'offset: skip', 'items: «$response.boddy#/data'),
      'pagination-invalid-expression: `response.items` is `$response.boddy#/data`, which is not a response expression. | Write a name, a JSON Pointer into the body, $response.body, $response.body#/X, $response.header.X or $response.header.X#/Y.',
    ],
  ])('%s', (_, annotation, ...expected) => expectFaults(annotation, expected));

  it('a name that two strategies have leaves the first', async () => {
    const strategy = '{ style: offset, request: { offset: skip }, response: { items: data } }';
    const { faults, places, model, diagnostics } = await normalizeList(`- ${strategy}\n- «${strategy}`);
    expect(faults).toEqual([
      `${places[0]} pagination-duplicate-name: listThings has two strategies called \`offset\`. | Give one of them another \`name\`.`,
    ]);
    expect(diagnostics[0]?.related?.[0]?.location.pointer).toBe('/paths/~1things/get/x-pagination/0');
    expect(model.operations[0]?.strategies).toHaveLength(1);
  });
});

describe('what a style takes and needs', () => {
  it.each<Case>([
    [
      'a part of a cursor that the response lacks',
      cursor('cursor: { a: cursor, «b: X-Cursor }', 'items: data, nextCursor: { a: next }').replace(
        'X-Cursor',
        '$request.header.X-Cursor',
      ),
      'pagination-missing-field: The part `b` of the cursor is in neither of `response.nextCursor` and `response.itemCursor`. | Declare it in exactly one of them.',
    ],
    [
      'a part of a cursor in two places',
      cursor('cursor: { «a: cursor }', 'items: data, nextCursor: { a: next }, itemCursor: { a: id }'),
      'pagination-exclusive-fields: The part `a` of the cursor is in both of `response.nextCursor` and `response.itemCursor`. | Declare it in exactly one of them.',
    ],
    [
      'a part of a cursor that the request lacks',
      cursor('cursor: { after: cursor }', 'items: data, nextCursor: { after: next, «aftr: next }'),
      'pagination-unknown-key: `response.nextCursor` has the part `aftr`, which `request.cursor` does not have. | Did you mean `after`?',
    ],
    [
      'a cursor of several parts next to a single one',
      cursor('cursor: «cursor', 'items: data, nextCursor: { a: next }'),
      'pagination-wrong-type: `response.nextCursor` is a map of names, so `request.cursor` must be one too.',
    ],
    [
      'a part of a cursor of another type',
      cursor('cursor: { a: «skip }', 'items: data, nextCursor: { a: next }')
        .replace('«skip', 'skip')
        .replace('nextCursor: {', 'nextCursor: «{'),
      'pagination-cursor-type: `response.nextCursor` has type string, but the query parameter `skip` has type integer.',
    ],
    [
      'windows with a part of a cursor that only an answer supplies',
      `${cursor('cursor: { a: cursor, b: skip }', 'items: data, nextCursor: { a: next, b: { at: total, keep: true } }')}\nkey: id\ndeep: «{ field: created, from: since, sort: {} }`,
      'pagination-exclusive-fields: `deep` and a part of the cursor with `keep` are mutually exclusive: a window begins without an answer that could supply the part.',
    ],
    [
      'an inclusive cursor that is not from an item',
      `${cursor('cursor: cursor', 'items: data, nextCursor: next, «inclusive: true')}\nkey: id`,
      'pagination-missing-field: `response.inclusive` needs `response.itemCursor`: it says that the item at the cursor comes again.',
    ],
    [
      'an inclusive keyset without a key',
      cursor('cursor: cursor', 'items: data, itemCursor: id, «inclusive: true'),
      'pagination-missing-field: `response.inclusive` needs the `key` of the strategy to recognize the items that come again.',
    ],
    [
      'an inclusive keyset whose pages may repeat',
      `${cursor('cursor: cursor', 'items: data, itemCursor: id, repeat: end, «inclusive: true')}\nkey: id`,
      'pagination-exclusive-fields: `response.inclusive` and `response.repeat` are mutually exclusive. | Remove one of them.',
    ],
    [
      'windows over an inclusive keyset, which passes a ceiling by itself',
      `${cursor('cursor: cursor', 'items: data, itemCursor: id, «inclusive: true')}\nkey: id\ndeep: { field: created, from: since, sort: {} }`,
      'pagination-exclusive-fields: `response.inclusive` and `deep` are mutually exclusive: the keyset passes a ceiling by itself, as a window does. | Remove one of them.',
    ],
    [
      'one response field for the next page and for the page before',
      cursor('cursor: cursor', 'items: data, nextCursor: next, prevCursor: «next'),
      'pagination-exclusive-fields: `response.nextCursor` and `response.prevCursor` are both `next`. | Correct one of them, or remove it.',
    ],
    [
      'one response field for two numbers',
      offset('', 'offset: skip', 'items: data, total: total, totalPages: «total'),
      'pagination-exclusive-fields: `response.total` and `response.totalPages` are both `total`. | Correct one of them, or remove it.',
    ],
    [
      'one header for two numbers',
      offset('', 'offset: skip', 'items: data, total: $response.header.X-Total, totalPages: «$response.header.x-total'),
      'pagination-exclusive-fields: `response.total` and `response.totalPages` are both `$response.header.x-total`. | Correct one of them, or remove it.',
    ],
    [
      'a parameter that is sent once and carried along',
      'style: link-header\nrequest: { firstPageOnly: «[active], carry: [active] }\nresponse: { items: data }',
      'pagination-exclusive-fields: `request.firstPageOnly` names the query parameter `active`, which every page needs: it is `request.carry`. | Remove it from `firstPageOnly`.',
    ],
    [
      'one parameter for two things',
      offset('', 'offset: limit, limit: «limit'),
      'pagination-exclusive-fields: `request.offset` and `request.limit` are both the query parameter `limit`.',
    ],
    [
      'a needed request field',
      'style: offset\nrequest: «{ limit: limit }\nresponse: { items: data }',
      'pagination-missing-field: The style `offset` needs `request.offset`.',
    ],
    [
      'a needed response field, its group missing too',
      '«style: link-header',
      'pagination-missing-field: The style `link-header` needs `response.items`.',
    ],
    [
      'a request field of another style',
      page('page: page, «offset: skip'),
      'pagination-foreign-field: The style `page` does not support `request.offset`; it supports page, limit, start, firstPageOnly, fixed.',
    ],
    [
      'a response field of another style',
      offset('', 'offset: skip', 'items: data, «nextCursor: next'),
      'pagination-foreign-field: The style `offset` does not support `response.nextCursor`; it supports items, hasMore, isLast, total, totalPages, limit, lastPage, pastEnd, repeat, error, position.',
    ],
    [
      'a limit of another style',
      page('page: page', 'limits: { «maxOffset: 10 }'),
      'pagination-foreign-field: The style `page` does not support `limits.maxOffset`; it supports minLimit, maxLimit, defaultLimit, maxPage, maxResults.',
    ],
    [
      'rel if there is no link',
      cursor('cursor: cursor', 'items: data, nextCursor: next, «rel: next'),
      'pagination-foreign-field: The style `cursor-query` does not support `response.rel`; it supports items, nextCursor, itemCursor, inclusive, end, hasMore, isLast, total, totalPages, limit, lastPage, pastEnd, repeat, error, expiredOn, stateful, prevCursor, firstItemCursor, hasPrevious, backOrder.',
    ],
    [
      'neither next cursor',
      'style: cursor-query\nrequest: { cursor: cursor }\nresponse: «{ items: data }',
      'pagination-missing-field: The style `cursor-query` needs `response.nextCursor` or `response.itemCursor`.',
    ],
    [
      'both next cursors',
      cursor('cursor: cursor', 'items: data, nextCursor: next, «itemCursor: id'),
      'pagination-exclusive-fields: `response.nextCursor` and `response.itemCursor` are mutually exclusive. | Remove one of them.',
    ],
  ])('%s', (_, annotation, ...expected) => expectFaults(annotation, expected));
});

describe('the request', () => {
  it.each<Case>([
    [
      'a parameter that is not declared',
      offset('', 'offset: «skp, limit: limit'),
      'pagination-undeclared-parameter: `request.offset` names the query parameter `skp`, which listThings does not declare. | Did you mean `skip`?',
    ],
    [
      'a parameter that is in another place',
      cursor('cursor: «X-Cursor', 'items: data, nextCursor: next'),
      'pagination-undeclared-parameter: `request.cursor` names the query parameter `X-Cursor`, which listThings does not declare. | There is a header parameter of this name: write `$request.header.X-Cursor`.',
    ],
    [
      'a property that a deepObject parameter does not have',
      page('page: «"pages[numbr]"'),
      'pagination-undeclared-parameter: `request.page` names `numbr` of the query parameter `pages`, which has no such property. | Did you mean `number`?',
    ],
    [
      'a position of a type that is no number',
      offset('', 'offset: «active, limit: «ids'),
      'pagination-request-type: `request.offset` is an integer, but the query parameter `active` of listThings has type boolean.',
      'pagination-request-type: `request.limit` is an integer, but the query parameter `ids` of listThings has type array.',
    ],
    [
      'a body if there is none',
      offset('', 'offset: «/skip'),
      'pagination-no-json-body: `request.offset` names a field of the request body, but listThings accepts neither JSON nor a form.',
    ],
    [
      'parameters of the first page alone, and carried ones',
      'style: link-header\nrequest: { firstPageOnly: [tenant, «acive], carry: [ids, «tenant] }\nresponse: { items: data }',
      'pagination-undeclared-parameter: `request.firstPageOnly` names the parameter `acive`, which listThings does not declare. | Did you mean `active`?',
      'pagination-undeclared-parameter: `request.carry` names the query parameter `tenant`, which listThings does not declare.',
    ],
    [
      'a start that is no page number',
      page('page: page, start: «"*"'),
      'pagination-start: `request.start` of the style `page` must be a non-negative integer; found "*".',
    ],
    [
      'a zero-based page without start',
      page('page: «page0'),
      'pagination-start: The query parameter `page0` has the default 0, but the style `page` starts at 1. | Add `start: 0` to `request`.',
    ],
    [
      'a page that can be 0, without start',
      page('page: «page_min0'),
      'pagination-start: The query parameter `page_min0` has the minimum 0, but the style `page` starts at 1. | Add `start: 0` to `request`.',
    ],
    [
      'a start that contradicts the default',
      page('page: page0, start: «1'),
      'pagination-start: The query parameter `page0` has the default 0, but `request.start` is 1. | Write `start: 0`.',
    ],
    [
      'a start of another type than the cursor',
      cursor('cursor: cursor, start: «[0]', 'items: data, nextCursor: next'),
      'pagination-start: `request.start` is [0], but the query parameter `cursor` has type string.',
    ],
    [
      'a cursor of another type',
      cursor('cursor: cursor', 'items: data, nextCursor: «next_number'),
      'pagination-cursor-type: `response.nextCursor` has type integer, but the query parameter `cursor` has type string.',
    ],
    [
      'an array cursor in a parameter of scalars',
      cursor('cursor: «cursor', 'items: data, nextCursor: next_parts'),
      'pagination-cursor-not-scalar: `response.nextCursor` has type array, but the query parameter `cursor` can only carry a scalar. | Declare the parameter as an array or object, or with `content: application/json`.',
    ],
    [
      'a keyset of another type',
      cursor('cursor: cursor', 'items: data, itemCursor: «ratio'),
      'pagination-cursor-type: `response.itemCursor` has type number, but the query parameter `cursor` has type string.',
    ],
  ])('%s', (_, annotation, ...expected) => expectFaults(annotation, expected));
});

describe('the notation of other tools', () => {
  it.each<Case>([
    [
      'a path with dots',
      offset('', 'offset: skip', 'items: data, total: «page.total'),
      'pagination-pointer-to-nothing: `response.total` is `/page.total`, but the 200 response of listThings has no `page.total` there.',
    ],
    [
      'a JSONPath of the items',
      offset('', 'offset: skip', 'items: «"$.data[*]"'),
      'pagination-pointer-to-nothing: `response.items` is `/$.data[*]`, but the 200 response of listThings has no `$.data[*]` there. | Write `/data`.',
    ],
    [
      'a path with dots in an item',
      cursor('cursor: cursor', 'items: data, itemCursor: «owner.id'),
      'pagination-pointer-to-nothing: `response.itemCursor` is `/owner.id`, but an item of listThings has no `owner.id` there. | Write `/owner/id`.',
    ],
    [
      'one value that ends',
      cursor('cursor: cursor', 'items: data, nextCursor: next, end: «END'),
      'pagination-wrong-type: `response.end` must be an array of values; found "END". | Write `["END"]`.',
    ],
    [
      'a flag as the last page',
      offset('', 'offset: skip', 'items: data, lastPage: «done'),
      'pagination-unknown-value: `response.lastPage` must be one of empty, short; found "done". | For a flag of the response, write `hasMore` or `isLast`.',
    ],
    [
      'a list of cursors',
      cursor('cursor: «[cursor]', 'items: data, nextCursor: next'),
      'pagination-wrong-type: `request.cursor` must be a request expression, or a map of names to these; found `["cursor"]`. | Write a map with a name for each part, such as `{ time: …, id: … }`.',
    ],
    [
      'a header among the fixed values',
      offset('', 'offset: skip, fixed: { «Prefer: count=exact }'),
      'pagination-undeclared-parameter: `request.fixed` names the query parameter `Prefer`, which listThings does not declare. | For a header, write `$request.header.Prefer`.',
    ],
    [
      'a header of the response',
      offset('', 'offset: skip', 'items: data, total: «X-Total'),
      'pagination-pointer-to-nothing: `response.total` is `/X-Total`, but the 200 response of listThings has no `X-Total` there. | There is a response header of this name: write `$response.header.X-Total`.',
    ],
    [
      'another operation by its path',
      cursor('cursor: cursor, operation: «/things', 'items: data, nextCursor: next'),
      'pagination-unknown-operation: `request.operation` names the operation `/things`, which the document does not have. | Write its operationId, `listThings`.',
    ],
  ])('%s', (_, annotation, ...expected) => expectFaults(annotation, expected));
});

describe('the response', () => {
  it.each<Case>([
    [
      'a pointer to nothing',
      offset('', 'offset: skip', 'items: «/dta, hasMore: «/meta/more'),
      'pagination-pointer-to-nothing: `response.items` is `/dta`, but the 200 response of listThings has no `dta` there. | Did you mean `data`?',
      'pagination-pointer-to-nothing: `response.hasMore` is `/meta/more`, but the 200 response of listThings has no `more` there. | The only property there is `self`.',
    ],
    [
      'a pointer into an array',
      offset('', 'offset: skip', 'items: «/data/rows'),
      'pagination-pointer-to-nothing: `response.items` is `/data/rows`, but the 200 response of listThings has no `rows` there. | `/data` is an array.',
    ],
    [
      'items that are no array',
      offset('', 'offset: skip', 'items: «/meta'),
      'pagination-not-an-array: `response.items` must be an array, but `/meta` of the response of listThings has type object.',
    ],
    [
      'a whole body that is no array',
      offset('', 'offset: skip', 'items: «$response.body'),
      'pagination-not-an-array: `response.items` must be an array, but the whole body of the response of listThings has type object.',
    ],
    [
      'items in a header',
      offset('', 'offset: skip', 'items: «$response.header.X-Next'),
      'pagination-invalid-expression: `response.items` must be in the body of the response: a header cannot contain the items.',
    ],
    [
      'fields of another type',
      offset('', 'offset: skip', 'items: data, hasMore: «data, total: «data'),
      'pagination-response-type: `response.hasMore` must have type boolean, but `/data` of the response of listThings has type array.',
      'pagination-response-type: `response.total` must have type integer, but `/data` of the response of listThings has type array.',
    ],
    [
      'a URL that is no string',
      'style: next-url\nresponse: { items: data, nextUrl: «total }',
      'pagination-response-type: `response.nextUrl` must have type string, but `/total` of the response of listThings has type integer.',
    ],
    [
      'pointers into an item that lead to nothing',
      offset('key: «uid\n', 'offset: skip'),
      'pagination-pointer-to-nothing: `key` is `/uid`, but an item of listThings has no `uid` there. | Did you mean `id`?',
    ],
    [
      'a keyset that leads to nothing',
      cursor('cursor: cursor', 'items: data, itemCursor: «/owner/uid'),
      'pagination-pointer-to-nothing: `response.itemCursor` is `/owner/uid`, but an item of listThings has no `uid` there. | Did you mean `id`?',
    ],
    [
      'itself as an alternative',
      offset('alternatives: [«listThings]'),
      'pagination-unknown-operation: `alternatives` names listThings itself. | Name another operation, which reaches the items beyond the ceiling.',
    ],
    [
      'alternatives that the document does not have',
      offset('alternatives: [exportThings, «exportThing]'),
      'pagination-unknown-operation: `alternatives` names the operation `exportThing`, which the document does not have. | Did you mean `exportThings`?',
    ],
  ])('%s', (_, annotation, ...expected) => expectFaults(annotation, expected));

  it('has to be JSON', async () => {
    const responses = "\n        '204': { description: Nothing. }";
    const { faults, places } = await normalizeList(offset().replace('style', '«style'), { responses });
    expect(faults).toEqual([
      `${places[0]} pagination-no-json-response: listThings is paginated, but declares no successful response with a JSON body.`,
    ]);
  });

  it('cannot be XML', async () => {
    const responses =
      "\n        '200': { description: A page., content: { application/xml: { schema: { type: object } } } }";
    const { faults, places } = await normalizeList(offset().replace('style', '«style'), { responses });
    expect(faults).toEqual([
      `${places[0]} pagination-no-json-response: listThings is paginated, but declares no successful response with a JSON body. | Clients read pages from JSON only, and the document declares application/xml. Declare JSON if the API can answer with it.`,
    ]);
  });

  it('may leave a header undeclared: that is a warning', async () => {
    const annotation = cursor('cursor: cursor', 'items: data, nextCursor: «$response.header.X-Nxt');
    const { faults, places, model } = await normalizeList(annotation);
    expect(faults).toEqual([
      `${places[0]} warning pagination-undeclared-header: \`response.nextCursor\` is the header \`X-Nxt\`, which the 200 response of listThings does not declare. | Did you mean \`X-Next\`?`,
    ]);
    expect(model.operations[0]?.strategies).toHaveLength(1);
  });
});

describe('several faults of one strategy', () => {
  it.each<Case>([
    [
      'beside a key that does not exist',
      'style: offset\nrequest: { offset: «skipp, «limt: limit }\nresponse: { items: «dat }\nkey: «idd',
      'pagination-undeclared-parameter: `request.offset` names the query parameter `skipp`, which listThings does not declare. | Did you mean `skip`?',
      'pagination-unknown-key: `request` has no key `limt`; the keys are offset, page, cursor, limit, backCursor, backLimit, start, firstPageOnly, fixed, carry, operation. | Did you mean `limit`?',
      'pagination-pointer-to-nothing: `response.items` is `/dat`, but the 200 response of listThings has no `dat` there. | Did you mean `data`?',
    ],
    [
      'of which none is that a field at fault is missing',
      'style: offset\nrequest: { «ofset: skip, limit: «lim }\nresponse: { items: «5 }\ndeep: { «feild: created, from: «[], sort: {} }\nkey: «7',
      'pagination-unknown-key: `request` has no key `ofset`; the keys are offset, page, cursor, limit, backCursor, backLimit, start, firstPageOnly, fixed, carry, operation. | Did you mean `offset`?',
      'pagination-undeclared-parameter: `request.limit` names the query parameter `lim`, which listThings does not declare. | Did you mean `limit`?',
      'pagination-wrong-type: `response.items` must be a string, { at, map: true } or { at, each, counts }; found 5.',
      'pagination-unknown-key: `deep` has no key `feild`; the keys are field, from, until, sort. | Did you mean `field`?',
      'pagination-wrong-type: `deep.from` must be a string; found `[]`.',
      'pagination-wrong-type: `key` must be a string; found 7.',
    ],
  ])('%s', (_, annotation, ...expected) => expectFaults(annotation, expected));

  it('of which one is in a shared strategy', async () => {
    const { faults, places, model } = await normalizeList('{ extends: list, response: { total: «totl } }', {
      shared: 'list: { style: offset, request: { offset: skip, «limt: limit }, response: { items: data } }',
    });
    expect(faults).toEqual([
      `${places[0]} pagination-pointer-to-nothing: \`response.total\` is \`/totl\`, but the 200 response of listThings has no \`totl\` there. | Did you mean \`total\`?`,
      `${places[1]} pagination-unknown-key: \`request\` has no key \`limt\`; the keys are offset, page, cursor, limit, backCursor, backLimit, start, firstPageOnly, fixed, carry, operation. | Did you mean \`limit\`?`,
    ]);
    expect(model.operations[0]?.strategies).toEqual([]);
  });
});

describe('limits', () => {
  it.each<Case>([
    [
      'that exceed those of the parameter',
      offset('limits: { maxLimit: «500, minLimit: 1 }'),
      'pagination-limits-contradict: `limits.maxLimit` is 500, but the query parameter `limit` of listThings allows 200 at most.',
    ],
    [
      'another default than that of the parameter',
      offset('limits: { defaultLimit: «50 }'),
      'pagination-limits-contradict: `limits.defaultLimit` is 50, but the query parameter `limit` of listThings has the default 100.',
    ],
    [
      'that contradict each other',
      offset('limits: { minLimit: 20, maxLimit: «10 }', 'offset: skip, limit: size'),
      'pagination-limits-contradict: `limits.maxLimit` is 10, which is less than `limits.minLimit`, 20.',
    ],
    [
      'a maximum below the default of the parameter',
      offset('limits: { maxLimit: «50 }'),
      'pagination-limits-contradict: `limits.maxLimit` is 50, which is less than the default of the query parameter `limit`, 100.',
    ],
    [
      'a ceiling below one page',
      offset('limits: { defaultLimit: 100, maxResults: «50 }', 'offset: skip, limit: size'),
      'pagination-limits-contradict: `limits.maxResults` is 50, which is less than `limits.defaultLimit`, 100: not even one page fits below the ceiling.',
    ],
    [
      'a first page behind the last',
      page('page: page, start: 5', 'limits: { maxPage: «4 }'),
      'pagination-limits-contradict: `limits.maxPage` is 4, but the walk starts at 5.',
    ],
    [
      'a ceiling above what the position takes',
      page('page: capped', 'limits: { maxPage: «60 }'),
      'pagination-limits-contradict: `limits.maxPage` is 60, but the query parameter `capped` of listThings allows 50 at most.',
    ],
    [
      'among themselves, beside one that contradicts the parameter',
      offset('limits: { minLimit: 120, maxLimit: «110, defaultLimit: «90 }'),
      'pagination-limits-contradict: `limits.maxLimit` is 110, which is less than `limits.minLimit`, 120.',
      'pagination-limits-contradict: `limits.defaultLimit` is 90, but the query parameter `limit` of listThings has the default 100.',
    ],
  ])('%s', (_, annotation, ...expected) => expectFaults(annotation, expected));
});

describe('deep', () => {
  it.each<Case>([
    [
      'without its fields',
      offset('deep: «{}'),
      'pagination-missing-field: `deep` needs `field`.',
      'pagination-missing-field: `deep` needs `sort`. | Write `sort: {}` if the server sorts by the field anyway.',
      'pagination-missing-field: `deep` needs the `key` of the strategy to identify items with equal values of `deep.field`.',
      'pagination-missing-field: `deep` needs `from` (ascending order) or `until` (descending order).',
    ],
    [
      'with both bounds',
      deep('field: created, from: since, «until: since, sort: {}'),
      'pagination-exclusive-fields: `deep.from` and `deep.until` are mutually exclusive. | Remove one of them.',
    ],
    [
      'with the position as the bound',
      deep('field: ratio, from: ««skip, sort: {}'),
      'pagination-deep-bound: `deep.field` has type number without a format, but the query parameter `skip` of listThings has type integer without a format.',
      'pagination-exclusive-fields: `request.offset` and `deep.from` are both the query parameter `skip`.',
    ],
    [
      'by a field that may be absent',
      deep('field: «updated, from: since, sort: {}'),
      'pagination-deep-field: `deep.field` is `/updated`, which may be absent or null in an item of listThings. | Choose a field that is required and not nullable.',
    ],
    [
      'by a field that may be null',
      deep('field: «nullable, from: since, sort: {}'),
      'pagination-deep-field: `deep.field` is `/nullable`, which may be absent or null in an item of listThings. | Choose a field that is required and not nullable.',
    ],
    [
      'by a field without an order',
      deep('field: «flag, from: active, sort: {}'),
      'pagination-deep-field: `deep.field` must be a string or a number, but `/flag` of an item of listThings has type boolean.',
    ],
    [
      'by a field that does not exist',
      deep('field: «createdd, from: since, sort: {}'),
      'pagination-pointer-to-nothing: `deep.field` is `/createdd`, but an item of listThings has no `createdd` there. | Did you mean `created`?',
    ],
    [
      'with a bound of another format',
      deep('field: created, from: «since_day, sort: {}'),
      'pagination-deep-bound: `deep.field` has type string (date-time), but the query parameter `since_day` of listThings has type string (date).',
    ],
    [
      'with a bound of another type',
      deep('field: ratio, from: «since, sort: {}'),
      'pagination-deep-bound: `deep.field` has type number without a format, but the query parameter `since` of listThings has type string (date-time).',
    ],
    [
      'sorted by a parameter that is not declared, or by a value that it does not take',
      deep('field: created, from: since, sort: { «ordr: created, order: «creatd }'),
      'pagination-undeclared-parameter: `deep.sort` names the query parameter `ordr`, which listThings does not declare. | Did you mean `order`?',
      'pagination-unknown-value: `deep.sort` sends "creatd", but the query parameter `order` of listThings accepts created, -created. | Did you mean `created`?',
    ],
  ])('%s', async (title, annotation, ...expected) => {
    if (title !== 'without its fields') return expectFaults(annotation, expected);
    const { faults, places } = await normalizeList(annotation);
    expect(faults.toSorted()).toEqual(expected.map((text) => `${places[0]} ${text}`).toSorted());
  });
});
