import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { generate } from '../../src/index.ts';
import { normalizeText, schemaNamed, show } from './normalize-text.ts';

const text = readFileSync(join(import.meta.dirname, '../../specs/fixtures/openapi-3.2.yaml'), 'utf8');

describe('OpenAPI 3.2', () => {
  it('has the method QUERY, and others under additionalOperations', async () => {
    const { model, faults } = await normalizeText(text);
    expect(faults).toEqual([]);
    expect(model.operations.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'QUERY /things',
      'PURGE /things',
      'GET /search',
      'GET /logs',
      'GET /events',
    ]);
  });

  it('reads streams of items as streams', async () => {
    const { files } = await generate({ document: { file: '/api.yaml', text } });
    const logs = files.find(({ path }) => path === 'operations/logs.ts')?.text;
    expect(logs).toContain('options: CallOptions = {},\n): Call<AsyncIterable<Line>> {');
    expect(logs).toContain('export type StreamEventsResult = AsyncIterable<{ data: string }>;');
    expect(logs?.match(/reader: (.*),/g)).toEqual(['reader: readItems,', 'reader: /* @__PURE__ */ readEvents(),']);
  });

  it('has whole queries, cookies sent as they are, and media types that are referred to', async () => {
    const { model } = await normalizeText(text);
    expect(model.operations[2]?.parameters).toMatchObject([
      { name: 'all', in: 'querystring', content: 'application/x-www-form-urlencoded' },
      { name: 'session', in: 'cookie', style: 'cookie', explode: true },
    ]);
    const [answer] = model.operations[0]?.responses[0]?.content ?? [];
    expect(answer && show(answer.schema)).toBe('Array<Thing>');
  });

  it('follows references by the document’s own URI', async () => {
    const { model } = await normalizeText(text);
    const [answer] = model.operations[2]?.responses[0]?.content ?? [];
    expect(answer && show(answer.schema)).toBe('Array<Thing>');
  });

  it('leaves the schema of all other values of a discriminator as it is', async () => {
    const thing = schemaNamed((await normalizeText(text)).model, 'Thing');
    expect(thing.kind === 'union' && [...(thing.discriminator?.mapping.keys() ?? [])]).toEqual(['box']);
  });

  it.each(['3.0.4', '3.1.1'])('is no part of %s', async (version) => {
    const { model, faults } = await normalizeText(text.replace('3.2.0', version));
    expect(model.operations.map(({ method, path }) => `${method} ${path}`)).not.toContain('QUERY /things');
    expect(
      faults.some((fault) => fault.includes('has `in: querystring`; expected one of path, query, header, cookie')),
    ).toBe(true);
  });
});
