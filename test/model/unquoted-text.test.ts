import { describe, expect, it } from 'vitest';
import { parseSource } from '../../src/document/parse/yaml-source.ts';
import { isSwagger } from '../../src/document/swagger/upgrade.ts';
import { upgradeSwaggerSync } from '../../src/document/swagger/upgrade-sync.ts';
import type { Diagnostic } from '../../src/shared/diagnostic.ts';
import { normalizeText } from './normalize-text.ts';

const document = (info: string, schema: string, version = '3.0.3', status = "'200'"): string => `openapi: ${version}
info: ${info}
paths:
  /a: { get: { operationId: a, responses: { ${status}: { description: ok } } } }
components:
  schemas:
    J: { type: object }
    S: ${schema}
`;
const INFO = "{ title: T, version: '1' }";

const schemaOf = async (schema: string, version?: string) => {
  const { model, faults } = await normalizeText(document(INFO, schema, version));
  return { schema: [...model.schemas.values()].find(({ name }) => name === 'S')?.schema, faults };
};

describe('text without quotes', () => {
  it('is read as it is written, with a warning', async () => {
    const { model, faults } = await normalizeText(document('{ title: 2024, version: 1.10, description: true }', '{}'));
    expect(model).toMatchObject({ title: '2024', version: '1.10', description: 'true' });
    expect(faults).toEqual([
      '2:16 warning wrong-type: `title` must be a string, but `2024` without quotes is a number. pagegen reads it as the text `2024`. | Put quotes around it.',
      '2:31 warning wrong-type: `version` must be a string, but `1.10` without quotes is a number. pagegen reads it as the text `1.10`. | Put quotes around it.',
      '2:50 warning wrong-type: `description` must be a string, but `true` without quotes is a boolean. pagegen reads it as the text `true`. | Put quotes around it.',
    ]);
  });

  it('is read as it is written among the values of a string', async () => {
    const { schema, faults } = await schemaOf("{ type: string, enum: [012, 1.0, 1e3, 0x1F, true, 'x'] }");
    expect(schema).toMatchObject({ kind: 'enum', values: ['012', '1.0', '1e3', '0x1F', 'true', 'x'] });
    expect(faults).toHaveLength(5);
    expect((await schemaOf('{ type: string, const: 1.10 }', '3.1.0')).schema).toMatchObject({ values: ['1.10'] });
  });

  it('is read as it is written if another part of the schema has the type', async () => {
    const { schema } = await schemaOf('{ allOf: [{ type: string }], enum: [1.0] }');
    expect(schema).toMatchObject({ members: [{ kind: 'enum', values: ['1.0'] }, { kind: 'string' }] });
  });

  it('stays a number if the schema allows numbers', async () => {
    const { schema, faults } = await schemaOf('{ type: [string, integer], enum: [1, 2] }', '3.1.0');
    expect(schema).toMatchObject({ kind: 'enum', values: [1, 2] });
    expect(faults).toEqual([]);
    expect((await schemaOf('{ type: integer, enum: [1] }')).schema).toMatchObject({ values: [1] });
  });

  it('is the default and the example of a string as it is written', async () => {
    const { schema, faults } = await schemaOf('{ type: string, default: 1.0, example: 1.10 }');
    expect(schema).toMatchObject({ default: '1.0', example: '1.10' });
    expect(faults).toEqual([
      '8:33 warning wrong-type: `default` must be a string, but `1.0` without quotes is a number. pagegen reads it as the text `1.0`. | Put quotes around it.',
    ]);
  });

  it('is the default of a string inside of a default as it is written', async () => {
    const { schema, faults } = await schemaOf(
      '{ type: object, properties: { v: { type: array, items: { type: string } }, n: { type: number } }, default: { v: [1.10, x, 12345678901234567890], n: 1.10 } }',
    );
    expect(schema).toMatchObject({ default: { v: ['1.10', 'x', '12345678901234567890'], n: 1.1 } });
    expect(faults).toEqual([
      '8:121 warning wrong-type: A value in `default` must be a string, but `1.10` without quotes is a number. pagegen reads it as the text `1.10`. | Put quotes around it.',
      '8:130 warning wrong-type: A value in `default` must be a string, but `12345678901234567890` without quotes is a number. pagegen reads it as the text `12345678901234567890`. | Put quotes around it.',
    ]);
  });

  it('is not rounded if it is an integer beyond 2^53', async () => {
    const { schema, faults } = await schemaOf('{ type: string, enum: [9007199254740993] }');
    expect(schema).toMatchObject({ values: ['9007199254740993'] });
    expect(faults).toHaveLength(1);
  });

  it('is the version of a Swagger document', () => {
    const faults: Diagnostic[] = [];
    const report = (fault: Diagnostic): void => void faults.push(fault);
    const source = parseSource('/api.yaml', "swagger: 2.0\ninfo: { title: T, version: '1' }\npaths: {}\n", report)!;
    expect(isSwagger(source)).toBe(true);
    expect(upgradeSwaggerSync(source, report)?.data).toMatchObject({ openapi: expect.stringMatching(/^3/) });
    expect(faults.map(({ severity, hint }) => ({ severity, hint }))).toEqual([
      { severity: 'warning', hint: 'Write `swagger: "2.0"`.' },
    ]);
  });
});

it.each([
  ['4xx', '4XX'],
  ['2Xx', '2XX'],
  ['Default', 'default'],
])('a status %s is read as %s, with a warning', async (written, status) => {
  const { model, faults } = await normalizeText(document(INFO, '{}', '3.0.3', written));
  expect(model.operations[0]?.responses.map((response) => response.status)).toEqual([status]);
  expect(faults).toEqual([
    `4:45 warning invalid-value: \`${written}\` is not a response status; expected a status such as 200, a range such as 2XX, or \`default\`. pagegen reads it as \`${status}\`. | Write \`${status}\`.`,
  ]);
});

it('a status is ignored if it is no status, or if its range is declared too', async () => {
  const two = "'4XX': { description: a }, 4xx: { description: b }, 40X: { description: c }, '200'";
  const { model, faults } = await normalizeText(document(INFO, '{}', '3.0.3', two));
  expect(model.operations[0]?.responses.map(({ status, description }) => `${status} ${description}`)).toEqual([
    '200 ok',
    '4XX a',
  ]);
  expect(faults.map((fault) => /`\w+`/.exec(fault)?.[0])).toEqual(['`4xx`', '`40X`']);
});

describe('numbers that JavaScript rounds', () => {
  it.each([
    ['{ type: integer, maximum: 9223372036854775807 }', { maximum: '9223372036854775807' }],
    ['{ type: integer, exclusiveMaximum: 9223372036854775808 }', { maximum: '9223372036854775807' }],
    [
      '{ type: integer, minimum: -9223372036854775808, exclusiveMinimum: -9223372036854775808 }',
      { minimum: '-9223372036854775807' },
    ],
    ['{ type: number, exclusiveMaximum: 9223372036854775808 }', undefined],
    ['{ type: integer, default: 12345678901234567890 }', { default: '12345678901234567890' }],
    ['{ type: integer, examples: [9007199254740993, 2] }', { example: '9007199254740993' }],
    ['{ type: integer, maximum: 12 }', undefined],
  ])('keep their digits in comments: %s', async (schema, digits) => {
    expect((await schemaOf(schema, '3.1.0')).schema?.digits).toEqual(digits);
  });

  it('are read as 3.0 writes exclusive bounds, too', async () => {
    const { schema } = await schemaOf('{ type: integer, maximum: 9223372036854775808, exclusiveMaximum: true }');
    expect(schema?.digits).toEqual({ maximum: '9223372036854775807' });
  });
});

describe('numbers and booleans in quotes', () => {
  it('are read as the type wants them, with a warning', async () => {
    const { schema, faults } = await schemaOf("{ type: integer, nullable: true, enum: ['1', 2, '03', x] }");
    expect(schema).toMatchObject({ members: [{ values: [1, 2, '03', 'x'] }, { kind: 'null' }] });
    expect(faults).toEqual([
      '8:48 warning wrong-type: A value of `enum` must be an integer, but "1" is a string. pagegen reads it as 1. | Remove the quotes.',
    ]);
    expect((await schemaOf("{ type: boolean, enum: ['true', 'yes'] }")).schema).toMatchObject({
      values: [true, 'yes'],
    });
    expect((await schemaOf("{ type: [integer, string], enum: ['1'] }", '3.1.0')).schema).toMatchObject({
      values: ['1'],
    });
  });
});

describe('nullable next to a reference', () => {
  const REF = "$ref: '#/components/schemas/J'";
  const nullable = expect.objectContaining({ kind: 'union' });

  it('is read in OpenAPI 3.1, and by the name x-nullable', async () => {
    expect((await schemaOf(`{ ${REF}, nullable: true }`, '3.1.0')).schema).toEqual(nullable);
    expect((await schemaOf(`{ ${REF}, x-nullable: true }`)).schema).toEqual(nullable);
    expect((await schemaOf(`{ ${REF}, x-nullable: false }`)).schema?.kind).toBe('ref');
  });

  it('is a warning in OpenAPI 3.0, which ignores it', async () => {
    const { schema, faults } = await schemaOf(`{ ${REF}, nullable: true }`);
    expect(schema?.kind).toBe('ref');
    expect(faults).toEqual([
      expect.stringMatching(/warning .*`nullable` has no effect next to a `\$ref`.*\| If the API sends null/),
    ]);
    const part = await schemaOf(`{ allOf: [{ ${REF} }, { nullable: true }] }`);
    expect(part.faults).toEqual([expect.stringContaining('has no effect in a part of `allOf`')]);
  });
});
