import { mkdir, mkdtemp, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { formatFiles } from '../../src/output/format.ts';
import { pagegen } from '../cli/in-process.ts';

const MODULES = fileURLToPath(new URL('../../node_modules', import.meta.url));
const FILES = [
  { path: 'index.ts', text: "export const a = {b: 'x',\n c: 1};\n" },
  { path: 'README.md', text: '*  kept\n' },
];

let folder: string;
beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'pagegen-format-')));
  await mkdir(join(folder, 'src'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const put = (name: string, text: string) => writeFile(join(folder, name), text);
const formatted = async () => (await formatFiles(FILES, join(folder, 'src/api')))?.map(({ text }) => text);
async function install(name: string): Promise<void> {
  await mkdir(join(folder, 'node_modules', name, '..'), { recursive: true });
  await symlink(join(MODULES, name), join(folder, 'node_modules', name), 'dir');
}

describe('formatFiles', () => {
  it('formats as Prettier is set up, the README too', async () => {
    await install('prettier');
    await put('.prettierrc', '{ "semi": false, "objectWrap": "collapse" }');
    await put('.editorconfig', 'root = true\n[*]\nquote_type = single\n');
    expect(await formatted()).toEqual(["export const a = { b: 'x', c: 1 }\n", '- kept\n']);
    await put('.prettierignore', 'src/api\n');
    expect(await formatted()).toEqual(FILES.map(({ text }) => text));
  });

  it('takes the settings of Prettier in package.json', async () => {
    await install('prettier');
    await put('package.json', '{ "prettier": { "semi": false, "objectWrap": "collapse" } }');
    expect(await formatted()).toEqual(['export const a = { b: "x", c: 1 }\n', '- kept\n']);
  });

  it('formats with a Prettier that is a dependency without a configuration', async () => {
    await install('prettier');
    await put('package.json', '{ "devDependencies": { "prettier": "3" } }');
    expect(await formatted()).toEqual(['export const a = { b: "x", c: 1 };\n', '- kept\n']);
  });

  it('formats as Biome is set up, which comes first', async () => {
    await install('@biomejs/biome');
    await put('.prettierrc', '{}');
    await put('biome.json', '{ "javascript": { "formatter": { "semicolons": "asNeeded" } } }');
    expect(await formatted()).toEqual(['export const a = { b: "x", c: 1 }\n', '*  kept\n']);
  });

  it('takes the nearest settings', async () => {
    await install('prettier');
    await put('biome.json', '{}');
    await put('src/.prettierrc', '{ "semi": false, "objectWrap": "collapse" }');
    expect(await formatted()).toEqual(['export const a = { b: "x", c: 1 }\n', '- kept\n']);
  });

  it('returns nothing if no formatter is set up', async () => {
    await put('package.json', '{ "name": "x" }');
    expect(await formatted()).toBeUndefined();
  });

  it('reports a formatter that is not installed, or that does not understand its settings', async () => {
    await put('biome.json', '{ "formatter": 3 }');
    await expect(formatted()).rejects.toMatchObject({
      code: 'no-formatter',
      message: expect.stringContaining('Biome'),
    });
    await install('@biomejs/biome');
    await expect(formatted()).rejects.toMatchObject({
      code: 'no-formatter',
      message: expect.stringMatching(/^Biome failed: /),
    });
  });
});

it('is what pagegen writes, checks and finds unchanged', async () => {
  await install('prettier');
  await put('.prettierrc', '{ "semi": false }');
  await put('api.yaml', 'openapi: 3.1.0\ninfo: { title: Shop, version: "1" }\npaths: {}\n');
  await put('pagegen.config.json', '{ "document": "api.yaml", "output": "src/api" }');
  await pagegen(folder);
  expect(await readFile(join(folder, 'src/api/client.ts'), 'utf8')).toContain(';\n');
  expect((await pagegen(folder, '--format', 'auto')).stderr).toMatch(/updated/);
  expect(await readFile(join(folder, 'src/api/client.ts'), 'utf8')).not.toContain(';\n');
  expect((await pagegen(folder, '--format', 'auto', '--check')).code).toBe(0);
  expect((await pagegen(folder, '--check')).code).toBe(1);
  expect((await pagegen(folder, '--format', 'auto')).stderr).toMatch(/\(\d+ unchanged\)/);
  expect((await pagegen(folder)).stderr).toMatch(/updated/);
});
