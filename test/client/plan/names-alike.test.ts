import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { generate } from '../../../src/index.ts';

const text = readFileSync(join(import.meta.dirname, '../../../specs/fixtures/names-alike.yaml'), 'utf8');

/** Exported functions and interfaces by what they are made of: method and path, or their one property's type. */
async function namesOf(document: string): Promise<Map<string, string>> {
  const { files } = await generate({ document: { file: '/api.yaml', text: document } });
  const operations = files.filter(({ path }) => path.startsWith('operations/')).map((file) => file.text);
  const found = operations.flatMap((operation) => [
    ...operation.matchAll(/name: '(\w+)',\n {2}method: '(\w+)',\n {2}path: '([^']+)'/g),
  ]);
  return new Map(found.map(([, name = '', method, path]) => [`${method} ${path}`, name]));
}

describe('names that are nearly the same', () => {
  it('are told apart, the first one keeping its own', async () => {
    expect(Object.fromEntries(await namesOf(text))).toEqual({
      'GET /users': 'listUsers',
      'POST /users': 'listUsersPost',
      'PUT /users': 'listusers',
      'PATCH /users': 'listUsersPatch',
      'GET /users/{id}': 'same',
      'DELETE /users/{id}': 'sameDelete',
      'GET /things/{id}': 'getThingsById',
      'GET /things/{id}/': 'getThingsByIdOperation',
      'GET /things/by-id': 'getThingsByIdOperation2',
      'GET /await': 'awaitOperation',
      'GET /fetch': 'fetch',
      'GET /URL': 'url',
    });
  });

  it('stay as they are when an operation is added, one of the same name too', async () => {
    const before = await namesOf(text);
    const more = '  /more/users: { get: { operationId: list_users, responses: { "204": { description: Done. } } } }\n';
    const after = await namesOf(text.replace('components:\n', `${more}components:\n`));
    expect(after.get('GET /more/users')).toBe('listUsersGetMoreUsers');
    for (const [operation, name] of before) expect(after.get(operation)).toBe(name);
  });

  it('give files whose names differ in more than their case', async () => {
    const { files } = await generate({ document: { file: '/api.yaml', text } });
    const paths = files.map(({ path }) => path.toLowerCase());
    expect(new Set(paths).size).toBe(paths.length);
  });

  it('are each reported', async () => {
    const { diagnostics } = await generate({ document: { file: '/api.yaml', text } });
    const taken = diagnostics.filter(({ code, severity }) => code === 'name-taken' && severity === 'info');
    expect(taken.map(({ message }) => message)).toContain(
      'The operation `list-users` is called `listUsersPatch` in the client, because `listUsers` is taken.',
    );
    expect(taken.map(({ message }) => message)).toContain(
      'The schema `User` is called `UserModel` in the client, because `User` is taken.',
    );
  });

  it('of one operationId are told apart by method and placeholders of the path', async () => {
    const bulk = 'operationId: bulk, responses: { 200: { description: ok } }';
    const document = `openapi: 3.1.0
info: { title: Search, version: '1' }
paths:
  /_bulk: { post: { ${bulk} }, put: { ${bulk} } }
  /{index}/_bulk: { post: { ${bulk} }, put: { ${bulk} } }
`;
    expect(Object.fromEntries(await namesOf(document))).toEqual({
      'POST /_bulk': 'bulk',
      'PUT /_bulk': 'bulkPut',
      'POST /{index}/_bulk': 'bulkByIndex',
      'PUT /{index}/_bulk': 'bulkPutByIndex',
    });
  });

  it('may be an operationId that two operations have', async () => {
    const document = text.replace('operationId: Same,', 'operationId: same,');
    expect((await namesOf(document)).get('DELETE /users/{id}')).toBe('sameDelete');
    const { diagnostics, files } = await generate({ document: { file: '/api.yaml', text: document } });
    expect(files).not.toEqual([]);
    expect(diagnostics.filter(({ code }) => code === 'duplicate-operation-id')).toMatchObject([
      { severity: 'warning', line: 18 },
    ]);
  });
});
