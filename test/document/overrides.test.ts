import { describe, expect, it } from 'vitest';
import { applyOverlays } from '../../src/document/overlay/overlay.ts';
import { readSource } from '../../src/document/parse/source.ts';
import type { Diagnostic } from '../../src/shared/diagnostic.ts';

async function merged(document: unknown, overrides: unknown, overlay?: unknown) {
  const diagnostics: Diagnostic[] = [];
  const report = (diagnostic: Diagnostic): void => void diagnostics.push(diagnostic);
  const read = async (file: string, data: unknown) => {
    const source = await readSource(file, JSON.stringify(data), report);
    if (source === undefined) throw new Error('unreadable');
    return source;
  };
  const overlays = overlay === undefined ? [] : [await read('/overlay.json', overlay)];
  const result = applyOverlays(await read('/api.json', document), overlays, report, [
    await read('/overrides.json', overrides),
  ]);
  return { data: result.data, elsewhere: result.elsewhere, faults: diagnostics.map(({ message }) => message) };
}

/** Expected values are those of the vendor's own merge (lodash's `mergeWith`, then removal of nulls). */
describe('an overrides file', () => {
  it.each([
    [
      'adds and replaces members deeply',
      { a: { b: 1, c: 2 } },
      { a: { b: 3, d: 4 }, e: 5 },
      { a: { b: 3, c: 2, d: 4 }, e: 5 },
    ],
    ['removes a member by null', { a: { b: 1, c: 2 } }, { a: { b: null } }, { a: { c: 2 } }],
    [
      'merges arrays of objects by index',
      { a: [{ x: 1 }, { y: 2 }] },
      { a: [{ z: 3 }, { y: 4 }, { n: 5 }] },
      { a: [{ x: 1, z: 3 }, { y: 4 }, { n: 5 }] },
    ],
    ['replaces arrays of other values', { a: ['x', 'y', 'z'] }, { a: ['w'] }, { a: ['w'] }],
    ['replaces an array of objects by one of texts', { a: [{ x: 1 }] }, { a: ['w'] }, { a: ['w'] }],
    ['replaces a value by an object', { a: 1 }, { a: { b: 2 } }, { a: { b: 2 } }],
    ['replaces an object by an array', { a: { b: 1 } }, { a: [1] }, { a: [1] }],
    [
      'removes an element by null',
      { a: [{ x: 1 }, { y: 2 }, { z: 3 }] },
      { a: [null, { n: 4 }, null, null] },
      { a: [{ y: 2, n: 4 }] },
    ],
    [
      'adds objects without their nulls',
      { a: 1 },
      { b: { c: null, d: { e: null, f: 2 } } },
      { a: 1, b: { d: { f: 2 } } },
    ],
    [
      'keeps null as a value',
      { a: { default: 1 } },
      { a: { default: null, enum: [null], example: { x: null } } },
      { a: { default: null, enum: [null], example: { x: null } } },
    ],
    [
      'knows names that are words of OpenAPI elsewhere',
      { responses: { default: { a: 1 } }, properties: { default: { b: 1 }, enum: { c: 1 } } },
      { responses: { default: { d: 2 } }, properties: { default: null, enum: { e: 2 } } },
      { responses: { default: { a: 1, d: 2 } }, properties: { enum: { c: 1, e: 2 } } },
    ],
    ['replaces an array of arrays', { a: [[1], [2]] }, { a: [[3]] }, { a: [[3]] }],
    ['replaces an empty array', { a: [] }, { a: [{ x: 1 }] }, { a: [{ x: 1 }] }],
    ['removes what is not there', { a: 1 }, { b: null, c: { d: null } }, { a: 1, c: {} }],
    ['keeps nulls of the document', { a: { b: null, c: 1 } }, { a: { c: 2 } }, { a: { b: null, c: 2 } }],
    [
      'never sets a prototype',
      { a: {} },
      JSON.parse('{ "a": { "__proto__": { "b": 1 } } }'),
      JSON.parse('{ "a": { "__proto__": { "b": 1 } } }'),
    ],
  ])('%s', async (_, document, overrides, expected) => {
    const { data, faults } = await merged(document, overrides);
    expect(faults).toEqual([]);
    expect(data).toEqual(expected);
  });

  it('is merged before overlays, and keeps its places', async () => {
    const overlay = {
      overlay: '1.0.0',
      info: { title: 't', version: '1' },
      actions: [{ target: '$.a', update: { b: 4 } }],
    };
    const { data, elsewhere } = await merged({ a: { b: 1 } }, { a: { b: 3, c: 2 } }, overlay);
    expect(data).toEqual({ a: { b: 4, c: 2 } });
    expect(elsewhere?.('/a/c')).toEqual({ file: '/overrides.json', pointer: '/a/c' });
  });

  it('is reported if it does not fit', async () => {
    expect((await merged({ a: [1] }, { a: { b: 1 } })).faults).toEqual([
      'An object cannot be merged with an array in the document.',
    ]);
    expect((await merged({ a: 1 }, [1])).faults).toEqual(['An overrides file must be an object; found an array.']);
  });

  it('is reported if it is an overlay', async () => {
    const overlay = { overlay: '1.0.0', info: { title: 't', version: '1' }, actions: [] };
    const { data, faults } = await merged({ a: 1 }, overlay);
    expect(data).toEqual({ a: 1 });
    expect(faults).toEqual(['This file is an overlay, not an overrides file.']);
  });

  it('is reported if it names operations that the document lacks, unless it adds whole ones', async () => {
    const document = { paths: { '/things': { get: { responses: {} } }, '/shared': { $ref: './shared.yaml' } } };
    const annotation = { 'x-fern-pagination': true };
    const { faults } = await merged(document, {
      paths: {
        '/thigns': { get: annotation, parameters: [] },
        '/things': { post: annotation, get: annotation },
        '/shared': { get: annotation },
        '/new': { get: { ...annotation, responses: { '204': { description: 'ok' } } } },
      },
    });
    expect(faults).toEqual([
      'The document has no operation `get /thigns`, and the one that this adds has no responses.',
      'The document has no operation `post /things`, and the one that this adds has no responses.',
    ]);
  });
});
