import { describe, expect, it } from 'vitest';
import { generate } from '../../src/index.ts';
import { normalizeFiles, normalizeText, operationOf, schemaNamed, schemasDocument, show } from './normalize-text.ts';

/** A page of any items, and a page of leads, as JSON Schema 2020-12 writes generic types. */
const generic = (page = '', leads = '') => `
    Page:${page}
      type: object
      required: [items]
      properties: { items: { type: array, items: { $dynamicRef: '#item' } }, next: { type: string } }
      $defs: { item: { $dynamicAnchor: item } }
    Lead: { type: object, properties: { id: { type: string } } }
    Leads:${leads}
      $ref: '#/components/schemas/Page'
      $defs: { item: { $dynamicAnchor: item, $ref: '#/components/schemas/Lead' } }`;

describe('$dynamicRef', () => {
  it.each([
    ['without ids', '', ''],
    ['with ids', '\n      $id: https://example.com/page', '\n      $id: https://example.com/leads'],
  ])('of a generic page leads to the schema that the referring schema declares: %s', async (_, page, leads) => {
    const { model, faults } = await normalizeText(schemasDocument(generic(page, leads)));
    expect(faults).toEqual([]);
    expect(show(schemaNamed(model, 'Leads'))).toBe('{ items: Array<Lead>; next?: string }');
    expect(show(schemaNamed(model, 'Page'))).toBe('{ items: Array<item>; next?: string }');
  });

  it.each([
    ['a part of an allOf', "allOf: [{ $ref: '#/components/schemas/Page' }]", '{ items: Array<Lead>; next?: string }'],
    [
      'next to other members',
      "allOf: [{ $ref: '#/components/schemas/Page' }, { type: object, properties: { total: { type: integer } } }]",
      '({ items: Array<Lead>; next?: string } & { total?: integer })',
    ],
    [
      'a property',
      "type: object\n      properties: { page: { $ref: '#/components/schemas/Page' } }",
      '{ page?: { items: Array<Lead>; next?: string } }',
    ],
    [
      'behind another reference',
      "$ref: '#/components/schemas/Wrapped'",
      '{ page?: { items: Array<Lead>; next?: string } }',
    ],
    [
      'nullable',
      "anyOf: [{ $ref: '#/components/schemas/Page' }, { type: 'null' }]",
      '({ items: Array<Lead>; next?: string } | null)',
    ],
  ])('of a generic page is resolved in %s', async (_, schema, expected) => {
    const { model, faults } = await normalizeText(
      schemasDocument(`${generic()}
    Wrapped: { type: object, properties: { page: { $ref: '#/components/schemas/Page' } } }
    Mine:
      ${schema}
      $defs: { any: { $dynamicAnchor: item, $ref: '#/components/schemas/Lead' } }`),
    );
    expect(faults).toEqual([]);
    expect(show(schemaNamed(model, 'Mine'))).toBe(expected);
  });

  it('of a tree leads to the tree that extends it', async () => {
    const { model, faults } = await normalizeText(
      schemasDocument(`
    Tree:
      $dynamicAnchor: node
      type: object
      properties: { children: { type: array, items: { $dynamicRef: '#node' } } }
    Named:
      $dynamicAnchor: node
      $ref: '#/components/schemas/Tree'
      properties: { name: { type: string } }`),
    );
    expect(faults).toEqual([]);
    expect(show(schemaNamed(model, 'Tree'))).toBe('{ children?: Array<Tree> }');
    expect(show(schemaNamed(model, 'Named'))).toBe('({ children?: Array<Named> } & { name?: string })');
  });

  it('ends for generic schemas that contain themselves', async () => {
    const { model, faults } = await normalizeText(
      schemasDocument(`
    Nest:
      type: object
      properties: { value: { $dynamicRef: '#value' }, inner: { $ref: '#/components/schemas/Nest' } }
      $defs: { value: { $dynamicAnchor: value } }
    Numbers: { $ref: '#/components/schemas/Nest', $defs: { value: { $dynamicAnchor: value, type: number } } }`),
    );
    expect(faults).toEqual([]);
    expect(show(schemaNamed(model, 'Numbers'))).toBe('{ value?: value; inner?: Nest }');
  });

  it('without an anchor is unknown, with a warning', async () => {
    const { model, faults } = await normalizeText(
      schemasDocument(`    A: { type: object, properties: { b: { $dynamicRef: '#itme' }, c: { $dynamicRef: '#/components/schemas/C' } } }
    C: { type: string }`),
    );
    expect(show(schemaNamed(model, 'A'))).toBe('{ b?: unknown; c?: C }');
    expect(faults).toEqual([
      '6:56 warning invalid-value: `$dynamicRef` leads to `#itme`, which does not exist. pagegen reads it as `unknown`. | It names the `$dynamicAnchor` of a schema: `#item` for `$dynamicAnchor: item`.',
    ]);
  });

  it('a $ref may name a $dynamicAnchor, too', async () => {
    const { model, faults } = await normalizeText(
      schemasDocument(
        `    A: { $ref: '#b' }\n    B: { $dynamicAnchor: b, type: object, properties: { x: { type: string } } }`,
      ),
    );
    expect(faults).toEqual([]);
    expect(show(schemaNamed(model, 'A'))).toBe('B');
  });

  it('in a response of its own, or in another file, gives the items of a list their type', async () => {
    const { model, faults } = await normalizeFiles({
      '/api.yaml': `openapi: 3.1.0
info: { title: T, version: '1' }
paths:
  /leads:
    get:
      operationId: list
      parameters: [{ name: page, in: query, schema: { type: integer } }]
      x-pagination: { style: page, request: { page: page }, response: { items: items }, key: id }
      responses:
        '200':
          description: ok
          content:
            application/json:
              schema:
                $ref: 'page.yaml#/Page'
                $defs: { lead: { $dynamicAnchor: item, $ref: '#/components/schemas/Lead' } }
components: { schemas: { Lead: { type: object, properties: { id: { type: string } } } } }
`,
      '/page.yaml': `Page:
  type: object
  properties: { items: { type: array, items: { $dynamicRef: '#item' } } }
  $defs: { item: { $dynamicAnchor: item, not: {} } }
`,
    });
    expect(faults).toEqual([]);
    expect(
      show(operationOf(model, 'list').strategies[0]?.item ?? { kind: 'never', location: { file: '', pointer: '' } }),
    ).toBe('Lead');
  });

  it('of a generic page is typed in the client', async () => {
    const { files } = await generate({ document: { file: '/api.yaml', text: schemasDocument(generic()) } });
    expect(files.find(({ path }) => path === 'models.ts')?.text).toContain('items: Lead[];');
  });
});
