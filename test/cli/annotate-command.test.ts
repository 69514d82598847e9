import { chmod, mkdtemp, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { reviewProposals } from '../../src/cli/run/annotate.ts';
import { generate } from '../../src/index.ts';
import { annotate } from '../../src/tasks/annotate.ts';
import { ioOf, pagegen as runIn } from './in-process.ts';

const DOCUMENT = `openapi: 3.0.3
info: { title: Shop, version: '1.0' }
paths:
  # All orders
  /orders:
    get:
      operationId: listOrders
      parameters:
        - { name: page, in: query, schema: { type: integer } }
        - { name: per_page, in: query, schema: { type: integer, maximum: 50 } }
      responses:
        '200':
          description: OK
          content:
            application/json:
              schema:
                type: object
                properties:
                  orders: { type: array, items: { $ref: '#/components/schemas/Order' } }
                  total_pages: { type: integer }
  /events:
    get:
      operationId: listEvents
      parameters:
        - { name: cursor, in: query, schema: { type: string } }
      responses:
        '200':
          description: OK
          content:
            application/json:
              schema: { type: array, items: { type: string } }
  /customers:
    get:
      operationId: listCustomers
      x-pagination: false
      parameters:
        - { name: page, in: query, schema: { type: integer } }
      responses:
        '200':
          description: OK
          content:
            application/json:
              schema: { type: array, items: { $ref: '#/components/schemas/Order' } }
components:
  schemas:
    Order: { type: object, properties: { id: { type: string } } }
`;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pagegen-annotate-'));
  await writeFile(join(folder, 'api.yaml'), DOCUMENT);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const pagegen = (...argv: string[]) => runIn(folder, ...argv);

const ANNOTATION = {
  style: 'page',
  request: { page: 'page', limit: 'per_page' },
  response: { items: '/orders', totalPages: '/total_pages' },
  limits: { maxLimit: 50 },
  key: '/id',
};

describe('pagegen annotate', () => {
  it('writes an overlay to standard output, and the report to standard error', async () => {
    const { code, stdout, stderr } = await pagegen('annotate', 'api.yaml');
    expect(code).toBe(0);
    expect(parse(stdout)).toEqual({
      overlay: '1.0.0',
      info: { title: 'Pagination of Shop', version: '1.0' },
      actions: [{ target: "$.paths['/orders'].get", update: { 'x-pagination': ANNOTATION } }],
    });
    expect(stdout).toContain('# listOrders: confidence 0.');
    expect(stderr).toBe(
      `1 proposed (page 1), 1 already annotated, 1 skipped
  GET /events: looks paginated, but has no end signal: it takes a cursor, and no response field returns the next one
Save the proposals. Next: pagegen annotate api.yaml -o pagination.overlay.yaml
`,
    );
  });

  it('writes an overlay that `generate` accepts', async () => {
    await pagegen('annotate', 'api.yaml', '-o', 'pages.overlay.yaml', '--quiet');
    const { stats, diagnostics } = await generate({
      document: 'api.yaml',
      cwd: folder,
      overlays: ['pages.overlay.yaml'],
    });
    expect(diagnostics).toEqual([]);
    expect(stats.paginated).toEqual({ page: 1 });
  });

  it.each([
    ['OpenAPI 3', DOCUMENT, 'components'],
    [
      'OpenAPI 3 without components',
      DOCUMENT.replace(/components:[\s\S]*/, '').replaceAll(
        "{ $ref: '#/components/schemas/Order' }",
        '{ type: object }',
      ),
      'components',
    ],
    [
      'Swagger 2.0',
      `swagger: '2.0'
info: { title: Shop, version: '1.0' }
paths:
  /orders:
    get:
      operationId: listOrders
      parameters:
        - { name: page, in: query, type: integer }
        - { name: per_page, in: query, type: integer }
      responses:
        '200':
          description: OK
          schema: { type: object, properties: { orders: { type: array, items: { type: object } }, total_pages: { type: integer } } }
`,
      '',
    ],
  ])('proposes the budget that the description of the API states: %s', async (_, text, owner) => {
    const described = text.replace('title: Shop', 'title: Shop, description: "Rate limit: 100 requests per minute."');
    await writeFile(join(folder, 'api.yaml'), described);
    const { stderr } = await pagegen('annotate', 'api.yaml', '-o', 'pages.overlay.yaml');
    expect(stderr).toContain('1 proposed (page 1), ');
    expect(stderr).toContain('a budget of 100 requests in any 60 seconds');
    const overlay = await readFile(join(folder, 'pages.overlay.yaml'), 'utf8');
    expect(overlay).toContain('# Budget: the description of the API states 100 requests in 60 s');
    const withOverlay = await generate({ document: 'api.yaml', cwd: folder, overlays: ['pages.overlay.yaml'] });
    expect((await pagegen('annotate', 'api.yaml', '--write')).code).toBe(0);
    const written = await readFile(join(folder, 'api.yaml'), 'utf8');
    expect(parse(written)).toMatchObject({ 'x-pagination-budget': 'api' });
    const declared = parse(written) as { components: unknown };
    expect(owner === '' ? declared : declared.components).toMatchObject({
      'x-pagination-budgets': { api: { requests: 100, per: 60 } },
    });
    for (const { files, diagnostics } of [withOverlay, await generate({ document: 'api.yaml', cwd: folder })]) {
      expect(diagnostics).toEqual([]);
      expect(files.map((file) => file.text).join('')).toContain('requests: 100');
    }
    expect((await pagegen('annotate', 'api.yaml')).stderr).not.toContain('a budget of');
  });

  it('writes the budget of an operation once if two paths share it', async () => {
    const list = (operationId: string, refusal: string) => `
      operationId: ${operationId}
      parameters: [{ name: page, in: query, schema: { type: integer } }, { name: per_page, in: query, schema: { type: integer } }]
      responses:
        '200': { description: OK, content: { application/json: { schema: { type: object, properties: { orders: { type: array, items: { type: object } }, total_pages: { type: integer } } } } } }
        '429': { description: '${refusal}' }`;
    const text = `openapi: 3.1.0
info: { title: Shop, version: '1' }
paths:
  /orders: { $ref: '#/components/pathItems/orders' }
  /v2/orders: { $ref: '#/components/pathItems/orders' }
  /bills:
    get:${list('listBills', 'Too many requests.')}
components:
  pathItems:
    orders:
      get:${list('listOrders', '100 requests per minute.').replaceAll('\n', '\n  ')}
`;
    await writeFile(join(folder, 'api.yaml'), text);
    await pagegen('annotate', 'api.yaml', '-o', 'pages.overlay.yaml');
    const overlay = await readFile(join(folder, 'pages.overlay.yaml'), 'utf8');
    expect(overlay.match(/x-pagination-budget: api/g)).toHaveLength(1);
    expect((await pagegen('annotate', 'api.yaml', '--write')).code).toBe(0);
    const written = parse(await readFile(join(folder, 'api.yaml'), 'utf8')) as { components: { pathItems: unknown } };
    expect(written.components.pathItems).toMatchObject({ orders: { get: { 'x-pagination-budget': 'api' } } });
  });

  it('prints JSON', async () => {
    const { stdout } = await pagegen('annotate', 'api.yaml', '--format', 'json');
    expect(JSON.parse(stdout)).toEqual({
      proposals: [
        {
          method: 'GET',
          path: '/orders',
          operationId: 'listOrders',
          confidence: expect.any(Number),
          reasons: expect.arrayContaining(['the query parameter `page` is a page']),
          annotation: ANNOTATION,
          position: { in: 'query', name: 'page' },
        },
      ],
    });
  });

  it('leaves out what is less sure than asked for, and says so', async () => {
    const { stdout, stderr } = await pagegen('annotate', 'api.yaml', '--format', 'json', '--min-confidence', '1');
    expect(JSON.parse(stdout)).toEqual({ proposals: [] });
    expect(stderr).toContain('GET /orders: looks paginated, but its confidence of ');
  });

  it('edits the document in place, keeping all else, and finds nothing more to do', async () => {
    const file = join(folder, 'api.yaml');
    await chmod(file, 0o600);
    expect(await pagegen('annotate', 'api.yaml', '--write')).toMatchObject({ code: 0, stdout: '' });
    const edited = await readFile(file, 'utf8');
    expect(parse(edited).paths['/orders'].get['x-pagination']).toEqual(ANNOTATION);
    const lines = new Set(edited.split('\n'));
    expect(DOCUMENT.split('\n').filter((line) => !lines.has(line))).toEqual([]);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const again = await pagegen('annotate', 'api.yaml', '--write');
    expect(again.stderr).toContain('0 proposed, 2 already annotated');
    expect(await readFile(file, 'utf8')).toBe(edited);
  });

  it('edits what a symbolic link leads to', async () => {
    await symlink('api.yaml', join(folder, 'link.yaml'));
    await pagegen('annotate', 'link.yaml', '--write', '--quiet');
    expect(await readFile(join(folder, 'api.yaml'), 'utf8')).toContain('x-pagination:\n');
  });

  it('edits the file that an operation is declared in', async () => {
    const { paths, ...rest } = parse(DOCUMENT);
    await writeFile(
      join(folder, 'orders.yaml'),
      DOCUMENT.replace(/[\s\S]*\/orders:\n/, '')
        .split('  /events')[0]!
        .replaceAll(/^ {4}/gm, '')
        .replace("'#/", "'api.json#/"),
    );
    await writeFile(
      join(folder, 'api.json'),
      JSON.stringify({ ...rest, paths: { '/orders': { $ref: 'orders.yaml' } } }),
    );
    const overlay = await pagegen('annotate', 'api.json');
    expect(overlay.stderr).toContain('GET /orders: it is declared in another file');
    await pagegen('annotate', 'api.json', '--write');
    expect(parse(await readFile(join(folder, 'orders.yaml'), 'utf8')).get['x-pagination']).toEqual(ANNOTATION);
    expect((await generate({ document: 'api.json', cwd: folder })).stats.paginated).toEqual({ page: 1 });
  });

  it('keeps an overlay that a person edited, adds what is new and lists what differs', async () => {
    const edited = `# Reviewed.
overlay: 1.0.0
info: { title: Mine, version: '1' }
actions:
  - target: $.paths['/orders'].get
    update: { x-pagination: { style: page } } # ours
`;
    const file = join(folder, 'pages.overlay.yaml');
    await writeFile(file, edited);
    const { code, stderr } = await pagegen('annotate', 'api.yaml', '-o', 'pages.overlay.yaml', '--quiet');
    expect(code).toBe(0);
    expect(stderr).toContain("places, which is kept (--force replaces the file):\n  $.paths['/orders'].get\n");
    expect(await readFile(file, 'utf8')).toBe(edited);
    await pagegen('annotate', 'api.yaml', '-o', 'pages.overlay.yaml', '--force');
    expect(parse(await readFile(file, 'utf8')).actions[0].update['x-pagination']).toEqual(ANNOTATION);
    const again = await pagegen('annotate', 'api.yaml', '-o', 'pages.overlay.yaml');
    expect(again.stderr).toContain('pages.overlay.yaml is unchanged');
  });

  it('removes the annotation of another tool before it writes ours, and does not edit it in the document', async () => {
    const foreign = DOCUMENT.replace(
      'operationId: listOrders',
      'operationId: listOrders\n      x-pagination: { limitParam: size }',
    );
    await writeFile(join(folder, 'api.yaml'), foreign);
    await pagegen('annotate', 'api.yaml', '-o', 'pages.overlay.yaml');
    expect(parse(await readFile(join(folder, 'pages.overlay.yaml'), 'utf8')).actions).toEqual([
      { target: "$.paths['/orders'].get['x-pagination']", remove: true },
      { target: "$.paths['/orders'].get", update: { 'x-pagination': ANNOTATION } },
    ]);
    const overlays = ['pages.overlay.yaml'];
    expect((await generate({ document: 'api.yaml', cwd: folder, overlays })).stats.paginated).toEqual({ page: 1 });
    const { stderr } = await pagegen('annotate', 'api.yaml', '--write');
    expect(stderr).toContain('GET /orders: ');
    expect(await readFile(join(folder, 'api.yaml'), 'utf8')).toBe(foreign);
  });

  it.each([['overlay'], ['json']])('replaces no file of another kind: %s', async (format) => {
    const { code, stderr } = await pagegen('annotate', 'api.yaml', '-o', 'api.yaml', '--format', format);
    expect(code).toBe(2);
    expect(stderr).toContain('api.yaml exists and ');
    expect(await readFile(join(folder, 'api.yaml'), 'utf8')).toBe(DOCUMENT);
  });

  it('writes no overlay if there is nothing to put into it', async () => {
    const { stdout, stderr, code } = await pagegen('annotate', 'api.yaml', '--min-confidence', '1', '-o', 'none.yaml');
    expect({ stdout, code }).toEqual({ stdout: '', code: 0 });
    expect(stderr).toContain('0 proposed');
    await expect(stat(join(folder, 'none.yaml'))).rejects.toThrow('ENOENT');
  });

  it('goes on over faults of the document', async () => {
    await writeFile(
      join(folder, 'api.yaml'),
      DOCUMENT.replace('{ type: array, items: { type: string } }', "{ $ref: '#/nowhere' }"),
    );
    const { code, stdout, stderr } = await pagegen('annotate', 'api.yaml', '--format', 'json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout).proposals).toHaveLength(1);
    expect(stderr).toContain('[unresolved-reference]');
  });

  it('fails if the document cannot be read', async () => {
    await writeFile(join(folder, 'api.yaml'), 'openapi: [');
    expect(await pagegen('annotate', 'api.yaml')).toMatchObject({ code: 1, stdout: '' });
    expect((await pagegen('annotate', 'none.yaml')).code).toBe(2);
  });

  it.each([
    [['-', '--write'], '--write needs a file'],
    [['api.yaml', '--write', '-o', 'x'], 'cannot be used with'],
    [['api.yaml', '--min-confidence', '2'], 'It must be a number from 0 to 1.'],
    [['api.yaml', '--interactive'], '--interactive needs a terminal'],
  ])('refuses %j', async (argv, message) => {
    const { code, stdout, stderr } = await pagegen('annotate', ...argv);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(message);
  });
});

describe('the review of proposals', () => {
  it('takes what is answered with y, asks again what is unclear, and stops at q', async () => {
    const { proposals } = await annotate({ document: { file: 'api.yaml', text: DOCUMENT } });
    const several = ['a', 'b', 'c', 'd'].map((operationId) => ({ ...proposals[0]!, operationId }));
    const answers = ['y', 'perhaps', 'No', 'q'];
    const { io, text } = ioOf(folder);
    const accepted = await reviewProposals(several, io, async () => answers.shift());
    expect(accepted.map(({ operationId }) => operationId)).toEqual(['a']);
    expect(answers).toEqual([]);
    expect(text.stdout).toBe('');
    expect(text.stderr).toContain('3/4 GET /orders (c)');
    expect(text.stderr.match(/y: accept, n: skip, q: stop/g)).toHaveLength(1);
  });

  it('reads the answers from standard input', async () => {
    const { proposals } = await annotate({ document: { file: 'api.yaml', text: DOCUMENT } });
    const several = ['a', 'b', 'c'].map((operationId) => ({ ...proposals[0]!, operationId }));
    const accepted = await reviewProposals(several, ioOf(folder, { stdin: 'n\ny\n' }).io);
    expect(accepted.map(({ operationId }) => operationId)).toEqual(['b']);
  });

  it('takes the end of the input for a q', async () => {
    const { proposals } = await annotate({ document: { file: 'api.yaml', text: DOCUMENT } });
    expect(await reviewProposals(proposals, ioOf(folder).io, async () => undefined)).toEqual([]);
  });
});
