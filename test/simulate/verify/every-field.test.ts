import { afterEach, describe, expect, it } from 'vitest';
import { GROUP_FIELDS, OWN_FIELDS } from '../../../src/annotation/fields.ts';
import { Coverage } from '../../../src/simulate/verify/coverage.ts';
import type { MismatchCode } from '../../../src/simulate/verify/mismatches.ts';
import { type VerifyOptions, type VerifyResult, verify } from '../../../src/tasks/verify.ts';
import type { Answer, LocalServer, RecordedRequest } from '../../support/http.ts';
import { type Body, type Changes, type Planted, plantedDocument, startPlanted } from '../../support/planted-list.ts';

// A field of the annotation with a wrong value is found, or the report says that it was not seen. With the right value,
// it is neither.

const servers: LocalServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

/** No field tells the client how long the list is. */
const UNTOLD: Changes = {
  'response.total': undefined,
  'response.totalPages': undefined,
  'response.hasMore': undefined,
  'response.limit': undefined,
};

interface Row {
  /** An API, and what its document says besides the usual. */
  readonly planted: Planted;
  readonly changes?: Changes;
  readonly parameters?: readonly object[];
  /** Changes the text of the document. */
  readonly edit?: (document: string) => string;
  readonly options?: Partial<VerifyOptions>;
  /** Right values of the field. */
  readonly right: Changes;
  /** State of the field with its right values. Default: seen. */
  readonly state?: 'seen' | 'unseen' | 'absent';
  /** Wrong values, each with the code that is reported, or `unseen`. */
  readonly wrong: readonly (readonly [changes: Changes, found: MismatchCode | 'unseen'])[];
}

const integer = { type: 'integer' };
const query = (name: string, schema: object = { type: 'string' }): object => ({ name, in: 'query', schema });
const refuse = (status: number): Answer => ({ status, body: { error: 'refused' } });
const EVEN = { params: { listItems: { kind: 'even' } } };
/** Refuses requests that this test does not accept. */
const only =
  (accepts: (request: RecordedRequest) => boolean, status = 400): NonNullable<Planted['intercept']> =>
  (request, usual) =>
    accepts(request) ? usual() : refuse(status);
const meta = (change: (body: Body) => object) => (body: Body) => ({ ...body, meta: change(body) });
const WINDOWS: Pick<Row, 'planted' | 'changes' | 'parameters' | 'options'> = {
  planted: { kind: 'offset' },
  changes: { ...UNTOLD, 'deep.field': '/rank', 'deep.from': 'from', 'deep.sort': {} },
  parameters: [query('from', {}), query('since', integer), query('sort')],
  options: { budget: 60 },
};

/** A keyset API: `cursor` and `before` name an item. The size of a page before an item can be `last`. */
function twoWay({ isReversed = false, isRelay = false } = {}): Planted {
  return {
    kind: 'cursor-query',
    intercept({ query: sent }, usual) {
      const before = sent.get('before');
      const size = Number(sent.get(isRelay && before !== null ? 'last' : 'limit') ?? 10);
      const end = Number(before?.replace(/^i/, ''));
      const start = before === null ? Number(sent.get('cursor')?.replace(/^i/, '') ?? -1) + 1 : Math.max(0, end - size);
      sent.set('cursor', `c${start}`);
      if (before !== null) sent.set('limit', String(end - start));
      const { body, ...answer } = usual();
      const { data, meta: own } = body as Body;
      const first = data[0]?.rank ?? 0;
      const previous = { hasPrevious: first > 0, prev: first > 0 ? `i${first}` : null, other: 'i3' };
      const ordered = isReversed && before !== null ? data.toReversed() : data;
      return { ...answer, body: { data: ordered, meta: { ...own, ...previous } } };
    },
  };
}

const KEYSET: Pick<Row, 'planted' | 'changes' | 'parameters'> = {
  planted: twoWay(),
  changes: {
    ...UNTOLD,
    'response.nextCursor': undefined,
    'response.itemCursor': '/id',
    'response.hasMore': '/meta/hasMore',
  },
  parameters: [query('before'), query('until'), query('size', integer), query('last', integer)],
};

const ROWS: Readonly<Record<string, Row>> = {
  style: {
    planted: { kind: 'link-header' },
    changes: UNTOLD,
    right: {},
    wrong: [[{ 'response.rel': 'prev' }, 'end-too-early']],
  },
  name: { planted: { kind: 'page' }, right: { name: 'pages' }, state: 'absent', wrong: [] },
  alternatives: { planted: { kind: 'page' }, right: {}, state: 'absent', wrong: [] },
  key: { planted: { kind: 'page' }, right: {}, wrong: [[{ key: '/kind' }, 'key-not-unique']] },
  'request.offset': {
    planted: { kind: 'offset' },
    changes: UNTOLD,
    parameters: [query('skip', integer)],
    right: {},
    wrong: [[{ 'request.offset': 'skip' }, 'walk-broken']],
  },
  'request.page': {
    planted: { kind: 'page' },
    changes: UNTOLD,
    parameters: [query('number', integer)],
    right: {},
    wrong: [[{ 'request.page': 'number' }, 'walk-broken']],
  },
  'request.cursor': {
    planted: { kind: 'cursor-query' },
    changes: UNTOLD,
    parameters: [query('token')],
    right: {},
    wrong: [[{ 'request.cursor': 'token' }, 'walk-broken']],
  },
  'request.limit': {
    planted: { kind: 'cursor-query' },
    changes: UNTOLD,
    parameters: [query('size', integer)],
    right: {},
    wrong: [[{ 'request.limit': 'size' }, 'page-size-ignored']],
  },
  'request.start': {
    planted: { kind: 'page', firstPage: 0 },
    changes: UNTOLD,
    right: { 'request.start': 0 },
    wrong: [
      [{ 'request.start': 1 }, 'start-wrong'],
      [{ 'request.start': 2 }, 'start-wrong'],
    ],
  },
  'request.firstPageOnly': {
    planted: {
      kind: 'cursor-query',
      intercept: only(({ query: sent }) => sent.has('cursor') !== sent.has('kind')),
    },
    changes: UNTOLD,
    parameters: [query('kind')],
    options: EVEN,
    right: { 'request.firstPageOnly': ['kind'] },
    wrong: [[{}, 'request-failed']],
  },
  'request.fixed': {
    planted: { kind: 'page', intercept: only(({ query: sent }) => sent.get('mode') === 'list') },
    changes: UNTOLD,
    parameters: [query('mode')],
    right: { 'request.fixed': { mode: 'list' } },
    wrong: [
      [{ 'request.fixed': { mode: 'all' } }, 'request-failed'],
      [{}, 'request-failed'],
    ],
  },
  'request.carry': {
    planted: {
      kind: 'next-url',
      intercept(request, usual) {
        if (!request.query.has('kind')) return refuse(400);
        const { body, ...answer } = usual();
        return { ...answer, body: JSON.parse(JSON.stringify(body).replaceAll(/kind=even&|&kind=even/g, '')) };
      },
    },
    changes: UNTOLD,
    parameters: [query('kind'), query('other')],
    options: EVEN,
    right: { 'request.carry': ['kind'] },
    wrong: [
      [{ 'request.carry': ['other'] }, 'request-failed'],
      [{}, 'request-failed'],
    ],
  },
  'request.operation': {
    planted: { kind: 'next-url', intercept: only(({ path }) => path.startsWith('/items'), 404) },
    changes: UNTOLD,
    edit: (text) => {
      const document = JSON.parse(text);
      const { get } = document.paths['/items'];
      const { 'x-pagination': _, ...plain } = get;
      const link = { name: 'link', in: 'path', required: true, schema: { type: 'string' } };
      for (const [path, operationId] of [
        ['/{link}', 'right'],
        ['/more/{link}', 'wrong'],
      ] as const) {
        document.paths[path] = { get: { ...plain, operationId, parameters: [link] } };
      }
      return JSON.stringify(document);
    },
    right: {},
    state: 'absent',
    wrong: [],
  },
  'request.backCursor': {
    ...KEYSET,
    right: { 'request.backCursor': 'before', 'response.firstItemCursor': '/id' },
    wrong: [[{ 'request.backCursor': 'until', 'response.firstItemCursor': '/id' }, 'way-back-wrong']],
  },
  'request.backLimit': {
    ...KEYSET,
    planted: twoWay({ isRelay: true }),
    changes: { ...KEYSET.changes, 'request.backCursor': 'before', 'response.firstItemCursor': '/id' },
    right: { 'request.backLimit': 'last' },
    wrong: [
      [{}, 'way-back-wrong'],
      [{ 'request.backLimit': 'size' }, 'way-back-wrong'],
    ],
  },
  'response.items': {
    planted: { kind: 'page' },
    right: {},
    wrong: [[{ 'response.items': '/meta' }, 'walk-broken']],
  },
  'response.nextCursor': {
    planted: { kind: 'cursor-query' },
    changes: UNTOLD,
    right: {},
    wrong: [
      [{ 'response.nextCursor': '/meta/none' }, 'end-too-early'],
      [{ 'response.nextCursor': '/meta/currentPage' }, 'walk-broken'],
      [{ 'response.nextCursor': '/meta/total' }, 'walk-broken'],
    ],
  },
  'response.itemCursor': {
    planted: {
      kind: 'cursor-query',
      intercept({ query: sent }, usual) {
        const cursor = sent.get('cursor')?.replace(/^i/, '');
        if (cursor !== undefined) sent.set('cursor', `c${Number(cursor) + 1}`);
        return usual();
      },
    },
    changes: { ...UNTOLD, 'response.nextCursor': undefined },
    right: { 'response.itemCursor': '/id' },
    wrong: [
      [{ 'response.itemCursor': '/kind' }, 'end-too-early'],
      [{ 'response.itemCursor': '/id', 'response.inclusive': true }, 'walk-broken'],
    ],
  },
  'response.inclusive': {
    planted: {
      kind: 'cursor-query',
      intercept({ query: sent }, usual) {
        sent.set('cursor', (sent.get('cursor') ?? 'c0').replace(/^i/, 'c'));
        return usual();
      },
    },
    changes: { ...UNTOLD, 'response.nextCursor': undefined, 'response.itemCursor': '/id' },
    right: { 'response.inclusive': true },
    wrong: [[{}, 'duplicate-items']],
  },
  'response.nextUrl': {
    planted: {
      kind: 'next-url',
      change: meta(({ meta: own }) => ({ ...own, self: own.nextUrl?.replace(/after=\d+/, 'after=0') })),
    },
    changes: UNTOLD,
    right: {},
    wrong: [
      [{ 'response.nextUrl': '/meta/none' }, 'end-too-early'],
      [{ 'response.nextUrl': '/meta/self' }, 'walk-broken'],
    ],
  },
  'response.linkBase': {
    planted: {
      kind: 'next-url',
      intercept: only(({ path }) => path.startsWith('/items'), 404),
      change: meta(({ meta: own }) => ({ ...own, nextUrl: own.nextUrl && new URL(own.nextUrl).search })),
    },
    changes: UNTOLD,
    right: { 'response.linkBase': 'request' },
    wrong: [[{ 'response.linkBase': 'server' }, 'request-failed']],
  },
  'response.end': {
    planted: {
      kind: 'cursor-query',
      intercept: only(({ query: sent }) => sent.get('cursor') !== 'none'),
      change: meta(({ meta: own }) => ({ ...own, next: own.next ?? 'none' })),
    },
    changes: UNTOLD,
    right: { 'response.end': ['none'] },
    wrong: [
      [{ 'response.end': ['never'] }, 'request-failed'],
      [{ 'response.end': ['none', 'c10'] }, 'walks-differ'],
    ],
  },
  'response.hasMore': {
    planted: { kind: 'page' },
    right: {},
    wrong: [
      [{ 'response.hasMore': '/meta/total' }, 'field-wrong'],
      [{ 'response.hasMore': '/meta/none' }, 'field-missing'],
    ],
  },
  'response.isLast': {
    planted: { kind: 'page', change: meta(({ meta: own }) => ({ ...own, done: !own.hasMore })) },
    changes: { ...UNTOLD },
    right: { 'response.isLast': '/meta/done' },
    wrong: [
      [{ 'response.isLast': '/meta/hasMore' }, 'end-too-early'],
      [{ 'response.isLast': '/meta/none' }, 'field-missing'],
    ],
  },
  'response.total': {
    planted: { kind: 'page' },
    right: {},
    wrong: [
      [{ 'response.total': '/meta/totalPages' }, 'total-wrong'],
      [{ 'response.total': '/meta/none' }, 'field-missing'],
    ],
  },
  'response.totalPages': {
    planted: { kind: 'page' },
    right: {},
    wrong: [
      [{ 'response.totalPages': '/meta/total' }, 'total-wrong'],
      [{ 'response.totalPages': '/meta/currentPage' }, 'total-wrong'],
    ],
  },
  'response.limit': {
    planted: { kind: 'page' },
    right: {},
    wrong: [
      [{ 'response.limit': '/meta/currentPage' }, 'field-wrong'],
      [{ 'response.limit': '/meta/none' }, 'field-missing'],
    ],
  },
  'response.lastPage': {
    planted: {
      kind: 'page',
      change: (body) => ({ ...body, data: body.data.filter(({ rank }) => rank !== 4) }),
    },
    changes: UNTOLD,
    right: { 'response.lastPage': 'empty' },
    wrong: [[{ 'response.lastPage': 'short' }, 'end-too-early']],
  },
  'response.pastEnd': {
    planted: { kind: 'page', items: 48, pastEnd: 404 },
    changes: UNTOLD,
    right: { 'response.pastEnd': [404] },
    wrong: [[{ 'response.pastEnd': [410] }, 'past-end-undeclared']],
  },
  'response.rel': {
    planted: { kind: 'link-header' },
    changes: UNTOLD,
    right: { 'response.rel': 'next' },
    wrong: [[{ 'response.rel': 'more' }, 'end-too-early']],
  },
  'response.nextMethod': {
    planted: {
      kind: 'next-url',
      intercept: only(({ method, query: sent }) => method === (sent.has('after') ? 'GET' : 'POST'), 405),
    },
    changes: UNTOLD,
    edit: (text) => text.replace('"get":', '"post":'),
    right: { 'response.nextMethod': 'GET' },
    wrong: [[{ 'response.nextMethod': 'same' }, 'request-failed']],
  },
  'response.repeat': {
    planted: { kind: 'cursor-query', change: meta(({ meta: own }) => ({ ...own, next: own.next ?? 'c47' })) },
    changes: UNTOLD,
    right: { 'response.repeat': 'end' },
    wrong: [[{ 'response.repeat': 'error' }, 'past-end-undeclared']],
  },
  'response.error': {
    planted: { kind: 'page' },
    right: { 'response.error': '/meta/error' },
    state: 'unseen',
    wrong: [[{ 'response.error': '/meta/total' }, 'request-failed']],
  },
  'response.expiredOn': {
    planted: { kind: 'cursor-query' },
    right: { 'response.expiredOn': [410] },
    state: 'unseen',
    wrong: [],
  },
  'response.stateful': {
    planted: { kind: 'cursor-query' },
    right: {},
    state: 'absent',
    wrong: [[{ 'response.stateful': true }, 'unseen']],
  },
  'response.position': {
    planted: { kind: 'page' },
    right: { 'response.position': '/meta/currentPage' },
    wrong: [
      [{ 'response.position': '/meta/totalPages' }, 'walk-broken'],
      [{ 'response.position': '/meta/none' }, 'field-missing'],
    ],
  },
  'response.firstItemCursor': {
    ...KEYSET,
    right: { 'request.backCursor': 'before', 'response.firstItemCursor': '/id' },
    wrong: [[{ 'request.backCursor': 'before', 'response.firstItemCursor': '/kind' }, 'way-back-wrong']],
  },
  'response.prevCursor': {
    ...KEYSET,
    right: { 'request.backCursor': 'before', 'response.prevCursor': '/meta/prev' },
    wrong: [
      [{ 'request.backCursor': 'before', 'response.prevCursor': '/meta/other' }, 'way-back-wrong'],
      [{ 'request.backCursor': 'before', 'response.prevCursor': '/meta/none' }, 'way-back-wrong'],
    ],
  },
  'response.prevUrl': {
    planted: {
      kind: 'next-url',
      intercept({ url, headers }, usual) {
        const { body, ...answer } = usual();
        const { data, meta: own } = body as Body;
        const back = new URL(url, `http://${headers.host}`);
        const start = Math.max(0, (data[0]?.rank ?? 0) - Number(back.searchParams.get('limit') ?? 10));
        back.searchParams.set('after', String(start));
        const previous = (data[0]?.rank ?? 0) > 0 ? { prevUrl: back.href, self: `http://${headers.host}${url}` } : {};
        return { ...answer, body: { data, meta: { ...own, ...previous } } };
      },
    },
    changes: UNTOLD,
    right: { 'response.prevUrl': '/meta/prevUrl' },
    wrong: [
      [{ 'response.prevUrl': '/meta/self' }, 'way-back-wrong'],
      [{ 'response.prevUrl': '/meta/none' }, 'way-back-wrong'],
    ],
  },
  'response.hasPrevious': {
    ...KEYSET,
    right: {
      'request.backCursor': 'before',
      'response.firstItemCursor': '/id',
      'response.hasPrevious': '/meta/hasPrevious',
    },
    wrong: [
      [
        {
          'request.backCursor': 'before',
          'response.firstItemCursor': '/id',
          'response.hasPrevious': '/meta/none',
        },
        'field-wrong',
      ],
    ],
  },
  'response.backOrder': {
    ...KEYSET,
    planted: twoWay({ isReversed: true }),
    right: {
      'request.backCursor': 'before',
      'response.firstItemCursor': '/id',
      'response.backOrder': 'reversed',
    },
    wrong: [[{ 'request.backCursor': 'before', 'response.firstItemCursor': '/id' }, 'way-back-wrong']],
  },
  'limits.minLimit': {
    planted: { kind: 'offset', minimum: 5 },
    right: { 'limits.minLimit': 5 },
    wrong: [[{ 'limits.minLimit': 2 }, 'page-size-refused']],
  },
  'limits.maxLimit': {
    planted: { kind: 'offset', items: 400 },
    right: {},
    wrong: [[{ 'limits.maxLimit': 100 }, 'page-size-capped']],
  },
  'limits.defaultLimit': {
    planted: { kind: 'offset' },
    right: {},
    wrong: [
      [{ 'limits.defaultLimit': 20 }, 'default-page-size'],
      [{ 'limits.defaultLimit': 5 }, 'default-page-size'],
    ],
  },
  'limits.maxOffset': {
    planted: { kind: 'offset', items: 400, ceiling: 60 },
    right: { 'limits.maxOffset': 60 },
    wrong: [
      [{ 'limits.maxOffset': 80 }, 'position-refused'],
      [{ 'limits.maxOffset': 40 }, 'ceiling-too-low'],
    ],
  },
  'limits.maxPage': {
    planted: { kind: 'page', items: 400, ceiling: 4 },
    right: { 'limits.maxPage': 4 },
    wrong: [
      [{ 'limits.maxPage': 6 }, 'position-refused'],
      [{ 'limits.maxPage': 3 }, 'ceiling-too-low'],
    ],
  },
  'limits.maxResults': {
    planted: { kind: 'offset', items: 400, window: 100 },
    right: { 'limits.maxResults': 100 },
    wrong: [
      [{ 'limits.maxResults': 200 }, 'position-refused'],
      [{ 'limits.maxResults': 50 }, 'ceiling-too-low'],
    ],
  },
  'limits.cursorTtl': {
    planted: { kind: 'cursor-query' },
    right: { 'limits.cursorTtl': 60 },
    state: 'unseen',
    wrong: [[{ 'limits.cursorTtl': 1 }, 'unseen']],
  },
  'deep.field': { ...WINDOWS, right: {}, wrong: [[{ 'deep.field': '/id' }, 'windows-broken']] },
  'deep.from': { ...WINDOWS, right: {}, wrong: [[{ 'deep.from': 'since' }, 'windows-broken']] },
  'deep.until': {
    ...WINDOWS,
    right: {},
    wrong: [[{ 'deep.from': undefined, 'deep.until': 'from' }, 'windows-broken']],
  },
  'deep.sort': {
    ...WINDOWS,
    planted: sortable(),
    right: { 'deep.sort': { sort: 'rank' } },
    wrong: [[{ 'deep.sort': { sort: 'id' } }, 'windows-broken']],
  },
};

/** An API that sorts by rank only if it is told to. */
function sortable(): Planted {
  let isSorted = false;
  return {
    kind: 'offset',
    intercept({ query: sent }, usual) {
      isSorted = sent.get('sort') === 'rank';
      return usual();
    },
    order: (items) => (isSorted ? items : items.toReversed()),
  };
}

async function run({ planted, changes, parameters, edit, options }: Row, more: Changes): Promise<VerifyResult> {
  const server = await startPlanted(planted);
  servers.push(server);
  const text = plantedDocument(planted.kind, { ...changes, ...more }, parameters);
  const document = { file: '/planted.json', text: edit?.(text) ?? text };
  const result = await verify({ document, baseUrl: server.url, ...options });
  expect(result.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  return result;
}

/** Windows are seen as a whole. */
const stateOf = ({ checked }: VerifyResult, name: string): string =>
  checked[0]?.fields.find(({ field }) => field === (name.startsWith('deep.') ? 'deep' : name))?.kind ?? 'absent';

describe('a field of the annotation', () => {
  it('has a row in this table', () => {
    const grouped = Object.entries(GROUP_FIELDS).flatMap(([group, fields]) =>
      [...fields.keys()].map((name) => `${group}.${name}`),
    );
    expect(Object.keys(ROWS).sort()).toEqual([...OWN_FIELDS.keys(), ...grouped].sort());
  });

  it.each(Object.entries(ROWS))('is not reported if it is right: %s', async (name, row) => {
    const result = await run(row, row.right);
    expect(result.findings).toEqual([]);
    expect(stateOf(result, name)).toBe(row.state ?? 'seen');
  });

  const wrong = Object.entries(ROWS).flatMap(([name, row]) =>
    row.wrong.map(([changes, found]) => [name, JSON.stringify(changes), found, row, changes] as const),
  );
  it.each(wrong)('is found if it is wrong: %s: %s: %s', async (name, _, found, row, changes) => {
    const result = await run(row, changes);
    if (found === 'unseen') expect([result.findings, stateOf(result, name)]).toEqual([[], 'unseen']);
    else expect(result.findings.map(({ code }) => code)).toContain(found);
  });
});

it('says why an expired cursor is never seen', () => {
  expect(new Coverage(['response.expiredOn']).fields).toEqual([
    { field: 'response.expiredOn', kind: 'unseen', reason: 'verify cannot make a cursor expire' },
  ]);
});
