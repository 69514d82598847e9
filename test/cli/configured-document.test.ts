import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pagegen, started } from './in-process.ts';

const api = (title: string) => `openapi: 3.1.0
info: { title: ${title}, version: '1' }
paths:
  /books:
    get:
      operationId: listBooks
      parameters:
        - { name: offset, in: query, schema: { type: integer } }
        - { name: limit, in: query, schema: { type: integer } }
      responses:
        '200':
          description: OK
          content:
            application/json:
              schema: { type: object, properties: { data: { type: array, items: { type: object } } } }
`;
const OVERLAY = `overlay: 1.0.0
info: { title: Pagination, version: '1' }
actions:
  - target: $.paths['/books'].get
    update:
      x-pagination: { style: offset, request: { offset: offset, limit: limit }, response: { items: /data } }
`;

let folder: string;
beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'pagegen-configured-')));
  await mkdir(join(folder, 'specs'));
  await put('specs/shop.yaml', api('Shop'));
  await put('specs/shop.overlay.yaml', OVERLAY);
  await put('pagegen.config.yaml', 'document: specs/shop.yaml\noutput: client\noverlays: [specs/shop.overlay.yaml]\n');
});
afterEach(() => rm(folder, { recursive: true, force: true }));
const put = (name: string, text: string) => writeFile(join(folder, name), text);

const TWO = `projects:
  - { document: specs/shop.yaml, output: a, overlays: [specs/shop.overlay.yaml] }
  - { document: specs/plain.yaml, output: b }
`;

/** Returns the files in which the linter found a list without an annotation, from its report in JSON. */
function filesWithUnannotatedLists(report: string): string[] {
  const { diagnostics } = JSON.parse(report) as { diagnostics: { rule: string; file: string }[] };
  return diagnostics.filter(({ rule }) => rule === 'pagination-list-without-annotation').map(({ file }) => file);
}

describe('a command without a document', () => {
  it('explains the operation of the configured document, with its overlays', async () => {
    const { code, stdout } = await pagegen(folder, 'explain', 'listBooks');
    expect(code).toBe(0);
    expect(stdout).toContain('offset');
    expect(stdout).not.toContain('Not paginated');
  });

  it('explains nothing yet, but names the lists', async () => {
    const { code, stdout, stderr } = await pagegen(folder, 'explain');
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'listBooks  GET /books  offset\n' });
    expect(stderr).toContain('pagegen explain listBooks');
    expect(JSON.parse((await pagegen(folder, 'explain', '--format', 'json')).stdout)).toEqual({
      lists: [
        { operation: 'listBooks', method: 'GET', path: '/books', strategies: [{ name: 'offset', style: 'offset' }] },
      ],
    });
  });

  it('lints the documents of all projects, each with its overlays', async () => {
    await put('specs/plain.yaml', api('Plain'));
    await put('pagegen.config.yaml', TWO);
    const { stdout } = await pagegen(folder, 'lint', '-f', 'json');
    expect(filesWithUnannotatedLists(stdout)).toEqual(['specs/plain.yaml']);
  });

  it('reports on the configured document', async () => {
    const { code, stdout, stderr } = await pagegen(folder, 'report', '--total', '10');
    expect({ code, isPage: stdout.startsWith('<!doctype html>') }).toEqual({ code: 0, isPage: true });
    expect(stderr).toContain('1 list');
  });

  it('proposes annotations for the configured document', async () => {
    expect((await pagegen(folder, 'annotate')).stderr).toContain('1 already annotated');
  });

  it('migrates the configured document', async () => {
    expect(await pagegen(folder, 'migrate', '--to', 'x-pagination')).toMatchObject({
      code: 0,
      stderr: 'Nothing to migrate.\n',
    });
  });

  it('mocks and verifies the configured document', async () => {
    const mock = started(folder, 'mock', '--port', '0', '--items', '30');
    const address = await mock.output(/http:\/\/127\.0\.0\.1:\d+/);
    const verified = await pagegen(folder, 'verify', '--base-url', address);
    await mock.stop();
    expect(verified).toMatchObject({ code: 0, stdout: expect.stringMatching(/listBooks .*as declared/) });
  });
});

describe('several projects', () => {
  beforeEach(async () => {
    await put('specs/plain.yaml', api('Plain'));
    await put('pagegen.config.yaml', TWO);
  });

  it('make a command ask for one of them', async () => {
    expect(await pagegen(folder, 'annotate')).toEqual({
      code: 2,
      stdout: '',
      stderr:
        'error  `pagegen annotate` reads one document, but the configuration has 2.  [several-documents]\n  hint: Choose one with -p: shop, plain.\n',
    });
  });

  it('are selected with -p', async () => {
    expect((await pagegen(folder, 'annotate', '-p', 'plain')).stderr).toContain('1 proposed');
    expect((await pagegen(folder, 'explain', '-p', 'shop')).stdout).toContain('listBooks');
    expect((await pagegen(folder, 'lint', '-p', 'shop', '-f', 'json')).stdout).not.toContain('plain.yaml');
  });

  it('give their options to a document that is named, or that a glob matches', async () => {
    expect((await pagegen(folder, 'explain', 'specs/shop.yaml', 'listBooks')).stdout).not.toContain('Not paginated');
    const { stdout } = await pagegen(folder, 'lint', 'specs/{shop,plain}.yaml', '-f', 'json');
    expect(filesWithUnannotatedLists(stdout)).toEqual(['specs/plain.yaml']);
  });

  it('yield to flags', async () => {
    await put('no.overlay.yaml', OVERLAY.replace(/x-pagination: .*/, 'x-pagination: false'));
    const { stdout } = await pagegen(folder, 'explain', '-p', 'shop', 'listBooks', '--overlay', 'no.overlay.yaml');
    expect(stdout).toContain('Not paginated');
  });
});

describe('without a configuration', () => {
  it.each(['lint', 'annotate', 'explain', 'report', 'mock'])('pagegen %s says what it lacks', async (name) => {
    await rm(join(folder, 'pagegen.config.yaml'));
    expect(await pagegen(folder, name)).toEqual({
      code: 2,
      stdout: '',
      stderr: `error  There is no document to read.  [no-document]\n  hint: Name a document, \`pagegen ${name} <document>\`, or write a configuration with \`pagegen init\`.\n`,
    });
  });
});

describe('the only document of the folder', () => {
  it.each([
    ['pagegen api.yaml -o <folder>', []],
    ['pagegen lint api.yaml', ['lint']],
  ])('is named in the hint: %s', async (command, argv) => {
    await rm(join(folder, 'pagegen.config.yaml'));
    await put('api.yaml', api('Shop'));
    expect((await pagegen(folder, ...argv)).stderr).toContain(`hint: Name a document, \`${command}\`, or write`);
    await put('other.yaml', api('Other'));
    expect((await pagegen(folder, ...argv)).stderr).toContain('<document>');
  });
});

describe('a document that is fetched', () => {
  let server: Server;
  let origin: string;
  const served = new Map<string, string>();
  beforeEach(async () => {
    served.clear();
    server = createServer((request, response) => {
      const text = served.get(request.url ?? '');
      if (text?.startsWith('http')) response.writeHead(302, { location: text }).end();
      else response.writeHead(text === undefined ? 404 : 200).end(text);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterEach(() => new Promise((resolve) => server.close(resolve)));

  it('makes the same client as a file, references to its origin included', async () => {
    const text = api('Shop').replace('schema: { type: object, properties:', "schema: { $ref: 'schemas/list.yaml' } #");
    served.set('/v1/shop.yaml', text);
    served.set(
      '/v1/schemas/list.yaml',
      'type: object\nproperties: { data: { type: array, items: { type: string } } }\n',
    );
    const url = `${origin}/v1/shop.yaml`;
    const { code, stdout, stderr } = await pagegen(folder, url, '-o', 'client', '--overlay', 'specs/shop.overlay.yaml');
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect(stderr).toContain('1 paginated (offset 1)');
    expect(await readFile(join(folder, 'client', 'client.ts'), 'utf8')).toContain('class ShopClient');
  });

  it('is placed in messages by its URL', async () => {
    served.set('/shop.yaml', api('Shop').replace('title: Shop, ', ''));
    const { code, stdout } = await pagegen(folder, `${origin}/shop.yaml`, '-o', 'client', '--strict');
    expect({ code, place: stdout.split('  ')[0] }).toEqual({ code: 1, place: `${origin}/shop.yaml:2:7` });
  });

  it('can be that of the configuration', async () => {
    served.set('/shop.yaml', api('Shop'));
    await put('pagegen.config.json', JSON.stringify({ document: `${origin}/shop.yaml`, output: 'client' }));
    await rm(join(folder, 'pagegen.config.yaml'));
    expect((await pagegen(folder)).code).toBe(0);
    expect((await pagegen(folder, 'lint')).code).toBe(0);
  });

  it('may not be redirected to another origin, nor refer to a file', async () => {
    served.set('/shop.yaml', 'https://example.com/shop.yaml');
    expect((await pagegen(folder, `${origin}/shop.yaml`, '-o', 'client')).stderr).toContain('[remote-reference]');
    const reference = `schema: { $ref: 'file://${folder}/secret.yaml' } #`;
    served.set('/shop.yaml', api('Shop').replace('schema: { type: object, properties:', reference));
    await put('secret.yaml', 'type: string\n');
    const { code, stdout } = await pagegen(folder, `${origin}/shop.yaml`, '-o', 'client');
    expect({ code, stdout }).toMatchObject({ code: 1, stdout: expect.stringContaining('[remote-reference]') });
  });

  it.each([
    ['http://api.example.com/openapi.json', 'insecure-document'],
    ['https://user:secret@api.example.com/openapi.json', 'insecure-document'],
    ['https://10.0.0.1/openapi.json', 'private-address'],
  ])('is refused at %s: %s', async (url, code) => {
    const ended = await pagegen(folder, url, '-o', 'client');
    expect(ended).toMatchObject({ code: 2, stderr: expect.stringContaining(`[${code}]`) });
    expect(ended.stderr).not.toContain('secret');
  });

  it('says what the server answered', async () => {
    expect((await pagegen(folder, `${origin}/none.yaml`, '-o', 'client')).stderr).toBe(
      `error  Cannot fetch ${origin}/none.yaml: the server answers with status 404.  [remote-unreadable]\n`,
    );
  });
});
