import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { TargetKey } from '../../src/annotation/annotation.ts';
import { migrate, migrationOverlay } from '../../src/tasks/migrate.ts';
import { openDocument } from '../../src/tasks/open-document.ts';

const folder = mkdtempSync(join(tmpdir(), 'pagegen-back-'));
type Json = { readonly [key: string]: unknown };

const TEXT = { type: 'string' };
const NUMBER = { type: 'integer' };
const ITEMS = { type: 'array', items: { type: 'object', required: ['id'], properties: { id: TEXT } } };
const query = (name: string, schema: Json = TEXT, more: Json = {}): Json => ({ name, in: 'query', schema, ...more });

/** A document whose only list has these annotations, and fields for every style. */
function documentOf(annotation: Json, parts: { parameters?: Json[]; properties?: Json; components?: Json } = {}): Json {
  const properties = {
    value: ITEMS,
    data: ITEMS,
    next: TEXT,
    meta: { type: 'object', properties: { next: TEXT, more: { type: 'boolean' }, pages: NUMBER, total: NUMBER } },
    ...parts.properties,
  };
  return {
    openapi: '3.1.0',
    info: { title: 'T', version: '1' },
    paths: {
      '/things': {
        post: {
          operationId: 'list',
          ...annotation,
          parameters: parts.parameters ?? [
            query('page', NUMBER),
            query('offset', NUMBER),
            query('limit', NUMBER),
            query('cursor'),
            { name: 'X-Cursor', in: 'header', schema: TEXT },
          ],
          requestBody: {
            content: {
              'application/json': {
                schema: {
                  type: 'object',
                  properties: { after: TEXT, paging: { type: 'object', properties: { size: NUMBER } } },
                },
              },
            },
          },
          responses: {
            '200': {
              description: 'ok',
              headers: { 'X-Next': { schema: TEXT } },
              content: { 'application/json': { schema: { type: 'object', properties } } },
            },
          },
        },
      },
    },
    ...(parts.components && { components: parts.components }),
  };
}

/** Returns a document with the annotation translated into `to`, without the other annotations, and what was lost. */
async function translate(document: Json, to: TargetKey, isOther: (key: string, value: unknown) => boolean) {
  const file = join(folder, 'api.json');
  const result = await migrate({ document: { file, text: JSON.stringify(document) }, to });
  expect(result.migrations).toHaveLength(1);
  const overlay = join(folder, 'overlay.yaml');
  writeFileSync(overlay, migrationOverlay(result).text);
  const applied = await openDocument({ document: { file, text: JSON.stringify(document) }, overlays: [overlay] });
  const losses = result.diagnostics.filter(({ severity }) => severity !== 'info').map(({ message }) => message);
  return { document: without(applied.document?.root.value, isOther) as Json, losses };
}

function without(value: unknown, isOther: (key: string, value: unknown) => boolean): unknown {
  if (Array.isArray(value)) return value.map((each) => without(each, isOther));
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([key, member]) => !isOther(key, member));
  return Object.fromEntries(kept.map(([key, member]) => [key, without(member, isOther)]));
}

/** Translates a document of another tool into `x-pagination`, and back into a document of that tool. */
async function thereAndBack(document: Json, key: TargetKey) {
  const isTheirs = (name: string): boolean =>
    name === key ||
    (key === 'x-ms-list' && name.startsWith('x-ms-list-')) ||
    (key === 'paginationSchemes' && name === 'components');
  const there = await translate(document, 'x-pagination', isTheirs);
  const back = await translate(there.document, key, (name, value) => name === 'x-pagination' && !Array.isArray(value));
  return { document: back.document, losses: [...there.losses, ...back.losses] };
}

describe('an annotation that becomes x-pagination and then itself again is the same', () => {
  it.each<[TargetKey, Json]>([
    [
      'x-redoclyPagination',
      {
        style: 'cursor',
        cursorParam: 'cursor',
        nextCursor: '/meta/next',
        hasMore: '/meta/more',
        items: '/data',
        limitParam: 'limit',
      },
    ],
    ['x-redoclyPagination', { style: 'offset', offsetParam: 'offset', items: '/data' }],
    ['x-redoclyPagination', { style: 'page', offsetParam: 'page', items: '/data', limitParam: 'limit' }],
    ['x-redoclyPagination', { style: 'link', items: '/data' }],
    ['x-redoclyPagination', { style: 'body-link', nextCursor: '/next', items: '/data' }],
    [
      'x-speakeasy-pagination',
      {
        type: 'offsetLimit',
        inputs: [
          { name: 'page', in: 'parameters', type: 'page' },
          { name: 'limit', in: 'parameters', type: 'limit' },
        ],
        outputs: { results: '$.data', numPages: '$.meta.pages' },
      },
    ],
    [
      'x-speakeasy-pagination',
      {
        type: 'offsetLimit',
        inputs: [{ name: 'offset', in: 'parameters', type: 'offset' }],
        outputs: { results: '$.data' },
      },
    ],
    [
      'x-speakeasy-pagination',
      {
        type: 'cursor',
        inputs: [{ name: 'after', in: 'requestBody', type: 'cursor' }],
        outputs: { results: '$.data', nextCursor: '$.meta.next' },
      },
    ],
    [
      'x-speakeasy-pagination',
      {
        type: 'cursor',
        inputs: [{ name: 'cursor', in: 'parameters', type: 'cursor' }],
        outputs: { results: '$.data', nextCursor: '$.data[-1].id' },
      },
    ],
    ['x-speakeasy-pagination', { type: 'url', outputs: { results: '$.data', nextUrl: '$.next' } }],
    [
      'x-fern-pagination',
      { offset: '$request.page', results: '$response.data', 'has-next-page': '$response.meta.more' },
    ],
    ['x-fern-pagination', { offset: '$request.offset', step: '$request.limit', results: '$response.data' }],
    ['x-fern-pagination', { cursor: '$request.after', next_cursor: '$response.meta.next', results: '$response.data' }],
    ['x-fern-pagination', { next_uri: '$response.next', results: '$response.data' }],
    ['x-fern-pagination', { next_path: '$response.next', results: '$response.data' }],
    [
      'x-scalar-pagination',
      {
        type: 'pageNumber',
        request: { page: { type: 'pageNumber' }, limit: { type: 'limit' } },
        response: {
          data: { type: 'items', path: ['data'] },
          'meta.more': { type: 'hasMore', path: ['meta', 'more'] },
          'meta.total': { type: 'total', path: ['meta', 'total'] },
          'meta.pages': { type: 'totalPages', path: ['meta', 'pages'] },
        },
      },
    ],
    [
      'x-scalar-pagination',
      {
        type: 'cursor',
        request: {
          'X-Cursor': { type: 'cursor', location: 'header' },
          size: { type: 'limit', location: 'body', path: ['paging', 'size'] },
        },
        response: {
          data: { type: 'items', path: ['data'] },
          'X-Next': { type: 'cursor', location: 'header', headerName: 'X-Next' },
        },
      },
    ],
    [
      'x-scalar-pagination',
      {
        type: 'cursorId',
        request: { cursor: { type: 'cursorId' } },
        response: { data: { type: 'items', path: ['data'], itemCursor: ['id'] } },
      },
    ],
    [
      'x-scalar-pagination',
      {
        type: 'cursorUrl',
        response: { data: { type: 'items', path: ['data'] }, Link: { type: 'cursorUrl', location: 'linkHeader' } },
      },
    ],
    ['x-ms-pageable', { nextLinkName: 'next' }],
    ['x-ms-pageable', { nextLinkName: 'next', itemName: 'data' }],
    [
      'x-trino',
      {
        pageParam: 'page',
        limitParam: 'limit',
        resultsPath: '$response.body#/data',
        totalResultsPath: '$response.body#/meta/total',
      },
    ],
  ])('%s: %o', async (key, annotation) => {
    const document = documentOf({ [key]: annotation });
    const back = await thereAndBack(document, key);
    expect(back.losses).toEqual([]);
    expect(back.document).toEqual(document);
  });

  it('x-ms-pageable with a version, which every link gets', async () => {
    const document = documentOf({ 'x-ms-pageable': { nextLinkName: 'next' } }, { parameters: [query('api-version')] });
    const back = await thereAndBack(document, 'x-ms-pageable');
    expect(back.losses).toEqual([]);
    expect(back.document).toEqual(document);
  });

  it.each<[string, Json[], Json]>([
    [
      'link',
      [query('top', NUMBER, { 'x-ms-list-page-size': true })],
      { next: { ...TEXT, 'x-ms-list-next-link': true } },
    ],
    ['offset', [query('skip', NUMBER, { 'x-ms-list-offset': true })], {}],
    ['page', [query('page', NUMBER, { 'x-ms-list-page-index': true })], {}],
    [
      'token',
      [query('token', TEXT, { 'x-ms-list-continuation-token': true })],
      { meta: { type: 'object', properties: { next: { ...TEXT, 'x-ms-list-continuation-token': true } } } },
    ],
  ])('x-ms-list: %s', async (_, parameters, properties) => {
    const items = { data: { ...ITEMS, 'x-ms-list-page-items': true } };
    const document = documentOf({ 'x-ms-list': true }, { parameters, properties: { ...items, ...properties } });
    const back = await thereAndBack(document, 'x-ms-list');
    expect(back.losses).toEqual([]);
    expect(back.document).toEqual(document);
  });

  it('a scheme, apart from its name', async () => {
    const scheme = {
      type: 'pageToken',
      autoDetect: false,
      request: { queryParameters: { cursor: { role: 'pageToken' }, limit: { role: 'pageSize' } } },
      response: {
        envelope: { itemsField: 'data' },
        bodyFields: { 'meta.next': { role: 'nextPageToken' }, 'meta.total': { role: 'totalCount' } },
      },
    };
    const document = documentOf(
      { 'x-pagination': [{ scheme: 'pageToken' }] },
      { components: { paginationSchemes: { pageToken: scheme } } },
    );
    const back = await thereAndBack(document, 'paginationSchemes');
    expect(back.losses).toEqual([]);
    expect(back.document).toEqual(document);
  });
});

describe('a loss is named, with its place', () => {
  it.each<[TargetKey, Json, string[]]>([
    [
      'x-redoclyPagination',
      {
        style: 'page',
        request: { page: 'page', start: 0, firstPageOnly: ['limit'] },
        response: { items: '/data', total: '/meta/total', lastPage: 'short', pastEnd: [404] },
        limits: { maxLimit: 50, maxPage: 100 },
        key: '/id',
      },
      [
        '`key`',
        '`request.start`',
        '`request.firstPageOnly`',
        '`response.total`',
        '`response.lastPage`',
        '`response.pastEnd`',
        '`limits.maxLimit`',
        '`limits.maxPage`',
      ],
    ],
    [
      'x-ms-pageable',
      { style: 'next-url', response: { items: 'data', nextUrl: 'next', hasMore: '/meta/more', end: ['', 'END'] } },
      ['`response.hasMore`', '`response.end`'],
    ],
    [
      'x-fern-pagination',
      {
        style: 'page',
        request: { page: 'page', limit: 'limit' },
        response: { items: 'data', totalPages: '/meta/pages' },
      },
      ['`request.limit`', '`response.totalPages`'],
    ],
  ])('%s', async (to, annotation, lost) => {
    const text = JSON.stringify(documentOf({ 'x-pagination': annotation }));
    const { diagnostics } = await migrate({ document: { file: '/api.json', text }, to });
    const losses = diagnostics.filter(({ code }) => code === 'migration-loss');
    expect(losses.map(({ message }) => message)).toEqual(
      expect.arrayContaining(lost.map((field) => `\`${to}\` cannot express ${field} of list; it is dropped.`)),
    );
    expect(losses).toHaveLength(lost.length);
    for (const { location } of losses) expect(location.pointer).toMatch(/^\/paths\/~1things\/post\/x-pagination/);
  });

  it.each<[TargetKey, Json, string]>([
    [
      'x-ms-pageable',
      { style: 'page', request: { page: 'page' }, response: { items: 'data' } },
      'Only links in the body of the response can be followed.',
    ],
    [
      'x-fern-pagination',
      { style: 'offset', request: { offset: 'offset' }, response: { items: 'data' } },
      'An offset needs a parameter for the page size.',
    ],
    [
      'x-redoclyPagination',
      { style: 'cursor-body', request: { cursor: 'after' }, response: { items: 'data', nextCursor: 'next' } },
      'The cursor must be a query parameter.',
    ],
    [
      'x-speakeasy-pagination',
      {
        style: 'cursor-query',
        request: { cursor: 'cursor' },
        response: { items: 'data', itemCursor: 'id', inclusive: true },
        key: 'id',
      },
      'Each page begins with an item of the page before.',
    ],
    [
      'x-trino',
      { style: 'link-header', response: { items: 'data' } },
      'Only query parameters with a page number can be expressed.',
    ],
  ])('%s cannot express some strategies at all', async (to, annotation, reason) => {
    const text = JSON.stringify(documentOf({ 'x-pagination': annotation }));
    const { migrations, diagnostics } = await migrate({ document: { file: '/api.json', text }, to });
    expect(migrations).toEqual([]);
    expect(diagnostics.map(({ code, message }) => `${code}: ${message}`)).toEqual([
      `migration-loss: \`${to}\` cannot express the pagination of list. ${reason}`,
    ]);
  });

  it('every strategy but the first is', async () => {
    const page = { style: 'page', request: { page: 'page' }, response: { items: 'data' } };
    const offset = { style: 'offset', request: { offset: 'offset' }, response: { items: 'data' } };
    const text = JSON.stringify(documentOf({ 'x-pagination': [page, offset] }));
    const { migrations, diagnostics } = await migrate({
      document: { file: '/api.json', text },
      to: 'x-redoclyPagination',
    });
    expect(migrations).toHaveLength(1);
    expect(diagnostics.map(({ message, location }) => `${message} @${location.pointer}`)).toEqual([
      '`x-redoclyPagination` holds one strategy; this one is dropped. @/paths/~1things/post/x-pagination/1',
    ]);
  });
});
