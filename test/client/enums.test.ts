import { describe, expect, it } from 'vitest';
import type { Schema } from '../../src/model/schema.ts';
import { declarationsOf, emitted } from '../support/emitted.ts';
import { arrayOf, json, objectOf, operation, parameter, ref, schema, string } from '../support/model.ts';

type Parts = Parameters<typeof emitted>[0];

async function file(path: string, parts: Parts): Promise<string> {
  return declarationsOf((await emitted(parts, { enums: 'object' })).get(path));
}

const models = (schemas: Record<string, Schema>): Promise<string> => file('models.ts', { schemas });
const oneOf = (values: readonly (string | number | boolean | null)[], names?: readonly string[]): Schema =>
  schema({ kind: 'enum', values, ...(names && { names }) });
const nullable = (inner: Schema): Schema => schema({ kind: 'union', members: [inner, schema({ kind: 'null' })] });

describe('--enums object', () => {
  it('declares the values of a model under its name', async () => {
    expect(await models({ Status: oneOf(['active', 'on-hold']) })).toBe(
      [
        "export type Status = 'active' | 'on-hold';",
        '',
        '/** The values of {@link Status}. */',
        'export const Status = {',
        "  active: 'active',",
        "  'on-hold': 'on-hold',",
        '} as const;',
        '',
      ].join('\n'),
    );
  });

  it('names values as the document does, with their descriptions', async () => {
    const level = schema({
      kind: 'enum',
      values: [1, 2],
      names: ['low', 'high'],
      descriptions: ['Not urgent.', 'Urgent.'],
    });
    expect(await models({ Level: level })).toContain(
      '= {\n  /** Not urgent. */\n  low: 1,\n  /** Urgent. */\n  high: 2,\n} as const;',
    );
  });

  it.each([
    ['numbers', oneOf([1, -2.5]), "{\n  Value1: 1,\n  'Value-2.5': -2.5,\n}"],
    ['values that are equal but for their type', oneOf(['true', true]), "{\n  true: 'true',\n  Valuetrue: true,\n}"],
    ['names that the document gives twice', oneOf(['a', 'b'], ['X', 'X']), "{\n  a: 'a',\n  b: 'b',\n}"],
    ['a value that the document lists twice', oneOf(['a', 'b', 'a']), "{\n  a: 'a',\n  b: 'b',\n}"],
    ['a value with two names', oneOf([1, 1, 2], ['one', 'first', 'two']), '{\n  one: 1,\n  first: 1,\n  two: 2,\n}'],
    [
      'a value with two names, one of which another has',
      oneOf(['a', 'a', 'b'], ['A', 'B', 'B']),
      "{\n  a: 'a',\n  b: 'b',\n}",
    ],
    ['an empty text', oneOf(['', 'a']), "{\n  '': '',\n  a: 'a',\n}"],
    ['null next to others', nullable(oneOf(['a', null])), "{\n  a: 'a',\n}"],
  ])('names %s', async (_, status, expected) => {
    expect(await models({ Status: status })).toContain(`= ${expected} as const;`);
  });

  it('declares no object of values that are not scalars, or would set a prototype', async () => {
    const odd = schema({ kind: 'enum', values: [{ a: 1 }, 'b'] });
    expect(await models({ Odd: odd, Proto: oneOf(['__proto__', 'a']) })).not.toContain('as const');
  });

  it('names the enums of properties after their model, once for both shapes', async () => {
    const lead = objectOf({
      id: { ...string, readOnly: true },
      status: oneOf(['new', 'old']),
      'tags?': nullable(arrayOf(oneOf(['x', 'y']))),
      kind: oneOf(['lead']),
    });
    const operations = [
      operation({
        operationId: 'save',
        method: 'POST',
        requestBody: { required: true, location: string.location, content: [json(ref('Lead'))] },
      }),
      operation({ operationId: 'read' }, ref('Lead')),
    ];
    const text = await file('models.ts', { schemas: { Lead: lead }, operations });
    expect(text.match(/export const \w+/g)).toEqual(['export const LeadStatus', 'export const LeadTags']);
    expect(text).toContain("/** A value of `status` in {@link Lead}. */\nexport type LeadStatus = 'new' | 'old';");
  });

  it('gets out of the way of models', async () => {
    const schemas = { Lead: objectOf({ status: oneOf(['a', 'b']) }), LeadStatus: objectOf({ id: string }) };
    expect(await models(schemas)).toContain('export const LeadStatusValues = {');
  });

  it('declares the enums of parameters next to them, and exports all from the index', async () => {
    const sort = parameter('sort', { schema: oneOf(['created', '-created']) });
    const parts = {
      schemas: { Status: oneOf(['a', 'b']) },
      operations: [operation({ operationId: 'listLeads', parameters: [sort], tags: ['Leads'] })],
    };
    expect(await file('operations/leads.ts', parts)).toContain(
      "/** The values of `sort` in {@link listLeads}. */\nexport const ListLeadsSort = {\n  created: 'created',\n  '-created': '-created',\n} as const;",
    );
    const index = (await emitted(parts, { enums: 'object' })).get('index.ts') ?? '';
    expect(index).toMatch(/export \{ Status \} from '.\/models.js'/);
    expect(index).toMatch(/export \{[^}]*\bListLeadsSort\b[^}]*\} from '.\/operations\/leads.js'/);
  });

  it('is off by default', async () => {
    const text = (await emitted({ schemas: { Status: oneOf(['a', 'b']) } })).get('models.ts');
    expect(declarationsOf(text)).toBe("export type Status = 'a' | 'b';\n");
  });
});
