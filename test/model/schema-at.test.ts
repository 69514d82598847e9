import { describe, expect, it } from 'vitest';
import { itemSchemaOf } from '../../src/model/page-bodies.ts';
import type { NamedSchema, Property, Schema, SchemaShape } from '../../src/model/schema.ts';
import { schemaAt } from '../../src/model/schema-at.ts';
import { kindsFit, kindsOf } from '../../src/model/schema-kinds.ts';
import type { Location } from '../../src/shared/json.ts';

let places = 0;
const schema = (shape: SchemaShape): Schema => ({ ...shape, location: nextPlace() });
const nextPlace = (): Location => ({ file: 'f', pointer: `/${++places}` });
const ref = (id: string): Schema => schema({ kind: 'ref', id });
const object = (properties: Record<string, Schema>, additional?: Schema): Schema =>
  schema({
    kind: 'object',
    properties: Object.entries(properties).map(
      ([name, type]): Property => ({ name: name.replace('?', ''), required: !name.endsWith('?'), schema: type }),
    ),
    ...(additional && { additional }),
  });
const union = (...members: Schema[]): Schema => schema({ kind: 'union', members });
const all = (...members: Schema[]): Schema => schema({ kind: 'intersection', members });

const string = schema({ kind: 'string' });
const integer = schema({ kind: 'integer' });
const number = schema({ kind: 'number' });
const unknown = schema({ kind: 'unknown' });
const nothing = schema({ kind: 'null' });
const strings = schema({ kind: 'array', items: string });

const schemas = new Map<string, NamedSchema>(
  Object.entries({
    Lead: object({ id: string, 'note?': string, tags: strings }),
    Node: object({ 'next?': ref('Node'), value: integer }),
    Circle: ref('Circle'),
    Both: all(ref('Both'), string),
  }).map(([id, named]) => [id, { id, name: id, schema: named }]),
);

describe('schemaAt', () => {
  it.each<[string, Schema, string, Schema, boolean]>([
    ['the whole value', string, '', string, false],
    ['a property', object({ a: string }), '/a', string, false],
    ['an optional property', object({ 'a?': string }), '/a', string, true],
    ['a property below an optional one', object({ 'a?': object({ b: string }) }), '/a/b', string, true],
    ['a property below a nullable one', object({ a: union(object({ b: string }), nothing) }), '/a/b', string, true],
    ['an escaped name', object({ 'a/b': string }), '/a~1b', string, false],
    ['a reference', ref('Lead'), '/id', string, false],
    ['a recursive reference', ref('Node'), '/next/next/value', integer, true],
    ['additional properties', object({}, integer), '/x', integer, true],
    ['an open place', unknown, '/a/b', unknown, false],
    ['an element', strings, '/0', string, true],
    ['an element of a tuple', schema({ kind: 'tuple', items: [string, integer] }), '/1', integer, true],
    ['the rest of a tuple', schema({ kind: 'tuple', items: [], rest: integer }), '/7', integer, true],
    ['allOf', all(object({ a: string }), object({ b: integer })), '/b', integer, false],
    ['allOf that requires', all(object({ 'a?': string }), object({ a: unknown })), '/a', string, false],
    ['a member of oneOf', union(object({ a: string }), object({ b: integer })), '/b', integer, true],
    ['every member of oneOf', union(object({ a: string }), object({ a: string })), '/a', string, false],
  ])('finds %s', (_, root, pointer, expected, optional) => {
    expect(schemaAt(root, pointer, schemas)).toEqual({ found: true, schema: expected, optional });
  });

  it.each<[string, Schema, string, string, string[]]>([
    ['a closed object', object({ a: string, b: string }), '/c', 'c', ['a', 'b']],
    ['a reference', ref('Lead'), '/idd', 'idd', ['id', 'note', 'tags']],
    ['a scalar', object({ a: string }), '/a/b', 'b', []],
    ['an array that is asked for a name', strings, '/first', 'first', []],
    ['a tuple that ends', schema({ kind: 'tuple', items: [string] }), '/1', '1', []],
    ['every member', union(object({ a: string }), object({ b: string })), '/c', 'c', ['a', 'b']],
    ['a circle of references', ref('Circle'), '/a', 'a', []],
    ['a reference to nothing', ref('Gone'), '/a', 'a', []],
    ['text that is no pointer', string, 'a', 'a', []],
  ])('finds nothing in %s', (_, root, pointer, missing, candidates) => {
    expect(schemaAt(root, pointer, schemas)).toEqual({ found: false, missing, candidates });
  });

  it('finds names that every object inherits only where they are declared', () => {
    expect(schemaAt(object({}), '/constructor', schemas).found).toBe(false);
    expect(schemaAt(object({ constructor: string }), '/constructor', schemas).found).toBe(true);
  });
});

describe('itemSchemaOf', () => {
  it.each<[string, Schema, Schema | undefined]>([
    ['an array', strings, string],
    ['a nullable array', union(strings, nothing), string],
    ['an open place', unknown, unknown],
    ['a part of allOf', all(unknown, strings), string],
    ['a choice of which one is an array', union(strings, object({})), string],
    ['an object', object({}), undefined],
    ['a scalar', string, undefined],
    ['a circle', ref('Circle'), undefined],
  ])('of %s', (_, root, expected) => {
    expect(itemSchemaOf(root, schemas)).toEqual(expected);
  });

  it('of a tuple is any of its elements', () => {
    const item = itemSchemaOf(schema({ kind: 'tuple', items: [string], rest: integer }), schemas);
    expect(item).toMatchObject({ kind: 'union', members: [string, integer] });
  });
});

describe('kindsOf', () => {
  it.each<[string, Schema, string[]]>([
    ['a scalar', string, ['string']],
    ['an enum', schema({ kind: 'enum', values: ['a', 1, 1.5, true] }), ['string', 'integer', 'number', 'boolean']],
    ['a union', union(string, nothing), ['string', 'null']],
    ['a reference', ref('Lead'), ['object']],
    ['bytes', schema({ kind: 'binary' }), ['string']],
    ['allOf', all(unknown, number, integer), ['integer']],
    ['allOf that nothing can fulfil', all(string, integer), []],
    ['a circle', ref('Circle'), ['unknown']],
    ['a schema that needs itself', ref('Both'), ['string']],
    ['false', schema({ kind: 'never' }), []],
  ])('%s', (_, root, expected) => {
    expect([...kindsOf(root, schemas)]).toEqual(expected);
  });

  it('integers and numbers fit each other, and what is unknown fits everything', () => {
    expect(kindsFit(new Set(['integer']), ['number'])).toBe(true);
    expect(kindsFit(new Set(['number']), ['integer'])).toBe(true);
    expect(kindsFit(new Set(['unknown']), ['string'])).toBe(true);
    expect(kindsFit(new Set(['string']), ['unknown'])).toBe(true);
    expect(kindsFit(new Set(['string']), ['integer'])).toBe(false);
  });
});
