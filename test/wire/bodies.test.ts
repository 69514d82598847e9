import { afterAll, beforeAll, expect, it } from 'vitest';
import { type LocalServer, listen, type RecordedRequest } from '../support/http.ts';
import { type GeneratedClient, generatedClient } from './generated-client.ts';

let server: LocalServer;
let generated: GeneratedClient;
beforeAll(async () => {
  server = await listen(() => ({ status: 204 }));
  generated = await generatedClient('bodies.yaml');
}, 60_000);
afterAll(async () => {
  await server?.close();
  await generated?.remove();
});

/** Calls an operation of the generated client. Returns the request as it arrived. */
async function sent(operation: string, params: object): Promise<RecordedRequest> {
  const { createClient, [operation]: call } = generated.functions as Record<string, (...given: unknown[]) => unknown>;
  const before = server.requests.length;
  await call?.(createClient?.({ baseUrl: server.url }), params);
  const request = server.requests[before];
  if (request === undefined) throw new Error('nothing arrived');
  return request;
}

it.each([
  ['sendJson', { name: '', age: 0 }, 'application/json'],
  ['sendMergePatch', { name: 'é', age: null }, 'application/merge-patch+json'],
  ['sendPerhaps', { name: 'a' }, 'application/json'],
])('%s arrives as it was given', async (operation, body, type) => {
  const request = await sent(operation, { body });
  expect(request.headers['content-type']).toBe(type);
  expect(request.body).toEqual(body);
});

it.each([0, '', false, null, 'text'])('JSON may be a scalar: %o', async (body) => {
  const request = await sent('sendScalar', { body });
  expect(request.headers['content-type']).toBe('application/json');
  expect(request.body).toEqual(body);
});

it('an optional body is omitted, with its content type', async () => {
  const request = await sent('sendPerhaps', {});
  expect(request.body).toBeUndefined();
  expect(request.headers['content-type']).toBeUndefined();
});

it('a form has a pair for each value, in the style that each field is declared with', async () => {
  const body = { name: 'a b&c', tags: ['x', ''], ids: [0, 1], profile: { name: 'p', age: 0 }, none: undefined };
  const request = await sent('sendForm', { body });
  expect(request.headers['content-type']).toBe('application/x-www-form-urlencoded');
  const form = new URLSearchParams(String(request.body));
  expect(String(request.body)).toMatch(/^name=a\+b%26c&tags=x&tags=&ids=0%7C1&profile=/);
  expect(JSON.parse(form.get('profile') ?? '')).toEqual({ name: 'p', age: 0 });
});

it('a multipart form has a part for each value, in the media type that each field is declared with', async () => {
  const file = new Blob([new Uint8Array([0, 255])]);
  const request = await sent('sendMultipart', { body: { file, more: [file, file], note: '', meta: { name: 'n' } } });
  expect(request.headers['content-type']).toMatch(/^multipart\/form-data; boundary=/);
  const text = String(request.body);
  expect(text.match(/name="more"; filename/g)).toHaveLength(2);
  expect(text).toMatch(/name="file"; filename="blob"\r\nContent-Type: image\/png/);
  expect(text).toMatch(/name="note"\r\n\r\n\r\n/);
  expect(text).toMatch(/name="meta"[^\r\n]*\r\nContent-Type: application\/json\r\n\r\n\{"name":"n"\}/);
});

it.each([
  ['sendText', '', 'text/plain', undefined],
  ['sendText', 'a\nb', 'text/plain', 'a\nb'],
  ['sendBytes', new Blob(['bytes']), 'application/octet-stream', 'bytes'],
  ['sendImage', new Blob(['image']), 'image/png', 'image'],
])('%s sends what it is given', async (operation, body, type, arrived) => {
  const request = await sent(operation, { body });
  expect(request.headers['content-type']?.split(';')[0]).toBe(type);
  expect(request.body).toBe(arrived);
});
