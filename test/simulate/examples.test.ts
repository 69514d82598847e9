import { describe, expect, it } from 'vitest';
import { createSequence } from '../../src/simulate/mock/sequence.ts';
import { type Ask, mocked } from './mocked.ts';

const SHOP = '../test/simulate/documents/shop.yaml';

async function bodyOf(path: string, ask?: Ask): Promise<Record<string, Record<string, unknown>[]>> {
  const { status, body } = (ask ?? (await mocked(SHOP)))(path);
  expect(status).toBe(200);
  return body as Record<string, Record<string, unknown>[]>;
}

describe('examples of a document', () => {
  it('of properties are the values, counted up at the key and varied at one more field', async () => {
    expect(await bodyOf('/books?limit=3')).toMatchObject({
      data: [
        { id: 17, title: 'Emma' },
        { id: 18, title: 'Emma 2' },
        { id: 19, title: 'Emma 3' },
      ],
      source: 'main catalog',
      total: 60,
    });
  });

  it('of bodies are the first items, and their copies have other keys and names', async () => {
    const { authors = [], next } = await bodyOf('/authors');
    expect(authors.slice(0, 4)).toEqual([
      { code: 'AU-1001', name: 'Ada Lovelace' },
      { code: 'AU-1002', name: 'Grace Hopper' },
      { code: 'AU-1003', name: 'Ada Lovelace 3' },
      { code: 'AU-1004', name: 'Grace Hopper 4' },
    ]);
    expect(next).not.toBe('x');
  });

  it('make lists without keys, all of whose items differ', async () => {
    const ask = await mocked(SHOP);
    const items = (await Promise.all([1, 2, 3].map((number) => bodyOf(`/tags?page=${number}`, ask)))).flatMap(
      ({ tags }) => tags,
    );
    expect(items).toHaveLength(60);
    expect(items[0]).toEqual({ label: 'fiction', uses: 3 });
    expect(new Set(items.map((item) => JSON.stringify(item))).size).toBe(60);
  });
});

describe('keys', () => {
  const place = { file: 'api.yaml', pointer: '' };
  const keys = (schema: object, samples: readonly string[], total = 1000): string[] => {
    const sequence = createSequence({ kind: 'string', location: place, ...schema }, new Map(), {
      name: 'id',
      total,
      samples,
    });
    return [0, 1, total - 1].map((index) => String(sequence?.value(index)));
  };

  it.each([
    ['continue an example', {}, ['lead_x7'], ['lead_x7', 'lead_x7_00000002', 'lead_x7_00001000']],
    [
      'are uuids',
      { format: 'uuid' },
      [],
      ['0000', '0001', '03e7'].map((end) => `00000000-0000-4000-8000-00000000${end}`),
    ],
    [
      'count up the uuid of an example',
      { format: 'uuid' },
      ['3fa85f64-5717-4562-b3fc-2c963f66afa6'],
      ['afa6', 'afa7', 'b38d'].map((end) => `3fa85f64-5717-4562-b3fc-2c963f66${end}`),
    ],
    [
      'follow a pattern',
      { rules: { pattern: '^[A-Z]{3}-\\d+$' } },
      ['QXZ-12345'],
      ['QXZ-12345', 'QXZ-12346', 'QXZ-13344'],
    ],
    ['follow a pattern of letters', { rules: { pattern: '^[a-z]{5}$' } }, ['hello'], ['hello', 'hellp', 'hemxz']],
    ['follow a maximal length', { rules: { maxLength: 8 } }, [], ['00000001', '00000002', '00001000']],
    [
      'are email addresses',
      { format: 'email' },
      [],
      ['00001', '00002', '01000'].map((at) => `id_000${at}@example.com`),
    ],
  ])('%s', (_, schema, samples, expected) => {
    expect(keys(schema, samples)).toEqual(expected);
    expect([...expected].sort()).toEqual(expected);
  });

  it('of numbers are multiples within the bounds', () => {
    const schema = { kind: 'integer' as const, minimum: 30, rules: { multipleOf: 25 }, location: place };
    const sequence = createSequence(schema, new Map(), { name: 'id', total: 10, samples: [] });
    expect([0, 1, 9].map((index) => sequence?.value(index))).toEqual([50, 75, 275]);
  });
});
