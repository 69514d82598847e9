import fc from 'fast-check';
import { expect, it } from 'vitest';
import { plan } from '../../../src/client/plan/plan.ts';
import { isSafePath } from '../../../src/output/manifest.ts';
import { PAYLOADS } from '../../support/hostile-payloads.ts';
import { api, operation } from '../../support/model.ts';

function pathsOf(tags: readonly string[]): string[] {
  const operations = tags.map((tag, index) => operation({ tags: [tag], path: `/${index}` }));
  return plan(api({ operations }), { importExtension: 'js' }, () => {}).groups.map(({ path }) => path);
}

const names = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(...PAYLOADS, 'con', 'CON', 'Nul', 'COM1', 'lpt9', 'aux.ts', 'Index', 'a', 'A', 'ä', 'Å', 'ß', 'ſ'),
);

it('gives every tag a file of its own, safe on every system and short enough for it', () => {
  fc.assert(
    fc.property(fc.uniqueArray(names, { maxLength: 40 }), (tags) => {
      const paths = pathsOf(tags);
      expect(paths).toHaveLength(tags.length);
      expect(new Set(paths.map((path) => path.toLowerCase())).size).toBe(tags.length);
      for (const path of paths) {
        expect(path).toMatch(/^operations\/[a-z0-9]+(?:-[a-z0-9]+)*\.ts$/);
        expect(isSafePath(path)).toBe(true);
        expect(path.length).toBeLessThan(200);
      }
    }),
  );
});

it('cuts names that no disk takes', () => {
  expect(pathsOf(['word '.repeat(1000)])[0]?.length).toBeLessThan(120);
});
