import { describe, expect, it } from 'vitest';
import type { Schema } from '../../../../src/model/schema.ts';
import { declarationsOf, emitted } from '../../../support/emitted.ts';
import { arrayOf, integer, objectOf, ref, schema, string } from '../../../support/model.ts';

async function models(schemas: Record<string, Schema>): Promise<string> {
  return declarationsOf((await emitted({ schemas })).get('models.ts'));
}

const nothing = schema({ kind: 'null' });
const unknown = schema({ kind: 'unknown' });

function union(...members: Schema[]): Schema {
  return schema({ kind: 'union', members });
}

function allOf(...members: Schema[]): Schema {
  return schema({ kind: 'intersection', members });
}

function oneOf(values: readonly (string | number | null)[]): Schema {
  return schema({ kind: 'enum', values });
}

describe('objects', () => {
  it('without a name are on one line if they are small and have no comments', async () => {
    const inner = async (object: Schema): Promise<string> => {
      const text = await models({ A: objectOf({ in: object }) });
      return text.slice('export interface A {\n  in: '.length, -';\n}\n'.length);
    };
    expect(await inner(objectOf({ a: string }))).toBe('{ a: string }');
    expect(await inner(objectOf({ a: string, 'b?': objectOf({ c: integer }) }))).toBe(
      '{ a: string; b?: { c: number } | undefined }',
    );
    expect(await inner(objectOf({ a: string, b: string, c: string }))).toContain('\n');
    expect(await inner(objectOf({ a: oneOf(['a'.repeat(30), 'b'.repeat(30)]) }))).toContain('\n');
    expect(await inner(objectOf({ a: { ...string, description: 'About a.' } }))).toContain('/** About a. */\n');
  });

  it('are interfaces, with optional and nullable kept apart', async () => {
    expect(await models({ Lead: objectOf({ id: string, 'a-b?': union(string, nothing) }) })).toBe(
      "export interface Lead {\n  id: string;\n  'a-b'?: string | null | undefined;\n}\n",
    );
  });

  it('are open if the document says nothing about them', async () => {
    expect(await models({ Bag: objectOf({}) })).toBe('export interface Bag {\n  [key: string]: unknown;\n}\n');
  });

  it('have an index signature that admits what is declared', async () => {
    expect(await models({ Counts: objectOf({ label: string, 'total?': integer }, integer) })).toBe(
      'export interface Counts {\n  [key: string]: number | string | undefined;\n  label: string;\n  total?: number | undefined;\n}\n',
    );
    expect(await models({ Open: objectOf({ label: string }, unknown) })).toContain('[key: string]: unknown;');
  });

  it('say what the document says about their properties', async () => {
    const size = schema(
      { kind: 'integer' },
      { description: 'How many. */', default: 5, minimum: 1, maximum: 9, deprecated: true, example: 3 },
    );
    expect(await models({ A: objectOf({ size }) })).toContain(
      '  /**\n   * How many. *\\/\n   *\n   * Default: `5`. Minimum: `1`. Maximum: `9`.\n   *\n   * @deprecated\n   * @example 3\n   */\n',
    );
  });
});

describe('allOf', () => {
  const Base = objectOf({ id: string });

  it('is an interface that extends another', async () => {
    expect(await models({ Base, Lead: allOf(ref('Base'), objectOf({ name: string })) })).toContain(
      'export interface Lead extends Base {\n  name: string;\n}',
    );
  });

  it('is an intersection if a property is declared twice', async () => {
    expect(await models({ Base, Lead: allOf(ref('Base'), objectOf({ id: oneOf(['a']) })) })).toContain(
      "export type Lead = Base & { id: 'a' };",
    );
  });

  it('is an intersection if an index signature would bind inherited properties', async () => {
    expect(await models({ Base, Lead: allOf(ref('Base'), objectOf({}, integer)) })).toContain(
      'export type Lead = Base & { [key: string]: number };',
    );
  });
});

describe('unions', () => {
  it('of literals stand for enums, one a line if they are many', async () => {
    expect(await models({ A: oneOf(['x', 1, null]) })).toBe("export type A = 'x' | 1 | null;\n");
    const values = Array.from({ length: 12 }, (_, index) => `a-long-value-${index}`);
    expect(await models({ A: oneOf(values) })).toBe(
      `export type A =${values.map((value) => `\n  | '${value}'`).join('')};\n`,
    );
  });

  it('are broken over lines inside arrays too', async () => {
    const values = Array.from({ length: 12 }, (_, index) => `a-long-value-${index}`);
    const array = arrayOf(oneOf(values));
    const lines = (indent: string): string => values.map((value) => `\n${indent}| '${value}'`).join('');
    expect(await models({ A: array })).toBe(`export type A = (${lines('  ')}\n)[];\n`);
    expect(await models({ A: objectOf({ 'some?': array, all: array }) })).toBe(
      [
        'export interface A {',
        `  some?:\n    | (${lines('        ')}\n      )[]\n    | undefined;`,
        `  all: (${lines('    ')}\n  )[];`,
        '}\n',
      ].join('\n'),
    );
  });

  it('have each member once, in brackets inside an array, unknown when one of them is', async () => {
    expect(await models({ A: arrayOf(union(string, union(integer, string))) })).toBe(
      'export type A = (string | number)[];\n',
    );
    expect(await models({ A: union(string, unknown) })).toBe('export type A = unknown;\n');
  });

  it('with a discriminator tell their members apart', async () => {
    const mapping = new Map([
      ['cat', 'Cat'],
      ['dog', 'Dog'],
    ]);
    const Pet: Schema = {
      ...schema({ kind: 'union', members: [ref('Cat'), ref('Dog')], discriminator: { propertyName: 'kind', mapping } }),
    };
    const Cat = objectOf({ kind: string });
    const Dog = objectOf({ kind: oneOf(['dog']) });
    expect(await models({ Pet, Cat, Dog })).toContain("export type Pet = (Cat & { kind: 'cat' }) | Dog;");
  });
});

describe('circles of aliases, which TypeScript refuses', () => {
  it('of a base and its variants: the variants keep what the base declares', async () => {
    const text = await models({
      Pet: allOf(objectOf({ name: string }), union(ref('Cat'), ref('Dog'))),
      Cat: allOf(ref('Pet'), objectOf({ lives: integer })),
      Dog: allOf(ref('Pet'), objectOf({ barks: integer })),
    });
    expect(text).toContain('export type Pet = { name: string } & (Cat | Dog);');
    expect(text).toContain('export type Cat = { name: string } & { lives: number };');
  });

  it('of aliases alone are cut once', async () => {
    expect(await models({ A: union(ref('B'), string), B: union(ref('A'), integer) })).toBe(
      'export type A = B | string;\n\nexport type B = number;\n',
    );
    expect(await models({ A: ref('A') })).toBe('export type A = unknown;\n');
  });

  it('that pass through arrays or objects stay as they are', async () => {
    expect(await models({ Json: union(string, arrayOf(ref('Json'))) })).toBe('export type Json = string | Json[];\n');
  });
});

it('prints what else a schema can be', async () => {
  expect(
    await models({
      File: schema({ kind: 'binary' }),
      Pair: schema({ kind: 'tuple', items: [string, integer], rest: union(string, nothing) }),
      Short: schema({ kind: 'tuple', items: [string, union(string, nothing)], required: 1 }),
      Never: schema({ kind: 'never' }),
      Fixed: schema({ kind: 'enum', values: [{ a: ['x'] }] }),
      Vast: schema({ kind: 'enum', values: [Number('1e400'), 'most'] }),
    }),
  ).toBe(
    [
      'export type File = Blob;',
      'export type Pair = [string, number, ...(string | null)[]];',
      'export type Short = [string, (string | null)?];',
      'export type Never = never;',
      "export type Fixed = { a: ['x'] };",
      "export type Vast = number | 'most';\n",
    ].join('\n\n'),
  );
});

describe('objects that stand in several places', () => {
  const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
  /** Returns a new object each time, like a parser: eight properties, the last of them of the given type. */
  const large = (last: Schema = string): Schema =>
    objectOf(Object.fromEntries([...names.map((name) => [name, { ...string }]), ['last', last]]));
  const members = (last: string) => [...names.map((name) => `  ${name}: string;\n`), `  last: ${last};\n`].join('');
  const alias = (name: string, owner: string, last: string) =>
    `/** Used in several places, first in {@link ${owner}}. */\nexport type ${name} = {\n${members(last)}};\n`;

  it('are declared once, behind the model that has them first', async () => {
    const text = await models({
      Lead: objectOf({ 'owner?': { ...large(), description: 'Whose it is.' }, id: string }),
      Team: objectOf({ members: arrayOf(large()), lead: union(large(), nothing) }),
    });
    expect(text).toBe(
      [
        'export interface Lead {\n  /** Whose it is. */\n  owner?: LeadOwner | undefined;\n  id: string;\n}\n',
        alias('LeadOwner', 'Lead', 'string'),
        'export interface Team {\n  members: LeadOwner[];\n  lead: LeadOwner | null;\n}\n',
      ].join('\n'),
    );
  });

  it('differ if anything inside differs', async () => {
    const text = await models({
      A: objectOf({ x: large(), y: large(integer), z: large({ ...string, description: 'Other words.' }) }),
      B: objectOf({ y: large({ ...integer }) }),
    });
    expect(text).toContain('export type AY = {');
    expect(text.match(/export type/g)).toHaveLength(1);
    expect(text).toContain('export interface B {\n  y: AY;\n}');
  });

  it('hold what is inside them, once', async () => {
    const outer = (): Schema => ({ ...large(large()) });
    const text = await models({
      A: objectOf({ x: outer() }),
      B: objectOf({ x: outer() }),
      C: objectOf({ y: large() }),
    });
    expect(text).toContain(`export type AX = {\n${members('ALast')}};`);
    expect(text).toContain(`export type ALast = {\n${members('string')}};`);
    expect(text).toContain('export interface C {\n  y: ALast;\n}');
  });

  it('take no name from anything that is exported', async () => {
    const files = await emitted({
      schemas: { Lead: objectOf({ owner: large(), other: large() }), LeadOwner: string },
    });
    expect(files.get('models.ts')).toContain('export type LeadOwner = string;');
    expect(files.get('models.ts')).toContain('owner: LeadPart;');
    expect(files.get('index.ts')).not.toContain('LeadPart');
  });
});
