import { mkdir, mkdtemp, readdir, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { build as bundle } from 'esbuild';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { lockedVersions } from '../../scripts/installed-packages.ts';
import { ROOT } from '../docs/samples.ts';
import { isMissing, PLATFORMS } from '../platforms/platforms.ts';
import { commandsOf, filesOf, freePort, run, serve } from './commands.ts';

// The first hour of a new user: an empty folder, the packed package, and each command of the pages that a beginner reads.

const { tarball } = inject('packed');
const GETTING_STARTED = 'docs/getting-started.md';

let folder: string;
beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'pagegen-first-hour-')));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function put(project: string, path: string, text: string): Promise<void> {
  await mkdir(dirname(join(project, path)), { recursive: true });
  await writeFile(join(project, path), text);
}

/** Makes an empty project, as `npm init -y` does, with the versions of the lock file. */
async function emptyProject(name: string): Promise<string> {
  const project = join(folder, name);
  await put(project, 'package.json', JSON.stringify({ name: 'mine', version: '1.0.0', overrides: lockedVersions() }));
  return project;
}

/** Returns a command of a page with the packed package in place of the published one. */
function packedFor(line: string): string {
  return line.replace(/^npm install (.*)\bpagegen\b/, `npm install --prefer-offline --no-audit --no-fund $1${tarball}`);
}

async function textOf(project: string, path: string): Promise<string> {
  return readFile(join(project, path), 'utf8');
}

it('follows the README: install without a warning, generate, annotate, generate again, demo', async () => {
  const project = await emptyProject('readme');
  await put(project, 'openapi.yaml', filesOf(GETTING_STARTED).get('openapi.yaml') ?? '');
  await mkdir(join(project, 'empty'));
  const printed = new Map<string, string>();
  for (const { line } of commandsOf('README.md')) {
    const cwd = line === 'npx pagegen demo' ? join(project, 'empty') : project;
    const { stdout, stderr } = await run(packedFor(line), cwd);
    printed.set(line, stdout + stderr);
  }
  expect(printed.get('npm install --save-dev pagegen')).not.toMatch(/warn/i);
  expect(printed.get('npx pagegen openapi.yaml -o src/api')).toContain('Next: npx pagegen annotate');
  expect(printed.get('npx pagegen openapi.yaml --overlay pagination.overlay.yaml -o src/api')).toContain(
    '1 paginated (offset 1)',
  );
  expect(printed.get('npx pagegen demo')).toMatch(/Resumed to the end: 10500 leads\.[\s\S]*PaginationCeilingError/);
  expect((await readdir(join(project, 'empty'))).sort()).toEqual(['client', 'crm.yaml', 'walk.mts']);
});

it('follows Getting started, command by command', async () => {
  const project = await emptyProject('getting-started');
  const port = await freePort();
  const printed: string[] = [];
  const servers = [];
  const files = filesOf(GETTING_STARTED);
  try {
    for (const { line, isServer } of commandsOf(GETTING_STARTED)) {
      // Each file is saved where the page shows it. The configuration comes after the commands that need none.
      for (const [name, text] of files) {
        if (name !== 'pagegen.config.yaml' || line === 'npx pagegen') await put(project, name, text);
      }
      const command = packedFor(line).replace('4010', port);
      if (isServer) servers.push(await serve(command, project));
      else printed.push(Object.values(await run(command, project)).join(''));
    }
  } finally {
    for (const { pid = 0 } of servers) process.kill(-pid, 'SIGTERM');
  }
  expect(printed.join('')).toContain('250 books');
  expect(printed.at(-1)).toContain('as declared');
});

describe('the client builds in a project as it is set up', () => {
  const PROGRAM = (ending: string): string => `import { LibraryClient } from './api${ending}';
const library = new LibraryClient();
console.log(typeof library.books.list);
`;
  const SETUPS = {
    bundler: { module: 'esnext', moduleResolution: 'bundler', noEmit: true },
    templates: { module: 'esnext', moduleResolution: 'bundler', allowImportingTsExtensions: true, noEmit: true },
    commonjs: {
      module: 'commonjs',
      moduleResolution: 'node10',
      ignoreDeprecations: '6.0',
      rootDir: 'src',
      outDir: 'out',
    },
    nodenext: { module: 'nodenext', rootDir: 'src', outDir: 'out' },
  } as const;

  let tool: string;
  beforeAll(async () => {
    tool = await emptyProject('tool');
    await run(packedFor('npm install pagegen'), tool);
  });

  /** Generates into a project with compiler options, and returns it. */
  async function generated(name: string, compilerOptions: object | undefined, ending: string): Promise<string> {
    const project = join(folder, name);
    const type = name === 'commonjs' ? 'commonjs' : 'module';
    await put(project, 'package.json', JSON.stringify({ name, type }));
    await put(project, 'openapi.yaml', filesOf(GETTING_STARTED).get('openapi.yaml') ?? '');
    if (compilerOptions !== undefined) {
      const options = {
        target: 'es2022',
        lib: ['es2022', 'dom', 'dom.iterable'],
        strict: true,
        types: [],
        ...compilerOptions,
      };
      await put(project, 'tsconfig.json', JSON.stringify({ compilerOptions: options, include: ['src'] }));
    }
    await put(project, 'src/main.ts', PROGRAM(ending));
    const pagegen = join(tool, 'node_modules/.bin/pagegen');
    await run(`${pagegen} annotate openapi.yaml --write && ${pagegen} openapi.yaml -o src/api`, project);
    return project;
  }

  const tsc = join(ROOT, 'node_modules/typescript/bin/tsc');

  it.each([
    ['bundler', ''],
    ['templates', '/index.ts'],
  ] as const)('%s: tsc, Vite and esbuild', async (name, ending) => {
    const project = await generated(name, SETUPS[name], ending);
    await run(`node ${tsc} -p .`, project);
    const entry = join(project, 'src/main.ts');
    await build({
      root: project,
      configFile: false,
      logLevel: 'silent',
      build: { lib: { entry, formats: ['es'], fileName: 'main' } },
    });
    expect(await run('node dist/main.js', project)).toMatchObject({ stdout: 'function\n' });
    await bundle({ entryPoints: [entry], bundle: true, format: 'esm', outfile: join(project, 'esbuild/main.mjs') });
    expect(await run('node esbuild/main.mjs', project)).toMatchObject({ stdout: 'function\n' });
  });

  it.each([
    ['commonjs', ''],
    ['nodenext', '/index.js'],
  ] as const)('%s: tsc, then Node.js; tsx', async (name, ending) => {
    const project = await generated(name, SETUPS[name], ending);
    await run(`node ${tsc} -p .`, project);
    expect(await run('node out/main.js', project)).toMatchObject({ stdout: 'function\n' });
    const tsx = join(ROOT, 'node_modules/tsx/dist/cli.mjs');
    expect(await run(`node ${tsx} src/main.ts`, project)).toMatchObject({ stdout: 'function\n' });
  });

  it.each(
    [
      {
        name: 'Node.js 24',
        file: 'tsconfig.json',
        text: JSON.stringify({ compilerOptions: SETUPS.templates }),
        args: '',
      },
      { name: 'Bun', file: 'bun.lock', text: '', args: '' },
      { name: 'Deno', file: 'deno.json', text: '{}', args: 'run' },
    ].map((setup) => ({ ...setup, platform: PLATFORMS.find(({ name }) => name === setup.name) })),
  )('$name runs the client without a build', async ({ name, file, text, args, platform }) => {
    if (platform === undefined) throw new Error(`there is no platform ${name}`);
    if (isMissing(platform) && !process.env['PAGEGEN_REQUIRE_PLATFORMS']) return;
    const project = join(folder, name.replace(/\W/g, '-'));
    await put(project, file, text);
    await generated(name.replace(/\W/g, '-'), undefined, '/index.ts');
    expect(await run(`${platform.program} ${args} src/main.ts`, project)).toMatchObject({ stdout: 'function\n' });
    expect(await textOf(project, 'src/api/index.ts')).toContain(".ts'");
  });
});
