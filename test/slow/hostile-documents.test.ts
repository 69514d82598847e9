import { describe, expect, it } from 'vitest';
import { INTEGRATIONS } from '../../src/model/api.ts';
import { generate } from '../../src/tasks/generate.ts';
import { PAYLOADS } from '../support/hostile-payloads.ts';
import { documentWith, SLOTS } from '../support/hostile-slots.ts';
import { hasIdentifier, shapeOf } from '../support/syntax-shape.ts';

/** Slots whose harmless text is not a legal value either: every value is rejected. */
const ALWAYS_REFUSED = ['strategy, any field'];

/** Rightly other members: no name at all, the name that the request body has in `params`, a strategy's default name. */
const OTHER_SHAPE = ['', 'body', 'offset'];

/** Names that every object inherits: optional parameters with such a name need another default. */
const INHERITED = ['constructor', '__proto__', 'toString', 'hasOwnProperty', '__defineGetter__'];

/** Most files are the same for every value of a slot. */
const known = new Map<string, string[]>();

function cachedShape(text: string): string[] {
  const shape = known.get(text) ?? shapeOf(text);
  known.set(text, shape);
  return shape;
}

/** A client whose document has a text in a slot. */
interface Generated {
  /** The shape of each generated file. */
  readonly shapes: string[];
  readonly warnings: number;
  /** The code has an identifier of the texts. */
  readonly isInfected: boolean;
}

/** Generates the client; undefined if the document was refused, which is an answer too. */
async function generateWith(slot: string, payload: string): Promise<Generated | undefined> {
  const text = JSON.stringify(documentWith([slot], payload));
  const { files, diagnostics } = await generate({ document: { file: '/probe/api.json', text }, with: INTEGRATIONS });
  const refused = diagnostics.some(({ severity }) => severity === 'error');
  expect(files.length === 0).toBe(refused);
  if (refused) return undefined;
  const own = files.filter(({ path }) => path.endsWith('.ts') && !path.startsWith('runtime/'));
  return {
    shapes: own.flatMap(({ text: code }) => cachedShape(code)).sort(),
    warnings: diagnostics.filter(({ severity }) => severity === 'warning').length,
    isInfected: own.some(({ text: code }) => code.includes('canary') && hasIdentifier(code, 'canary')),
  };
}

describe('a hostile text', () => {
  it.each(Object.keys(SLOTS))('changes no code as %s', async (slot) => {
    const harmless = await generateWith(slot, 'harmless');
    expect(harmless === undefined).toBe(ALWAYS_REFUSED.includes(slot));
    const changed: string[] = [];
    let generated = 0;
    for (const payload of PAYLOADS) {
      const found = await generateWith(slot, payload);
      if (found === undefined || harmless === undefined) continue;
      generated += 1;
      if (found.isInfected) changed.push(payload);
      // A text that is not legal in its slot is read otherwise, with a warning, or not at all.
      // A blank tag is none, so that the operations are grouped by their paths.
      if (slot === 'tag' && payload.trim() === '') continue;
      if (OTHER_SHAPE.includes(payload) || INHERITED.includes(payload) || found.warnings !== harmless.warnings)
        continue;
      if (JSON.stringify(found.shapes) !== JSON.stringify(harmless.shapes)) changed.push(payload);
    }
    expect(changed).toEqual([]);
    // Few are rejected: most of these texts are legal in their slot.
    if (harmless !== undefined) expect(generated).toBeGreaterThan(PAYLOADS.length * 0.9);
  });
});
