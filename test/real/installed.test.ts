import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readdir, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { installForProduction, lockedVersions } from '../../scripts/installed-packages.ts';
import { FOLDER } from '../platforms/platforms.ts';

// The packed package in projects that hold nothing else, by each package manager and on each version of Node.js.

const DOCUMENT = fileURLToPath(new URL('../../specs/close.yaml', import.meta.url));
const { tarball } = inject('packed');
const required = Boolean(process.env['PAGEGEN_REQUIRE_PLATFORMS']);
const platform = (path: string): string => join(FOLDER, 'node_modules', path);

/** A module of the project that uses the library. */
const PROGRAM = `import { generate } from 'pagegen';
const { files, diagnostics } = await generate({ document: 'close.yaml' });
for (const entry of ['pagegen/spectral', 'pagegen/redocly']) await import(entry);
console.log(files.length > 20, diagnostics.length);
`;

let folder: string;
/** Path → text of what npm's installation generates on the Node.js at hand. */
let expected: ReadonlyMap<string, string>;
let project: string;
beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'pagegen-installed-')));
  project = await installForProduction(tarball);
  await prepare(project);
  await run(process.execPath, ['node_modules/pagegen/dist/cli.js', 'close.yaml', '-o', 'client'], project);
  expected = await textsOf(join(project, 'client'));
  expect(expected.size).toBeGreaterThan(20);
});
afterAll(async () => {
  for (const each of [folder, project]) await rm(each, { recursive: true, force: true });
});

async function prepare(path: string): Promise<void> {
  await copyFile(DOCUMENT, join(path, 'close.yaml'));
  await writeFile(join(path, 'program.mjs'), PROGRAM);
}

async function textsOf(path: string): Promise<ReadonlyMap<string, string>> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const texts = files.map(async (file) => [file.slice(path.length), await readFile(file, 'utf8')] as const);
  return new Map((await Promise.all(texts)).sort(([a], [b]) => (a < b ? -1 : 1)));
}

async function run(program: string, args: readonly string[], cwd: string, env: object = {}) {
  try {
    return await promisify(execFile)(program, args, { cwd, env: { ...process.env, ...env }, maxBuffer: 2 ** 26 });
  } catch (failure) {
    const { stdout, stderr } = failure as { stdout?: string; stderr?: string };
    throw new Error(`${program} ${args.join(' ')} failed:\n${stdout}${stderr}`, { cause: failure });
  }
}

/** The environment of a package manager that keeps to the registry and the certificates of npm. */
async function registryOf(): Promise<object> {
  const setting = async (name: string): Promise<string> =>
    (await run('npm', ['config', 'get', name], folder)).stdout.trim();
  const [registry, cafile] = await Promise.all([setting('registry'), setting('cafile')]);
  return {
    npm_config_registry: registry,
    YARN_NPM_REGISTRY_SERVER: registry.replace(/\/$/, ''),
    ...(cafile !== 'null' && { YARN_HTTPS_CA_FILE_PATH: cafile }),
    YARN_ENABLE_TELEMETRY: 'false',
    YARN_ENABLE_IMMUTABLE_INSTALLS: 'false',
    YARN_ENABLE_GLOBAL_CACHE: 'true',
    COREPACK_ENABLE_STRICT: '0',
  };
}

const PNPM = platform('pnpm/bin/pnpm.cjs');
const YARN = platform('@yarnpkg/cli-dist/bin/yarn.js');
it.each([
  {
    name: 'pnpm',
    manager: PNPM,
    install: ['install', '--prefer-offline', '--no-frozen-lockfile'],
    settings: '',
  },
  {
    name: "Yarn, with Plug'n'Play",
    manager: YARN,
    install: ['install'],
    settings: 'nodeLinker: pnp\n',
  },
  {
    name: 'Yarn, with node_modules',
    manager: YARN,
    install: ['install'],
    settings: 'nodeLinker: node-modules\n',
  },
])('$name installs what runs', async ({ name, manager, install, settings }) => {
  const own = join(folder, name.replace(/\W/g, '-'));
  await mkdir(own);
  await prepare(own);
  // Each manager reads its own key. pnpm reads `overrides` from `pnpm-workspace.yaml`, older versions from `pnpm`.
  const versions = lockedVersions();
  const manifest = {
    name: 'consumer',
    private: true,
    type: 'module',
    dependencies: { pagegen: `file:${tarball}` },
    resolutions: versions,
    pnpm: { overrides: versions },
  };
  if (manager === PNPM) await writeFile(join(own, 'pnpm-workspace.yaml'), JSON.stringify({ overrides: versions }));
  await writeFile(join(own, 'package.json'), JSON.stringify(manifest));
  // Without a lock of its own, the project would be taken for a part of one in a folder above it.
  if (manager === YARN)
    for (const [file, text] of [
      ['yarn.lock', ''],
      ['.yarnrc.yml', settings],
    ] as const)
      await writeFile(join(own, file), text);
  const env = await registryOf();
  const managed = (args: readonly string[]) => run(process.execPath, [manager, ...args], own, env);
  await managed(install);
  const execute = (args: readonly string[]) => managed(['exec', ...args]);
  expect((await execute(['pagegen', 'close.yaml', '-o', 'client'])).stdout).toBe('');
  expect(await textsOf(join(own, 'client'))).toEqual(expected);
  expect((await execute(['node', 'program.mjs'])).stdout).toBe('true 0\n');
});

it.each([
  ['20.19', 'node-20/bin/node'],
  ['22', 'node-22/bin/node'],
  ['24', 'node-24/bin/node'],
])('the command and the library run on Node.js %s, and generate the same', async (version, path) => {
  const node = platform(path);
  if (!required && !existsSync(node)) return;
  expect((await run(node, ['--version'], project)).stdout).toMatch(new RegExp(`^v${version}\\.`));
  const output = `client-${version}`;
  const { stdout, stderr } = await run(node, ['node_modules/pagegen/dist/cli.js', 'close.yaml', '-o', output], project);
  expect(stdout).toBe('');
  expect(stderr).toMatch(/^client-[\d.]+\/ {2}\d+ files \(\d+ created\), \d+ operations, \d+ paginated/);
  expect(await textsOf(join(project, output))).toEqual(expected);
  expect((await run(node, ['program.mjs'], project)).stdout).toBe('true 0\n');
});
