import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { generate } from '../../src/index.ts';

const fixture = readFileSync(join(import.meta.dirname, '../../specs/fixtures/swagger-2.0.yaml'), 'utf8');

async function filesOf(text: string): Promise<Map<string, string>> {
  const { files, diagnostics } = await generate({ document: { file: '/api.yaml', text } });
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  return new Map(files.map((file) => [file.path, file.text]));
}

/** `line:column pointer [code] message` of every diagnostic. */
async function faultsOf(text: string): Promise<string[]> {
  const { diagnostics } = await generate({ document: { file: '/api.yaml', text } });
  return diagnostics.map(
    ({ line, column, pointer, code, message }) => `${line}:${column} ${pointer} [${code}] ${message}`,
  );
}

const HEAD = `swagger: '2.0'
info: { title: T, version: '1' }
`;

describe('a Swagger 2.0 document', () => {
  it('has its server, its credentials and every operation', async () => {
    const files = await filesOf(fixture);
    const client = files.get('client.ts') ?? '';
    expect(client).toContain("baseUrl: 'https://api.example.com/v1'");
    expect(client).toContain("schemes: { user: basic, key: /* @__PURE__ */ apiKeyInHeader('X-Key'), oauth: bearer }");
    const operations = [...files.values()].join('');
    for (const name of ['listPets', 'createPet', 'replacePhoto', 'getPhoto', 'logIn']) {
      expect(operations).toContain(`export function ${name}(`);
    }
  });

  it('sends arrays as their collection formats say, commas being the default', async () => {
    const pets = (await filesOf(fixture)).get('operations/pets.ts');
    expect(pets).toContain("{ name: 'ids', in: inStyledQuery, explode: false }");
    expect(pets).toContain("{ name: 'tags', in: inQuery }");
    expect(pets).toContain("{ name: 'sizes', in: inStyledQuery, style: 'pipeDelimited' }");
    expect(pets).toContain("{ name: 'words', in: inStyledQuery, style: 'spaceDelimited' }");
  });

  it('sends form fields as one body, with the types that they have', async () => {
    const operations = [...(await filesOf(fixture)).values()].join('');
    expect(operations).toMatch(/body: \/\* @__PURE__ \*\/ multipartBody\(\)/);
    expect(operations).toMatch(/photo: Blob;/);
    expect(operations).toMatch(
      /body: \/\* @__PURE__ \*\/ formBody\(\{\s+scopes: \{ style: 'form', explode: false \},\s+roles: \{.*true \},\s+\}\)/,
    );
    expect(operations).toMatch(/scopes\?: \('read' \| 'write'\)\[\] \| undefined;/);
  });

  it('takes a shared body and shared responses', async () => {
    const pets = (await filesOf(fixture)).get('operations/pets.ts');
    expect(pets).toMatch(/interface CreatePetParams \{[^}]*body: Pet(?:Input)?;/);
    expect(pets).toContain('export type CreatePetError = ApiError<Problem>;');
  });

  it('answers with the media types of the operation rather than of the document', async () => {
    expect((await filesOf(fixture)).get('operations/pets.ts')).toMatch(/function getPhoto\([^)]*\): Call<Blob>/);
  });

  it('knows x-nullable', async () => {
    expect((await filesOf(fixture)).get('models.ts')).toContain('name: string | null;');
  });
});

describe("faults of a Swagger 2.0 document are at the author's places", () => {
  it('in references, which are quoted as written', async () => {
    const text = `${HEAD}paths:
  /pets:
    put:
      parameters:
        - { name: pet, in: body, schema: { $ref: '#/definitions/Pet' } }
        - { name: limit, in: query, type: integer }
      responses:
        '200': { description: ok, schema: { $ref: '#/definitions/Pets' } }
definitions:
  Pest: { type: object }
`;
    const { diagnostics } = await generate({ document: { file: '/api.yaml', text } });
    expect(diagnostics).toMatchObject([
      {
        line: 7,
        column: 50,
        pointer: '/paths/~1pets/put/parameters/0/schema/$ref',
        message: '"#/definitions/Pet" does not exist. pagegen reads it as `unknown`.',
        hint: 'Did you mean "#/definitions/Pest"?',
      },
      { line: 10, column: 51, pointer: '/paths/~1pets/put/responses/200/schema/$ref' },
    ]);
  });

  it('in parameters behind a body, form fields, definitions and shared parts', async () => {
    const text = `${HEAD}securityDefinitions:
  key: { type: apiKey, in: head, name: X }
parameters:
  Skip: { name: skip, in: query, type: intger }
paths:
  /pets:
    post:
      parameters:
        - { name: photo, in: formData, type: fil }
        - { name: limit, in: query, type: numbr }
        - { $ref: '#/parameters/Skip' }
      responses: { '200': { description: ok, headers: { X-A: { type: strng } } } }
definitions:
  Pet: { type: objct }
`;
    expect((await faultsOf(text)).map((fault) => fault.replace(/ \[.*/, ''))).toEqual([
      '4:28 /securityDefinitions/key/in',
      '6:40 /parameters/Skip/type',
      '11:46 /paths/~1pets/post/parameters/0/type',
      '12:43 /paths/~1pets/post/parameters/1/type',
      '14:70 /paths/~1pets/post/responses/200/headers/X-A/type',
      '16:16 /definitions/Pet/type',
    ]);
  });

  it.each([
    ['paths: { /a: 1 }', '3:14 /paths/~1a [wrong-type] The path item `/a` must be an object.'],
    ['paths: { /a: { get: } }', '3:16 /paths/~1a/get [wrong-type] The operation `get /a` must be an object.'],
    [
      'paths: { /a: { get: { parameters: [{ name: x }], responses: {} } } }',
      '3:36 /paths/~1a/get/parameters/0 [wrong-type] A parameter must be an object with `in`: path, query, header, formData or body.',
    ],
    [
      'paths: { /a: { get: { responses: { 200: } } } }',
      '3:36 /paths/~1a/get/responses/200 [wrong-type] `200` must be an object.',
    ],
  ])('if a member is not an object: %s', async (paths, fault) => {
    expect(await faultsOf(`${HEAD}${paths}\n`)).toEqual([fault]);
  });
});

describe('pagination that the operations of a Swagger 2.0 document share', () => {
  const text = (annotation: string) => `${HEAD}host: api.example.com
produces: [application/json]
paths:
  /pets:
    get:
      operationId: listPets
      parameters: [{ name: skip, in: query, type: integer }, { name: limit, in: query, type: integer }]
      responses: { '200': { description: ok, schema: { $ref: '#/definitions/Pets' } } }
      x-pagination: ${annotation}
x-pagination:
  list: { style: offset, request: { offset: skip }, response: { items: data } }
  sized: { $ref: '#/x-pagination/list', request: { limit: limti } }
definitions:
  Pets: { type: object, required: [data], properties: { data: { type: array, items: { type: string } } } }
`;

  it.each(['list', '{ extends: list }', "{ $ref: '#/x-pagination/list' }"])(
    'stands at its root: %s',
    async (shared) => {
      expect((await filesOf(text(shared))).get('operations/pets.ts')).toContain('offset({');
    },
  );

  it('has faults at the places that its author wrote', async () => {
    expect(await faultsOf(text('sized'))).toEqual([
      '14:59 /x-pagination/sized/request/limit [pagination-undeclared-parameter] `request.limit` names the query parameter `limti`, which listPets does not declare.',
    ]);
    expect(await faultsOf(text('lst'))).toEqual([
      '11:21 /paths/~1pets/get/x-pagination [pagination-unknown-strategy] There is no shared strategy `lst`; the document declares list, sized.',
    ]);
  });
});

describe('a Swagger 2.0 document in several files', () => {
  const folder = mkdtempSync(join(tmpdir(), 'pagegen-swagger-'));
  writeFileSync(
    join(folder, 'common.json'),
    JSON.stringify({
      parameters: { Limit: { name: 'limit', in: 'query', type: 'array', items: { type: 'integer' } } },
      responses: { Gone: { description: 'Gone.', schema: { $ref: '#/definitions/Problem' } } },
      definitions: { Problem: { type: 'object', properties: { pet: { $ref: 'api.yaml#/definitions/Pet' } } } },
    }),
  );
  writeFileSync(
    join(folder, 'api.yaml'),
    `${HEAD}paths:
  /pets:
    get:
      operationId: listPets
      parameters: [{ $ref: 'common.json#/parameters/Limit' }]
      responses:
        '200': { description: ok, schema: { $ref: '#/definitions/Pet' } }
        default: { $ref: 'common.json#/responses/Gone' }
definitions:
  Pet: { type: object, properties: { problem: { $ref: 'common.json#/definitions/Problem' } } }
`,
  );

  it('shares parameters, responses and definitions', async () => {
    const { files, diagnostics } = await generate({ document: join(folder, 'api.yaml') });
    expect(diagnostics).toEqual([]);
    const text = new Map(files.map((file) => [file.path, file.text]));
    expect(text.get('operations/pets.ts')).toContain("{ name: 'limit', in: inStyledQuery, explode: false }");
    expect(text.get('operations/pets.ts')).toContain('export type ListPetsError = ApiError<Problem>;');
    expect(text.get('models.ts')).toContain('pet?: Pet | undefined;');
  });
});

describe('a parameterized host of AutoRest', () => {
  const document = (host: string, more = ''): string => `${HEAD}host: badhost
basePath: /v1/
x-ms-parameterized-host: ${host}
parameters:
  region: { name: region, in: path, required: true, type: string, default: eu, enum: [eu, us], description: Where. }
paths:
  /things: { get: { operationId: list, responses: { '204': { description: ok } } } }
${more}`;
  const clientOf = async (text: string): Promise<string> => (await filesOf(text)).get('client.ts') ?? '';

  it('is the server, with a variable for each parameter', async () => {
    const client = await clientOf(
      document(
        "{ hostTemplate: '{account}.{region}.example.com', parameters: [{ name: account, in: path, required: true, type: string }, { $ref: '#/parameters/region' }] }",
        'schemes: [https]',
      ),
    );
    expect(client).toContain("'https://{account}.{region}.example.com/v1'");
    expect(client).toMatch(/account: '\{account\}',\s+region: 'eu'/);
    expect(client).toMatch(/region\?: 'eu' \| 'us'/);
    expect(client).not.toContain('badhost');
  });

  it('may contain the scheme', async () => {
    const client = await clientOf(
      document(
        "{ hostTemplate: '{endpoint}', useSchemePrefix: false, parameters: [{ name: endpoint, in: path, type: string }] }",
      ),
    );
    expect(client).toContain("serverTemplate('{endpoint}/v1', { endpoint: '{endpoint}' })");
  });

  it('does not count without a template', async () => {
    expect(await clientOf(document('{ parameters: [] }'))).toContain('http://badhost/v1/');
  });

  it('needs no prefix if the template has a scheme', async () => {
    const client = await clientOf(document("{ hostTemplate: 'https://{account}.example.com' }", 'schemes: [http]'));
    expect(client).toContain("serverTemplate('https://{account}.example.com/v1', { account: '{account}' })");
  });

  it.each([
    ['5', '5:26 /x-ms-parameterized-host [wrong-type] `x-ms-parameterized-host` must be an object.'],
    ['{ parameters: [] }', '5:26 /x-ms-parameterized-host [wrong-type] `hostTemplate` must be a string.'],
    ['{ hostTemplate: 5 }', '5:42 /x-ms-parameterized-host/hostTemplate [wrong-type] `hostTemplate` must be a string.'],
    [
      "{ hostTemplate: '{a}', useSchemePrefix: 'no' }",
      '5:66 /x-ms-parameterized-host/useSchemePrefix [wrong-type] `useSchemePrefix` must be true or false.',
    ],
  ])('is reported if it cannot be read: %s', async (host, message) => {
    expect(await faultsOf(document(host))).toEqual([message]);
  });
});
