import { describe, expect, it } from 'vitest';
import {
  parseItemPointer,
  parseRequestExpression,
  parseResponseExpression,
} from '../../src/model/pagination-fields.ts';

describe('a request expression', () => {
  it.each([
    ['_skip', { in: 'query', name: '_skip' }],
    ['$skip', { in: 'query', name: '$skip' }],
    ['$request', { in: 'query', name: '$request' }],
    ['page[number]', { in: 'query', name: 'page[number]' }],
    ['/page', { in: 'body', pointer: '/page' }],
    ['$request.query.a.b', { in: 'query', name: 'a.b' }],
    ['$request.header.X-Cursor', { in: 'header', name: 'X-Cursor' }],
    ['$request.body#/a/b', { in: 'body', pointer: '/a/b' }],
    ['', undefined],
    ['/a~2', undefined],
    ['$request.body', undefined],
    ['$request.path.id', { in: 'path', name: 'id' }],
    ['$request.cookie.id', undefined],
    ['$response.body#/a', undefined],
  ])('%s', (text, expected) => {
    expect(parseRequestExpression(text, 'query')).toEqual(expected);
  });

  it('that is a bare name is looked for where its style says', () => {
    expect(parseRequestExpression('a/b', 'body')).toEqual({ in: 'body', pointer: '/a~1b' });
    expect(parseRequestExpression('a', 'header')).toEqual({ in: 'header', name: 'a' });
  });
});

describe('a response expression', () => {
  it.each([
    ['total', { in: 'body', pointer: '/total' }],
    ['odata.nextLink', { in: 'body', pointer: '/odata.nextLink' }],
    ['@odata/next', { in: 'body', pointer: '/@odata~1next' }],
    ['/meta/total', { in: 'body', pointer: '/meta/total' }],
    ['$response', { in: 'body', pointer: '/$response' }],
    ['$response.body', { in: 'body', pointer: '' }],
    ['$response.body#/meta/total', { in: 'body', pointer: '/meta/total' }],
    ['$response.header.X-Next', { in: 'header', name: 'X-Next' }],
    ['', undefined],
    ['/a~', undefined],
    ['$response.body#meta', undefined],
    ['$response.status', undefined],
    ['$request.query.a', undefined],
  ])('%s', (text, expected) => {
    expect(parseResponseExpression(text)).toEqual(expected);
  });
});

describe('a place in an item', () => {
  it.each([
    ['id', '/id'],
    ['a.b', '/a.b'],
    ['/owner/id', '/owner/id'],
    ['', ''],
    ['/a~', undefined],
    ['$response.body#/id', undefined],
  ])('%s', (text, expected) => {
    expect(parseItemPointer(text)).toBe(expected);
  });
});
