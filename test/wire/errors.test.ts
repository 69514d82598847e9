import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, type LocalServer, listen } from '../support/http.ts';
import { clientOf } from './document-client.ts';
import type { GeneratedClient } from './generated-client.ts';

/** The errors of an operation, from a real server. */

let answer: Answer;
let server: LocalServer;
let generated: GeneratedClient;

const fault = { 404: { description: 'none' } };
const list = { type: 'object', properties: { items: { type: 'array', items: {} }, error: { type: 'string' } } };
const document = {
  openapi: '3.1.0',
  info: { title: 'Errors', version: '1' },
  paths: {
    '/a': { get: { operationId: 'getA', responses: { 204: { description: 'ok' }, ...fault } } },
    '/b': { get: { operationId: 'getB', responses: { 204: { description: 'ok' } } } },
    '/c': {
      get: {
        operationId: 'listC',
        parameters: [{ name: 'page', in: 'query', schema: { type: 'integer' } }],
        'x-pagination': { style: 'page', request: { page: 'page' }, response: { items: 'items', error: 'error' } },
        responses: { 200: { description: 'ok', content: { 'application/json': { schema: list } } }, ...fault },
      },
    },
  },
};

beforeAll(async () => {
  server = await listen(() => answer);
  generated = await clientOf(document);
}, 60_000);
afterAll(async () => {
  await server?.close();
  await generated?.remove();
});

type Functions = Record<string, (...given: unknown[]) => unknown>;

async function failureOf(name: string): Promise<unknown> {
  const { createClient, [name]: call } = generated.functions as Functions;
  try {
    await call?.(createClient?.({ baseUrl: server.url, retry: false }));
  } catch (error) {
    return error;
  }
  return undefined;
}

describe('isApiError', () => {
  it('tells the errors of one operation from those of others, whatever its function is called', async () => {
    const { isApiError, getA, getB, listC } = generated.functions as Functions;
    answer = { status: 404, body: { why: 'gone' } };
    const [a, b, c] = [await failureOf('getA'), await failureOf('getB'), await failureOf('listC')];
    const table = [a, b, c, new Error('other'), undefined].map((error) =>
      [getA, getB, listC, undefined].map((operation) => isApiError?.(error, operation)),
    );
    expect(table).toEqual([
      [true, false, false, true],
      [false, true, false, true],
      [false, false, true, true],
      [false, false, false, false],
      [false, false, false, false],
    ]);
  });

  it('includes errors in successful answers, and no other failure', async () => {
    const { isApiError, listC } = generated.functions as Functions;
    answer = { status: 200, body: { items: [], error: 'denied' } };
    const error = await failureOf('listC');
    expect(isApiError?.(error, listC)).toBe(true);
    expect(error).toMatchObject({ status: 200, code: 'ERROR_IN_BODY' });
    answer = { status: 200, body: { items: 'none' } };
    expect(isApiError?.(await failureOf('listC'), listC)).toBe(false);
  });
});
