import { describe, expect, it } from 'vitest';
import { readMarked } from './read-marked.ts';

const TOKEN = { name: 'token', in: 'query', schema: { type: 'string' }, 'x-ms-list-continuation-token': true };
const SIZE = { name: 'top', in: 'query', schema: { type: 'integer' }, 'x-ms-list-page-size': true };
const VALUE = { type: 'array', items: { type: 'object' }, 'x-ms-list-page-items': true };
const OTHER = { type: 'array', items: { type: 'string' } };

describe('x-ms-list', () => {
  it('reads a token that is marked in the request and in the response', async () => {
    const { strategy, faults } = await readMarked({
      operation: { 'x-ms-list': true, parameters: [TOKEN, SIZE] },
      properties: {
        value: VALUE,
        errors: OTHER,
        meta: { type: 'object', properties: { next: { type: 'string', 'x-ms-list-continuation-token': true } } },
      },
    });
    expect(faults).toEqual([]);
    expect(strategy).toEqual({
      style: 'cursor-query',
      request: { cursor: 'token', limit: 'top' },
      response: { items: '/value', nextCursor: '/meta/next' },
    });
  });

  it('follows a marked link rather than a token', async () => {
    const { strategy } = await readMarked({
      operation: { 'x-ms-list': true, parameters: [TOKEN] },
      properties: { value: VALUE, next: { type: 'string', 'x-ms-list-next-link': true } },
    });
    expect(strategy).toEqual({ style: 'next-url', response: { items: '/value', nextUrl: '/next' } });
  });

  it.each([
    ['offset', 'offset', { type: 'integer' }, undefined],
    ['page-index', 'page', { type: 'integer' }, undefined],
    ['page-index', 'page', { type: 'integer', minimum: 0 }, 0],
  ])('reads the position %s as style %s', async (marker, style, schema, start) => {
    const { strategy, faults } = await readMarked({
      operation: {
        'x-ms-list': true,
        parameters: [{ name: 'p', in: 'query', schema, [`x-ms-list-${marker}`]: true }],
      },
      properties: { value: VALUE },
    });
    expect(faults).toEqual([]);
    expect(strategy).toEqual({
      style,
      request: { [style]: 'p', ...(start !== undefined && { start }) },
      response: { items: '/value' },
    });
  });

  it('needs no marker on the operation if a position is marked, and finds markers behind references', async () => {
    const { strategy, faults } = await readMarked({
      operation: { parameters: [{ $ref: '#/components/parameters/Token' }] },
      schema: { $ref: '#/components/schemas/Page' },
      components: {
        parameters: { Token: TOKEN },
        schemas: {
          Page: {
            allOf: [
              { type: 'object', properties: { value: VALUE } },
              { type: 'object', properties: { next: { $ref: '#/components/schemas/Next' } } },
            ],
          },
          Next: { type: 'string', 'x-ms-list-continuation-token': true },
        },
      },
    });
    expect(faults).toEqual([]);
    expect(strategy?.response).toEqual({ items: '/value', nextCursor: '/next' });
  });

  it('does not concern operations without a marked position', async () => {
    const { strategy, faults } = await readMarked({
      operation: { parameters: [SIZE] },
      properties: { value: VALUE, next: { type: 'string', 'x-ms-list-next-link': true } },
    });
    expect(strategy).toBeUndefined();
    expect(faults).toEqual([]);
  });

  it('says what is missing, and what is not followed', async () => {
    const none = await readMarked({ operation: { 'x-ms-list': true }, properties: { value: VALUE } });
    expect(none.strategy).toBeUndefined();
    expect(none.faults).toEqual([
      'dialect-unpaginated: Neither a parameter nor a response property is marked for pages. The operation is not paginated. @/paths/~1things/get/x-ms-list',
    ]);
    const back = await readMarked({
      operation: { 'x-ms-list': true, parameters: [TOKEN] },
      properties: {
        value: VALUE,
        next: { type: 'string', 'x-ms-list-continuation-token': true },
        prev: { type: 'string', 'x-ms-list-prev-link': true },
      },
    });
    expect(back.strategy?.style).toBe('cursor-query');
    expect(back.faults).toEqual([
      expect.stringMatching(
        /^dialect-untranslated: Lists with a token have no link to the previous page\. @.*\/prev\/x-ms-list-prev-link$/,
      ),
    ]);
  });
  it.each([
    ['the Header Object', { schema: { type: 'string' }, 'x-ms-list-continuation-token': true }],
    ['its schema', { schema: { type: 'string', 'x-ms-list-continuation-token': true } }],
    ['a shared Header Object', { $ref: '#/components/headers/Next' }],
  ])('reads a token from a header that is marked on %s', async (_, header) => {
    const { strategy, faults } = await readMarked({
      operation: { 'x-ms-list': true, parameters: [TOKEN] },
      properties: { value: VALUE },
      headers: { 'X-Next': header },
      components: { headers: { Next: { schema: { type: 'string' }, 'x-ms-list-continuation-token': true } } },
    });
    expect(faults).toEqual([]);
    expect(strategy).toEqual({
      style: 'cursor-query',
      request: { cursor: 'token' },
      response: { items: '/value', nextCursor: '$response.header.X-Next' },
    });
  });

  it('reads a marked Link header', async () => {
    const { strategy, faults } = await readMarked({
      operation: { 'x-ms-list': true },
      properties: { value: VALUE },
      headers: { Link: { schema: { type: 'string' }, 'x-ms-list-next-link': true } },
    });
    expect(faults).toEqual([]);
    expect(strategy).toEqual({ style: 'link-header', response: { items: '/value' } });
  });

  it('names each link that it does not follow, and a token that only the request has', async () => {
    const link = (role: string): object => ({ type: 'string', [`x-ms-list-${role}-link`]: true });
    const links = await readMarked({
      operation: { 'x-ms-list': true },
      properties: { value: VALUE, next: link('next'), prev: link('prev'), first: link('first'), last: link('last') },
    });
    expect(links.strategy).toEqual({
      style: 'next-url',
      response: { items: '/value', nextUrl: '/next', prevUrl: '/prev' },
    });
    expect(links.faults.map((fault) => fault.replace(/ @.*/, ''))).toEqual([
      'dialect-untranslated: Links to the first page are not followed.',
      'dialect-untranslated: Links to the last page are not followed.',
    ]);
    const half = await readMarked({
      operation: { 'x-ms-list': true, parameters: [TOKEN] },
      properties: { value: VALUE, next: { type: 'string' } },
    });
    expect(half.faults).toEqual([
      expect.stringContaining('dialect-unpaginated: The token of the next page is marked in the request only.'),
    ]);
  });

  it('has one page if it says so', async () => {
    const { declined } = await readMarked({
      operation: { 'x-ms-list': false, parameters: [TOKEN] },
      properties: { value: VALUE },
    });
    expect(declined).toBe(true);
  });
});
