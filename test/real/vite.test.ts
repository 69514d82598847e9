import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, createLogger, createServer, type HotPayload, type InlineConfig, type ViteDevServer } from 'vite';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { pagegen } from '../../src/vite.ts';

let root: string;
let server: ViteDevServer | undefined;
beforeEach(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), 'pagegen-vite-')));
  await mkdir(join(root, 'src'));
  await put('index.html', '<script type="module" src="/src/main.ts"></script>\n');
  await put('src/main.ts', "import { ShopClient } from './api/index.js';\nvoid new ShopClient().things.get();\n");
  await put('api.yaml', document('/thing'));
  await put('parts.yaml', 'Thing: { type: object, properties: { name: { type: string } } }\n');
  await put('pagegen.config.json', '{ "document": "api.yaml", "output": "src/api", "name": "Shop" }');
});
afterEach(async () => {
  await server?.close();
  server = undefined;
  await rm(root, { recursive: true, force: true });
});

const put = (name: string, text: string) => writeFile(join(root, name), text);
const document = (path: string, reference = './parts.yaml#/Thing') => `openapi: 3.1.0
info: { title: Anything, version: '1' }
paths:
  ${path}:
    get:
      operationId: getThing
      tags: [Things]
      responses: { '200': { description: ok, content: { application/json: { schema: { $ref: '${reference}' } } } } }
`;
const settings = (): InlineConfig => ({ root, configFile: false, logLevel: 'silent', plugins: [pagegen()] });

/** A dev server, and what it tells browsers. */
async function serve(): Promise<HotPayload[]> {
  server = await createServer({ ...settings(), server: { middlewareMode: true, ws: false } });
  const told: HotPayload[] = [];
  const { send } = server.environments.client.hot;
  server.environments.client.hot.send = (...args: [never]) => {
    told.push(args[0]);
    send.apply(server!.environments.client.hot, args);
  };
  return told;
}

async function served(path: string): Promise<string> {
  return (await server!.transformRequest(path))?.code ?? '';
}

it('generates the clients that a build needs', async () => {
  const output = await build({ ...settings(), build: { write: false, minify: false } });
  if (!('output' in output)) throw new Error('The build gave something else than an output.');
  const [chunk] = output.output;
  expect(chunk.code).toMatch(/ShopClient = class extends ClientCore/);
  expect(chunk.code).toMatch(/path: ["`]\/thing/);
  expect(await readFile(join(root, 'src/api/.pagegen-manifest'), 'utf8')).toContain('"models.ts"');
});

it('fails a build by the faults of the document', async () => {
  await put('api.yaml', `${document('/thing')}components: "\n`);
  await expect(build({ ...settings(), build: { write: false } })).rejects.toThrow(
    /api\.yaml:\d+:\d+ {2}error .*\[invalid-yaml\]/,
  );
});

it('generates again while the dev server runs, which then serves and reloads the new client', async () => {
  const told = await serve();
  expect(await served('/src/main.ts')).toContain('"/src/api/index.ts"');
  expect(await served('/src/api/operations/things.ts')).toContain('"/thing"');
  await served('/src/api/index.ts');

  await put('api.yaml', document('/things/all'));
  await vi.waitFor(async () => expect(await served('/src/api/operations/things.ts')).toContain('"/things/all"'), {
    timeout: 30_000,
  });
  await vi.waitFor(() => expect(told).toContainEqual(expect.objectContaining({ type: 'full-reload' })), {
    timeout: 30_000,
  });
});

it('generates again when a reference changes, and shows faults over the page', async () => {
  const told = await serve();
  await put('parts.yaml', 'Thing: { type: object, properties: { price: { type: number } } }\n');
  await vi.waitFor(async () => expect(await readFile(join(root, 'src/api/models.ts'), 'utf8')).toContain('price?:'), {
    timeout: 30_000,
  });
  await put('parts.yaml', 'Thing: "\n');
  await vi.waitFor(
    () =>
      expect(told).toContainEqual(
        expect.objectContaining({
          type: 'error',
          err: expect.objectContaining({ plugin: 'pagegen', message: expect.stringContaining('parts.yaml:2:1') }),
        }),
      ),
    { timeout: 30_000 },
  );
  expect(await readFile(join(root, 'src/api/models.ts'), 'utf8')).toContain('price?:');
});

it('removes the faults from the page when the document is as before', async () => {
  const told = await serve();
  const sent = (type: string) => () => expect(told).toContainEqual(expect.objectContaining({ type }));
  const right = await readFile(join(root, 'parts.yaml'), 'utf8');
  await put('parts.yaml', 'Thing: "\n');
  await vi.waitFor(sent('error'), { timeout: 30_000 });
  await put('parts.yaml', right);
  await vi.waitFor(sent('update'), { timeout: 30_000 });
});

it('says what it generated', async () => {
  const lines: string[] = [];
  const customLogger = { ...createLogger('silent'), info: (message: string) => void lines.push(message) };
  await build({ ...settings(), customLogger, build: { write: false } });
  expect(lines).toContainEqual(expect.stringMatching(/^\[pagegen\] src\/api: \d+ created$/));
});

it('prints warnings, which fail nothing', async () => {
  await put('pagegen.config.json', '{ "document": "api.yaml", "output": "src/api", "name": "Shop", "lenient": true }');
  await put('parts.yaml', 'Thing: { type: object, properties: { name: { type: 7 } } }\n');
  const warnings: string[] = [];
  const customLogger = { ...createLogger('silent'), warn: (message: string) => void warnings.push(message) };
  await build({ ...settings(), customLogger, build: { write: false } });
  expect(warnings).toContainEqual(expect.stringMatching(/^\[pagegen\] parts\.yaml:1:\d+ {2}warning/));
});

it('generates the projects that are named', async () => {
  await put(
    'pagegen.config.json',
    '[{ "document": "api.yaml", "output": "src/api", "name": "Shop" }, { "document": "x.yaml", "output": "x" }]',
  );
  const plugins = [pagegen({ projects: ['api'] })];
  await build({ ...settings(), plugins, build: { write: false } });
  const wrong = build({ ...settings(), plugins: [pagegen({ projects: ['apo'] })], build: { write: false } });
  await expect(wrong).rejects.toThrow('There is no project apo.');
});
