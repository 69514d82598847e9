import { describe, expect, it } from 'vitest';
import { generate } from '../../src/index.ts';

const RESPONSES = "responses: { '204': { description: ok } }";

async function read(text: string, more: { include?: string[]; exclude?: string[]; strict?: boolean } = {}) {
  const { files, diagnostics } = await generate({ document: { file: '/api.yaml', text }, ...more });
  const all = files.map((file) => file.text).join('\n');
  return {
    all,
    operations: files
      .filter(({ path }) => path.startsWith('operations/'))
      .flatMap((file) => [...file.text.matchAll(/^export function (\w+)\(/gm)].map(([, name]) => name)),
    errors: diagnostics.filter(({ severity }) => severity === 'error').map(({ message }) => message),
    warnings: diagnostics
      .filter(({ severity }) => severity === 'warning')
      .map(({ line, message }) => `${line} ${message}`),
  };
}

const document = (paths: string, more = ''): string =>
  `openapi: 3.1.0\ninfo: { title: T, version: '1' }\npaths:\n${paths}\n${more}`;

it.each(['# Title\n\nSome *text*: here\n- a\n', '<!doctype html>\n<title>a: b</title>', 'a: [1\nb: }'])(
  'a text that is something else has one error, not those of its syntax: %j',
  async (text) => {
    const { errors } = await read(text);
    expect(errors).toEqual(['This is not an OpenAPI document: it is neither YAML nor JSON, and has no `openapi`.']);
  },
);

it.each(['openapi: 3.1.0\npaths: [', '{"info":{},"openapi":"3.1.0"'])(
  'a document with a wrong syntax has its errors: %j',
  async (text) => {
    const { errors } = await read(text);
    expect(errors).toHaveLength(1);
    expect(errors[0]).not.toContain('not an OpenAPI document');
  },
);

describe('faults with a safe reading', () => {
  it('a path parameter that is not declared is a required string', async () => {
    const { all, errors, warnings } = await read(document(`  /a/{id}: { get: { operationId: a, ${RESPONSES} } }`));
    expect(errors).toEqual([]);
    expect(all).toMatch(/id: string/);
    expect(warnings).toEqual([
      '4 The path `/a/{id}` has the parameter `{id}`, which the operation does not declare; pagegen adds it as a required string.',
    ]);
  });

  it('a dangling reference to a schema is unknown', async () => {
    const { all, errors, warnings } = await read(
      document(
        `  /a: { get: { operationId: a, responses: { '200': { description: ok, content: { application/json: { schema: { $ref: '#/components/schemas/A' } } } } } } }`,
        "components: { schemas: { A: { type: object, properties: { fine: { type: string }, gone: { $ref: '#/no' } } } } }",
      ),
    );
    expect(errors).toEqual([]);
    expect(all).toContain('fine?: string | undefined;\n  gone?: unknown;');
    expect(warnings).toEqual(['5 "#/no" does not exist. pagegen reads it as `unknown`.']);
  });

  it('a parameter that is declared twice counts once', async () => {
    const one = '{ name: q, in: query, schema: { type: string } }';
    const { operations, errors, warnings } = await read(
      document(`  /a: { get: { operationId: a, parameters: [${one}, ${one}], ${RESPONSES} } }`),
    );
    expect([operations, errors]).toEqual([['a'], []]);
    expect(warnings).toEqual([
      '4 The query parameter `q` is declared twice in this list; pagegen uses the first declaration.',
    ]);
  });

  it.each([
    ['the servers of an operation', 'get: { servers: [{ url: "https://{region}.x.com/v2" }], operationId: a,', ''],
    ['the servers of a path item', 'servers: [{ url: "https://{region}.x.com/v2" }], get: { operationId: a,', ''],
  ])('a variable in %s is that of the document', async (_, start) => {
    const { all, errors, warnings } = await read(
      document(
        `  /a: { ${start} ${RESPONSES} } }`,
        'servers: [{ url: "https://{region}.x.com", variables: { region: { default: eu } } }]',
      ),
    );
    expect(errors).toEqual([]);
    expect(all).toContain('.x.com/v2');
    expect(warnings).toEqual([
      '4 The server URL has the variable `{region}`, which `variables` does not declare; pagegen uses the variable of that name from the servers of the document.',
    ]);
  });

  it('the default of a server variable outside of its enum joins the enum', async () => {
    const { all, errors, warnings } = await read(
      document(
        `  /a: { get: { operationId: a, ${RESPONSES} } }`,
        'servers: [{ url: "https://{region}.x.com", variables: { region: { default: xs, enum: [us, eu] } } }]',
      ),
    );
    expect(errors).toEqual([]);
    expect(all).toMatch(/'xs' \| 'us' \| 'eu'/);
    expect(warnings).toHaveLength(1);
  });

  it('a security scheme without content is ignored', async () => {
    const { operations, errors, warnings } = await read(
      document(
        `  /a: { get: { operationId: a, security: [{ oauth2: [] }], ${RESPONSES} } }`,
        'components: { securitySchemes: { oauth2: null } }',
      ),
    );
    expect([operations, errors]).toEqual([['a'], []]);
    expect(warnings).toEqual(['5 The security scheme `oauth2` is empty, so pagegen ignores it.']);
  });

  it.each([
    ['an empty response', "responses: { '404': null, '204': { description: ok } }"],
    ['an empty media type', "responses: { '200': { description: ok, content: { application/json: null } } }"],
    ['an empty schema', "responses: { '200': { description: ok, content: { application/json: { schema: null } } } }"],
    ['an unknown status', "responses: { '4xx': { description: bad }, '204': { description: ok } }"],
    ['a request body without content', `requestBody: { description: none }, ${RESPONSES}`],
    ['a parameter without a schema', `parameters: [{ name: q, in: query }], ${RESPONSES}`],
    ['an empty parameter', `parameters: [null], ${RESPONSES}`],
    ['a style that does not exist', `parameters: [{ name: q, in: query, style: wild, schema: {} }], ${RESPONSES}`],
    ['tags that are no list', `tags: Leads, ${RESPONSES}`],
    ['a type that does not exist', `parameters: [{ name: q, in: query, schema: { type: file } }], ${RESPONSES}`],
    ['a server without a URL', `servers: [{}], ${RESPONSES}`],
    ['a header that leads nowhere', "responses: { '204': { description: ok, headers: { A: { $ref: '#/no' } } } }"],
  ])('%s does not remove the operation', async (_, parts) => {
    const { operations, errors, warnings } = await read(document(`  /a: { post: { operationId: a, ${parts} } }`));
    expect([operations, errors]).toEqual([['a'], []]);
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toMatch(/pagegen|the client sends/);
  });

  it('a path without a slash gets one', async () => {
    const { all, errors } = await read(document(`  leads: { get: { operationId: a, ${RESPONSES} } }`));
    expect(errors).toEqual([]);
    expect(all).toContain("'/leads'");
  });
});

describe('parts without which an operation cannot be called', () => {
  it.each([
    ['a dangling parameter', `parameters: [{ $ref: '#/no' }], ${RESPONSES}`],
    ['a parameter without a place', `parameters: [{ name: q, schema: {} }], ${RESPONSES}`],
    ['a parameter in an unknown place', `parameters: [{ name: q, in: body, schema: {} }], ${RESPONSES}`],
    ['a parameter without a name', `parameters: [{ in: query, schema: {} }], ${RESPONSES}`],
    ['parameters that are no list', `parameters: { q: {} }, ${RESPONSES}`],
    ['a dangling request body', `requestBody: { $ref: '#/no' }, ${RESPONSES}`],
    ['a dangling response', "responses: { '200': { $ref: '#/no' } }"],
    ['content that is no object', "responses: { '200': { description: ok, content: [] } }"],
  ])('%s skips the operation', async (_, parts) => {
    const { operations, errors, warnings } = await read(
      document(`  /a: { post: { operationId: a, ${parts} } }\n  /b: { get: { operationId: b, ${RESPONSES} } }`),
    );
    expect([operations, errors]).toEqual([['b'], []]);
    expect(warnings).toContain(
      '4 The operation `POST /a` cannot be called, because a part of it cannot be read; pagegen skips it.',
    );
  });

  it('are reported for every operation that refers to them', async () => {
    const use = (name: string): string =>
      `  /${name}: { get: { operationId: ${name}, parameters: [{ $ref: '#/components/parameters/P' }], ${RESPONSES} } }`;
    const { operations, warnings } = await read(
      document([use('a'), use('b')].join('\n'), 'components: { parameters: { P: { name: p, schema: {} } } }'),
    );
    expect(operations).toEqual([]);
    expect(warnings.filter((warning) => warning.includes('pagegen skips it'))).toHaveLength(2);
  });
});

describe('faults of operations that are not selected', () => {
  const text = document(
    `  /bad/{id}:
    get:
      operationId: bad
      tags: [bad]
      parameters: [{ $ref: '#/components/parameters/P' }]
      x-pagination: { style: offset, request: { offset: nothing }, response: { items: /data } }
      responses: { '200': { description: ok, content: { application/json: { schema: { $ref: '#/components/schemas/Bad' } } } } }
  /good:
    get:
      operationId: good
      tags: [good]
      responses: { '200': { description: ok, content: { application/json: { schema: { $ref: '#/components/schemas/Good' } } } } }`,
    `components:
  parameters: { P: { name: p, schema: {} } }
  schemas:
    Bad: { type: object, properties: { a: { $ref: '#/no' }, b: { $ref: ./missing.yaml } } }
    Good: { type: object, properties: { a: { $ref: '#/components/schemas/Part' } } }
    Part: { type: object, properties: { a: { $ref: '#/nowhere' } } }`,
  );

  it.each([[{ include: ['tag:good'] }], [{ exclude: ['operation:bad'] }], [{ include: ['path:/good'] }]])(
    'do not count with %j',
    async (selection) => {
      const { operations, errors, warnings } = await read(text, selection);
      expect([operations, errors]).toEqual([['good'], []]);
      expect(warnings).toEqual(['21 "#/nowhere" does not exist. pagegen reads it as `unknown`.']);
    },
  );

  it('count if the operations are selected', async () => {
    const { errors } = await read(text, { include: ['tag:bad'] });
    expect(errors).toHaveLength(3);
  });
});

it('a reference to an error, a link or a callback that does not exist costs no operation', async () => {
  const { operations, errors, warnings } = await read(
    document(`  /a:
    get:
      operationId: a
      callbacks: { c: { $ref: '#/components/callbacks/No' } }
      responses:
        '200': { description: ok, links: { l: { $ref: '#/components/links/No' } } }
        '404': { $ref: '#/components/responses/No' }
        5XX: { $ref: '#/components/responses/No' }`),
  );
  expect(operations).toEqual(['a']);
  expect(errors).toEqual([]);
  expect(warnings).toEqual([
    '7 "#/components/callbacks/No" does not exist. pagegen ignores it.',
    '9 "#/components/links/No" does not exist. pagegen ignores it.',
    '10 "#/components/responses/No" does not exist. pagegen ignores it.',
    '11 "#/components/responses/No" does not exist. pagegen ignores it.',
  ]);
});
