import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { TARGET_KEYS, type TargetKey } from '../../src/annotation/annotation.ts';
import { migrate } from '../../src/tasks/migrate.ts';

type Json = { readonly [key: string]: unknown };
type Strategy = {
  readonly style: string;
  readonly request?: Json;
  readonly response: Json;
  readonly [key: string]: unknown;
};

const page = readFileSync(join(import.meta.dirname, '../../docs/dialects.md'), 'utf8');
const TARGETS = TARGET_KEYS.filter((key) => key !== 'x-pagination');

const TEXT = { type: 'string' };
const NUMBER = { type: 'integer' };
const query = (name: string, schema: Json = TEXT): Json => ({ name, in: 'query', schema });
const ITEMS = { type: 'array', items: { type: 'object', required: ['id'], properties: { id: TEXT } } };

function documentOf(annotation: Strategy): string {
  const isArray = annotation.response.items === '$response.body';
  const properties = {
    value: ITEMS,
    next: TEXT,
    prev: TEXT,
    more: { type: 'boolean' },
    last: { type: 'boolean' },
    total: NUMBER,
    pages: NUMBER,
    size: NUMBER,
  };
  const schema = isArray ? ITEMS : { type: 'object', properties };
  const answer = {
    description: 'ok',
    headers: { 'X-Next': { schema: TEXT } },
    content: { 'application/json': { schema } },
  };
  const link = { name: 'link', in: 'path', required: true, schema: TEXT };
  return JSON.stringify({
    openapi: '3.1.0',
    info: { title: 'T', version: '1' },
    paths: {
      '/things': {
        post: {
          operationId: 'list',
          'x-pagination': annotation,
          parameters: [
            query('offset', NUMBER),
            query('page', NUMBER),
            query('limit', NUMBER),
            query('cursor'),
            query('before'),
            query('last', NUMBER),
            query('sort'),
            { name: 'X-Cursor', in: 'header', schema: TEXT },
          ],
          requestBody: { content: { 'application/json': { schema: { type: 'object', properties: { after: TEXT } } } } },
          responses: { '200': answer },
        },
      },
      '/things/{link}': { get: { operationId: 'next', parameters: [link], responses: { '200': answer } } },
    },
  });
}

const OFFSET: Strategy = {
  style: 'offset',
  request: { offset: 'offset', limit: 'limit' },
  response: { items: 'value' },
};
const PAGE: Strategy = { style: 'page', request: { page: 'page' }, response: { items: 'value' } };
const CURSOR: Strategy = {
  style: 'cursor-query',
  request: { cursor: 'cursor' },
  response: { items: 'value', nextCursor: 'next' },
};
const LINK: Strategy = { style: 'next-url', response: { items: 'value', nextUrl: 'next' } };
const HEADER: Strategy = { style: 'link-header', response: { items: 'value' } };
const STYLES = [OFFSET, PAGE, CURSOR, LINK, HEADER];

const withRequest = (strategy: Strategy, request: Json): Strategy => ({
  ...strategy,
  request: { ...strategy.request, ...request },
});
const withResponse = (strategy: Strategy, response: Json): Strategy => ({
  ...strategy,
  response: { ...strategy.response, ...response },
});

const BACK = withResponse(withRequest(CURSOR, { backCursor: 'before' }), { prevCursor: 'prev' });

/** Each row of the table: strategies with the feature, and the field that must not be lost in one of them. */
const ROWS: readonly (readonly [name: string, strategies: readonly Strategy[], field?: string])[] = [
  ['`offset`', [OFFSET]],
  ['`page`', [PAGE]],
  ['`cursor-query`', [CURSOR]],
  [
    '`cursor-body`',
    [{ style: 'cursor-body', request: { cursor: 'after' }, response: { items: 'value', nextCursor: 'next' } }],
  ],
  [
    '`cursor-header`',
    [{ style: 'cursor-header', request: { cursor: 'X-Cursor' }, response: { items: 'value', nextCursor: 'next' } }],
  ],
  [
    '`itemCursor`',
    [{ style: 'cursor-query', request: { cursor: 'cursor' }, response: { items: 'value', itemCursor: 'id' } }],
  ],
  ['`nextCursor` in a header', [withResponse(CURSOR, { nextCursor: '$response.header.X-Next' })]],
  ['`next-url`', [LINK]],
  ['`link-header`', [HEADER]],
  [
    'items that are the whole body',
    STYLES.map((each) => withResponse(each, { items: '$response.body' })).filter(
      ({ response }) => !('nextUrl' in response || 'nextCursor' in response),
    ),
  ],
  ['`request.limit`', STYLES.map((each) => withRequest(each, { limit: 'limit' })), 'request.limit'],
  ['`request.operation`', [withRequest(LINK, { operation: 'next' })], 'request.operation'],
  ['`response.hasMore`', STYLES.map((each) => withResponse(each, { hasMore: 'more' })), 'response.hasMore'],
  ['`response.total`', STYLES.map((each) => withResponse(each, { total: 'total' })), 'response.total'],
  ['`response.totalPages`', STYLES.map((each) => withResponse(each, { totalPages: 'pages' })), 'response.totalPages'],
  ['`response.limit`', STYLES.map((each) => withResponse(each, { limit: 'size' })), 'response.limit'],
  ['`response.linkBase: server`', [withResponse(LINK, { linkBase: 'server' })], 'response.linkBase'],
  ['`response.prevUrl`', [withResponse(LINK, { prevUrl: 'prev' })], 'response.prevUrl'],
  ['`response.prevCursor`', [withResponse(CURSOR, { prevCursor: 'prev' })], 'response.prevCursor'],
  ['`request.backCursor`', [BACK], 'request.backCursor'],
  ['`response.rel`', [withResponse(HEADER, { rel: 'more' })], 'response.rel'],
];

const KEYSET: Strategy = {
  ...CURSOR,
  request: { cursor: 'cursor', backCursor: 'before' },
  response: { items: 'value', itemCursor: 'id', firstItemCursor: 'id' },
};

/** Fields that no other annotation expresses. */
const OURS: readonly (readonly [field: string, strategy: Strategy])[] = [
  ['request.start', withRequest(PAGE, { start: 0 })],
  ['request.firstPageOnly', withRequest(OFFSET, { firstPageOnly: ['sort'] })],
  ['request.carry', withRequest(LINK, { carry: ['sort'] })],
  ['request.fixed', withRequest(OFFSET, { fixed: { sort: 'id' } })],
  ['response.isLast', withResponse(OFFSET, { isLast: 'last' })],
  ['response.end', withResponse(LINK, { end: ['', 'END'] })],
  ['response.lastPage', withResponse(OFFSET, { lastPage: 'short' })],
  ['response.pastEnd', withResponse(OFFSET, { pastEnd: [404] })],
  ['response.nextMethod', withResponse(LINK, { nextMethod: 'same' })],
  ['response.repeat', withResponse(OFFSET, { repeat: 'end' })],
  ['response.error', withResponse(OFFSET, { error: 'next' })],
  ['response.position', withResponse(OFFSET, { position: 'size' })],
  ['response.expiredOn', withResponse(CURSOR, { expiredOn: [410] })],
  [
    'response.inclusive',
    {
      ...KEYSET,
      request: { cursor: 'cursor' },
      response: { items: 'value', itemCursor: 'id', inclusive: true },
      key: 'id',
    },
  ],
  ['response.stateful', withResponse(CURSOR, { hasMore: 'more', stateful: true })],
  ['request.backLimit', withRequest(BACK, { limit: 'limit', backLimit: 'last' })],
  ['response.firstItemCursor', KEYSET],
  ['response.hasPrevious', withResponse(BACK, { hasPrevious: 'more' })],
  ['response.backOrder', withResponse(BACK, { backOrder: 'reversed' })],
  ['limits.maxOffset', { ...OFFSET, limits: { maxOffset: 1000 } }],
  ['limits.maxLimit', { ...OFFSET, limits: { maxLimit: 50 } }],
  ['limits.maxResults', { ...OFFSET, limits: { maxResults: 1000 } }],
  ['key', { ...OFFSET, key: 'id' }],
];

/** Returns true if `to` expresses a strategy, or one field of it. */
async function expresses(to: TargetKey, strategy: Strategy, field?: string): Promise<boolean> {
  const { migrations, diagnostics } = await migrate({
    document: { file: '/api.json', text: documentOf(strategy) },
    to,
  });
  expect(diagnostics.filter(({ code }) => code !== 'migration-loss')).toEqual([]);
  const isLost = field !== undefined && diagnostics.some(({ message }) => message.includes(`\`${field}\``));
  return migrations.length === 1 && !isLost;
}

it('the table says what each annotation can express', async () => {
  const rows: string[] = [];
  for (const [name, strategies, field] of ROWS) {
    const cells: string[] = [];
    for (const to of TARGETS) {
      let isExpressed = false;
      for (const strategy of strategies) isExpressed ||= await expresses(to, strategy, field);
      cells.push(isExpressed ? 'yes' : '–');
    }
    rows.push(`| ${name} | ${cells.join(' | ')} |`);
  }
  const head = `| | ${TARGETS.map((key) => `\`${key}\``).join(' | ')} |\n|${'---|'.repeat(TARGETS.length + 1)}\n`;
  expect(page).toContain(`${head}${rows.join('\n')}\n`);
});

it('the list has the fields that no other annotation expresses', async () => {
  for (const [field, strategy] of OURS) {
    expect(page).toContain(`\`${field}\``);
    for (const to of TARGETS) expect([to, field, await expresses(to, strategy, field)]).toEqual([to, field, false]);
  }
});
