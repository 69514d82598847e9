import { describe, expect, it } from 'vitest';
import { generate } from '../../src/index.ts';

const schemas = (open: string, close: string): string =>
  `${open}"S": {"type": "object", "properties": {` +
  `"id": {"type": "integer", "format": "int64", "minimum": -9223372036854775808, "maximum": 9223372036854775807},` +
  `"d": {"type": "integer", "default": 12345678901234567890, "example": 9007199254740993},` +
  `"o": {"type": "object", "default": {"ids": [12345678901234567890, 1], "n": null}},` +
  `"small": {"type": "integer", "maximum": 9007199254740991},` +
  `"e": {"type": "integer", "enum": [9007199254740993, 1]}}}${close}`;

const json = schemas(
  '{"openapi": "3.1.0", "info": {"title": "T", "version": "1"}, "paths": {}, "components": {"schemas": {',
  '}}}',
);
const yaml = schemas("openapi: 3.1.0\ninfo: { title: T, version: '1' }\npaths: {}\ncomponents: { schemas: {", '}}\n');

describe.each([
  ['JSON', '/api.json', json],
  ['YAML', '/api.yaml', yaml],
])('integers beyond 2^53 in %s', (_, file, text) => {
  const result = generate({ document: { file, text } });

  it('keep their digits in comments', async () => {
    const models = (await result).files.find(({ path }) => path === 'models.ts')?.text ?? '';
    expect(models).toContain('Minimum: `-9223372036854775808`. Maximum: `9223372036854775807`.');
    expect(models).toContain('Default: `12345678901234567890`.');
    expect(models).toContain('Default: `{"ids":[12345678901234567890,1],"n":null}`.');
    expect(models).toContain('@example 9007199254740993');
    expect(models).toContain('Maximum: `9007199254740991`.');
  });

  it('are reported among the values of an enum', async () => {
    expect((await result).diagnostics).toMatchObject([
      {
        code: 'rounded-number',
        severity: 'warning',
        message:
          'JavaScript cannot tell `9007199254740993` from its neighbors; pagegen reads it as `9007199254740992`.',
      },
    ]);
  });
});
