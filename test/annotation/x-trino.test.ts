import { describe, expect, it } from 'vitest';
import { readDialect } from './read-dialect.ts';

const BLOCK =
  '{ pageParam: page, limitParam: limit, resultsPath: $response.body#/data, totalResultsPath: $response.body#/meta/pages }';

describe.each(['x-trino', 'x-pagination'])('%s', (key) => {
  it('pages by number', async () => {
    const { strategy, faults } = await readDialect(`${key}: ${BLOCK}`);
    expect(faults).toEqual([]);
    expect(strategy).toBe('page, page page, limit limit, items /data, total /meta/pages');
  });
});

describe('x-trino', () => {
  it('is not about pages without a page parameter', async () => {
    const { operation, faults } = await readDialect(
      'x-trino: { resultsPath: $response.body#/data, errorPath: $response.body#/link }',
    );
    expect(operation.strategies).toEqual([]);
    expect(faults).toEqual([]);
  });

  it('reports what it cannot find', async () => {
    const { strategy, faults } = await readDialect(
      'x-trino: { pageParam: page, limitParam: size, resultsPath: /data }',
    );
    expect(strategy).toBe('page, page page, items /data');
    expect(faults).toEqual([
      '1:10 warning dialect-assumed-items: `x-trino` does not declare where the items are; the only array of the response, `/data`, is used.',
      '1:41 warning dialect-untranslated: `limitParam` names no parameter of the operation.',
      '1:60 warning dialect-untranslated: `resultsPath` must be a path such as $response.body#/items.',
    ]);
  });
});
