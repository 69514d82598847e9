import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { publint } from 'publint';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import {
  type InstalledPackage,
  installedPackages,
  installForProduction,
  LIMITS,
} from '../../scripts/installed-packages.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const { tarball, paths } = inject('packed');

const run = (program: string, args: readonly string[]) =>
  promisify(execFile)(program, args, { cwd: ROOT, maxBuffer: 2 ** 26 });

let folder: string;
let project: string;
let installed: InstalledPackage[];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pagegen-publishable-'));
  project = await installForProduction(tarball);
  installed = installedPackages(project);
});
afterAll(async () => {
  for (const each of [folder, project]) await rm(each, { recursive: true, force: true });
});

it('has no fault that publint knows', async () => {
  const { buffer } = new Uint8Array(await readFile(tarball));
  const { messages } = await publint({ pack: { tarball: buffer }, strict: true });
  expect(messages).toEqual([]);
});

it('has types that are right for every way to import it', async () => {
  // Modules of ES alone: `require` of Node.js 20.19 and later takes them too. It fails where there is a problem.
  await run(join(ROOT, 'node_modules/.bin/attw'), [tarball, '--profile', 'esm-only']);
});

it('says what it is, where it comes from and what it runs on', () => {
  expect(packageJson).toMatchObject({
    license: 'MIT',
    repository: { url: expect.stringMatching(/^git\+https:\/\/.*\.git$/) },
    homepage: expect.stringMatching(/^https:/),
    bugs: { url: expect.stringMatching(/^https:/) },
    engines: { node: '^20.19.0 || >=22.12.0' },
    sideEffects: ['./dist/cli.js'],
    types: './dist/index.d.ts',
  });
  const targets = Object.values(packageJson.exports).flatMap((each) =>
    typeof each === 'string' ? [each] : Object.values(each),
  );
  for (const target of [...targets, packageJson.bin.pagegen]) {
    const start = target.replace(/^\.\//, '').replace(/\*$/, '');
    expect(
      paths.some((path) => (target.endsWith('*') ? path.startsWith(start) : path === start)),
      target,
    ).toBe(true);
  }
});

it('names no folder of the machine that it was built on, and comes without maps of its sources', async () => {
  const own = join(project, 'node_modules/pagegen');
  const entries = await readdir(own, { recursive: true, withFileTypes: true });
  const texts = await Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map(async ({ parentPath, name }) => [name, await readFile(join(parentPath, name), 'utf8')] as const),
  );
  const telling = texts.filter(
    ([name, text]) =>
      name.endsWith('.map') ||
      text.includes(ROOT) ||
      text.includes(`${homedir()}/`) ||
      /^\/\/# sourceMappingURL/m.test(text),
  );
  expect(telling.map(([name]) => name)).toEqual([]);
});

it('installs few packages, of few megabytes, that run nothing when they are installed', async () => {
  const bytes = installed.reduce((sum, each) => sum + each.bytes, 0);
  expect(bytes).toBeLessThanOrEqual(LIMITS.bytes);
  expect(installed.length).toBeLessThanOrEqual(LIMITS.packages);
  expect(installed.filter(({ hasInstallScript }) => hasInstallScript)).toEqual([]);
  const documented = await readFile(join(ROOT, 'docs/dependencies.md'), 'utf8');
  const rows = [...documented.matchAll(/^\| ((?:@\w[\w-]*\/)?[a-z][\w.-]*) \| \d/gm)].map(([, name]) => name);
  expect(rows, '`npm run release:installed` writes the list').toEqual(installed.map(({ name }) => name));
});

it('depends on licensed packages alone, each pinned', () => {
  const allowed = ['MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', 'BlueOak-1.0.0', 'PSF-2.0'];
  expect(installed.filter(({ license }) => !allowed.includes(license))).toEqual([]);
  for (const version of Object.values(packageJson.dependencies)) expect(version).toMatch(/^\d+\.\d+\.\d+$/);
});

it('tells which packages the code of its bundle comes from', async () => {
  const licences = await readFile(join(project, 'node_modules/pagegen/THIRD_PARTY_LICENSES.md'), 'utf8');
  const named = [...licences.matchAll(/^## (.+)$/gm)].map(([, name]) => name);
  const built = paths.filter((path) => path.startsWith('dist/') && path.endsWith('.js'));
  const texts = await Promise.all(built.map((path) => readFile(join(ROOT, path), 'utf8')));
  const regions = texts.flatMap((text) => [...text.matchAll(/^\/\/#region node_modules\/((?:@[^/]+\/)?[^/]+)/gm)]);
  expect(named).toEqual([...new Set(regions.map(([, name]) => name))].sort());
});

it('has a bill of materials', async () => {
  const { stdout } = await run('npm', ['run', '--silent', 'sbom']);
  const { bomFormat, metadata, components } = JSON.parse(stdout) as {
    bomFormat: string;
    metadata: { component: { name: string } };
    components: { name: string; version: string }[];
  };
  expect(bomFormat).toBe('CycloneDX');
  expect(metadata.component.name).toBe('pagegen');
  expect(components.map(({ name }) => name).sort()).toEqual(
    installed.map(({ name }) => name).filter((name) => name !== 'pagegen'),
  );
});

it('has no dependency with a known vulnerability', async ({ skip }) => {
  const { stdout } = await run('npm', ['audit', '--omit=dev', '--json', '--audit=true']).catch(
    (failure: { stdout: string }) => failure,
  );
  const { metadata, message } = JSON.parse(stdout) as {
    metadata?: { vulnerabilities: { total: number } };
    message?: string;
  };
  skip(metadata === undefined, `the registry answers no audit: ${message}`);
  expect(metadata?.vulnerabilities.total).toBe(0);
});
