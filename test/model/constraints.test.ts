import { describe, expect, it } from 'vitest';
import type { Schema } from '../../src/model/schema.ts';
import { numberConstraints } from '../../src/model/schema-kinds.ts';

const location = { file: 'f', pointer: '' };
const integer = (notes: Partial<Schema> = {}): Schema => ({ ...notes, kind: 'integer', location }) as Schema;
const target = integer({ minimum: 1, maximum: 100, default: 20 });
const schemas = new Map([['Limit', { id: 'Limit', name: 'Limit', schema: target }]]);
const ref: Schema = { kind: 'ref', id: 'Limit', location };

describe('numberConstraints', () => {
  it.each<[string, Schema, object]>([
    ['of a number', target, { minimum: 1, maximum: 100, default: 20 }],
    ['of a number that says nothing', integer(), {}],
    ['through a reference', ref, { minimum: 1, maximum: 100, default: 20 }],
    ['beside a reference', { ...ref, default: 50 }, { minimum: 1, maximum: 100, default: 50 }],
    [
      'of all parts together',
      { kind: 'intersection', members: [ref, integer({ minimum: 5, maximum: 200 })], location },
      { minimum: 5, maximum: 100, default: 20 },
    ],
    [
      'of a nullable number',
      { kind: 'union', members: [target, { kind: 'null', location }], location },
      { minimum: 1, maximum: 100, default: 20 },
    ],
    ['of a choice: none that always hold', { kind: 'union', members: [target, integer()], location }, {}],
    [
      'of an enum',
      { kind: 'enum', values: [25, 10, 50], location },
      { minimum: 10, maximum: 50, choices: [10, 25, 50] },
    ],
    ['of an enum of texts', { kind: 'enum', values: ['10', 50], location }, {}],
  ])('%s', (_, schema, expected) => {
    expect(numberConstraints(schema, schemas)).toEqual(expected);
  });
});
