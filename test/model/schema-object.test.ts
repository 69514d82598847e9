import { describe, expect, it } from 'vitest';
import { normalizeFiles, normalizeText, schemaNamed, schemasDocument, show } from './normalize-text.ts';

async function shown(schema: string, version = '3.1.0'): Promise<string> {
  const { model, faults } = await normalizeText(
    schemasDocument(
      `    S: ${schema}\n    A: { type: object, properties: { a: { type: string } } }\n    B: { type: 'object', properties: { b: { type: string } } }`,
      version,
    ),
  );
  expect(faults).toEqual([]);
  return show(schemaNamed(model, 'S'));
}

const A = "{ $ref: '#/components/schemas/A' }";
const B = "{ $ref: '#/components/schemas/B' }";

describe('types of OpenAPI 3.1', () => {
  it.each([
    ['{}', 'unknown'],
    ['true', 'unknown'],
    ['false', 'never'],
    ['{ type: string }', 'string'],
    ['{ type: integer }', 'integer'],
    ["{ type: 'null' }", 'null'],
    ["{ type: [string, 'null'] }", '(string | null)'],
    ['{ type: [string, integer] }', '(string | integer)'],
    ["{ type: [object, 'null'], properties: { a: {} } }", '({ a?: unknown } | null)'],
    ['{ type: string, format: binary }', 'binary'],
    ['{ type: string, format: byte }', 'string'],
    ['{ type: string, contentMediaType: image/png }', 'binary'],
    ['{ type: string, contentMediaType: image/png, contentEncoding: base64 }', 'string'],
    ['{ type: string, contentMediaType: application/json }', 'string'],
    ['{ const: 1 }', '1'],
    ['{ enum: [a, 2, true] }', '"a" | 2 | true'],
    ['{ enum: [a, null] }', '("a" | null)'],
    ['{ enum: [null] }', 'null'],
    ["{ type: [string, 'null'], enum: [a, b] }", '("a" | "b" | null)'],
    ['{ type: array }', 'Array<unknown>'],
    ['{ items: { type: string } }', 'Array<string>'],
    ['{ type: array, prefixItems: [{ type: string }, { type: integer }] }', '[string, integer, ...unknown]'],
    ['{ type: array, prefixItems: [{ type: string }], items: false }', '[string]'],
    ['{ type: object }', '{ [key]: unknown }'],
    ['{ type: object, additionalProperties: false }', '{  }'],
    ['{ type: object, additionalProperties: true }', '{ [key]: unknown }'],
    ['{ additionalProperties: { type: integer } }', '{ [key]: integer }'],
    ['{ patternProperties: { ^x-: { type: integer } } }', '{ [key]: integer }'],
    ['{ properties: { a: { type: string }, b: {} }, required: [a] }', '{ a: string; b?: unknown }'],
    ['{ required: [id] }', '{ id: unknown }'],
    [
      '{ properties: { __proto__: { type: string }, constructor: {} } }',
      '{ __proto__?: string; constructor?: unknown }',
    ],
    [`{ allOf: [${A}, ${B}] }`, '(A & B)'],
    [`{ allOf: [${A}] }`, 'A'],
    [`{ allOf: [${A}, { description: x }] }`, 'A'],
    [`{ type: object, allOf: [${A}], properties: { c: {} } }`, '({ c?: unknown } & A)'],
    [`{ type: object, allOf: [${A}] }`, 'A'],
    [`{ allOf: [${A}, { required: [a] }] }`, '(A & { a: string })'],
    [`{ oneOf: [${A}, ${B}] }`, '(A | B)'],
    [`{ oneOf: [${A}, { type: 'null' }] }`, '(A | null)'],
    [`{ anyOf: [${A}, {}] }`, 'unknown'],
    ['{ type: string, anyOf: [{ format: date }, { format: email }] }', 'string'],
    [
      `{ properties: { a: {}, b: {} }, oneOf: [{ required: [a] }, { required: [b] }] }`,
      '({ a?: unknown; b?: unknown } & ({ a: unknown } | { b: unknown }))',
    ],
    [`{ $ref: '#/components/schemas/A', description: x }`, 'A'],
    [`{ $ref: '#/components/schemas/A', required: [a] }`, '(A & { a: string })'],
  ])('%s is %s', async (schema, expected) => {
    expect(await shown(schema)).toBe(expected);
  });
});

describe('types of OpenAPI 3.0', () => {
  it.each([
    ['{ type: string, nullable: true }', '(string | null)'],
    ['{ type: string, nullable: false }', 'string'],
    ['{ nullable: true }', 'unknown'],
    ['{ type: string, nullable: true, enum: [a, null] }', '("a" | null)'],
    [`{ allOf: [${A}], nullable: true }`, '(A | null)'],
    [`{ oneOf: [${A}, ${B}], nullable: true }`, '(A | B | null)'],
    [`{ $ref: '#/components/schemas/A', required: [a] }`, 'A'],
  ])('%s is %s', async (schema, expected) => {
    expect(await shown(schema, '3.0.3')).toBe(expected);
  });
});

describe('notes', () => {
  it('are kept, on the whole and on the value', async () => {
    const { model } = await normalizeText(
      schemasDocument(
        `    S: { type: [integer, 'null'], title: T, description: D, deprecated: true, readOnly: true, format: int64, minimum: 1, exclusiveMaximum: 10, default: 2, examples: [3] }`,
      ),
    );
    const schema = schemaNamed(model, 'S');
    expect(schema).toMatchObject({
      kind: 'union',
      title: 'T',
      description: 'D',
      deprecated: true,
      readOnly: true,
      default: 2,
      example: 3,
      members: [{ kind: 'integer', format: 'int64', minimum: 1, maximum: 9 }, { kind: 'null' }],
    });
    expect(schema.location).toEqual({ file: '/api.yaml', pointer: '/components/schemas/S' });
  });

  it('next to a reference belong to that use of it', async () => {
    const { model } = await normalizeText(
      schemasDocument(
        `    S: { properties: { a: { $ref: '#/components/schemas/A', description: own } } }\n    A: { type: string, description: general }`,
      ),
    );
    const schema = schemaNamed(model, 'S');
    expect(schema.kind === 'object' && schema.properties[0]?.schema).toMatchObject({ kind: 'ref', description: 'own' });
  });

  it('names and descriptions of enum values go with the values that are left', async () => {
    const { model } = await normalizeText(
      schemasDocument(
        '    S: { enum: [a, null, b], x-enum-varnames: [First, Nothing, Second], x-enum-descriptions: [1st, none, 2nd] }',
      ),
    );
    expect(schemaNamed(model, 'S')).toMatchObject({
      members: [{ values: ['a', 'b'], names: ['First', 'Second'], descriptions: ['1st', '2nd'] }, { kind: 'null' }],
    });
  });
});

describe('discriminators', () => {
  it('map by name, by reference and implicitly', async () => {
    const { model, faults } = await normalizeText(
      schemasDocument(`    Pet:
      oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }, { $ref: '#/components/schemas/Bird' }]
      discriminator: { propertyName: kind, mapping: { cat: Cat, dog: '#/components/schemas/Dog' } }
    Cat: { type: object }
    Dog: { type: object }
    Bird: { type: object }`),
    );
    expect(faults).toEqual([]);
    const schema = schemaNamed(model, 'Pet');
    expect(schema.kind === 'union' && schema.discriminator).toEqual({
      propertyName: 'kind',
      mapping: new Map([
        ['cat', '/api.yaml#/components/schemas/Cat'],
        ['dog', '/api.yaml#/components/schemas/Dog'],
        ['Bird', '/api.yaml#/components/schemas/Bird'],
      ]),
    });
  });

  it('that map to nothing are reported', async () => {
    const { faults } = await normalizeText(
      schemasDocument(`    Pet:
      oneOf: [{ $ref: '#/components/schemas/Cat' }, { type: object }]
      discriminator: { propertyName: kind, mapping: { cat: Catt } }
    Cat: { type: object }`),
    );
    expect(faults).toEqual([
      '8:60 warning unresolved-discriminator: The discriminator maps to `Catt`, which is neither a schema of the document nor a reference to one. | Did you mean `Cat`?',
    ]);
  });
});

describe('named schemas', () => {
  it('are the components in document order, then the targets of references in the order of discovery', async () => {
    const { model, faults } = await normalizeFiles({
      '/api.yaml': `openapi: 3.1.0
info: { title: T, version: '1' }
paths: {}
components:
  schemas:
    Unused: { type: string }
    List: { type: array, items: { $ref: 'models/pet.yaml' } }
    Alias: { $ref: '#/components/schemas/List' }
    Part: { $ref: '#/components/schemas/Tree/properties/child' }
    Tree: { type: object, properties: { child: { $ref: '#/components/schemas/Tree' } } }`,
      '/models/pet.yaml': "type: object\nproperties: { owner: { $ref: 'people.yaml#/Owner' } }",
      '/models/people.yaml': 'Owner: { type: string }',
    });
    expect(faults).toEqual([]);
    expect([...model.schemas.values()].map(({ id, name }) => [name, id])).toEqual([
      ['Unused', '/api.yaml#/components/schemas/Unused'],
      ['List', '/api.yaml#/components/schemas/List'],
      ['Alias', '/api.yaml#/components/schemas/Alias'],
      ['Part', '/api.yaml#/components/schemas/Part'],
      ['Tree', '/api.yaml#/components/schemas/Tree'],
      ['pet', '/models/pet.yaml#'],
      ['Owner', '/models/people.yaml#/Owner'],
    ]);
    expect(show(schemaNamed(model, 'Alias'))).toBe('List');
    expect(show(schemaNamed(model, 'Tree'))).toBe('{ child?: Tree }');
  });

  it('may refer to each other in a long chain', async () => {
    const chain = Array.from(
      { length: 3000 },
      (_, index) => `    S${index}: { items: { $ref: '#/components/schemas/S${index + 1}' } }`,
    );
    const { model } = await normalizeText(schemasDocument([...chain, '    S3000: { type: string }'].join('\n')));
    expect(model.schemas.size).toBe(3001);
  });

  it('may nest as deeply as references are looked up', async () => {
    const { model, faults } = await normalizeText(
      JSON.stringify({
        openapi: '3.1.0',
        info: { title: 'T', version: '1' },
        paths: {},
        components: { schemas: { S: Array.from({ length: 400 }).reduce((items) => ({ items }), { type: 'string' }) } },
      }),
    );
    expect(faults).toEqual([]);
    expect(show(schemaNamed(model, 'S'))).toBe(`${'Array<'.repeat(400)}string${'>'.repeat(400)}`);
  });
});

describe('faults', () => {
  it.each([
    [
      '12',
      '6:8 warning wrong-type: A schema must be an object or a boolean; found a number. pagegen reads it as `unknown`.',
    ],
    [
      '{ type: strng }',
      '6:16 warning invalid-value: `strng` is not a JSON Schema type; expected one of null, boolean, object, array, number, integer, string. pagegen ignores it. | Did you mean `string`?',
    ],
    [
      '{ type: 3 }',
      '6:16 warning wrong-type: `type` must be a string or an array; found a number, so pagegen ignores it.',
    ],
    [
      '{ properties: [a] }',
      '6:22 warning wrong-type: `properties` must be an object; found an array, so pagegen ignores it.',
    ],
    [
      '{ properties: { a: nothing } }',
      '6:27 warning wrong-type: A schema must be an object or a boolean; found a string. pagegen reads it as `unknown`.',
    ],
    [
      '{ required: id }',
      '6:20 warning wrong-type: `required` must be an array; found a string, so pagegen ignores it.',
    ],
    [
      '{ type: object, required: [1] }',
      '6:35 warning wrong-type: An element of `required` must be a string, but `1` without quotes is a number. pagegen reads it as the text `1`. | Put quotes around it.',
    ],
    ['{ allOf: {} }', '6:17 warning wrong-type: `allOf` must be an array; found an object, so pagegen ignores it.'],
    ['{ enum: a }', '6:16 warning wrong-type: `enum` must be an array; found a string, so pagegen ignores it.'],
    [
      '{ description: [a] }',
      '6:23 warning wrong-type: `description` must be a string; found an array, so pagegen ignores it.',
    ],
    [
      '{ oneOf: [{ type: string }, { type: integer }], discriminator: {} }',
      '6:71 warning missing-field: A discriminator needs `propertyName`, a string; pagegen ignores it.',
    ],
  ])('%s', async (schema, expected) => {
    const { faults } = await normalizeText(schemasDocument(`    S: ${schema}`));
    expect(faults).toEqual([expected]);
  });

  it('a list of types in OpenAPI 3.0', async () => {
    const { faults } = await normalizeText(schemasDocument("    S: { type: [string, 'null'] }", '3.0.3'));
    expect(faults).toEqual([
      '6:16 warning wrong-type: `type` must be a string in OpenAPI 3.0; pagegen reads the list as in 3.1.',
    ]);
  });
});

describe('what can mean one thing only is read, and reported as a warning', () => {
  it.each([
    [
      '{ type: [string, null] }',
      '(string | null)',
      '`type` is empty; pagegen reads it as "null". In YAML, write `type: "null"`.',
    ],
    ['{ type: null }', 'null', '`type` is empty; pagegen reads it as "null". In YAML, write `type: "null"`.'],
    ['{ type: null, properties: { a: true } }', '{ a?: unknown }', '`type` is empty, so pagegen ignores it.'],
    ['{ type: string, description: null }', 'string', '`description` is empty, so pagegen ignores it.'],
    ['{ type: object, properties: null }', '{ [key]: unknown }', '`properties` is empty, so pagegen ignores it.'],
    [
      '{ required: true, properties: { a: true } }',
      '{ a?: unknown }',
      '`required` must be a list of names, so pagegen ignores the boolean.',
    ],
    [
      '{ type: array, items: [{ type: string }] }',
      '[string, ...unknown]',
      '`items` must be one schema; pagegen reads the list as `prefixItems`.',
    ],
  ])('%s', async (written, type, warning) => {
    const { model, faults } = await normalizeText(schemasDocument(`    S: ${written}`));
    expect(show(schemaNamed(model, 'S'))).toBe(type);
    expect(faults.map((fault) => fault.replace(/^6:\d+ warning wrong-type: /, ''))).toEqual([warning]);
  });
});
