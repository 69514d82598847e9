import { describe, expect, it } from 'vitest';
import { normalizeText, operationOf, show } from './normalize-text.ts';

/** A document with one operation, `op`, that has these YAML lines, indented by six spaces. */
function operationDocument(lines: string, path = '/things', item = ''): string {
  return `openapi: 3.1.0
info: { title: T, version: '1' }
paths:
  ${path}:${item}
    ${lines.includes('requestBody') ? 'post' : 'get'}:
      operationId: op
${lines}
components:
  securitySchemes:
    key: { type: apiKey, in: header, name: X-Key }
    user: { type: http, scheme: Basic }
    token: { type: http, scheme: bearer, description: A token. }
    digest: { type: http, scheme: Digest }
    oauth: { type: oauth2, flows: {} }
    oidc: { type: openIdConnect, openIdConnectUrl: https://a.example }
    tls: { type: mutualTLS }
  parameters:
    Limit: { name: limit, in: query, schema: { type: integer } }
`;
}

async function operation(lines: string, path?: string, item?: string) {
  const { model, faults } = await normalizeText(operationDocument(lines, path, item));
  expect(faults).toEqual([]);
  return operationOf(model, 'op');
}

describe('parameters', () => {
  it('have the defaults of their place', async () => {
    const { parameters } = await operation(
      `      parameters:
        - { name: id, in: path, required: true, schema: {} }
        - { name: q, in: query, schema: {} }
        - { name: h, in: header, schema: {} }
        - { name: c, in: cookie, schema: {} }
        - { name: p, in: query, style: pipeDelimited, schema: {} }
        - { name: d, in: query, style: deepObject, explode: true, allowReserved: true, deprecated: true, required: true, schema: {} }
        - { name: j, in: query, content: { application/json: { schema: { type: object } } } }
        - $ref: '#/components/parameters/Limit'`,
      '/things/{id}',
    );
    expect(parameters.map((each) => [each.name, each.in, each.style, each.explode, each.required])).toEqual([
      ['id', 'path', 'simple', false, true],
      ['q', 'query', 'form', true, false],
      ['h', 'header', 'simple', false, false],
      ['c', 'cookie', 'form', true, false],
      ['p', 'query', 'pipeDelimited', false, false],
      ['d', 'query', 'deepObject', true, true],
      ['j', 'query', 'form', true, false],
      ['limit', 'query', 'form', true, false],
    ]);
    expect(parameters[5]).toMatchObject({ allowReserved: true, deprecated: true });
    expect(parameters[6]).toMatchObject({ content: 'application/json', schema: { kind: 'object' } });
  });

  it('of the operation win over those of the path item, in place', async () => {
    const { parameters } = await operation(
      `      parameters:
        - { name: a, in: query, description: own, schema: {} }
        - { name: A, in: header, description: own, schema: {} }
        - { name: b, in: query, schema: {} }`,
      '/things',
      `
    parameters:
      - { name: a, in: query, schema: {} }
      - { name: a, in: header, schema: {} }
      - { name: c, in: query, schema: {} }`,
    );
    expect(parameters.map(({ name, in: place, description }) => [name, place, description])).toEqual([
      ['a', 'query', 'own'],
      ['A', 'header', 'own'],
      ['c', 'query', undefined],
      ['b', 'query', undefined],
    ]);
  });

  it('that OpenAPI ignores are omitted', async () => {
    const { parameters } = await operation(`      parameters:
        - { name: Accept, in: header, schema: {} }
        - { name: content-type, in: header, schema: {} }
        - { name: Authorization, in: header, schema: {} }
        - { name: Accept, in: query, schema: {} }`);
    expect(parameters.map(({ in: place }) => place)).toEqual(['query']);
  });
});

describe('bodies', () => {
  it('have their media types in document order, with what the media type itself says', async () => {
    const { requestBody, responses } = await operation(`      requestBody:
        required: true
        content:
          application/json: {}
          text/plain: {}
          application/octet-stream: {}
          application/pdf: { schema: { type: string } }
          multipart/form-data:
            schema: { type: object, properties: { file: { type: string, format: binary } } }
            encoding: { file: { contentType: image/png }, ids: { style: pipeDelimited, explode: false } }
      responses:
        '200':
          description: Fine.
          headers: { X-Total: { required: true, schema: { type: integer } }, Content-Type: { schema: {} } }
          content: { text/csv: {} }
        4XX: { description: Not fine. }
        default: { description: Anything. }
        x-note: nothing`);
    expect(requestBody?.required).toBe(true);
    expect(requestBody?.content.map(({ mediaType, schema }) => [mediaType, show(schema)])).toEqual([
      ['application/json', 'unknown'],
      ['text/plain', 'string'],
      ['application/octet-stream', 'binary'],
      ['application/pdf', 'binary'],
      ['multipart/form-data', '{ file?: binary }'],
    ]);
    expect(requestBody?.content[4]?.encoding).toEqual(
      new Map([
        ['file', { contentType: 'image/png' }],
        ['ids', { style: 'pipeDelimited', explode: false }],
      ]),
    );
    expect(responses.map(({ status, description }) => [status, description])).toEqual([
      ['200', 'Fine.'],
      ['4XX', 'Not fine.'],
      ['default', 'Anything.'],
    ]);
    expect(responses[0]?.headers.map(({ name, required }) => [name, required])).toEqual([['X-Total', true]]);
  });
});

describe('the document', () => {
  const text = (more: string, operations = 'get: { operationId: op }') => `openapi: 3.1.0
info: { title: Things API, version: '2', description: All things. }
tags: [{ name: Things, description: On things. }]
paths:
  /things: { ${operations} }
components:
  securitySchemes: { a: { type: mutualTLS }, b: { type: oauth2 } }
${more}`;

  it('ignores blank tags', async () => {
    const { model } = await normalizeText(operationDocument("      tags: ['', ' ', One]"));
    expect(model?.operations[0]?.tags).toEqual(['One']);
  });

  it('has title, version, tags and security schemes', async () => {
    const { model } = await normalizeText(operationDocument('      tags: [One]'));
    expect(model).toMatchObject({ title: 'T', version: '1' });
    const named = await normalizeText(text(''));
    expect(named.model).toMatchObject({
      title: 'Things API',
      description: 'All things.',
      tags: [{ name: 'Things', description: 'On things.' }],
    });
    expect(model.securitySchemes.map(({ location: _, ...scheme }) => scheme)).toEqual([
      { name: 'key', type: 'apiKey', in: 'header', parameter: 'X-Key' },
      { name: 'user', type: 'basic' },
      { name: 'token', type: 'bearer', description: 'A token.' },
      { name: 'digest', type: 'http', scheme: 'Digest' },
      { name: 'oauth', type: 'bearer' },
      { name: 'oidc', type: 'bearer' },
      { name: 'tls', type: 'mutualTLS' },
    ]);
  });

  it.each([
    ['', 'get: { operationId: op }', []],
    ['security: [{ a: [] }, {}]', 'get: { operationId: op }', [['a'], []]],
    ['security: [{ a: [] }]', 'get: { operationId: op, security: [] }', []],
    ['security: [{ a: [] }]', 'get: { operationId: op, security: [{ a: [], b: [read] }] }', [['a', 'b']]],
  ])('security: %s with %s', async (security, operations, expected) => {
    const { model, faults } = await normalizeText(text(security, operations));
    expect(faults).toEqual([]);
    expect(operationOf(model, 'op').security.map((requirement) => [...requirement.keys()])).toEqual(expected);
  });

  it('has servers, and operations may have their own', async () => {
    const servers =
      "servers: [{ url: 'https://{region}.example', variables: { region: { default: us, enum: [us, eu], description: Where. } } }]";
    const own = 'servers: [{ url: /b }], get: { operationId: op }, put: { operationId: own, servers: [{ url: /c }] }';
    const { model, faults } = await normalizeText(text(servers, own));
    expect(faults).toEqual([]);
    expect(model.servers).toEqual([
      {
        url: 'https://{region}.example',
        variables: [{ name: 'region', default: 'us', enum: ['us', 'eu'], description: 'Where.' }],
      },
    ]);
    expect(operationOf(model, 'op').servers).toEqual([{ url: '/b', variables: [] }]);
    expect(operationOf(model, 'own').servers).toEqual([{ url: '/c', variables: [] }]);
    expect(operationOf((await normalizeText(text(servers))).model, 'op')).not.toHaveProperty('servers');
  });

  it('has its operations in document order, a referenced path item too', async () => {
    const { model, faults } = await normalizeText(`openapi: 3.1.0
info: { title: T, version: '1' }
paths:
  x-note: nothing
  /b: { delete: {}, get: { deprecated: true, summary: S, externalDocs: { url: https://a.example } } }
  /a: { $ref: '#/components/pathItems/A' }
components: { pathItems: { A: { post: { description: D } } } }`);
    expect(faults).toEqual([]);
    expect(model.operations.map(({ method, path, location }) => [method, path, location.pointer])).toEqual([
      ['DELETE', '/b', '/paths/~1b/delete'],
      ['GET', '/b', '/paths/~1b/get'],
      ['POST', '/a', '/components/pathItems/A/post'],
    ]);
    expect(model.operations[1]).toMatchObject({
      deprecated: true,
      summary: 'S',
      externalDocs: { url: 'https://a.example' },
    });
  });

  it('with an operationId twice is reported at both', async () => {
    const { faults, diagnostics } = await normalizeText(text('', 'get: { operationId: op }, put: { operationId: op }'));
    expect(faults).toEqual([
      '5:60 warning duplicate-operation-id: The operationId `op` of PUT /things is already used by GET /things; the client tells them apart by path.',
    ]);
    expect(diagnostics[0]?.related).toEqual([
      {
        message: 'GET /things is declared here.',
        location: { file: '/api.yaml', pointer: '/paths/~1things/get/operationId' },
      },
    ]);
  });

  it.each([
    ['servers: [{}]', '8:11 warning missing-field: A server needs `url`, a string; pagegen ignores it.'],
    [
      "servers: [{ url: 'https://{regin}.example', variables: { region: { default: us } } }]",
      '8:18 warning undeclared-server-variable: The server URL has the variable `{regin}`, which `variables` does not declare; pagegen ignores this server. | Did you mean `region`?',
    ],
    [
      "servers: [{ url: 'https://{a}', variables: { a: { default: xs, enum: [us, eu] } } }]",
      '8:60 warning invalid-value: The server variable `a` has the default `xs`, which is not in its `enum`: us, eu; pagegen allows it too. | Did you mean `us`?',
    ],
    [
      'security: [{ c: [] }]',
      '8:14 warning unknown-security-scheme: The security scheme `c` is not defined under `components.securitySchemes`; the client sends nothing for it.',
    ],
    ['security: {}', '8:11 warning wrong-type: `security` must be an array; found an object, so pagegen ignores it.'],
  ])('%s', async (more, expected) => {
    expect((await normalizeText(text(more))).faults).toEqual([expected]);
  });
});

describe('faults of an operation', () => {
  it.each([
    ['parameters: {}', '7:19 warning wrong-type: `parameters` must be an array; found an object.'],
    ['parameters: [3]', '7:20 warning wrong-type: A parameter must be an object; found a number.'],
    [
      'parameters: [{ in: query, schema: {} }]',
      '7:20 warning missing-field: A parameter needs `name`, a string; pagegen cannot send it.',
    ],
    [
      'parameters: [{ name: a, schema: {} }]',
      '7:20 warning missing-field: The parameter `a` needs `in`, one of path, query, header, cookie.',
    ],
    [
      'parameters: [{ name: a, in: qurey, schema: {} }]',
      '7:35 warning invalid-value: The parameter `a` has `in: qurey`; expected one of path, query, header, cookie. | Did you mean `query`?',
    ],
    [
      'parameters: [{ name: a, in: query }]',
      '7:20 warning missing-field: The parameter `a` needs `schema` or `content`; pagegen reads it as a value of any type.',
    ],
    [
      'parameters: [{ name: a, in: query, content: { a/b: {}, c/d: {} } }]',
      '7:51 warning invalid-value: The parameter `a` must have exactly one media type under `content`; found 2. pagegen uses `a/b`.',
    ],
    [
      'parameters: [{ name: a, in: header, style: form, schema: {} }]',
      '7:50 warning invalid-value: `form` is not a style for a header parameter; expected simple. pagegen uses `simple`.',
    ],
    [
      'parameters: [{ name: a, in: query, schema: {} }, { name: a, in: query, schema: {} }]',
      '7:56 warning duplicate-parameter: The query parameter `a` is declared twice in this list; pagegen uses the first declaration.',
    ],
    [
      'parameters: [{ name: a, in: path, required: true, schema: {} }]',
      '7:20 warning unused-path-parameter: The path parameter `a` is not in the path `/things`, so pagegen ignores it.',
    ],
    [
      'parameters: [{ name: a, in: query, required: 1, schema: {} }]',
      '7:52 warning wrong-type: `required` must be a boolean; found a number, so pagegen ignores it.',
    ],
    [
      'requestBody: {}',
      '7:20 warning missing-field: A request body needs `content` with at least one media type; the client sends no body.',
    ],
    ['requestBody: [a]', '7:20 warning wrong-type: `requestBody` must be an object; found an array.'],
    [
      'tags: [1]',
      '7:14 warning wrong-type: An element of `tags` must be a string, but `1` without quotes is a number. pagegen reads it as the text `1`. | Put quotes around it.',
    ],
    [
      "responses: { '20': { description: x } }",
      '7:20 warning invalid-value: `20` is not a response status; expected a status such as 200, a range such as 2XX, or `default`. pagegen ignores it.',
    ],
    [
      "responses: { '200': { headers: { A: {} } } }",
      '7:43 warning missing-field: The header `A` needs `schema` or `content`; pagegen reads it as a value of any type.',
    ],
    [
      'security: [{ toke: [] }]',
      '7:20 warning unknown-security-scheme: The security scheme `toke` is not defined under `components.securitySchemes`; the client sends nothing for it. | Did you mean `token`?',
    ],
  ])('%s', async (line, expected) => {
    const { faults } = await normalizeText(operationDocument(`      ${line}`));
    expect(faults).toEqual([expected]);
  });

  it('a path parameter that is not declared, and one that is almost', async () => {
    const line = '      parameters: [{ name: leadId, in: path, schema: {} }]';
    const { faults } = await normalizeText(operationDocument(line, '/things/{lead_id}'));
    expect(faults).toEqual([
      '6:7 warning undeclared-path-parameter: The path `/things/{lead_id}` has the parameter `{lead_id}`, which the operation does not declare; pagegen adds it as a required string. | Did you mean `leadId`?',
      '7:20 warning optional-path-parameter: The path parameter `leadId` has no `required: true`; pagegen treats it as required. | Add `required: true`.',
      '7:20 warning unused-path-parameter: The path parameter `leadId` is not in the path `/things/{lead_id}`, so pagegen ignores it. | Did you mean `lead_id`?',
    ]);
  });

  it('all of them in one run', async () => {
    const { faults } = await normalizeText(
      operationDocument('      parameters: 1\n      responses: 2\n      tags: 3\n      x-pagination: 4'),
    );
    expect(faults).toHaveLength(4);
  });

  it('a path without a slash, an operation that is none', async () => {
    const { faults } = await normalizeText(`openapi: 3.1.0
info: { title: 1, version: '1' }
paths:
  things: {}
  /a: { get: 3 }`);
    expect(faults).toEqual([
      '2:16 warning wrong-type: `title` must be a string, but `1` without quotes is a number. pagegen reads it as the text `1`. | Put quotes around it.',
      '4:3 warning invalid-value: The path `things` must begin with `/`; pagegen reads it as `/things`.',
      '5:14 warning wrong-type: The operation GET of the path item `/a` must be an object; found a number, so pagegen ignores it.',
    ]);
  });
});

it('a body of a GET request is omitted and reported', async () => {
  const { model, faults } = await normalizeText(`openapi: 3.1.0
info: { title: T, version: '1' }
paths:
  /things:
    get: { operationId: op, requestBody: { content: { text/plain: {} } }, responses: { '204': { description: ok } } }`);
  expect(operationOf(model, 'op').requestBody).toBeUndefined();
  expect(faults).toEqual([
    '5:29 warning body-without-meaning: A GET request cannot have a body, so pagegen ignores this one.',
  ]);
});
