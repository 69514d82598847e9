import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readText } from '../../src/document/files/read-text.ts';
import type { SourceDocument } from '../../src/document/parse/source-document.ts';
import { parseSource } from '../../src/document/parse/yaml-source.ts';
import type { Diagnostic } from '../../src/shared/diagnostic.ts';
import { locate } from '../../src/shared/locate.ts';
import { resolveWith } from './resolve-with.ts';

const HEAD = 'openapi: 3.1.0\ninfo: { title: T, version: "1" }\n';

async function resolveFiles(files: Record<string, string>, root = 'api.yaml') {
  const folder = mkdtempSync(join(tmpdir(), 'pagegen-resolve-'));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  const found: Diagnostic[] = [];
  const texts = new Map<string, SourceDocument>();
  const load = async (file: string) => {
    const source = parseSource(file, await readText(file), (diagnostic) => found.push(diagnostic));
    if (source) texts.set(file, source);
    return source;
  };
  const source = await load(join(folder, root));
  if (source === undefined) throw new Error('the root has to parse');
  const document = await resolveWith(source, { load, folder }, (diagnostic) => found.push(diagnostic));
  const faults = locate(found, texts).map(({ file, line, column, code, message, hint }) =>
    [
      `${file.slice(folder.length + 1)}:${line}:${column} ${code}`,
      message.replaceAll(folder, '.'),
      hint?.replaceAll(folder, '.'),
    ]
      .filter(Boolean)
      .join(' | '),
  );
  return { document, faults, folder };
}

const paths = (schemas: string) => `${HEAD}paths: {}\ncomponents:\n  schemas:\n${schemas}`;

describe('the root', () => {
  it.each([
    [
      '[]',
      'api.yaml:1:1 invalid-document | An OpenAPI document must be an object; this is a list. | pagegen reads OpenAPI 3.0, 3.1 and 3.2, and Swagger 2.0.',
    ],
    [
      '',
      'api.yaml:1:1 invalid-document | An OpenAPI document must be an object; this is empty. | pagegen reads OpenAPI 3.0, 3.1 and 3.2, and Swagger 2.0.',
    ],
    [
      'swagger: "1.2"',
      'api.yaml:1:10 unsupported-version | This is a Swagger 1.2 document. pagegen reads OpenAPI 3.0, 3.1 and 3.2, and Swagger 2.0. | Convert it to OpenAPI 3 first.',
    ],
    [
      'openapi: 4.0.0',
      'api.yaml:1:10 unsupported-version | OpenAPI version "4.0.0" is not supported. pagegen reads OpenAPI 3.0, 3.1 and 3.2, and Swagger 2.0.',
    ],
    [
      'swagger: "3.0.0"',
      'api.yaml:1:10 unsupported-version | This is a Swagger 3.0.0 document. pagegen reads OpenAPI 3.0, 3.1 and 3.2, and Swagger 2.0. | Write `openapi: 3.0.0`: since version 3, the key is `openapi`.',
    ],
    [
      'openapi: 2.0',
      'api.yaml:1:10 unsupported-version | OpenAPI version "2" is not supported. pagegen reads OpenAPI 3.0, 3.1 and 3.2, and Swagger 2.0. | Write `swagger: "2.0"`.',
    ],
    [
      'openapi: [3]',
      'api.yaml:1:10 unsupported-version | `openapi` must be a string, such as "3.1.0"; this is a list. | Quote the value.',
    ],
    [
      'overlay: 1.0.0',
      'api.yaml:1:1 invalid-document | This is an OpenAPI overlay, not an OpenAPI document. | Name the document, and pass this file with --overlay.',
    ],
    [
      'asyncapi: 3.0.0\ninfo: {}',
      'api.yaml:1:1 invalid-document | This is an AsyncAPI document, not an OpenAPI document. | pagegen reads OpenAPI 3.0, 3.1 and 3.2, and Swagger 2.0.',
    ],
    [
      'info: { schema: "https://schema.getpostman.com/json/collection/v2.1.0/collection.json" }\nitem: []',
      'api.yaml:1:1 invalid-document | This is a Postman collection, not an OpenAPI document. | Export it as OpenAPI.',
    ],
    [
      'name: my-package',
      'api.yaml:1:1 invalid-document | This is not an OpenAPI document: it has neither `openapi` nor `paths`. | pagegen reads OpenAPI 3.0, 3.1 and 3.2, and Swagger 2.0.',
    ],
    [
      '<html></html>',
      'api.yaml:1:1 invalid-document | An OpenAPI document must be an object; this is a string. | It looks like a web page or XML. Save the OpenAPI document itself, not the page that shows it.',
    ],
    [
      'info: {}',
      'api.yaml:1:1 unsupported-version | The document does not declare its version: `openapi` is missing. pagegen reads OpenAPI 3.0, 3.1 and 3.2, and Swagger 2.0. | Add `openapi: 3.1.0` at the top.',
    ],
  ])('%j', async (text, fault) => {
    const { document, faults } = await resolveFiles({ 'api.yaml': text });
    expect(document).toBeUndefined();
    expect(faults).toEqual([fault]);
  });

  it.each([
    ['3.10', '3.1', 'the number 3.1'],
    ['3', '3.0', 'the number 3'],
    ["'3.2'", '3.2', '"3.2"'],
  ])('reads a version without its last number with a warning: %s', async (written, version, found) => {
    const { document, faults } = await resolveFiles({ 'api.yaml': `openapi: ${written}\npaths: {}` });
    expect(document?.version).toBe(version);
    expect(faults).toEqual([
      `api.yaml:1:10 invalid-value | \`openapi\` must be a string of three numbers, such as "${version}.0"; this is ${found}. pagegen reads the document as OpenAPI ${version}. | Write \`openapi: ${version}.0\`.`,
    ]);
  });

  it.each([
    ['3.0.3', '', true],
    ['3.1.0', '', true],
    ['3.1.0', 'webhooks: {}', false],
    ['3.0.3', 'paths: {}', false],
  ])('OpenAPI %s with %j and nothing else, faulty: %s', async (version, rest, faulty) => {
    const { document, faults } = await resolveFiles({ 'api.yaml': `openapi: ${version}\n${rest}\n` });
    expect(document?.version).toBe(version.slice(0, 3));
    const fault =
      'api.yaml:1:1 missing-field | The document has no `paths`. | Add `paths`: without them, there are no operations to generate.';
    expect(faults).toEqual(faulty ? [fault] : []);
  });
});

describe('references that lead somewhere', () => {
  it('follows chains, escapes, percent-encoding, $anchor and other files', async () => {
    const { document, faults, folder } = await resolveFiles({
      'api.yaml': paths(`    Lead: { $ref: '#/components/schemas/A~1b%20c' }
    A/b c: { $ref: 'schemas/my%20lead.yaml#/$defs/Lead' }
    Whole: { $ref: ./schemas/whole.json }
    Anchored: { $ref: '#here' }
    Here: { $anchor: here, type: string }
`),
      'schemas/my lead.yaml': `$defs: { Lead: { $ref: '../schemas/whole.json' }, Unused: { $ref: '#/nowhere' } }`,
      'schemas/whole.json': '{"type": "object", "properties": {"self": {"$ref": "#"}}}',
    });
    expect(faults).toEqual([]);
    const location = { file: join(folder, 'api.yaml'), pointer: '' };
    const follow = ($ref: string) => document?.follow({ value: { $ref }, location });
    expect(follow('#/components/schemas/Lead')?.location).toEqual({
      file: join(folder, 'schemas/whole.json'),
      pointer: '',
    });
    expect(follow('#/components/schemas/Anchored')?.value).toEqual({ $anchor: 'here', type: 'string' });
    expect([...(document?.sources.keys() ?? [])]).toHaveLength(3);
  });

  it('keeps cycles of schemas as they are, and returns the same target each time', async () => {
    const { document, faults, folder } = await resolveFiles({
      'api.yaml': paths(`    Tree: { type: object, properties: { left: { $ref: '#/components/schemas/Tree' } } }\n`),
    });
    expect(faults).toEqual([]);
    const node = {
      value: { $ref: '#/components/schemas/Tree' },
      location: { file: join(folder, 'api.yaml'), pointer: '/x' },
    };
    expect(document?.follow(node)).toBe(document?.follow(node));
  });

  it('returns a node without a reference unchanged, and undefined for a dangling reference', async () => {
    const { document, folder } = await resolveFiles({ 'api.yaml': `${HEAD}paths: {}` });
    const location = { file: join(folder, 'api.yaml'), pointer: '' };
    const plain = { value: { type: 'string' }, location };
    expect(document?.follow(plain)).toBe(plain);
    expect(document?.follow({ value: { $ref: '#/nope' }, location })).toBeUndefined();
    expect(document?.follow({ value: { $ref: 'http://x.example/' }, location })).toBeUndefined();
    expect(document?.follow({ value: { $ref: { type: 'string' } }, location })?.value).toEqual({
      $ref: { type: 'string' },
    });
  });

  it('takes what looks like a reference in data for data', async () => {
    const dangling = `{ $ref: '#/nowhere' }`;
    const { faults } = await resolveFiles({
      'api.yaml': paths(`    Lead:
      type: object
      example: ${dangling}
      examples: [${dangling}]
      default: ${dangling}
      enum: [${dangling}]
      const: ${dangling}
      x-vendor: ${dangling}
      properties:
        $ref: { type: string }
        description: { type: string }
`),
    });
    expect(faults).toEqual([]);
  });

  it('reads any name as a name', async () => {
    const { faults } = await resolveFiles({
      'api.yaml': `${HEAD}paths:
  /a:
    get:
      responses:
        default: { $ref: '#/no/1' }
        '200':
          description: ''
          headers: { x-rate: { $ref: '#/no/2' } }
components:
  schemas:
    properties: { type: object, properties: { example: { $ref: '#/no/3' }, default: { $ref: '#/no/4' } } }
    enum: { $ref: '#/no/5' }
`,
    });
    const leftOut = 'pagegen skips the operations that need it.';
    const unknown = 'pagegen reads it as `unknown`.';
    expect(faults.map((fault) => fault.split(' | ')[1])).toEqual([
      `"#/no/1" does not exist. ${leftOut}`,
      ...[2, 3, 4, 5].map((index) => `"#/no/${index}" does not exist. ${unknown}`),
    ]);
  });

  it('looks at the references of pagination annotations, and at nothing inside them', async () => {
    const { faults } = await resolveFiles({
      'api.yaml': `${HEAD}paths:
  /a:
    get: { x-pagination: { $ref: '#/components/x-pagination/one' } }
    post: { x-pagination: [two, { $ref: '#/components/x-pagination/nope' }] }
components:
  x-pagination:
    one: { style: offset, request: { start: { $ref: '#/data' } } }
`,
    });
    expect(faults).toEqual([
      'api.yaml:6:41 unresolved-reference | "#/components/x-pagination/nope" does not exist. | #/components/x-pagination has: one.',
    ]);
  });
});

describe('references that lead nowhere', () => {
  it('reports every one at its text, in one run', async () => {
    const { document, faults } = await resolveFiles({
      'api.yaml': paths(`    Lead: { type: object }
    A: { $ref: '#/components/schemas/Laed' }
    B: { $ref: '#/definitions/Lead' }
    C: { $ref: schemas/contcat.yaml }
    D: { $ref: 'schemas/contact.yaml#/emial' }
    E: { $ref: 'https://example.com/x.yaml' }
    F: { $ref: ../secret.yaml }
    G: { $ref: 'components/schemas/%zz' }
    H: { $ref: '#components/schemas/Lead' }
    I: { $ref: 12 }
`),
      'schemas/contact.yaml': 'email: { type: string }\n',
    });
    expect(document).toBeDefined();
    expect(faults).toEqual([
      'api.yaml:7:16 unresolved-reference | "#/components/schemas/Laed" does not exist. pagegen reads it as `unknown`. | Did you mean "#/components/schemas/Lead"?',
      'api.yaml:8:16 unresolved-reference | "#/definitions/Lead" does not exist. pagegen reads it as `unknown`. | Did you mean "#/components/schemas/Lead"?',
      'api.yaml:9:16 unresolved-reference | Cannot resolve "schemas/contcat.yaml". Cannot read ./schemas/contcat.yaml: there is no such file. | Did you mean ./schemas/contact.yaml?',
      'api.yaml:10:16 unresolved-reference | "schemas/contact.yaml#/emial" does not exist. pagegen reads it as `unknown`. | Did you mean "schemas/contact.yaml#/email"?',
      'api.yaml:11:16 remote-reference | "https://example.com/x.yaml" is on another host, and pagegen does not fetch from https://example.com unless you allow it. | Save a copy next to the document, or pass `--allow-remote https://example.com`.',
      'api.yaml:12:16 reference-outside-folder | "../secret.yaml" is outside the folder of the document, and pagegen reads no other folder. | To allow another folder, pass `--allow-refs <folder>`.',
      'api.yaml:13:16 invalid-reference | "components/schemas/%zz" has a "%" without two hexadecimal digits after it. Write "%25" for a percent sign. pagegen reads it as `unknown`.',
      'api.yaml:14:16 invalid-reference | The part of "#components/schemas/Lead" after "#" is not a JSON Pointer. pagegen reads it as `unknown`. | A pointer begins with "/": "#/components/schemas/Lead".',
      'api.yaml:15:16 invalid-reference | `$ref` must be a string, such as "#/components/schemas/Lead". pagegen reads it as `unknown`.',
    ]);
  });

  it('reports a circle once, however many lead into it', async () => {
    const { faults } = await resolveFiles({
      'api.yaml': paths(`    A: { $ref: '#/components/schemas/B' }
    B: { $ref: '#/components/schemas/C' }
    C: { $ref: '#/components/schemas/B' }
    Self: { $ref: '#/components/schemas/Self' }
`),
    });
    expect(faults).toEqual([
      'api.yaml:7:16 circular-reference | This reference leads back to itself and never reaches a value: #/components/schemas/B → #/components/schemas/C → #/components/schemas/B. pagegen reads it as `unknown`.',
      'api.yaml:9:19 circular-reference | This reference leads back to itself and never reaches a value: #/components/schemas/Self → #/components/schemas/Self. pagegen reads it as `unknown`.',
    ]);
  });

  it('reports the faults of a file that does not parse once, there', async () => {
    const { faults } = await resolveFiles({
      'api.yaml': paths(`    A: { $ref: 'b.yaml#/A' }\n    B: { $ref: 'b.yaml#/B' }\n`),
      'b.yaml': 'A: [1\nB: 2\n',
    });
    expect(new Set(faults.map((fault) => fault.replace(/:.*/, '')))).toEqual(new Set(['b.yaml']));
  });

  it('refuses nesting without end, without falling over', async () => {
    const { faults } = await resolveFiles(
      {
        'api.json': `{"openapi":"3.1.0","info":{},"paths":{},"x":1,"components":${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}}`,
      },
      'api.json',
    );
    expect(faults).toEqual(['api.json:1:2560 nested-too-deeply | The document nests more than 500 levels deep here.']);
  });

  it.each(['example', 'default', 'enum'])('refuses nesting without end in %s, too', async (key) => {
    const data = '['.repeat(50_000) + ']'.repeat(50_000);
    const { document, faults } = await resolveFiles(
      {
        'api.json': `{"openapi":"3.1.0","info":{},"paths":{},"components":{"schemas":{"A":{"${key}":${data}}}}}`,
      },
      'api.json',
    );
    expect(document).toBeUndefined();
    expect(faults).toEqual([expect.stringContaining('nested-too-deeply')]);
  });
});
