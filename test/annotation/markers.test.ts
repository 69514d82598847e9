import { describe, expect, it } from 'vitest';
import { readMarked } from './read-marked.ts';

const STAINLESS = 'x-stainless-pagination-property';
const TEXT = { type: 'string' };
const purpose = (name: unknown, more: object = {}) => ({ ...TEXT, [STAINLESS]: { purpose: name, ...more } });
const query = (name: string, schema: object, marks: object = {}) => ({ name, in: 'query', schema, ...marks });
const LIST = { type: 'array', items: { type: 'object' } };
const DATA = { ...LIST, [STAINLESS]: { purpose: 'items' } };
const VALUE = { ...LIST, 'x-ms-list-page-items': true };

/** The messages of a document, without their codes. */
async function messages(parts: Parameters<typeof readMarked>[0]): Promise<string[]> {
  return (await readMarked(parts)).faults.map((fault) => fault.replace(/^dialect-\w+: (.*) @.*$/, '$1'));
}

describe('a marker that pagegen does not read is reported where it is', () => {
  it.each([
    ['surprise', 'The purpose `surprise` has no effect here and is ignored.'],
    ['current_page_number_field', 'The purpose `current_page_number_field` has no effect here and is ignored.'],
    [5, '`purpose` must be a string; found a number.'],
    [undefined, '`purpose` must be a string; found nothing.'],
  ])('purpose %s', async (name, message) => {
    const operation = { parameters: [query('cursor', purpose('next_cursor_param'))] };
    const properties = { data: DATA, next: purpose('next_cursor_field'), other: purpose(name) };
    expect(await messages({ operation, properties })).toEqual([message]);
  });

  it.each([
    ['next_cursor_param', '`x-stainless-pagination-property` must be an object; found a string.'],
    [null, '`x-stainless-pagination-property` must be an object; found null.'],
    [{ purpose: 'items', depth: 1 }, '`depth` has no effect here and is ignored.'],
  ])('a value %j', async (value, message) => {
    const operation = { parameters: [query('cursor', purpose('next_cursor_param'))] };
    const properties = { data: DATA, next: purpose('next_cursor_field'), other: { ...TEXT, [STAINLESS]: value } };
    expect(await messages({ operation, properties })).toEqual([message]);
  });

  it.each([
    ['x-ms-list-surprise', true, '`x-ms-list-surprise` is not a marker that pagegen knows, so it has no effect.'],
    ['x-ms-list-next-link', 'true', '`x-ms-list-next-link` must be true or false; found a string.'],
    ['x-ms-list-offset', 1, '`x-ms-list-offset` must be true or false; found a number.'],
  ])('%s: %j', async (key, value, message) => {
    const token = { 'x-ms-list-continuation-token': true };
    const operation = { 'x-ms-list': true, parameters: [query('token', TEXT, token)] };
    const properties = { value: VALUE, token: { ...TEXT, ...token }, other: { ...TEXT, [key]: value } };
    expect(await messages({ operation, properties })).toEqual([message]);
  });
});

describe('a parameter that selects no page, although it is marked so, is reported', () => {
  it('next to a cursor', async () => {
    const operation = {
      parameters: [query('page', purpose('page_number_param')), query('cursor', purpose('next_cursor_param'))],
    };
    const properties = { data: DATA, next: purpose('next_cursor_field') };
    expect(await messages({ operation, properties })).toEqual([
      '`page_number_param` has no effect here: pages are selected in another way.',
    ]);
  });

  it('next to another parameter with the same marker', async () => {
    const marks = { 'x-ms-list-offset': true };
    const operation = {
      'x-ms-list': true,
      parameters: [query('skip', { type: 'integer' }, marks), query('from', { type: 'integer' }, marks)],
    };
    expect(await messages({ operation, properties: { value: VALUE } })).toEqual([
      '`offset` has no effect here: another parameter has the same marker.',
    ]);
  });
});
