import { describe, expect, it } from 'vitest';
import type { Server } from '../../src/model/operation.ts';
import { createRoutes, serverPath } from '../../src/simulate/mock/routes.ts';
import { modelOf } from './mocked.ts';

function server(url: string, variables: Readonly<Record<string, string>> = {}): Server {
  return { url, variables: Object.entries(variables).map(([name, value]) => ({ name, default: value })) };
}

describe('the path of a server', () => {
  it.each([
    [server('https://api.example.com/v1/'), '/v1'],
    [server('https://api.example.com'), ''],
    [server('/api'), '/api'],
    [server('v2'), '/v2'],
    [server('https://{region}.example.com/{version}', { region: 'eu', version: 'v3' }), '/v3'],
    [server('https://{host}'), ''],
  ])('of %j is %j', (one, path) => {
    expect(serverPath(one)).toBe(path);
  });
});

describe('an operation', () => {
  it.each([
    ['GET', '/api/v1/lead/', 'listLeads', {}],
    ['GET', '/lead/', 'listLeads', {}],
    ['POST', '/api/v1/lead/', 'createLead', {}],
    ['GET', '/api/v1/lead/lead_1%20a/', 'getLead', { id: 'lead_1 a' }],
    ['POST', '/api/v1/lead/merge/', 'mergeLeads', {}],
    ['GET', '/api/v1/lead', undefined, undefined],
    ['GET', '/api/v1/lead/a/b/', undefined, undefined],
    ['PATCH', '/api/v1/lead/', undefined, undefined],
  ])('%s %s is %s', async (method, path, operationId, values) => {
    const match = createRoutes(await modelOf('close.yaml'))(method, path);
    expect(match?.operation.operationId).toBe(operationId);
    expect(match?.values).toEqual(values);
  });
});
