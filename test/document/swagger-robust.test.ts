import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { generate } from '../../src/index.ts';
import { formatPointer } from '../../src/shared/json.ts';

const fixture = readFileSync(join(import.meta.dirname, '../../specs/fixtures/swagger-2.0.yaml'), 'utf8');
const JUNK = [null, 7, 'text', [], [null], {}] as const;

/** The paths of all values in a document. */
function* placesIn(value: unknown, path: readonly string[] = []): Generator<readonly string[], void, undefined> {
  if (path.length > 0) yield path;
  if (typeof value !== 'object' || value === null) return;
  for (const [key, member] of Object.entries(value)) yield* placesIn(member, [...path, key]);
}

function replaced(document: unknown, path: readonly string[], junk: unknown): unknown {
  const copy = structuredClone(document);
  const owner = path.slice(0, -1).reduce((value, key) => (value as Record<string, unknown>)[key], copy);
  (owner as Record<string, unknown>)[path.at(-1) ?? ''] = junk;
  return copy;
}

it('is read or rejected with diagnostics, for any value in any place', async () => {
  const document: unknown = parse(fixture);
  const places = [...placesIn(document)];
  const crashes: string[] = [];
  for (const [index, path] of places.entries()) {
    // A third of the places, one kind of junk each, so that the test stays quick.
    if (index % 3 > 0) continue;
    const junk = JUNK[(index / 3) % JUNK.length];
    const text = JSON.stringify(replaced(document, path, junk));
    await generate({ document: { file: '/api.json', text } }).catch((error: unknown) =>
      crashes.push(`${formatPointer(path)} = ${JSON.stringify(junk)}: ${error}`),
    );
  }
  expect(crashes).toEqual([]);
}, 60_000);
