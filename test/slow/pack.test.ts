import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { lockedVersions } from '../../scripts/installed-packages.ts';
import { startCloseServer } from '../support/close-server.ts';

const REPOSITORY = fileURLToPath(new URL('../..', import.meta.url));
const TSC = join(REPOSITORY, 'node_modules', 'typescript-5.9', 'bin', 'tsc');

const { tarball, paths: packed } = inject('packed');

let folder: string;
/** The empty project that the tarball is installed into. */
let project: string;

/** Runs a program to its end. Returns its output. */
async function run(program: string, args: readonly string[], cwd: string, env: object = {}) {
  const options = { cwd, env: { ...process.env, ...env }, maxBuffer: 2 ** 26 };
  try {
    return await promisify(execFile)(program, args, options);
  } catch (failure) {
    const { stdout, stderr } = failure as { stdout?: string; stderr?: string };
    throw new Error(`${program} ${args.join(' ')} failed:\n${stdout}${stderr}`, { cause: failure });
  }
}

async function compile(name: string, compilerOptions: object, files: readonly string[]): Promise<void> {
  const options = { module: 'NodeNext', target: 'ES2022', strict: true, types: [], ...compilerOptions };
  await writeFile(join(project, name), JSON.stringify({ compilerOptions: options, files }));
  await run(process.execPath, [TSC, '-p', name], project);
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pagegen-pack-'));
  project = join(folder, 'project');
  await mkdir(project);
  const manifest = { name: 'consumer', private: true, type: 'module', overrides: lockedVersions() };
  await writeFile(join(project, 'package.json'), JSON.stringify(manifest));
  await run('npm', ['install', tarball, '--prefer-offline', '--no-audit', '--no-fund'], project);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it('packs what runs, and nothing else', async () => {
  const strangers = packed.filter(
    (path) =>
      !/^(?:dist\/.*\.(?:js|d\.ts)|templates\/.*\.(?:ts|hbs)|templates\/demo\/walk\.mts|specs\/(?:close|places)\.yaml|templates\/report\/report\.(?:css|js)|docs\/rules\/.*\.(?:md|yaml)|schema\/.*\.json|package\.json|README\.md|LICENSE|THIRD_PARTY_LICENSES\.md)$/.test(
        path,
      ),
  );
  expect(strangers).toEqual([]);
  expect(packed).toEqual(
    expect.arrayContaining(['dist/cli.js', 'dist/index.js', 'dist/index.d.ts', 'templates/banner.hbs', 'LICENSE']),
  );
  const runtime = await readdir(join(REPOSITORY, 'templates'), { recursive: true });
  const modules = runtime.filter((path) => path.endsWith('.ts')).map((path) => `templates/${path}`);
  expect(packed.filter((path) => path.endsWith('.ts') && path.startsWith('templates/')).sort()).toEqual(modules.sort());
  expect((await stat(tarball)).size).toBeLessThan(1_000_000);
});

it('generates a client that compiles and walks, in a project that has nothing else', async () => {
  await copyFile(join(REPOSITORY, 'specs/close.yaml'), join(project, 'close.yaml'));
  const { stdout, stderr } = await run('npx', ['--no-install', 'pagegen', 'close.yaml', '-o', 'client'], project);
  expect(stdout).toBe('');
  expect(stderr).toMatch(/client\/ {2}\d+ files \(\d+ created\), \d+ operations, \d+ paginated \(.*\) in \d+\.\d\d s/);
  await writeFile(
    join(project, 'consumer.ts'),
    `import { CloseClient, type Lead, PaginationCeilingError } from './client/index.js';

declare const process: { env: Record<string, string | undefined> };
declare const console: { log(...values: unknown[]): void };

const close = new CloseClient({ baseUrl: process.env.BASE_URL, auth: { apiKey: process.env.API_KEY } });
const leads: Lead[] = [];
for await (const lead of close.leads.list({ _limit: 50 })) leads.push(lead);
console.log(leads.length, leads[0]?.display_name, '…', leads.at(-1)?.display_name);
const page = await close.contacts.list({ _limit: 10 });
console.log(page.items.map(({ name }) => name.split(' ')[0]).join(' '), page.hasNext);
try {
  for await (const contact of close.contacts.list({}, { limits: { maxOffset: 100 } })) void contact;
} catch (error) {
  if (!(error instanceof PaginationCeilingError)) throw error;
  console.log(error.name, error.ceiling, error.delivered, error.alternatives.join());
}
`,
  );
  await compile('tsconfig.json', { lib: ['ES2022', 'DOM'], outDir: 'out' }, ['consumer.ts']);
  const server = await startCloseServer({ leads: 120, contacts: 350, events: 0 });
  try {
    const env = { BASE_URL: server.url, API_KEY: server.apiKey };
    expect(await run(process.execPath, ['out/consumer.js'], project, env)).toEqual({
      stdout: `120 Acme Bakery 0 … Harbor Bakery 119
Ada Ben Chloe Dan Eva Ada Ben Chloe Dan Eva true
PaginationCeilingError maxOffset 200 createLeadExport
`,
      stderr: '',
    });
  } finally {
    await server.close();
  }
});

it('prints its version and its help', async () => {
  const pagegen = (flag: string) => run('npx', ['--no-install', 'pagegen', flag], project);
  expect((await pagegen('--version')).stdout).toBe(`${packageJson.version}\n`);
  expect((await pagegen('--help')).stdout).toMatch(/^Usage: pagegen \[document] -o <folder>/);
});

it('is a typed library as well', async () => {
  await writeFile(
    join(project, 'library.ts'),
    `import { type GenerateResult, generate, InputError } from 'pagegen';

declare const console: { log(...values: unknown[]): void };

const text = JSON.stringify({ openapi: '3.1.0', info: { title: 'T', version: '1' }, paths: {} });
const result: GenerateResult = await generate({ document: { file: 'api.json', text } });
console.log(result.diagnostics.length, result.files.some(({ path }) => path === 'client.ts'), result.stats.operations);
const reason: unknown = await generate({ document: 'missing.yaml' }).catch((error: unknown) => error);
console.log(reason instanceof InputError && reason.code);
// @ts-expect-error: there is no such ending
void (() => generate({ document: '-', importExtension: 'mjs' }));
`,
  );
  const strict = { exactOptionalPropertyTypes: true, verbatimModuleSyntax: true, skipLibCheck: false };
  await compile('tsconfig.library.json', { ...strict, lib: ['ES2022', 'DOM'], outDir: 'out' }, ['library.ts']);
  expect(await run(process.execPath, ['out/library.js'], project)).toEqual({
    stdout: '0 true 0\nfile-not-found\n',
    stderr: '',
  });
});
