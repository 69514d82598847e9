import { describe, expect, it } from 'vitest';
import { itemSchemaOf } from '../../src/model/page-bodies.ts';
import { schemaAt } from '../../src/model/schema-at.ts';
import { normalizeText, schemaNamed, schemasDocument, show } from './normalize-text.ts';

async function shown(schemas: string, name: string, version = '3.1.0'): Promise<string> {
  const { model, faults } = await normalizeText(schemasDocument(schemas, version));
  expect(faults).toEqual([]);
  return show(schemaNamed(model, name));
}

const OPT = '    Opt: { type: object, properties: { id: { type: string }, n: { type: integer } } }\n';
const REF = "{ $ref: '#/components/schemas/Opt' }";

describe('a property that one part declares and another part requires', () => {
  it.each([
    ['an element of allOf', `{ allOf: [${REF}, { required: [id] }] }`, '(Opt & { id: string })'],
    ['next to allOf', `{ allOf: [${REF}], required: [id] }`, '({ id: string } & Opt)'],
    ['next to a reference', `{ $ref: '#/components/schemas/Opt', required: [id] }`, '(Opt & { id: string })'],
    [
      'inline parts',
      '{ allOf: [{ type: object, properties: { id: { type: string } } }, { required: [id] }] }',
      '({ id?: string } & { id: string })',
    ],
    ['nested allOf', `{ allOf: [{ allOf: [${REF}] }, { allOf: [{ required: [id] }] }] }`, '(Opt & { id: string })'],
    [
      'a reference that another one leads to',
      `{ $ref: '#/components/schemas/Needs' }\n    Needs: { $ref: '#/components/schemas/Opt', required: [id] }`,
      'Needs',
    ],
    [
      'the members of a union',
      '{ oneOf: [{ properties: { k: { type: string } } }, { properties: { k: { type: integer } } }], required: [k] }',
      '({ k: (string | integer) } & ({ k?: string } | { k?: integer }))',
    ],
    [
      'a member of a union that refers to the whole',
      "{ oneOf: [{ $ref: '#/components/schemas/Full' }, { properties: { k: { type: string } } }], required: [k] }",
      '({ k: unknown } & (Full | { k?: string }))',
    ],
    [
      'a composition in a nullable union',
      `{ oneOf: [{ allOf: [${REF}, { required: [id] }] }, { type: 'null' }] }`,
      '((Opt & { id: string }) | null)',
    ],
    [
      'a referenced part in a member of a union',
      `{ anyOf: [{ allOf: [${REF}, { $ref: '#/components/schemas/Needs' }] }, { type: string }] }\n    Needs: { required: [n] }`,
      '((Opt & Needs & { n: integer }) | string)',
    ],
    [
      'parts of anyOf',
      '{ properties: { a: { type: string }, b: { type: integer } }, anyOf: [{ required: [a] }, { required: [b] }] }',
      '({ a?: string; b?: integer } & ({ a: string } | { b: integer }))',
    ],
    [
      'a referenced part',
      `{ allOf: [${REF}, { $ref: '#/components/schemas/Needs' }] }\n    Needs: { required: [n] }`,
      '(Opt & Needs & { n: integer })',
    ],
    [
      'a part with additional properties',
      `{ allOf: [${REF}, { required: [id], additionalProperties: { type: boolean } }] }`,
      '(Opt & { id: string; [key]: boolean })',
    ],
    ['a property that no part declares', `{ allOf: [${REF}, { required: [other] }] }`, '(Opt & { other: unknown })'],
    [
      'a property of an object inside',
      `{ allOf: [${REF}, { properties: { inner: { type: object, required: [id], properties: {} } } }] }`,
      '(Opt & { inner?: { id: unknown } })',
    ],
  ])('has its type: %s', async (_, schema, expected) => {
    expect(await shown(`${OPT}    Full: ${schema}`, 'Full')).toBe(expected);
  });

  it('has its type in OpenAPI 3.0 and in items', async () => {
    const schema = `{ type: array, items: { allOf: [${REF}, { required: [id] }] } }`;
    expect(await shown(`${OPT}    Full: ${schema}`, 'Full', '3.0.3')).toBe('Array<(Opt & { id: string })>');
  });

  it('is read in linear time, however deep compositions are nested', async () => {
    let schema = '{ type: string }';
    for (let depth = 0; depth < 100; depth++) {
      schema = `{ allOf: [{ properties: { a: ${schema} } }, { required: [a] }] }`;
    }
    const { model } = await normalizeText(schemasDocument(`    Deep: ${schema}`));
    expect(schemaNamed(model, 'Deep').kind).toBe('intersection');
  });

  it('does not end in a circle', async () => {
    const schemas = `    A: { allOf: [{ $ref: '#/components/schemas/B' }], required: [x] }
    B: { allOf: [{ $ref: '#/components/schemas/A' }, { properties: { x: { type: string } } }] }`;
    const { model } = await normalizeText(schemasDocument(schemas));
    expect(show(schemaNamed(model, 'A'))).toContain('x: string');
  });
});

describe('tuples', () => {
  const two = 'prefixItems: [{ type: number }, { type: string }]';
  it.each([
    [`{ type: array, ${two}, minItems: 2, maxItems: 2 }`, '[number, string]'],
    [`{ type: array, ${two} }`, '[number, string, ...unknown]'],
    [`{ type: array, ${two}, minItems: 1, items: { type: boolean } }`, '[number, string?, ...boolean]'],
    [`{ type: array, ${two}, minItems: 0, items: false }`, '[number?, string?]'],
    [`{ type: array, ${two}, unevaluatedItems: false }`, '[number, string]'],
    [`{ type: array, ${two}, unevaluatedItems: { type: boolean } }`, '[number, string, ...boolean]'],
    [`{ type: array, ${two}, maxItems: 1 }`, '[number]'],
    [`{ type: array, ${two}, maxItems: 3, items: { type: boolean } }`, '[number, string, boolean?]'],
    [`{ type: array, ${two}, minItems: 5 }`, '[number, string, ...unknown]'],
    [
      `{ type: array, ${two}, minItems: 4, items: { type: boolean } }`,
      '[number, string, boolean, boolean, ...boolean]',
    ],
    [`{ type: array, ${two}, minItems: 1, maxItems: 3, items: { type: boolean } }`, '[number, string?, boolean?]'],
    [`{ type: array, ${two}, minItems: 1, maxItems: 900 }`, '[number, string?, ...unknown]'],
  ])('%s is %s', async (schema, expected) => {
    expect(await shown(`    T: ${schema}`, 'T')).toBe(expected);
  });
});

describe('format: binary', () => {
  const file = '{ type: object, properties: { data: { type: string, format: binary } } }';
  const document = (media: string, schema: string, more = ''): string => `openapi: 3.0.3
info: { title: T, version: '1' }
paths:
  /a:
    post:
      operationId: a
      requestBody: { content: { ${media}: { schema: ${schema} } } }
      responses: { '204': { description: ok } }
components:
  schemas:
    File: ${file}${more}`;
  const kindOf = async (text: string): Promise<string> => {
    const { model } = await normalizeText(text);
    return show(
      model.operations[0]?.requestBody?.content[0]?.schema ?? { kind: 'never', location: { file: '', pointer: '' } },
    );
  };

  it('inside JSON is a string', async () => {
    expect(await kindOf(document('application/json', file))).toBe('{ data?: string }');
    const { model } = await normalizeText(document('application/json', "{ $ref: '#/components/schemas/File' }"));
    expect(show(schemaNamed(model, 'File'))).toBe('{ data?: string }');
  });

  it('inside a form and as a whole body is bytes', async () => {
    expect(await kindOf(document('multipart/form-data', file))).toBe('{ data?: binary }');
    expect(await kindOf(document('application/json', '{ type: string, format: binary }'))).toBe('binary');
    const { model } = await normalizeText(document('multipart/form-data', "{ $ref: '#/components/schemas/File' }"));
    expect(show(schemaNamed(model, 'File'))).toBe('{ data?: binary }');
  });
});

describe('the item of a list whose base class declares its items too', () => {
  const itemOf = async (base: string, own: string): Promise<string> => {
    const schemas = `    Cat: { type: object, properties: { name: { type: string } } }
    Base: { type: object, properties: { data: ${base}, total: { type: integer } } }
    List: { allOf: [{ $ref: '#/components/schemas/Base' }, { properties: { data: ${own} } }] }`;
    const { model } = await normalizeText(schemasDocument(schemas));
    const lookup = schemaAt(schemaNamed(model, 'List'), '/data', model.schemas);
    const item = lookup.found ? itemSchemaOf(lookup.schema, model.schemas) : undefined;
    return item === undefined ? 'none' : show(item);
  };
  const CATS = "{ type: array, items: { $ref: '#/components/schemas/Cat' } }";

  it.each([
    ['{ type: array, items: { type: object } }', CATS, 'Cat'],
    ['{ type: array, items: {} }', CATS, 'Cat'],
    ['{ type: array }', CATS, 'Cat'],
    [CATS, '{ type: array, items: { type: object } }', 'Cat'],
    [CATS, CATS, 'Cat'],
    ['{ type: array, items: { properties: { id: { type: string } } } }', CATS, '({ id?: string } & Cat)'],
    ['{ type: array, items: { type: object } }', '{ type: array, items: {} }', '{ [key]: unknown }'],
  ])('is what both say: %s and %s', async (base, own, expected) => {
    expect(await itemOf(base, own)).toBe(expected);
  });
});

describe('schemas that consist of themselves', () => {
  const ref = (name: string): string => `{ $ref: '#/components/schemas/${name}' }`;
  it.each([
    ['directly', `    A: { allOf: [${ref('A')}, { properties: { a: {} } }] }`, ['A → A']],
    [
      'through others',
      `    A: { allOf: [${ref('B')}] }\n    B: { allOf: [${ref('C')}] }\n    C: { allOf: [${ref('A')}, { properties: {} }] }`,
      ['A → B → C → A'],
    ],
    [
      'twice',
      `    A: { allOf: [${ref('A')}, { properties: {} }] }\n    B: { allOf: [${ref('B')}, ${ref('A')}] }`,
      ['A → A', 'B → B'],
    ],
  ])('are reported once: %s', async (_, schemas, circles) => {
    const { faults } = await normalizeText(schemasDocument(schemas));
    expect(faults.map((fault) => fault.replace(/^\S+ /, ''))).toEqual(
      circles.map(
        (circle) =>
          `warning circular-schema: The schema consists of itself through \`allOf\`: ${circle}. pagegen ignores the reference that closes the circle.`,
      ),
    );
  });

  it.each([
    ['a property', `    A: { allOf: [{ properties: { a: ${ref('A')} } }] }`],
    ['a member of a union', `    A: { oneOf: [${ref('A')}, { type: string }] }`],
    [
      'a base of two',
      `    A: { allOf: [${ref('B')}, ${ref('C')}] }\n    B: { allOf: [${ref('D')}] }\n    C: { allOf: [${ref('D')}] }\n    D: { properties: {} }`,
    ],
  ])('are not those with %s', async (_, schemas) => {
    expect((await normalizeText(schemasDocument(schemas))).faults).toEqual([]);
  });
});
