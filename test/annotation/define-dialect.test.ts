import { expect, it } from 'vitest';
import { DIALECTS } from '../../src/annotation/extensions.ts';
import { readDialect } from './read-dialect.ts';

// Schemes are applied under `x-pagination`, where `false` is ours.
it.each(DIALECTS.filter((key) => key !== 'paginationSchemes'))('%s: false says that there is one page', async (key) => {
  const { operation, faults } = await readDialect(`${key}: false`);
  expect(operation.paginationDeclined).toBe(true);
  expect(faults).toEqual([]);
});
