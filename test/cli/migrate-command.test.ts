import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { generate } from '../../src/tasks/generate.ts';
import { pagegen as runIn } from './in-process.ts';

const DOCUMENT = `openapi: 3.0.3
# The whole of it
info: { title: Things, version: '1' }   # keep me
paths:
  /things:
    get:
      operationId: listThings # trailing
      # about the pages
      x-fern-pagination: { cursor: $request.cursor, next_cursor: $response.next, results: $response.data }
      parameters:
        - { name: cursor, in: query, schema: { type: string } }
      responses: { '200': { $ref: '#/components/responses/Things' } }
    post:
      operationId: searchThings
      x-speakeasy-pagination:
        type: cursor
        inputs: [{ name: cursor, in: requestBody, type: cursor }, { name: limit, in: parameters, type: limit }]
        outputs: { results: $.data, nextCursor: '$.data[-1].id' }
      parameters:
        - { name: limit, in: query, schema: { type: integer } }
      requestBody:
        content: { application/json: { schema: { type: object, properties: { cursor: { type: string } } } } }
      responses: { '200': { $ref: '#/components/responses/Things' } }
  /single:
    get:
      operationId: single
      x-ms-pageable: { nextLinkName: null }
      responses: { '200': { $ref: '#/components/responses/Things' } }
  /paths:
    get:
      operationId: paths
      x-fern-pagination: { next_path: $response.next, results: $response.data }
      responses: { '200': { $ref: '#/components/responses/Things' } }
  /graph:
    get:
      operationId: graph
      x-ms-pageable: { nextLinkName: next, itemName: data, operationName: graphNext }
      responses: { '200': { $ref: '#/components/responses/Things' } }
  /graph/{link}:
    get:
      operationId: graphNext
      parameters:
        - { name: link, in: path, required: true, schema: { type: string } }
        - { name: api-version, in: query, schema: { type: string, enum: ['1.6'] } }
      responses: { '200': { $ref: '#/components/responses/Things' } }
  /own:
    get:
      operationId: own
      x-pagination: false # not at all
      x-ms-pageable: { nextLinkName: null }
      responses: { '200': { $ref: '#/components/responses/Things' } }
components:
  responses:
    Things:
      description: ok
      content:
        application/json:
          schema:
            type: object
            properties:
              data: { type: array, items: { type: object, required: [id], properties: { id: { type: string } } } }
              next: { type: string, nullable: true }
`;

async function pagegen(files: Readonly<Record<string, string>>, ...argv: string[]) {
  const cwd = mkdtempSync(join(tmpdir(), 'pagegen-migrate-'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(cwd, name), text);
  return { ...(await runIn(cwd, ...argv)), cwd };
}

describe('pagegen migrate', () => {
  it('writes an overlay that leads to the same client as the annotations that it comes from', async () => {
    const { code, stdout, stderr, cwd } = await pagegen(
      { 'api.yaml': DOCUMENT },
      'migrate',
      'api.yaml',
      '--to',
      'x-pagination',
    );
    expect(code).toBe(0);
    expect(stderr).toBe(
      '5 operations migrated: 2 from x-fern-pagination, 1 from x-speakeasy-pagination, 2 from x-ms-pageable.\n',
    );
    expect(stdout).toContain(`  # searchThings: from x-speakeasy-pagination
  - target: $.paths['/things'].post
    update:
      x-pagination:
        style: cursor-body
        request:
          cursor: /cursor
          limit: $request.query.limit
        response:
          items: /data
          itemCursor: /id
`);
    expect(stdout).toContain(`  - target: $.paths['/single'].get\n    update:\n      x-pagination: false\n`);
    writeFileSync(join(cwd, 'overlay.yaml'), stdout);
    const before = await generate({ document: 'api.yaml', cwd });
    const after = await generate({ document: 'api.yaml', cwd, overlays: ['overlay.yaml'] });
    expect(after.diagnostics).toEqual([]);
    expect(after.files).toEqual(before.files);
    expect(after.fingerprint).not.toBe(before.fingerprint);
  });

  it('edits the document itself, and changes nothing else of it', async () => {
    const { cwd, stdout } = await pagegen(
      { 'api.yaml': DOCUMENT },
      'migrate',
      'api.yaml',
      '--to',
      'x-pagination',
      '--write',
    );
    expect(stdout).toBe('');
    const text = readFileSync(join(cwd, 'api.yaml'), 'utf8');
    const added = text.split('\n').filter((line) => !DOCUMENT.split('\n').includes(line));
    expect(
      text
        .split('\n')
        .filter((line) => !added.includes(line))
        .join('\n'),
    ).toBe(DOCUMENT);
    expect(added.length).toBeGreaterThan(10);
    const { diagnostics, files } = await generate({ document: 'api.yaml', cwd });
    expect(diagnostics).toEqual([]);
    expect(files).toEqual((await generate({ document: { file: join(cwd, 'api.yaml'), text: DOCUMENT } })).files);
  });

  it('says that nothing is to be migrated, and what it cannot read', async () => {
    const bare = "openapi: 3.0.3\ninfo: { title: T, version: '1' }\npaths: {}\n";
    const nothing = await pagegen({ 'api.yaml': bare }, 'migrate', 'api.yaml', '--to', 'x-pagination');
    expect(nothing).toMatchObject({ code: 0, stdout: '', stderr: 'Nothing to migrate.\n' });
    const broken = await pagegen({ 'api.yaml': 'openapi: [' }, 'migrate', 'api.yaml', '--to', 'x-pagination');
    expect(broken).toMatchObject({ code: 1, stdout: '' });
    const wrong = await pagegen({ 'api.yaml': DOCUMENT }, 'migrate', 'api.yaml', '--to', 'x-other');
    expect(wrong.code).toBe(2);
  });
});

describe('--overlay and --dialect', () => {
  it('are taken by commands that read a document', async () => {
    const overlay =
      "overlay: 1.0.0\ninfo: { title: O, version: '1' }\nactions:\n  - target: $.paths['/things'].get\n    update: { x-pagination: { style: pag } }\n";
    const { code, stdout } = await pagegen(
      { 'api.yaml': DOCUMENT, 'o.yaml': overlay },
      'api.yaml',
      '-o',
      'client',
      '--overlay',
      'o.yaml',
      '--dialect',
      'x-fern-pagination',
    );
    expect(code).toBe(1);
    expect(stdout).toMatch(/o\.yaml:5:38 /);
    const unknown = await pagegen({ 'api.yaml': DOCUMENT }, 'api.yaml', '-o', 'client', '--dialect', 'x-fern');
    expect(unknown).toMatchObject({ code: 2 });
    expect(unknown.stderr).toContain('unknown-dialect');
  });
});

const OURS = `openapi: 3.0.3
info: { title: Things, version: '1' }
paths:
  /things:
    get:
      operationId: listThings
      x-pagination:
        style: cursor-query
        request: { cursor: cursor, limit: $request.query.limit }
        response: { items: /data, nextCursor: /next }
        limits: { maxLimit: 50 }
      parameters:
        - $ref: '#/components/parameters/Cursor'
        - name: limit # how many
          in: query
          schema: { type: integer }
      responses: { '200': { description: ok, content: { application/json: { schema: { $ref: '#/components/schemas/Page' } } } } }
components:
  parameters:
    Cursor: { name: cursor, in: query, schema: { type: string } }
  schemas:
    Page:
      type: object
      properties:
        data:
          type: array
          items: { type: string }
        next: { type: string }
`;

describe('pagegen migrate --to', () => {
  it('writes an annotation of another tool, and says what that cannot express', async () => {
    const { code, stdout, stderr } = await pagegen(
      { 'api.yaml': OURS },
      'migrate',
      'api.yaml',
      '--to',
      'x-fern-pagination',
    );
    expect(code).toBe(0);
    expect(stdout).toContain(`    update:
      x-fern-pagination:
        cursor: $request.cursor
        next_cursor: $response.next
        results: $response.data
`);
    expect(stderr).toContain(
      'api.yaml:11:29  warning  `x-fern-pagination` cannot express `limits.maxLimit` of listThings; it is dropped.  [migration-loss]',
    );
    expect(stderr).toContain('1 operation migrated: 1 from x-pagination.\n');
  });

  it('writes x-pagination by default', async () => {
    const { stdout } = await pagegen({ 'api.yaml': DOCUMENT }, 'migrate', 'api.yaml');
    expect(stdout).toContain('x-pagination:');
  });

  it('marks parameters and properties in place, also behind references', async () => {
    const { cwd, stderr } = await pagegen({ 'api.yaml': OURS }, 'migrate', 'api.yaml', '--to', 'x-ms-list', '--write');
    const written = readFileSync(join(cwd, 'api.yaml'), 'utf8');
    const added = written.split('\n').filter((line) => line.includes('x-ms-list'));
    expect(added).toEqual([
      '      x-ms-list: true',
      '        - x-ms-list-page-size: true',
      '    Cursor: { "x-ms-list-continuation-token": true, name: cursor, in: query, schema: { type: string } }',
      '          x-ms-list-page-items: true',
      '        next: { "x-ms-list-continuation-token": true, type: string }',
    ]);
    expect(stderr).not.toContain('another file');
    const again = await pagegen({ 'api.yaml': written }, 'migrate', 'api.yaml', '--to', 'x-ms-list');
    expect(again.stderr).toBe('Nothing to migrate.\n');
  });

  it('names the operations whose annotations would be read differently, because they share a schema', async () => {
    const page = (own: string): string => `    get:
      ${own}
      parameters: [{ name: cursor, in: query, schema: { type: string } }]
      responses: { '200': { description: ok, content: { application/json: { schema: { $ref: '#/components/schemas/P' } } } } }
`;
    const document = `openapi: 3.1.0
info: { title: T, version: '1' }
paths:
  /tokens:
${page('x-fern-pagination: { cursor: $request.cursor, next_cursor: $response.next, results: $response.data }')}  /links:
${page('x-ms-pageable: { nextLinkName: next, itemName: data }')}components:
  schemas:
    P: { type: object, properties: { data: { type: array, items: { type: object } }, next: { type: string } } }
`;
    const { stderr } = await pagegen({ 'api.yaml': document }, 'migrate', 'api.yaml', '--to', 'x-ms-list');
    expect(stderr).toMatch(
      /^api\.yaml:6:26 {2}warning {2}`x-fern-pagination` and `x-ms-list` of GET \/tokens differ in the style \(`cursor-query` and `next-url`\); `x-fern-pagination` is used\. {2}\[migration-loss\]$/m,
    );
  });

  it('says which operations cannot be edited, and why', async () => {
    const document = `openapi: 3.1.0
info: { title: T, version: '1' }
paths:
  /a:
    get: &list
      operationId: a
      x-fern-pagination: { cursor: $request.cursor, next_cursor: $response.next, results: $response.data }
      parameters: &cursor [{ name: cursor, in: query, schema: { type: string } }]
      responses: &page { '200': { description: ok, content: { application/json: { schema: { type: object, properties: { data: { type: array, items: { type: object } }, next: { type: string } } } } } } }
  /b:
    get: *list
  /c:
    get:
      operationId: c
      x-fern-pagination: { cursor: $request.cursor, next_cursor: $response.next, results: $response.data }
      parameters: *cursor
      responses: *page
  /d: { $ref: items.yaml }
`;
    const item = document.slice(document.indexOf('    get: &list'), document.indexOf('  /b:')).replace(' &list', '');
    const files = { 'api.yaml': document, 'items.yaml': item.replaceAll(/^ {4}/gm, '').replace('a\n', 'd\n') };
    const ours = await pagegen(files, 'migrate', 'api.yaml', '--write');
    expect(ours.stderr.split('\n\n').at(-1)).toBe(
      '3 operations migrated: 3 from x-fern-pagination.\nd is declared in another file; annotate it there.\n',
    );
    const marks = await pagegen(files, 'migrate', 'api.yaml', '--to', 'x-ms-list', '--write');
    expect(marks.stderr.split('\n\n').at(-1)).toBe(
      [
        '2 operations migrated: 2 from x-fern-pagination.',
        'd is declared in another file; annotate it there.',
        'c is written with a YAML alias or merge key; write an overlay instead.',
        '',
      ].join('\n'),
    );
  });

  it('takes an alias of an operation for written if the document has other components', async () => {
    const document = `openapi: 3.1.0
info: { title: T, version: '1' }
components: { schemas: { Thing: { type: object } } }
paths:
  /a:
    get: &list
      x-fern-pagination: { cursor: $request.cursor, next_cursor: $response.next, results: $response.data }
      parameters: [{ name: cursor, in: query, schema: { type: string } }]
      responses: { '200': { description: ok, content: { application/json: { schema: { type: object, properties: { data: { type: array, items: { type: object } }, next: { type: string } } } } } } }
  /b:
    get: *list
`;
    const result = await pagegen(
      { 'api.yaml': document },
      'migrate',
      'api.yaml',
      '--to',
      'paginationSchemes',
      '--write',
    );
    expect(result.stderr.split('\n\n').at(-1)).toBe('2 operations migrated: 2 from x-fern-pagination.\n');
  });

  it('removes ours by an overlay only if it is there', async () => {
    const fern = OURS.replace(
      /x-pagination:[\s\S]*?(?=\n {6}\w)/,
      'x-fern-pagination: { cursor: $request.cursor, next_cursor: $response.next, results: $response.data }',
    );
    const { stdout } = await pagegen({ 'api.yaml': fern }, 'migrate', 'api.yaml', '--to', 'paginationSchemes');
    expect(stdout).toContain('paginationSchemes');
    expect(stdout).not.toContain('remove: true');
  });

  it('declares schemes in components, and replaces ours by an overlay only', async () => {
    const overlay = await pagegen({ 'api.yaml': OURS }, 'migrate', 'api.yaml', '--to', 'paginationSchemes');
    expect(overlay.stdout).toContain("  - target: $.paths['/things'].get['x-pagination']\n    remove: true\n");
    expect(overlay.stdout).toContain('      x-pagination:\n        - scheme: pageToken\n');
    const edited = await pagegen({ 'api.yaml': OURS }, 'migrate', 'api.yaml', '--to', 'paginationSchemes', '--write');
    expect(edited.stderr).toContain(
      'listThings has an annotation under this key already; write an overlay instead, which replaces it.\n',
    );
    expect(readFileSync(join(edited.cwd, 'api.yaml'), 'utf8')).toBe(OURS);
  });

  it('names its choices for any other key', async () => {
    const { code, stderr } = await pagegen({ 'api.yaml': OURS }, 'migrate', 'api.yaml', '--to', 'x-redocly');
    expect(code).toBe(2);
    expect(stderr).toContain('x-redoclyPagination');
  });
});

describe('the annotations of other tools', () => {
  const LINE =
    'Annotations of other tools: x-fern-pagination (2 operations), x-speakeasy-pagination (1 operation), x-ms-pageable (2 operations).\n';

  it('are named by generation', async () => {
    expect((await pagegen({ 'api.yaml': DOCUMENT }, 'api.yaml', '-o', 'out')).stderr).toContain(LINE);
    expect((await pagegen({ 'api.yaml': DOCUMENT }, 'api.yaml', '-o', 'out', '--quiet')).stderr).not.toContain(LINE);
    expect((await pagegen({ 'api.yaml': OURS }, 'api.yaml', '-o', 'out')).stderr).not.toContain('other tools');
  });

  it('are named by lint, for people', async () => {
    expect((await pagegen({ 'api.yaml': DOCUMENT }, 'lint', 'api.yaml')).stderr).toContain(LINE);
    expect((await pagegen({ 'api.yaml': DOCUMENT }, 'lint', 'api.yaml', '--format', 'json')).stderr).not.toContain(
      LINE,
    );
  });
});

describe('--overrides', () => {
  const OVERRIDES = `paths:
  /things:
    get: { x-pagination: null, x-fern-pagination: { cursor: $request.cursor, next_cursor: $response.nxt, results: $response.data } }
`;

  it('merges annotations into the document; faults in them have their own place', async () => {
    const files = { 'api.yaml': OURS, 'overrides.yml': OVERRIDES };
    const { stdout } = await pagegen(files, 'api.yaml', '-o', 'out', '--overrides', 'overrides.yml');
    expect(stdout).toContain('overrides.yml:3:91  warning  `response.nextCursor` is `/nxt`');
    const right = { ...files, 'overrides.yml': OVERRIDES.replace('nxt', 'next') };
    const fixed = await pagegen(right, 'api.yaml', '-o', 'out', '--overrides', 'overrides.yml');
    expect(fixed.stderr).toContain('1 paginated (cursor-query 1)');
    expect(fixed.stderr).toContain('x-fern-pagination (1 operation)');
  });

  it('comes from the configuration too', async () => {
    const { stderr } = await pagegen({
      'api.yaml': OURS,
      'overrides.yml': OVERRIDES.replace('nxt', 'next'),
      'pagegen.config.yaml': 'document: api.yaml\noutput: out\noverrides: [overrides.yml]\n',
    });
    expect(stderr).toContain('x-fern-pagination (1 operation)');
  });

  it('is an error if the file does not exist', async () => {
    const { code, stderr } = await pagegen({ 'api.yaml': OURS }, 'lint', 'api.yaml', '--overrides', 'gone.yml');
    expect(code).toBe(2);
    expect(stderr).toContain('Cannot read gone.yml');
  });
});
