import { expect, it } from 'vitest';
import { DIALECTS } from '../../src/annotation/extensions.ts';
import { readDialect } from './read-dialect.ts';

it.each(DIALECTS)('%s: false says that there is one page', async (key) => {
  const { operation, faults } = await readDialect(`${key}: false`);
  expect(operation.paginationDeclined).toBe(true);
  expect(faults).toEqual([]);
});
