import { execFile } from 'node:child_process';
import { chmod, cp, mkdir, mkdtemp, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { parse } from 'yaml';

// Every sample of docs/recipes.md and docs/configuration.md, run in a project that has pagegen installed.

const REPOSITORY = fileURLToPath(new URL('../..', import.meta.url));

/** The fenced samples of a page below a heading, or (no heading) above the first. */
async function samples(page: string, heading?: string): Promise<string[]> {
  const text = await readFile(join(REPOSITORY, 'docs', page), 'utf8');
  const sections = text.split(/^## /m);
  const section = heading === undefined ? sections[0] : sections.find((each) => each.startsWith(`${heading}\n`));
  const found = [...(section ?? '').matchAll(/^```\w+\n([\s\S]*?)^```$/gm)].map(([, sample]) => sample ?? '');
  if (found.length === 0) throw new Error(`There is no sample below ${heading} of ${page}.`);
  return found;
}

async function sample(page: string, heading?: string): Promise<string> {
  return (await samples(page, heading))[0] ?? '';
}

let project: string;
beforeAll(async () => {
  project = await realpath(await mkdtemp(join(tmpdir(), 'pagegen-recipes-')));
  await mkdir(join(project, 'node_modules/.bin'), { recursive: true });
  await symlink(REPOSITORY, join(project, 'node_modules/pagegen'), 'dir');
  await symlink(join(REPOSITORY, 'node_modules/vite'), join(project, 'node_modules/vite'), 'dir');
  await symlink('../pagegen/dist/cli.js', join(project, 'node_modules/.bin/pagegen'));
  await chmod(join(REPOSITORY, 'dist/cli.js'), 0o755);
  await mkdir(join(project, 'specs'));
  await cp(join(REPOSITORY, 'specs/close.yaml'), join(project, 'specs/crm.yaml'));
});
afterAll(() => rm(project, { recursive: true, force: true }));
beforeEach(async () => {
  for (const name of ['src', 'vite.config.ts', 'pagegen.config.ts', 'pagegen.config.yaml']) {
    await rm(join(project, name), { recursive: true, force: true });
  }
  await put('package.json', '{ "name": "recipes", "private": true, "type": "module" }');
  await put('pagegen.config.json', await sample('recipes.md'));
});

const put = (name: string, text: string) => writeFile(join(project, name), text);

async function sh(command: string): Promise<{ code: number; stdout: string; stderr: string }> {
  const env = { ...process.env, npm_config_update_notifier: 'false', GITHUB_ACTIONS: '' };
  return promisify(execFile)('sh', ['-c', command], { cwd: project, env, maxBuffer: 2 ** 26 }).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    ({ code, stdout, stderr }) => ({ code, stdout, stderr }),
  );
}

it('runs the npm scripts', async () => {
  const [scripts = '', attributes = '', prebuild = ''] = await samples('recipes.md', 'npm scripts');
  await put('package.json', scripts);
  expect((await sh('npm run generate:check')).code).toBe(1);
  expect((await sh('npm run generate')).code).toBe(0);
  expect((await sh('npm run generate:check')).code).toBe(0);
  await put('.gitattributes', attributes);
  const { stdout } = await sh('git init -q . && git check-attr eol -- src/crm/client.ts; rm -rf .git');
  expect(stdout).toBe('src/crm/client.ts: eol: lf\n');
  await put('package.json', prebuild.replace('"tsc"', '"cat src/crm/.pagegen-manifest"'));
  await rm(join(project, 'src'), { recursive: true });
  expect(await sh('npm run build')).toMatchObject({ code: 0, stdout: expect.stringContaining('"client.ts"') });
});

it('builds with Vite', async () => {
  await put('vite.config.ts', await sample('recipes.md', 'Vite'));
  await put('index.html', '<script type="module" src="/main.js"></script>');
  await put('main.js', "import { CloseClient } from './src/crm/index.js';\nconsole.log(new CloseClient());\n");
  expect(await sh('node node_modules/vite/bin/vite.js build')).toMatchObject({ code: 0 });
});

it('caches what Turborepo has to', async () => {
  const { generate, build } = JSON.parse(await sample('recipes.md', 'Turborepo')).tasks;
  expect(build.dependsOn).toContain('generate');
  expect((await sh('npx --no-install pagegen')).code).toBe(0);
  const manifest = JSON.parse(await readFile(join(project, 'src/crm/.pagegen-manifest'), 'utf8'));
  expect(generate).toMatchObject({ inputs: ['specs/**', 'pagegen.config.*', 'package.json'], outputs: ['src/crm/**'] });
  expect(manifest.record?.inputs ?? ['crm.yaml']).toEqual(['crm.yaml']);
});

it('checks in GitHub Actions and before a commit', async () => {
  const { steps } = parse(await sample('recipes.md', 'GitHub Actions')).jobs.clients;
  const runs: string[] = steps.flatMap(({ run }: { run?: string }) => (run?.startsWith('npx') ? [run] : []));
  const [config = '', hook = ''] = await samples('recipes.md', 'pre-commit');
  const { entry, files } = parse(config).repos[0].hooks[0];
  await put('hook.sh', hook);
  const checks = [runs[1] ?? '', entry, 'sh hook.sh'];
  for (const check of checks) expect({ check, code: (await sh(check)).code }).toEqual({ check, code: 1 });
  expect((await sh('npx --no-install pagegen')).code).toBe(0);
  for (const check of [...runs, ...checks]) expect({ check, code: (await sh(check)).code }).toEqual({ check, code: 0 });
  for (const path of ['specs/crm.yaml', 'src/crm/client.ts', 'pagegen.config.json'])
    expect(path).toMatch(new RegExp(files));
  expect('src/main.ts').not.toMatch(new RegExp(files));
});

it('reads standard input', async () => {
  const command = await sample('recipes.md', 'Documents from a program or another host');
  expect((await sh(command)).code).toBe(0);
  expect(await readFile(join(project, 'src/crm/client.ts'), 'utf8')).toContain('class CloseClient');
});

it('takes each sample of a configuration', async () => {
  const check = async (name: string, text: string): Promise<void> => {
    await rm(join(project, 'pagegen.config.json'), { force: true });
    await put(name, text);
    expect(await sh('npx --no-install pagegen --dry-run')).toMatchObject({
      code: 0,
      stderr: expect.stringContaining('src/crm'),
    });
    await rm(join(project, name));
  };
  await cp(join(REPOSITORY, 'specs/close.yaml'), join(project, 'specs/places.yaml'));
  await check('pagegen.config.ts', await sample('configuration.md'));
  await check('pagegen.config.yaml', await sample('configuration.md', 'Several clients'));
  await check('pagegen.config.json', await sample('configuration.md', 'Part of an API'));
  const [json = '', yaml = ''] = await samples('configuration.md', 'In your editor');
  await check('pagegen.config.json', json);
  await check('pagegen.config.yaml', yaml);
});
