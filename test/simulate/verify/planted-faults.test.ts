import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { MISMATCHES, type MismatchCode } from '../../../src/simulate/verify/mismatches.ts';
import { type VerifyOptions, type VerifyResult, verify } from '../../../src/tasks/verify.ts';
import type { LocalServer } from '../../support/http.ts';
import {
  type Body,
  type Changes,
  type Kind,
  type PageFacts,
  type Planted,
  plantedDocument,
  startPlanted,
} from '../../support/planted-list.ts';

const servers: LocalServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

const KINDS: readonly Kind[] = [
  'offset',
  'page',
  'cursor-query',
  'cursor-header',
  'cursor-body',
  'next-url',
  'link-header',
];

async function run(
  planted: Planted,
  changes: Changes = {},
  options: Partial<VerifyOptions> = {},
  parameters: readonly object[] = [],
): Promise<VerifyResult> {
  const server = await startPlanted(planted);
  servers.push(server);
  const text = plantedDocument(planted.kind, changes, parameters);
  const result = await verify({ document: { file: '/planted.json', text }, baseUrl: server.url, ...options });
  expect(result.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  return result;
}

const codes = ({ findings }: VerifyResult): string[] => [...new Set(findings.map(({ code }) => code))].sort();
const stateOf = ({ checked }: VerifyResult, field: string) => checked[0]?.fields.find((one) => one.field === field);
const withMeta = (change: (meta: Body['meta']) => object) => (body: Body) => ({ ...body, meta: change(body.meta) });

/** No field tells the client how long the list is. */
const UNTOLD: Changes = {
  'response.total': undefined,
  'response.totalPages': undefined,
  'response.hasMore': undefined,
  'response.limit': undefined,
};

/** Filters a page after it was read, as databases do with conditions that no index knows. */
const withoutEveryNinth = (body: Body): object => ({ ...body, data: body.data.filter(({ rank }) => rank % 9 !== 4) });

describe('an API that does what its document declares', () => {
  const sizes = [0, 1, 3, 10, 47, 50, 400];
  it.each(KINDS.flatMap((kind) => sizes.map((items) => [kind, items] as const)))(
    'has no mismatch: %s with %i items',
    async (kind, items) => {
      const result = await run({ kind, items });
      expect(result.findings).toEqual([]);
      for (const { kind: state } of result.checked[0]?.fields ?? []) expect(state).not.toBe('wrong');
    },
  );

  it.each<[string, Planted, Changes]>([
    ['rejects what the document forbids', { kind: 'offset', rejects: true }, {}],
    ['enforces its ceiling', { kind: 'offset', ceiling: 30 }, { 'limits.maxOffset': 30 }],
    ['enforces its ceiling on a long list', { kind: 'offset', items: 400, ceiling: 60 }, { 'limits.maxOffset': 60 }],
    ['enforces its last page', { kind: 'page', items: 400, ceiling: 4 }, { 'limits.maxPage': 4 }],
    ['enforces its largest result', { kind: 'offset', items: 400, window: 100 }, { 'limits.maxResults': 100 }],
    ['numbers pages from 0', { kind: 'page', firstPage: 0 }, { 'request.start': 0 }],
    ['counts items from 1', { kind: 'offset', firstOffset: 1 }, { 'request.start': 1 }],
    ['rejects pages past the end', { kind: 'page', pastEnd: 404 }, { 'response.pastEnd': [404] }],
    ['has a smallest page size', { kind: 'offset', minimum: 5 }, { 'limits.minLimit': 5 }],
    ['ends with a short page', { kind: 'page' }, { 'response.hasMore': undefined, 'response.lastPage': 'short' }],
    [
      'says which page is the last',
      { kind: 'page', change: ({ data, meta }) => ({ data, meta: { ...meta, done: !meta.hasMore } }) },
      { 'response.hasMore': undefined, 'response.isLast': '/meta/done' },
    ],
    [
      'returns a cursor with every page',
      {
        kind: 'cursor-query',
        change: ({ data, meta }, { start }) => ({ data, meta: { ...meta, next: `c${start + data.length}` } }),
      },
      { ...UNTOLD, 'response.lastPage': 'empty' },
    ],
    ['filters its pages', { kind: 'page', items: 400, change: withoutEveryNinth }, UNTOLD],
    ['filters its pages', { kind: 'cursor-query', items: 400, change: withoutEveryNinth }, UNTOLD],
    [
      'filters its pages, and declares no maximum',
      { kind: 'cursor-query', items: 400, change: withoutEveryNinth },
      { ...UNTOLD, 'limits.maxLimit': undefined },
    ],
    ['has no totals', { kind: 'page' }, { 'response.total': undefined, 'response.totalPages': undefined }],
    ['says only where the next page is', { kind: 'cursor-query' }, { 'response.hasMore': undefined }],
    ['has no declared key', { kind: 'offset' }, { key: undefined }],
  ])('has no mismatch if it %s', async (_, planted, changes) => {
    for (const probeLimits of [false, true]) {
      const { findings } = await run(planted, changes, { probeLimits });
      // The mock list has no ceilings besides those of the table.
      expect(findings.filter(({ code }) => code !== 'ceiling-undeclared')).toEqual([]);
    }
  });
});

/** Faults of the annotation: the field that is wrong, its wrong value, the kinds of lists, and what is found. */
const WRONG_FIELDS: readonly [field: string, value: Changes[string], kinds: readonly Kind[], code: MismatchCode][] = [
  ['response.total', '/meta/totalPages', KINDS, 'total-wrong'],
  ['response.total', '/meta/pageSize', KINDS, 'total-wrong'],
  ['response.total', '/meta/currentPage', KINDS, 'total-wrong'],
  ['response.total', '/meta/none', KINDS, 'field-missing'],
  ['response.total', '/meta/next', ['cursor-query'], 'field-wrong'],
  ['response.totalPages', '/meta/total', KINDS, 'total-wrong'],
  ['response.totalPages', '/meta/currentPage', KINDS, 'total-wrong'],
  ['response.totalPages', '/meta/none', KINDS, 'field-missing'],
  ['response.limit', '/meta/currentPage', KINDS, 'field-wrong'],
  ['response.limit', '/meta/total', KINDS, 'field-wrong'],
  ['response.limit', '/meta/none', KINDS, 'field-missing'],
  ['response.hasMore', '/meta/none', KINDS, 'field-missing'],
  ['response.hasMore', '/meta/total', KINDS, 'field-wrong'],
  ['response.items', '/meta', KINDS, 'walk-broken'],
  ['key', '/kind', KINDS, 'key-not-unique'],
  ['limits.defaultLimit', 20, KINDS, 'default-page-size'],
  ['limits.defaultLimit', 5, KINDS, 'default-page-size'],
];

describe('a wrong field of the annotation is found', () => {
  const rows = WRONG_FIELDS.flatMap(([field, value, kinds, code]) =>
    kinds.flatMap((kind) => [47, 400].map((items) => [field, String(value), kind, items, code, value] as const)),
  );
  it.each(rows)('%s: %s, %s with %i items: %s', async (field, _, kind, items, code, value) => {
    expect(codes(await run({ kind, items }, { [field]: value }))).toContain(code);
  });
});

const TOKENS: readonly Kind[] = ['cursor-query', 'cursor-header', 'cursor-body', 'next-url', 'link-header'];
const COUNTED: readonly Kind[] = ['offset', 'page'];

/** Faults of the API, or annotations that describe another API. */
const WRONG_BEHAVIOR: readonly [
  what: string,
  kinds: readonly Kind[],
  planted: Omit<Planted, 'kind'>,
  changes: Changes,
  /** Expression for the code. */
  code: string,
][] = [
  ['returns smaller pages than it allows', KINDS, { cap: 20 }, {}, 'page-size-capped'],
  ['rejects a page size that it allows', KINDS, { cap: 20, rejects: true }, {}, 'page-size-refused'],
  ['rejects small pages', KINDS, { minimum: 5 }, {}, 'page-size-refused'],
  ['ignores the page size', KINDS, { ignoresLimit: true }, {}, 'page-size-ignored'],
  [
    'says true on every page',
    ['page'],
    { change: withMeta((meta) => ({ ...meta, hasMore: true })) },
    {},
    'field-wrong',
  ],
  [
    'says true on every page',
    ['offset'],
    { change: withMeta((meta) => ({ ...meta, hasMore: true })) },
    {},
    'walk-broken',
  ],
  [
    'says false on every page',
    KINDS,
    { change: withMeta((meta) => ({ ...meta, hasMore: false })) },
    {},
    'end-too-early',
  ],
  [
    'says the opposite',
    KINDS,
    { change: withMeta((meta) => ({ ...meta, hasMore: !meta.hasMore })) },
    {},
    'end-too-early',
  ],
  [
    'drops the page size from its links',
    ['next-url', 'link-header'],
    { items: 130, dropsLimit: true },
    UNTOLD,
    'page-size-lost',
  ],
  [
    'computes its flag with the usual page size',
    COUNTED,
    { items: 73, change: withSizeOfFlag(10) },
    { 'response.total': undefined, 'response.totalPages': undefined },
    'field-wrong',
  ],
  ['counts 7 too many', KINDS, { change: withMeta((meta) => ({ ...meta, total: meta.total + 7 })) }, {}, 'total-wrong'],
  ['counts 7 too few', KINDS, { change: withMeta((meta) => ({ ...meta, total: meta.total - 7 })) }, {}, 'total-wrong'],
  ['numbers its pages from 0', ['page'], { firstPage: 0 }, {}, 'start-wrong'],
  ['numbers its pages from 0', ['page'], { firstPage: 0 }, UNTOLD, 'start-wrong'],
  ['numbers its pages from 1', ['page'], {}, { 'request.start': 0, ...UNTOLD }, 'walk-broken|request-failed'],
  ['counts items from 1', ['offset'], { firstOffset: 1 }, UNTOLD, 'position-wrong'],
  ['counts pages, not items', ['offset'], { otherUnit: true }, UNTOLD, 'position-wrong'],
  ['counts items, not pages', ['page'], { otherUnit: true }, UNTOLD, 'duplicate-items'],
  ['counts items, not pages', ['page'], { otherUnit: true }, { ...UNTOLD, key: undefined }, 'duplicate-items'],
  ['rejects a declared offset', ['offset'], { ceiling: 20 }, { 'limits.maxOffset': 40 }, 'position-refused'],
  ['rejects a declared page', ['page'], { ceiling: 2 }, { 'limits.maxPage': 4 }, 'position-refused'],
  ['rejects offsets', ['offset'], { items: 400, ceiling: 60 }, {}, 'ceiling-undeclared'],
  ['rejects pages', ['page'], { items: 400, ceiling: 3 }, {}, 'ceiling-undeclared'],
  ['goes beyond a declared offset', ['offset'], {}, { 'limits.maxOffset': 30 }, 'ceiling-too-low'],
  ['goes beyond a declared page', ['page'], {}, { 'limits.maxPage': 3 }, 'ceiling-too-low'],
  ['goes beyond a declared result', ['offset'], {}, { 'limits.maxResults': 20 }, 'ceiling-too-low'],
  ['rejects pages past the end', COUNTED, { items: 48, pastEnd: 404 }, UNTOLD, 'past-end-undeclared'],
  ['repeats the last page past the end', COUNTED, { clampsPosition: true }, UNTOLD, 'past-end-undeclared'],
  ['repeats a full last page', COUNTED, { items: 48, clampsPosition: true }, UNTOLD, 'past-end-undeclared'],
  [
    'repeats the last page of a long list',
    COUNTED,
    { items: 130, clampsPosition: true },
    UNTOLD,
    'past-end-undeclared',
  ],
  [
    'names the last page as the next one',
    ['cursor-query', 'cursor-header', 'cursor-body'],
    { change: namesItself },
    UNTOLD,
    'past-end-undeclared',
  ],
  ['sends no next cursor', ['cursor-query'], {}, { ...UNTOLD, 'response.nextCursor': '/meta/none' }, 'end-too-early'],
  ['sends no next URL', ['next-url'], {}, { ...UNTOLD, 'response.nextUrl': '/meta/none' }, 'end-too-early'],
  ['sends no links', ['link-header'], { dropsLink: true }, UNTOLD, 'end-too-early'],
  ['sends links of another relation', ['link-header'], {}, { ...UNTOLD, 'response.rel': 'more' }, 'end-too-early'],
  [
    'returns everything without a page size',
    ['link-header'],
    { allWithoutLimit: true, dropsLink: true },
    { ...UNTOLD, 'limits.maxLimit': undefined, 'limits.defaultLimit': undefined },
    'end-too-early',
  ],
  [
    'says under isLast whether there are more',
    KINDS,
    {},
    { 'response.hasMore': undefined, 'response.isLast': '/meta/hasMore' },
    'end-too-early',
  ],
  [
    'filters its pages, so that one is short',
    TOKENS,
    { change: (body) => ({ ...body, data: body.data.filter(({ rank }) => rank !== 4) }) },
    { ...UNTOLD, 'response.lastPage': 'short' },
    'end-too-early',
  ],
  ['has another order in each request', KINDS, { order: rotated }, UNTOLD, 'unstable-order'],
];

/** A flag that is right only in pages of this size, and in larger ones. */
function withSizeOfFlag(size: number) {
  return ({ data, meta }: Body, { start, total }: PageFacts): object => ({
    data,
    meta: { ...meta, hasMore: start + size < total },
  });
}

const pageZeroIsOne: Planted['intercept'] = ({ query }, usual) => {
  if (query.get('page') === '0') query.set('page', '1');
  return usual();
};

/** The last page is its own next page. */
function namesItself({ data, meta }: Body, { start, isLast }: PageFacts): object {
  return { data, meta: isLast ? { ...meta, next: `c${start}` } : meta };
}

/** Another order for each request: the items rotate, as those of a table without ORDER BY can. */
function rotated<Each>(items: readonly Each[], request: number): readonly Each[] {
  const by = (request * 7) % items.length;
  return [...items.slice(by), ...items.slice(0, by)];
}

describe('an API that does something else is found', () => {
  const rows = WRONG_BEHAVIOR.flatMap(([what, kinds, planted, changes, code]) =>
    kinds.map((kind) => [what, kind, code, planted, changes] as const),
  );
  it.each(rows)('%s: %s: %s', async (_, kind, code, planted, changes) => {
    expect(codes(await run({ kind, ...planted }, changes)).join()).toMatch(new RegExp(code));
  });
});

describe('a page that is repeated before the end', () => {
  it.each(COUNTED)('is no end: %s', async (kind) => {
    const largest = kind === 'offset' ? 20 : 3;
    const intercept: Planted['intercept'] = ({ query }, usual) => {
      if (Number(query.get(kind) ?? 0) > largest) query.set(kind, String(largest));
      return usual();
    };
    for (const ignoresLimit of [false, true]) {
      const { findings } = await run({ kind, items: 400, ignoresLimit, intercept }, UNTOLD);
      expect(findings.map(({ code }) => code)).toContain('walk-broken');
      expect(findings.flatMap(({ corrections = [] }) => corrections.map(({ field }) => field))).not.toContain('repeat');
    }
  });

  it('is no end: a cursor', async () => {
    const change = ({ data, meta }: Body, { start }: PageFacts): object => ({
      data,
      meta: start >= 20 ? { ...meta, next: `c${start}` } : meta,
    });
    const { findings } = await run({ kind: 'cursor-query', items: 45, change }, UNTOLD);
    expect(findings.map(({ code }) => code)).toContain('walk-broken');
  });
});

it('tells offsets that count hidden items from offsets that begin at 1', async () => {
  const change = ({ data, meta }: Body, { start }: PageFacts): object => ({
    data: data.filter((_, index) => (start + index) % 5 !== 0),
    meta,
  });
  const { findings } = await run({ kind: 'offset', change }, UNTOLD);
  expect(findings.find(({ code }) => code === 'position-wrong')).toMatchObject({
    message: expect.stringContaining('seems to count items that it does not return'),
    corrections: [],
  });
});

it('reports a ceiling once, wherever it was met', async () => {
  const planted: Planted = { kind: 'offset', items: 400, ceiling: 50 };
  for (const probeLimits of [false, true]) {
    const { findings } = await run(planted, { 'limits.maxOffset': 500 }, { probeLimits });
    expect(findings.map(({ code, message }) => [code, message.includes('--probe-limits')])).toEqual([
      ['position-refused', !probeLimits],
    ]);
  }
});

describe('what was not seen', () => {
  it.each(TOKENS)('the end of a list of one page is unproven: %s', async (kind) => {
    const result = await run(
      { kind, items: 3, ignoresLimit: true },
      { ...UNTOLD, 'request.limit': undefined, limits: undefined },
    );
    expect(result.findings).toEqual([]);
    const field = kind === 'link-header' ? 'style' : kind === 'next-url' ? 'response.nextUrl' : 'response.nextCursor';
    expect(stateOf(result, field)).toMatchObject({ kind: 'unseen', reason: expect.stringContaining('unproven') });
  });

  it('the way to the next page is seen, although the page before it is empty', async () => {
    const change = (body: Body, { start }: PageFacts): object => (start === 0 ? { ...body, data: [] } : body);
    const result = await run({ kind: 'cursor-query', items: 20, change }, { ...UNTOLD, 'request.limit': undefined });
    expect(stateOf(result, 'response.nextCursor')).toMatchObject({ kind: 'seen' });
  });

  it('a required parameter with one value is sent, and others are asked for', async () => {
    const parameter = (name: string, schema: object) => ({ name, in: 'query', required: true, schema });
    const planted: Planted = {
      kind: 'page',
      intercept: ({ query }, usual) => (query.get('mode') === 'list' ? usual() : { status: 400 }),
    };
    const mode = parameter('mode', { type: 'string', enum: ['list'] });
    expect((await run(planted, {}, {}, [mode])).findings).toEqual([]);
    const { skipped } = await run(planted, {}, {}, [mode, parameter('zone', { type: 'string', enum: ['a', 'b'] })]);
    expect(skipped).toEqual([{ operation: 'listItems', missing: ['zone'] }]);
  });

  it.each(KINDS)('nothing is seen of an empty list: %s', async (kind) => {
    const result = await run({ kind, items: 0 });
    for (const { kind: state } of result.checked[0]?.fields ?? []) expect(state).toBe('unseen');
  });

  it('a budget that is too small is the reason', async () => {
    const result = await run({ kind: 'cursor-query', items: 400 }, {}, { budget: 3 });
    expect(result.findings).toEqual([]);
    expect(stateOf(result, 'response.total')).toMatchObject({ kind: 'unseen' });
  });
});

describe('--probe-limits', () => {
  const probed = async (planted: Planted, changes: Changes = {}) =>
    (await run(planted, changes, { probeLimits: true })).findings.flatMap(({ code, corrections = [] }) =>
      corrections.map(({ field, value }) => [code, field, value]),
    );

  it.each([
    [{ kind: 'offset', ceiling: 10_000 }, ['ceiling-undeclared', 'maxOffset', 10_000]],
    [{ kind: 'offset', ceiling: 9_999 }, ['ceiling-undeclared', 'maxOffset', 9_999]],
    [{ kind: 'offset', window: 10_000 }, ['ceiling-undeclared', 'maxResults', 10_000]],
    [{ kind: 'offset', ceiling: 1_234 }, ['ceiling-undeclared', 'maxOffset', 1_234]],
    [{ kind: 'offset', ceiling: 50, items: 230 }, ['ceiling-undeclared', 'maxOffset', 50]],
    [{ kind: 'page', ceiling: 500 }, ['ceiling-undeclared', 'maxPage', 500]],
  ] as const)('jumps to the ceiling of a short list: %j', async (planted, expected) => {
    expect(await probed(planted)).toEqual([expected]);
  });

  it('corrects a declared ceiling that is too high', async () => {
    const found = await probed({ kind: 'offset', ceiling: 50, items: 230 }, { 'limits.maxOffset': 500 });
    expect(found).toEqual([['position-refused', 'maxOffset', 50]]);
  });

  it('does not take the end of the list for a ceiling', async () => {
    expect(await probed({ kind: 'page', pastEnd: 404 }, { 'response.pastEnd': [404] })).toEqual([]);
  });

  it('finds the largest and the smallest page size', async () => {
    expect(await probed({ kind: 'cursor-query', cap: 37, rejects: true, items: 400 })).toEqual([
      ['page-size-refused', 'maxLimit', 37],
    ]);
    expect(await probed({ kind: 'cursor-query', minimum: 4 })).toEqual([['page-size-refused', 'minLimit', 4]]);
    const undeclared = { 'limits.maxLimit': undefined };
    expect(await probed({ kind: 'cursor-query', cap: 37, items: 400 }, undeclared)).toEqual([
      ['page-size-maximum', 'maxLimit', 37],
    ]);
  });
});

describe('an order that changes', () => {
  const order = rotated;
  const advice = async (schema?: object): Promise<string | undefined> => {
    const parameters = schema === undefined ? [] : [{ name: 'sort', in: 'query', schema }];
    const { findings } = await run({ kind: 'page', order }, UNTOLD, {}, parameters);
    return findings.find(({ code }) => code === 'unstable-order')?.message;
  };

  it('names the parameter that makes it complete, if there is one', async () => {
    expect(await advice({ type: 'string', enum: ['rank', 'id'] })).toContain('Sort by a unique field: `sort: id`.');
    expect(await advice({ type: 'string', enum: ['-rank', '-id'] })).toContain('Sort by a unique field: `sort: -id`.');
    expect(await advice({ type: 'string' })).toContain('such as `id`, with `sort`.');
    expect(await advice({ type: 'string', enum: ['rank'] })).toContain('`sort` has no value for a unique field');
    expect(await advice()).toContain('The operation has no parameter for the order');
  });

  it('is told from a list that grows during the walks', async () => {
    let count = 0;
    const grows = (body: Body): object => {
      count++;
      return body;
    };
    const { findings } = await run(
      { kind: 'page', change: grows, order: (items) => items.slice(0, 40 + Math.floor(count / 6)) },
      UNTOLD,
    );
    expect(findings.map(({ code }) => code)).not.toContain('unstable-order');
  });
});

describe('windows', () => {
  const changes: Changes = { ...UNTOLD, 'deep.field': '/rank', 'deep.from': 'from', 'deep.sort': {} };
  const bound = [{ name: 'from', in: 'query', schema: { type: 'integer' } }];

  it.each(COUNTED)('that join are seen: %s', async (kind) => {
    const result = await run({ kind }, changes, { budget: 40 }, bound);
    expect(result.findings).toEqual([]);
    expect(stateOf(result, 'deep')).toMatchObject({ kind: 'seen' });
  });

  it.each(COUNTED)('whose bound excludes its value are found: %s', async (kind) => {
    const result = await run({ kind, isExclusive: true }, changes, { budget: 40 }, bound);
    expect(codes(result)).toEqual(['windows-broken']);
  });

  it('are not seen if the list is too short', async () => {
    const result = await run({ kind: 'offset', items: 8 }, changes, {}, bound);
    expect(stateOf(result, 'deep')).toMatchObject({ kind: 'unseen', reason: expect.stringContaining('too short') });
  });
});

describe('the corrections', () => {
  it.each<[string, Planted, Changes]>([
    ['a total', { kind: 'offset' }, { 'response.total': '/meta/pageSize' }],
    ['a number of pages', { kind: 'page' }, { 'response.totalPages': '/meta/currentPage' }],
    ['a flag', { kind: 'cursor-query' }, { 'response.hasMore': '/meta/none' }],
    ['a key', { kind: 'cursor-query' }, { key: '/kind' }],
    ['a page size', { kind: 'next-url', cap: 20 }, {}],
    ['an ignored page size', { kind: 'link-header', ignoresLimit: true }, {}],
    ['a ceiling that is too low', { kind: 'offset' }, { 'limits.maxOffset': 30 }],
    ['a ceiling that is too high', { kind: 'offset', items: 400, ceiling: 50 }, { 'limits.maxOffset': 500 }],
    ['a status past the end', { kind: 'page', items: 48, pastEnd: 404 }, UNTOLD],
    ['a repeated last page', { kind: 'page', clampsPosition: true }, UNTOLD],
    ['a page 0 that is page 1', { kind: 'page', intercept: pageZeroIsOne }, { ...UNTOLD, 'request.start': 0 }],
    ['a repeated last page', { kind: 'offset', items: 48, clampsPosition: true }, UNTOLD],
    ['a last page that names itself', { kind: 'cursor-query', change: namesItself }, UNTOLD],
    ['links without a page size', { kind: 'link-header', items: 130, dropsLimit: true }, UNTOLD],
    ['the default page size', { kind: 'cursor-body' }, { 'limits.defaultLimit': 25 }],
  ])('make the document agree with the API: %s', async (_, planted, changes) => {
    const { overlay, findings } = await run(planted, changes, { probeLimits: true });
    expect(findings).not.toEqual([]);
    const folder = await mkdtemp(join(tmpdir(), 'pagegen-corrections-'));
    try {
      const file = join(folder, 'corrections.yaml');
      await writeFile(file, overlay ?? '');
      const corrected = await run(planted, changes, { probeLimits: true, overlays: [file] });
      expect(corrected.findings).toEqual([]);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

it('every code is in the documentation', async () => {
  const page = await readFile(join(import.meta.dirname, '../../../docs/verify.md'), 'utf8');
  const rows = Object.entries(MISMATCHES).map(([code, meaning]) => `| \`${code}\` | ${meaning} |`);
  expect(page).toContain(`| code | meaning |\n|---|---|\n${rows.join('\n')}\n`);
});

describe('windows of cursors and links', () => {
  const deep: Changes = { ...UNTOLD, 'deep.field': '/rank', 'deep.from': 'from', 'deep.sort': {} };
  const bound = (name: string) => ({ name, in: 'query', schema: { type: 'integer' } });

  it.each(['cursor-query', 'next-url'] as const)('%s: are walked', async (kind) => {
    const result = await run({ kind }, deep, { budget: 60 }, [bound('from')]);
    expect(codes(result)).toEqual([]);
    expect(stateOf(result, 'deep')).toMatchObject({ kind: 'seen' });
  });

  it.each(['cursor-query', 'next-url'] as const)('%s: are broken by an exclusive bound', async (kind) => {
    const result = await run({ kind, isExclusive: true }, deep, { budget: 60 }, [bound('from')]);
    expect(codes(result)).toEqual(['windows-broken']);
    expect(stateOf(result, 'deep')).toMatchObject({ kind: 'wrong' });
  });
});
