import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { normalizeText } from '../model/normalize-text.ts';

const text = readFileSync(join(import.meta.dirname, '../../specs/close.yaml'), 'utf8');

/** Every container of a value with each of its keys. */
function slots(value: unknown): { holder: Record<string, unknown>; key: string }[] {
  if (typeof value !== 'object' || value === null) return [];
  const holder = value as Record<string, unknown>;
  return Object.keys(holder).flatMap((key) => [{ holder, key }, ...slots(holder[key])]);
}

const junk = fc.constantFrom(null, 0, -1.5, '', 'x', true, [], [null], [[1]], {}, { $ref: '#/nowhere' }, { type: 'x' });

describe('a document with any value replaced', () => {
  it('is read to its end, for any content', { timeout: 60_000 }, async () => {
    const count = slots(parse(text)).length;
    await fc.assert(
      fc.asyncProperty(fc.nat(count - 1), junk, async (index, value) => {
        const document: unknown = parse(text);
        const { holder, key } = slots(document)[index]!;
        // Without a version there is no document to read.
        if (key === 'openapi') return;
        holder[key] = value;
        const { diagnostics } = await normalizeText(JSON.stringify(document));
        for (const { location } of diagnostics) expect(['/api.yaml', '/x']).toContain(location.file);
      }),
      { numRuns: 60 },
    );
  });
});
