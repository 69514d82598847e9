import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { annotationSchema, withFieldTables } from '../../scripts/annotation-schema.ts';
import { GROUP_FIELDS, OWN_FIELDS } from '../../src/annotation/fields.ts';
import { strategyObject } from '../../src/annotation/x-pagination/strategy-object.ts';

const root = join(import.meta.dirname, '../..');
const read = (path: string) => JSON.parse(readFileSync(join(root, path), 'utf8'));
const annotation = read('schema/x-pagination.schema.json');
const document = read('schema/openapi-pagination.schema.json');
const ajv = new Ajv({ strict: false, allErrors: true });
ajv.addSchema(annotation);
const validate = ajv.compile(document);

/** `path message` of every fault that the schema finds in the annotation of one operation. */
function faultsOf(pagination: unknown): string[] {
  validate({ openapi: '3.1.0', paths: { '/things': { get: { 'x-pagination': pagination } } } });
  const prefix = '/paths/~1things/get/x-pagination';
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath.slice(prefix.length)} ${message}`);
}

describe('the schema of the annotation', () => {
  it('is made from the table of fields: `npm run schema` writes it', () => {
    expect(annotation).toEqual(annotationSchema());
    const page = readFileSync(join(root, 'docs/annotation.md'), 'utf8');
    expect(page).toContain('| `response.totalPages` |');
    expect(withFieldTables(page)).toBe(page);
  });

  const values = [
    ...['', 'a', '/a', '/a/0', 'page[number]', '$skip', 'GET', 'same', 'empty', 'error', 'request', 'offset'],
    ...['$request.query.a', '$request.header.a', '$request.body#/a', '$response.body', '$response.body#/a'],
    ...[0, 1, 1.5, -1, 200, 2 ** 53, true, null, [], [''], ['a'], [1], [404], [600], {}, { a: 1 }, { '': 1 }],
  ];
  /** True if pagegen reports nothing about the form of a strategy. */
  const isRead = (strategy: object): boolean => {
    const found: unknown[] = [];
    strategyObject({ value: strategy, location: { file: 'f', pointer: '' } }, (each) => found.push(each));
    return found.length === 0;
  };

  it.each([
    ...[...OWN_FIELDS.keys()].map((key) => ({ key, put: (value: unknown) => ({ [key]: value }) })),
    ...Object.entries(GROUP_FIELDS).flatMap(([group, rules]) =>
      [...rules.keys()].map((key) => ({
        key: `${group}.${key}`,
        put: (value: unknown) => ({ [group]: { [key]: value } }),
      })),
    ),
  ])('underlines nothing in $key that pagegen reads', ({ put }) => {
    const read = values.filter((value) => isRead(put(value)));
    expect(read.length).toBeGreaterThan(0);
    for (const value of read) expect(faultsOf({ extends: 'list', ...put(value) }), JSON.stringify(value)).toEqual([]);
  });

  const files = ['specs/close.yaml', 'specs/places.yaml', 'docs/rules/frame.yaml'].concat(
    readdirSync(join(root, 'specs/fixtures'))
      .filter((name) => name.endsWith('.yaml'))
      .map((name) => `specs/fixtures/${name}`),
  );
  it.each(files)('accepts %s', (file) => {
    const ok = validate(parse(readFileSync(join(root, file), 'utf8'), { merge: true }));
    expect(validate.errors).toBe(null);
    expect(ok).toBe(true);
  });

  it.each<[string, unknown, RegExp]>([
    [
      'an unknown key',
      { style: 'offset', request: { offset: 's' }, response: { items: 'd', has_more: 'm' } },
      /^\/response must NOT have additional properties/,
    ],
    ['an unknown style', { style: 'ofset', request: {}, response: {} }, /^\/style must be equal to one of/],
    [
      'a missing field',
      { style: 'page', request: { limit: 'l' }, response: { items: 'd' } },
      /^\/request must have required property 'page'/,
    ],
    [
      'both next cursors',
      { style: 'cursor-query', request: { cursor: 'c' }, response: { items: 'd', nextCursor: 'n', itemCursor: 'i' } },
      /^\/response must match exactly one schema/,
    ],
    [
      'a limit that is no integer',
      { extends: 'list', limits: { maxLimit: '100' } },
      /^\/limits\/maxLimit must be integer,null/,
    ],
    [
      'an expression of the other side',
      { extends: 'list', request: { offset: '$response.body#/x' } },
      /^\/request\/offset must match pattern/,
    ],
    ['true', true, /must be equal to constant/],
    ['an empty list', [], /must NOT have fewer than 1 items/],
    ['a strategy of nothing', { key: '/id' }, /must have required property 'style'/],
  ])('refuses %s', (_, pagination, expected) => {
    expect(faultsOf(pagination).some((fault) => expected.test(fault))).toBe(true);
  });

  it.each<[string, unknown]>([
    ['a name', 'list'],
    ['false', false],
    ['a list of names and strategies', ['list', { extends: 'list', name: 'other' }]],
    ['a reference', { $ref: '#/components/x-pagination/list' }],
    ['null, which removes what is inherited', { extends: 'list', limits: { maxLimit: null }, deep: null }],
  ])('accepts %s', (_, pagination) => expect(faultsOf(pagination)).toEqual([]));
});
