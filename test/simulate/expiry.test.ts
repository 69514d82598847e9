import { expect, test } from 'vitest';
import { listCall } from '../../src/client/evaluate/list-call.ts';
import { plan } from '../../src/client/plan/plan.ts';
import { createMock } from '../../src/simulate/mock/create-mock.ts';
import { createSampler } from '../../src/simulate/mock/sampler.ts';
import { normalizeText } from '../model/normalize-text.ts';

const DOCUMENT = `openapi: 3.1.0
info: { title: Things, version: '1' }
servers: [{ url: https://api.example.com }]
paths:
  /things:
    get:
      operationId: listThings
      parameters:
        - { name: cursor, in: query, schema: { type: string } }
        - { name: limit, in: query, schema: { type: integer } }
      responses:
        '200':
          description: A page.
          content:
            application/json:
              schema:
                type: object
                required: [data]
                properties:
                  data: { type: array, items: { type: object, required: [id], properties: { id: { type: string } } } }
                  next: { type: [string, 'null'] }
        '400':
          description: Wrong.
          content: { application/json: { schema: { type: object, properties: { error: { type: object, properties: { code: { type: string } } } } } } }
      x-pagination:
        style: cursor-query
        request: { cursor: cursor, limit: limit }
        response: { items: data, nextCursor: next, expiredOn: { status: 400, at: /error/code, is: cursor_expired } }
        key: id
`;

test('the mock answers requests with a cursor as expiredOn declares, and walks begin again', async () => {
  const { model } = await normalizeText(DOCUMENT);
  const mock = createMock(model, { items: 40, faults: { expired: 6 }, sample: await createSampler(model.schemas, 1) });
  const [operation] = plan(model, { importExtension: 'js' }, () => {}).groups[0]?.operations ?? [];
  if (operation === undefined) throw new Error('no operation');
  const answers: { status: number; body?: unknown }[] = [];
  const fetch = async (input: string | URL | Request, { method = 'GET', headers }: RequestInit = {}) => {
    const answer = mock.answer({ method, url: new URL(String(input)), headers: new Headers(headers), body: undefined });
    answers.push(answer);
    const all = { 'content-type': 'application/json', ...answer.headers };
    return new Response(JSON.stringify(answer.body), { status: answer.status, headers: all });
  };
  const call = listCall(operation);
  const config = { baseUrl: 'https://api.example.com', fetch, retry: false } as const;
  const walk = async (limit: number, options: object = {}): Promise<unknown[]> => {
    const ids: unknown[] = [];
    for await (const item of call({ limit }, options, config)) ids.push((item as { id: unknown }).id);
    return ids;
  };
  await expect(walk(6)).rejects.toMatchObject({ name: 'CursorExpiredError', status: 400, delivered: 36 });
  expect(answers.at(-1)).toMatchObject({ status: 400, body: { error: { code: 'cursor_expired' } } });
  expect(await walk(8)).toHaveLength(40);
  const ids = await walk(8, { onExpired: 'restart' });
  expect(answers.filter(({ status }) => status === 400)).toHaveLength(2);
  expect(new Set(ids).size).toBe(40);
  expect(ids).toHaveLength(40);
});
