import { describe, expect, it } from 'vitest';
import { normalizeFiles, schemaNamed, schemasDocument, show } from '../model/normalize-text.ts';

async function read(schemas: string, files: Record<string, string> = {}) {
  const { model, faults } = await normalizeFiles({ '/api/api.yaml': schemasDocument(schemas), ...files });
  return { faults, show: (name: string) => show(schemaNamed(model, name)) };
}

describe('references in a schema with an $id', () => {
  it('are relative to that schema', async () => {
    const { faults, show } = await read(`    Order:
      $id: https://shop.example/order.json
      type: object
      properties: { line: { $ref: '#/$defs/line' }, next: { $ref: '#' } }
      $defs: { line: { type: object, properties: { sku: { type: string } } } }`);
    expect(faults).toEqual([]);
    expect(show('Order')).toBe('{ line?: line; next?: Order }');
    expect(show('line')).toBe('{ sku?: string }');
  });

  it('are relative to a URN, too', async () => {
    const { faults, show } = await read(`    A:
      $id: urn:example:a
      type: object
      properties: { x: { $ref: '#/$defs/y' }, self: { $ref: '#' }, b: { $ref: 'urn:example:b' } }
      $defs: { y: { type: number } }
    B: { $id: urn:example:b, type: string }`);
    expect(faults).toEqual([]);
    expect(show('A')).toBe('{ x?: y; self?: A; b?: B }');
  });

  it('lead to another schema by its $id, absolute or relative', async () => {
    const { faults, show } = await read(`    A: { $id: https://shop.example/schemas/a.json, type: string }
    B:
      $id: https://shop.example/schemas/b.json
      type: object
      properties:
        near: { $ref: a.json }
        far: { $ref: https://shop.example/schemas/a.json }
        deep: { $ref: c.json#/properties/x }
        below: { $id: sub/d.json, type: object, properties: { up: { $ref: ../a.json } } }
    C: { $id: https://shop.example/schemas/c.json, type: object, properties: { x: { type: integer } } }`);
    expect(faults).toEqual([]);
    expect(show('B')).toBe('{ near?: A; far?: A; deep?: x; below?: { up?: A } }');
  });

  it('find anchors in their own schema', async () => {
    const { faults, show } = await read(`    A:
      $id: https://shop.example/a
      properties: { own: { $ref: '#part' } }
      $defs: { A1: { $anchor: part, type: string } }
    B:
      $id: https://shop.example/b
      properties: { own: { $ref: '#part' }, other: { $ref: 'a#part' } }
      $defs: { B1: { $anchor: part, type: integer } }`);
    expect(faults).toEqual([]);
    expect(show('A')).toBe('{ own?: A1 }');
    expect(show('B')).toBe('{ own?: B1; other?: A1 }');
    expect([show('A1'), show('B1')]).toEqual(['string', 'integer']);
  });

  it('still lead to components of the document, and to files next to it', async () => {
    const { faults, show } = await read(
      `    A:
      $id: https://shop.example/a.json
      type: object
      properties: { b: { $ref: '#/components/schemas/B' }, file: { $ref: file.json } }
    B: { type: string }`,
      { '/api/file.json': '{ "$id": "https://elsewhere.example/file.json", "type": "boolean" }' },
    );
    expect(faults).toEqual([]);
    expect(show('A')).toMatch(/^\{ b\?: B; file\?: file\.json/);
  });

  it('are not relative to an $id in data', async () => {
    const { faults, show } = await read(`    A:
      type: object
      properties: { b: { $ref: '#/components/schemas/B' }, $id: { type: string } }
      example: { $id: https://shop.example/x, b: { $id: y } }
    B: { type: string }`);
    expect(faults).toEqual([]);
    expect(show('A')).toBe('{ b?: B; $id?: string }');
  });
});

it('a reference to the whole document is unknown, with a warning', async () => {
  const { faults, show } = await read("    C: { type: object, properties: { again: { $ref: '#' } } }");
  expect(show('C')).toBe('{ again?: unknown }');
  expect(faults).toEqual([
    '6:53 warning invalid-value: `$ref` leads to the whole document, which is not a schema; pagegen reads it as `unknown`.',
  ]);
});
