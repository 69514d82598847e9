import { describe, expect, it } from 'vitest';
import { INTEGRATIONS } from '../../src/model/api.ts';
import { generate } from '../../src/tasks/generate.ts';
import { PAYLOADS } from '../support/hostile-payloads.ts';
import { documentWith, SLOTS } from '../support/hostile-slots.ts';
import { shapeOf } from '../support/syntax-shape.ts';

/** Slots whose harmless text is not a legal value either: every value is rejected. */
const ALWAYS_REFUSED = ['response status', 'strategy, any field'];

/** Rightly other members: no name at all, the name that the request body has in `params`, a strategy's default name. */
const OTHER_SHAPE = ['', 'body', 'offset'];

/** Most files are the same for every value of a slot. */
const known = new Map<string, string[]>();

function cachedShape(text: string): string[] {
  const shape = known.get(text) ?? shapeOf(text);
  known.set(text, shape);
  return shape;
}

/** The shape of each generated file; undefined where the document was refused, which is an answer too. */
async function shapes(slot: string, payload: string): Promise<string[] | undefined> {
  const text = JSON.stringify(documentWith([slot], payload));
  const { files, diagnostics } = await generate({ document: { file: '/probe/api.json', text }, with: INTEGRATIONS });
  const refused = diagnostics.some(({ severity }) => severity === 'error');
  expect(files.length === 0).toBe(refused);
  return refused
    ? undefined
    : files
        .filter(({ path }) => path.endsWith('.ts') && !path.startsWith('runtime/'))
        .flatMap(({ text: code }) => cachedShape(code))
        .sort();
}

describe('a hostile text', () => {
  it.each(Object.keys(SLOTS))('changes no code as %s', async (slot) => {
    const harmless = await shapes(slot, 'harmless');
    expect(harmless === undefined).toBe(ALWAYS_REFUSED.includes(slot));
    const changed: string[] = [];
    let generated = 0;
    for (const payload of PAYLOADS) {
      const found = await shapes(slot, payload);
      if (found === undefined || harmless === undefined) continue;
      generated += 1;
      if (OTHER_SHAPE.includes(payload)) continue;
      if (JSON.stringify(found) !== JSON.stringify(harmless)) changed.push(payload);
    }
    expect(changed).toEqual([]);
    // Few are rejected: most of these texts are legal in their slot.
    if (harmless !== undefined) expect(generated).toBeGreaterThan(PAYLOADS.length * 0.9);
  });
});
