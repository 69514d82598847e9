import { describe, expect, it } from 'vitest';
import { normalizeText } from './normalize-text.ts';

function document(path: string): string {
  return `openapi: 3.1.0
info: { title: T, version: '1' }
paths:
  '${path}':
    get:
      parameters:
        - { name: q, in: query, schema: { type: string } }
        - { name: n, in: query, schema: { type: integer } }
      responses: { '204': { description: ok } }
`;
}

describe('a query in a path', () => {
  it.each([
    ['/search?q={q}', '/search'],
    ['/search?q={q}&n={n}', '/search'],
    ['/search?action=list&q={q}', '/search?action=list'],
    ['/search?query={q}#second', '/search#second'],
  ])('%s is sent as the declared parameters: %s', async (path, sent) => {
    const { model, faults } = await normalizeText(document(path));
    expect(model.operations[0]?.path).toBe(sent);
    expect(faults).toEqual([
      expect.stringMatching(/^6:7 warning query-in-path: The path .* \| Remove the query from the path/),
    ]);
  });

  it.each(['/search?action=list', '/search#second'])('%s is fixed and stays', async (path) => {
    const { model, faults } = await normalizeText(document(path));
    expect(model.operations[0]?.path).toBe(path);
    expect(faults).toEqual([]);
  });

  it('declares what nothing else declares', async () => {
    const { model } = await normalizeText(document('/search?x={y}&q={q}'));
    expect(model.operations[0]?.path).toBe('/search');
    expect(model.operations[0]?.parameters.map(({ name, required }) => [name, required])).toEqual([
      ['q', false],
      ['n', false],
      ['x', true],
    ]);
  });

  it('declares a fixed part only once', async () => {
    const { model, faults } = await normalizeText(document('/search?n=5&q={q}'));
    expect(model.operations[0]?.path).toBe('/search?n=5');
    expect(model.operations[0]?.parameters.map(({ name }) => name)).toEqual(['q']);
    expect(faults).toHaveLength(1);
  });
});
