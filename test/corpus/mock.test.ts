import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { CORPUS } from '../../bench/corpus-documents.ts';
import { plan } from '../../src/client/plan/plan.ts';
import type { JsonValue } from '../../src/shared/json.ts';
import { prepareWalk } from '../../src/simulate/explain/explain-strategy.ts';
import { createSimulatedApi, simulate } from '../../src/simulate/explain/simulate.ts';
import { createMock } from '../../src/simulate/mock/create-mock.ts';
import { createSampler } from '../../src/simulate/mock/sampler.ts';
import { openDocument } from '../../src/tasks/open-document.ts';
import { withValue } from '../../templates/runtime/fields/values.js';

/** Documents that vendors annotated for other tools. */
const ANNOTATED = [
  'agentset',
  'azure-batch-batchservice',
  'latitudesh',
  'meitner',
  'openrouter',
  'stackone',
  'unkey',
].map((name) => `pagination/dev/${name}/spec.json`);
const PLAIN = [
  'documents/box.json',
  'documents/discord.json',
  'documents/digitalocean/specification/DigitalOcean-public.v2.yaml',
];
/** Of each document, the first so many answer. */
const OPERATIONS = 60;
const ITEMS = 45;

async function read(name: string) {
  const { model } = await openDocument({ document: join(CORPUS, name) });
  if (model === undefined) throw new Error(`${name} cannot be read`);
  const { groups } = plan(model, { importExtension: 'js' }, () => {});
  return { model, operations: groups.flatMap(({ operations }) => operations) };
}

describe('the mock of a real document', () => {
  test.each(ANNOTATED)('%s returns all items of every list', async (name) => {
    const { model, operations } = await read(name);
    const lists = operations.filter(({ strategies }) => strategies.length > 0);
    expect(lists.length).toBeGreaterThan(0);
    const api = createSimulatedApi(model, ITEMS);
    for (const list of lists) {
      for (const strategy of list.strategies) {
        expect(await simulate(api, prepareWalk(list, strategy)), list.functionName).toMatchObject({
          items: ITEMS,
          outcome: 'complete',
        });
      }
    }
  });

  test.each([...ANNOTATED, ...PLAIN])('%s answers every operation', async (name) => {
    const { model, operations } = await read(name);
    const sample = await createSampler(model.schemas, 1);
    const mock = createMock(model, { items: ITEMS, faults: {}, sample });
    for (const { source, functionName, strategies } of operations.slice(0, OPERATIONS)) {
      const path = source.path.replace(/#.*$/, '').replaceAll(/\{[^}]+\}/g, 'x');
      const url = new URL(path, 'http://mock.test');
      const content = source.requestBody?.content.find(({ mediaType }) => /json/.test(mediaType));
      const sampled = content && sample(content.schema, 0, 'request');
      // The example of a cursor is one that no page of the mock has given.
      const body = strategies.reduce<JsonValue | undefined>(
        (whole, { position }) => (position?.startsWith('/body/') ? withoutValue(whole, position.slice(5)) : whole),
        sampled,
      );
      const { status } = mock.answer({ method: source.method, url, headers: new Headers(), body });
      expect(status, functionName).toBeLessThan(300);
    }
  });
});

function withoutValue(whole: JsonValue | undefined, pointer: string): JsonValue | undefined {
  return withValue(whole, pointer, undefined, () => {
    throw new TypeError(`The body has no ${pointer}.`);
  }) as JsonValue | undefined;
}
