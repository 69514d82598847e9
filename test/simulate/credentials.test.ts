import { describe, expect, it } from 'vitest';
import type { Operation, SecurityScheme } from '../../src/model/operation.ts';
import { createMock } from '../../src/simulate/mock/create-mock.ts';
import { credentialsGuard } from '../../src/simulate/mock/credentials.ts';
import { createSampler } from '../../src/simulate/mock/sampler.ts';
import { modelOf } from './mocked.ts';

const location = { file: 'api.yaml', pointer: '' };
const SCHEMES: readonly SecurityScheme[] = [
  { name: 'basic', type: 'basic', location },
  { name: 'bearer', type: 'bearer', location },
  { name: 'digest', type: 'http', scheme: 'digest', location },
  { name: 'key', type: 'apiKey', in: 'header', parameter: 'X-Key', location },
  { name: 'query', type: 'apiKey', in: 'query', parameter: 'key', location },
  { name: 'cookie', type: 'apiKey', in: 'cookie', parameter: 'sid', location },
  { name: 'tls', type: 'mutualTLS', location },
];
const guard = credentialsGuard(SCHEMES);

/** True if the guard admits a request. `security` is written as in a document, without scopes. */
function letsIn(
  security: readonly (readonly string[])[],
  path: string,
  headers: Readonly<Record<string, string>> = {},
) {
  const operation = { security: security.map((names) => new Map(names.map((name) => [name, []]))) };
  const url = new URL(path, 'http://mock.test');
  const request = { method: 'GET', url, headers: new Headers(headers), body: undefined };
  return guard(operation as unknown as Operation, request) === undefined;
}

describe('credentials', () => {
  it.each([
    ['basic', '/', { authorization: 'Basic YTpi' }],
    ['bearer', '/', { authorization: 'bearer anything' }],
    ['digest', '/', { authorization: 'Digest username="a"' }],
    ['key', '/', { 'x-key': 'k' }],
    ['query', '/?key=k', {}],
    ['cookie', '/', { cookie: 'a=b; sid=1' }],
  ])('of the scheme %s are looked for where they belong', (name, path, headers) => {
    expect(letsIn([[name]], path, headers)).toBe(true);
    expect(letsIn([[name]], '/')).toBe(false);
    expect(letsIn([[name]], '/?key=', { authorization: 'Other x', cookie: 'sid=', 'x-other': 'k' })).toBe(false);
  });

  it('are all schemes of one alternative', () => {
    const security = [['key', 'query'], ['bearer']];
    expect(letsIn(security, '/', { 'x-key': 'k' })).toBe(false);
    expect(letsIn(security, '/?key=k', { 'x-key': 'k' })).toBe(true);
    expect(letsIn(security, '/', { authorization: 'Bearer t' })).toBe(true);
  });

  it('are not needed if the document says so, nor if none can be seen', () => {
    expect(letsIn([], '/')).toBe(true);
    expect(letsIn([['key'], []], '/')).toBe(true);
    expect(letsIn([['tls']], '/')).toBe(true);
  });

  it('are asked for with status 401, as the document describes it, and a challenge', async () => {
    const model = await modelOf('close.yaml');
    const sample = await createSampler(model.schemas, 1);
    const mock = createMock(model, { items: 5, faults: {}, sample, guard: credentialsGuard(model.securitySchemes) });
    const url = new URL('http://mock.test/api/v1/lead/');
    const ask = (headers: Headers) => mock.answer({ method: 'GET', url, headers, body: undefined });
    expect(ask(new Headers())).toMatchObject({
      status: 401,
      headers: { 'www-authenticate': 'Basic realm="mock", Bearer' },
      body: { error: expect.stringContaining('Authorization: Basic <value>, or Authorization: Bearer <value>') },
    });
    expect(ask(new Headers({ authorization: 'Basic YTpi' })).status).toBe(200);
  });

  it('with names that no header can hold are asked for all the same', async () => {
    const model = await modelOf('close.yaml');
    const sample = await createSampler(model.schemas, 1);
    const schemes: SecurityScheme[] = [
      { name: 'apiKey', type: 'http', scheme: 'Schlüssel\n', location },
      { name: 'oauth', type: 'apiKey', in: 'query', parameter: 'schlüssel…', location },
    ];
    const mock = createMock(model, { items: 5, faults: {}, sample, guard: credentialsGuard(schemes) });
    const url = new URL('http://mock.test/api/v1/lead/');
    const { status, headers } = mock.answer({ method: 'GET', url, headers: new Headers(), body: undefined });
    expect(status).toBe(401);
    expect(() => new Headers(headers)).not.toThrow();
  });
});
