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

  it('stays a number if the schema allows numbers', async () => {
    const { schema, faults } = await schemaOf('{ type: [string, integer], enum: [1, 2] }', '3.1.0');
    expect(schema).toMatchObject({ kind: 'enum', values: [1, 2] });
    expect(faults).toEqual([]);
    expect((await schemaOf('{ type: integer, enum: [1] }')).schema).toMatchObject({ values: [1] });
  });

  it('is the version of a Swagger document', () => {
    const faults: Diagnostic[] = [];
    const report = (fault: Diagnostic): void => void faults.push(fault);
    const source = parseSource('/api.yaml', "swagger: 2.0\ninfo: { title: T, version: '1' }\npaths: {}\n", report)!;
    expect(isSwagger(source)).toBe(true);
    expect(upgradeSwaggerSync(source, report)?.data).toMatchObject({ openapi: expect.stringMatching(/^3/) });
    expect(faults.map(({ severity, hint }) => ({ severity, hint }))).toEqual([
      { severity: 'warning', hint: 'Put quotes around it.' },
    ]);
  });
});

it.each(['4xx', '2Xx', '5xX'])('a range %s is suggested in capitals', async (status) => {
  const { faults } = await normalizeText(document(INFO, '{}', '3.0.3', status));
  expect(faults.join('\n')).toContain(`Did you mean \`${status.toUpperCase()}\`?`);
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
