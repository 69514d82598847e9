import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DIALECTS } from '../../src/annotation/extensions.ts';
import { normalize } from '../../src/annotation/normalize.ts';
import { parseSource } from '../../src/document/parse/yaml-source.ts';
import type { Diagnostic } from '../../src/shared/diagnostic.ts';
import { resolveWith } from '../document/resolve-with.ts';

/** Words of all dialects, so that junk comes near to what they mean. */
const WORDS = [
  ...[
    'nextLinkName',
    'itemName',
    'operationName',
    'type',
    'inputs',
    'outputs',
    'results',
    'name',
    'in',
    'style',
    'items',
  ],
  ...[
    'nextCursor',
    'nextUrl',
    'numPages',
    'offset',
    'step',
    'cursor',
    'next_cursor',
    'next_uri',
    'next_path',
    'required',
  ],
  ...[
    'request',
    'response',
    'param',
    'location',
    'path',
    'property',
    'itemCursor',
    'cursorPath',
    'cursorParam',
    'offsetParam',
  ],
  ...['__proto__', 'constructor', 'list', 'data', 'next'],
];
const VALUES = [
  '$.data',
  '$',
  '$[-1].id',
  '$request.cursor',
  '$response.data',
  '/data',
  '',
  'page',
  'cursor',
  'url',
  'list',
];
const { tree } = fc.letrec<{ tree: unknown; leaf: unknown }>((tie) => ({
  leaf: fc.oneof(fc.constantFrom(...WORDS, ...VALUES), fc.constantFrom(null, true, false, 0, 1.5), fc.string()),
  tree: fc.oneof(
    { depthSize: 'small' },
    tie('leaf'),
    fc.array(tie('tree'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...WORDS), tie('tree'), { maxKeys: 6 }),
  ),
}));

async function findingsOf(key: string, annotation: unknown, root: unknown): Promise<Diagnostic[]> {
  const found: Diagnostic[] = [];
  const report = (diagnostic: Diagnostic): void => void found.push(diagnostic);
  const parameters = ['page', 'cursor', 'limit'].map((name) => ({ name, in: 'query', schema: {} }));
  const schema = { type: 'object', properties: { data: { type: 'array', items: {} }, next: { type: 'string' } } };
  const responses = { '200': { description: 'ok', content: { 'application/json': { schema } } } };
  const text = JSON.stringify({
    openapi: '3.1.0',
    info: { title: 'T', version: '1' },
    paths: { '/x': { get: { operationId: 'list', parameters, responses, [key]: annotation } } },
    [key]: root,
  });
  const source = parseSource('/api.json', text, report);
  const document = source && (await resolveWith(source, { load: async () => undefined, folder: '/' }, report));
  if (document !== undefined) normalize(document, report);
  return found;
}

describe.each(DIALECTS)('junk under %s', (key) => {
  it('is at worst a warning at its own place', async () => {
    await fc.assert(
      fc.asyncProperty(tree, tree, async (annotation, root) => {
        for (const { severity, location } of await findingsOf(key, annotation, root)) {
          expect(severity).toBe('warning');
          expect(location.pointer).toMatch(new RegExp(`^(/paths/~1x/get)?/${key}`));
        }
      }),
      { numRuns: 300 },
    );
  });
});
