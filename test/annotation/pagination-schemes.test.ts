import { describe, expect, it } from 'vitest';
import { readMarked } from './read-marked.ts';

const query = (name: string, type = 'string') => ({ name, in: 'query', schema: { type } });
const LIST = { type: 'array', items: { type: 'object' } };
const TEXT = { type: 'string' };
const NUMBER = { type: 'integer' };

const SCHEMES = {
  token: {
    type: 'pageToken',
    request: { queryParameters: { pageToken: { role: 'pageToken' }, pageSize: { role: 'pageSize' } } },
    response: {
      envelope: { itemsField: 'data.items' },
      bodyFields: { 'metadata["a.b"]': { role: 'nextPageToken' }, total: { role: 'totalCount' } },
    },
  },
};

function read(scheme: object, operation: object, answer: object, more: object = {}) {
  return readMarked({
    operation: { ...operation },
    components: { paginationSchemes: { s: scheme } },
    ...answer,
    ...more,
  });
}

const DATA = { type: 'object', properties: { items: LIST } };

describe('components.paginationSchemes', () => {
  it('has schemes that operations refer to, with paths of names', async () => {
    const { strategy, faults, key } = await read(
      SCHEMES.token,
      { 'x-pagination': [{ scheme: 's' }], parameters: [query('pageToken'), query('pageSize', 'integer')] },
      { properties: { data: DATA, metadata: { type: 'object', properties: { 'a.b': TEXT } }, total: NUMBER } },
    );
    expect(faults).toEqual([]);
    expect(key).toBe('paginationSchemes');
    expect(strategy).toEqual({
      style: 'cursor-query',
      request: { cursor: 'pageToken', limit: 'pageSize' },
      response: { items: '/data/items', nextCursor: '/metadata/a.b', total: '/total' },
    });
  });

  it('leads back by the token or link of the page before, if the response declares it', async () => {
    const scheme = {
      type: 'pageToken',
      request: { queryParameters: { token: { role: 'pageToken' } } },
      response: {
        envelope: { itemsField: 'items' },
        bodyFields: { next: { role: 'nextPageToken' }, prev: { role: 'previousPageToken' } },
      },
    };
    const operation = { 'x-pagination': [{ scheme: 's' }], parameters: [query('token')] };
    const both = await read(scheme, operation, { properties: { items: LIST, next: TEXT, prev: TEXT } });
    expect([both.faults, both.strategy?.response]).toEqual([
      [],
      { items: '/items', nextCursor: '/next', prevCursor: '/prev' },
    ]);
    const one = await read(scheme, operation, { properties: { items: LIST, next: TEXT } });
    expect([one.faults, one.strategy?.response]).toEqual([[], { items: '/items', nextCursor: '/next' }]);
    const links = {
      type: 'nextLink',
      response: {
        envelope: { itemsField: 'items' },
        bodyFields: { 'links.next': { role: 'nextLink' }, 'links.prev': { role: 'previousLink' } },
      },
    };
    const linked = await read(
      links,
      { 'x-pagination': [{ scheme: 's' }] },
      { properties: { items: LIST, links: { type: 'object', properties: { next: TEXT, prev: TEXT } } } },
    );
    expect([linked.faults, linked.strategy?.response]).toEqual([
      [],
      { items: '/items', nextUrl: '/links/next', prevUrl: '/links/prev' },
    ]);
  });

  it('sends the token of the page before in a parameter of its own, if there is one', async () => {
    const scheme = {
      type: 'pageToken',
      request: { queryParameters: { after: { role: 'pageToken' }, before: { role: 'previousPageToken' } } },
      response: { bodyFields: { next: { role: 'nextPageToken' }, previous: { role: 'previousPageToken' } } },
    };
    const operation = { 'x-pagination': [{ scheme: 's' }], parameters: [query('after'), query('before')] };
    const { strategy, faults } = await read(scheme, operation, {
      properties: { items: LIST, next: TEXT, previous: TEXT },
    });
    expect(faults).toEqual([expect.stringContaining('dialect-assumed-items')]);
    expect(strategy).toEqual({
      style: 'cursor-query',
      request: { cursor: 'after', backCursor: 'before' },
      response: { items: '/items', nextCursor: '/next', prevCursor: '/previous' },
    });
  });

  it('follows references between schemes, and takes null for items that are the body', async () => {
    const components = { paginationSchemes: { s: { $ref: '#/components/paginationSchemes/t' }, t: SCHEMES.token } };
    const referred = await read(
      {},
      { 'x-pagination': [{ scheme: 's' }], parameters: [query('pageToken'), query('pageSize', 'integer')] },
      { properties: { data: DATA, metadata: { type: 'object', properties: { 'a.b': TEXT } }, total: NUMBER } },
      { components },
    );
    expect([referred.faults, referred.strategy?.style]).toEqual([[], 'cursor-query']);
    const page = { type: 'pageNumber', request: { queryParameters: { page: { role: 'page' } } } };
    const overrides = { response: { envelope: { itemsField: null } } };
    const whole = await read(
      { ...page, response: { envelope: { itemsField: 'items' } } },
      { 'x-pagination': [{ scheme: 's', overrides }], parameters: [query('page', 'integer')] },
      { schema: LIST },
    );
    expect([whole.faults, whole.strategy?.response]).toEqual([[], { items: '$response.body' }]);
  });

  it('is reported if a role is not read, or a scheme is no object', async () => {
    const operation = { 'x-pagination': [{ scheme: 's' }], parameters: [query('page', 'integer')] };
    const scheme = {
      type: 'pageNumber',
      request: { queryParameters: { page: { role: 'page' }, sort: { role: 'order' } } },
      response: {
        envelope: { itemsField: 'items' },
        bodyFields: { current: { role: 'currentPage' }, count: { description: 'of all' } },
      },
    };
    const { faults, strategy } = await read(scheme, operation, { properties: { items: LIST, current: NUMBER } });
    expect(strategy?.style).toBe('page');
    expect(faults).toEqual([
      expect.stringContaining('dialect-untranslated: The role of `sort`, "order", has no effect here and is ignored.'),
      expect.stringContaining('dialect-untranslated: The role of `current`, "currentPage", has no effect here'),
    ]);
    const text = await read('s' as unknown as object, operation, { properties: { items: LIST } });
    expect(text.faults).toEqual([expect.stringContaining('The scheme `s` must be an object; found a string.')]);
  });

  it('has schemes whose parts an operation overrides', async () => {
    const { strategy, faults } = await read(
      SCHEMES.token,
      {
        'x-pagination': [
          {
            scheme: 's',
            overrides: {
              request: { queryParameters: { continuation: { role: 'pageToken' } } },
              response: { envelope: { itemsField: 'rows' }, bodyFields: { next: { role: 'nextCursor' } } },
            },
          },
        ],
        parameters: [query('continuation')],
      },
      { properties: { rows: LIST, next: TEXT, total: NUMBER } },
    );
    expect(faults).toEqual([]);
    expect(strategy).toMatchObject({ request: { cursor: 'continuation' }, response: { items: '/rows' } });
  });

  it.each([
    ['offset', { start: { role: 'offset' } }, { style: 'offset', request: { offset: 'start' } }],
    ['page', { start: { role: 'page' } }, { style: 'page', request: { page: 'start' } }],
  ])('pages by %s', async (_, queryParameters, expected) => {
    const { strategy } = await read(
      { type: 'pageNumber', request: { queryParameters } },
      { 'x-pagination': [{ scheme: 's' }], parameters: [query('start', 'integer')] },
      { schema: LIST },
    );
    expect(strategy).toEqual({ ...expected, response: { items: '$response.body' } });
  });

  it('follows links of a header or of the body', async () => {
    const header = await read(
      { type: 'nextLink', response: { headers: { Link: { role: 'nextLink' } } } },
      { 'x-pagination': [{ scheme: 's' }] },
      { schema: LIST },
    );
    expect(header.strategy).toEqual({ style: 'link-header', response: { items: '$response.body' } });
    const body = await read(
      {
        type: 'nextLink',
        response: { envelope: { itemsField: 'rows' }, bodyFields: { 'links.next': { role: 'nextLink' } } },
      },
      { 'x-pagination': [{ scheme: 's' }] },
      { properties: { rows: LIST, links: { type: 'object', properties: { next: TEXT } } } },
    );
    expect(body.strategy).toEqual({ style: 'next-url', response: { items: '/rows', nextUrl: '/links/next' } });
  });

  describe('that no operation refers to', () => {
    const properties = { data: DATA, metadata: { type: 'object', properties: { 'a.b': TEXT } }, total: NUMBER };
    const parameters = [query('pageToken'), query('pageSize', 'integer')];

    it('apply to operations with their parameters', async () => {
      expect((await read(SCHEMES.token, { parameters }, { properties })).strategy?.style).toBe('cursor-query');
      expect(
        (await read(SCHEMES.token, { parameters: [query('pageToken')] }, { properties })).strategy,
      ).toBeUndefined();
    });

    it('do not apply if they say so, or if the response does not fit; nothing is reported', async () => {
      for (const [scheme, fields] of [
        [{ ...SCHEMES.token, autoDetect: false }, properties],
        [SCHEMES.token, { data: DATA }],
        [{ ...SCHEMES.token, autoDetect: { matchHeaders: true } }, properties],
      ]) {
        const { strategy, faults } = await read(
          scheme as object,
          { parameters },
          {
            properties: fields,
            headers: scheme === SCHEMES.token ? {} : { 'X-Other': { schema: TEXT } },
          },
        );
        if ((scheme as { autoDetect?: object }).autoDetect instanceof Object) expect(strategy).toBeDefined();
        else expect(strategy).toBeUndefined();
        expect(faults).toEqual([]);
      }
    });

    it('apply by a header alone, and never without any field', async () => {
      const link = {
        type: 'nextLink',
        autoDetect: { matchQueryParams: false, matchBodyFields: false, matchHeaders: true, requireAll: false },
        response: { headers: { Link: { role: 'nextLink' } } },
      };
      const answer = { schema: LIST, headers: { Link: { schema: TEXT } } };
      expect((await read(link, {}, answer)).strategy?.style).toBe('link-header');
      expect((await read(link, {}, { schema: LIST })).strategy).toBeUndefined();
      expect((await read({ ...link, autoDetect: true }, {}, answer)).strategy).toBeUndefined();
    });
  });

  it('reports what it cannot translate', async () => {
    const missing = await read(SCHEMES.token, { 'x-pagination': [{ scheme: 'S' }] }, { schema: LIST });
    expect(missing.strategy).toBeUndefined();
    expect(missing.faults).toEqual([
      'dialect-unpaginated: `components.paginationSchemes` has no scheme `S`. The operation is not paginated. @/paths/~1things/get/x-pagination/0/scheme',
    ]);
    const window = await read({ type: 'rangeWindow' }, { 'x-pagination': [{ scheme: 's' }] }, { schema: LIST });
    expect(window.faults).toEqual([
      'dialect-unpaginated: Windows of time are not pages, and cannot be translated. The operation is not paginated. @/components/paginationSchemes/s/type',
    ]);
    const sync = await read(
      {
        type: 'incrementalSync',
        request: { queryParameters: { pageToken: { role: 'pageToken' }, syncToken: { role: 'syncToken' } } },
        response: { envelope: { itemsField: 'rows' }, bodyFields: { next: { role: 'nextPageToken' } } },
      },
      { 'x-pagination': [{ scheme: 's' }], parameters: [query('pageToken'), query('syncToken')] },
      { properties: { rows: LIST, next: TEXT } },
    );
    expect(sync.strategy?.style).toBe('cursor-query');
    expect(sync.faults).toEqual([
      'dialect-untranslated: Sync tokens are not sent: each walk returns the whole list. @/components/paginationSchemes/s/request/queryParameters/syncToken',
    ]);
  });
});
