import { expect, test } from 'vitest';
import { mockedText } from './mocked.ts';

const text = `openapi: 3.1.0
info: { title: T, version: '1' }
paths:
  /things:
    get:
      operationId: list
      parameters: [{ name: after, in: query, schema: { type: integer } }, { name: seen, in: query, schema: { type: string } }]
      x-pagination:
        style: cursor-query
        request: { cursor: { id: after, seen: seen } }
        response: { items: data, itemCursor: { id: id }, nextCursor: { seen: { at: seen, optional: true } } }
      responses:
        '200':
          description: ok
          content:
            application/json:
              schema:
                type: object
                properties:
                  data: { type: array, items: { type: object, required: [id], properties: { id: { type: integer } } } }
                  seen: { type: string }
`;

test('a keyset with an optional part goes on behind the last page, which is empty', async () => {
  const mock = await mockedText(text, 25, { id: 0 });
  const ask = (query: string) => mock(`/things${query}`).body as unknown as { data: { id: number }[]; seen?: string };
  const first = ask('');
  const last = ask(`?after=${first.data.at(-1)?.id}&seen=${encodeURIComponent(first.seen ?? '')}`);
  expect([first.data.length, last.data.length]).toEqual([20, 5]);
  expect(last.seen).toBeUndefined();
  expect(ask(`?after=${last.data.at(-1)?.id}`).data).toEqual([]);
});
