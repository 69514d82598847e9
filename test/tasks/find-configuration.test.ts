import { mkdir, mkdtemp, readdir, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findConfiguration } from '../../src/tasks/configuration/find.ts';

let folder: string;
beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'pagegen-find-')));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const put = (name: string, text: string) => writeFile(join(folder, name), text);
const find = (named?: string) => findConfiguration(folder, { command: 'generate' }, named);

describe('findConfiguration', () => {
  it.each([
    ['pagegen.config.ts', "const document: string = 'a.yaml';\nexport default { document } satisfies object;\n"],
    [
      'pagegen.config.mts',
      "import { defineConfig } from 'pagegen';\nexport default defineConfig({ document: 'a.yaml' });\n",
    ],
    [
      'pagegen.config.js',
      "import { defineConfig } from 'pagegen';\nexport default defineConfig({ document: 'a.yaml' });\n",
    ],
    ['pagegen.config.mjs', "export default async () => ({ document: 'a.yaml' });\n"],
    ['pagegen.config.json', '\uFEFF{ "document": "a.yaml" }'],
    ['pagegen.config.yaml', 'document: a.yaml # the one\n'],
    ['pagegen.config.yml', 'document: a.yaml\n'],
    ['package.json', '{ "name": "x", "pagegen": { "document": "a.yaml" } }'],
  ])('reads %s', async (name, text) => {
    await put(name, text);
    const found = await find();
    expect(found).toMatchObject({
      file: join(folder, name),
      value: { document: 'a.yaml' },
      inputs: [join(folder, name)],
    });
    expect(await readdir(folder)).toEqual([name]);
  });

  it('tells a function which command runs', async () => {
    await put('pagegen.config.ts', 'export default ({ command }) => ({ name: command });\n');
    expect(await find()).toMatchObject({ value: { name: 'generate' } });
  });

  it('names the modules that a module imports, and reads all of them again each time', async () => {
    await put('pagegen.config.ts', "import { name } from './name.ts';\nexport default { name };\n");
    await put('name.ts', "export const name: string = 'One';\n");
    expect(await find()).toMatchObject({
      value: { name: 'One' },
      inputs: [join(folder, 'pagegen.config.ts'), join(folder, 'name.ts')],
    });
    await put('name.ts', "export const name: string = 'Two';\n");
    expect(await find()).toMatchObject({ value: { name: 'Two' } });
  });

  it('finds none in a folder without one, even if a folder above has one', async () => {
    await put('pagegen.config.json', '{ "document": "a.yaml" }');
    await mkdir(join(folder, 'below'));
    await writeFile(join(folder, 'below', 'package.json'), '{ "name": "x" }');
    expect(await findConfiguration(join(folder, 'below'), { command: 'generate' })).toBeUndefined();
  });

  it('reads the file that is named, before all others', async () => {
    await put('pagegen.config.json', '{ "document": "a.yaml" }');
    await put('other.yaml', 'document: b.yaml\n');
    expect(await find('other.yaml')).toMatchObject({ value: { document: 'b.yaml' } });
  });

  it.each([
    ['pagegen.config.json', '{ "document": }', /pagegen\.config\.json cannot be read: line 1: /],
    ['pagegen.config.yaml', 'a: [1\n', /pagegen\.config\.yaml cannot be read: line \d: /],
    ['pagegen.config.yaml', '', /pagegen\.config\.yaml is empty\./],
    ['pagegen.config.yaml', 'yes', /pagegen\.config\.yaml cannot be read: it is neither an object nor a list\./],
    ['pagegen.config.ts', "throw new Error('no key');", /pagegen\.config\.ts cannot be loaded: no key/],
    ['pagegen.config.ts', 'export default {', /pagegen\.config\.ts cannot be loaded: /],
    ['pagegen.config.ts', 'export const config = {};', /pagegen\.config\.ts has no default export\./],
    ['pagegen.config.ts', "export default () => { throw new Error('no key'); };", /failed: no key/],
  ])('says what is wrong with %s: %s', async (name, text, message) => {
    await put(name, text);
    await expect(find()).rejects.toMatchObject({
      code: 'invalid-configuration',
      message: expect.stringMatching(message),
    });
  });

  it('suggests the nearest name of a file that does not exist, and refuses other kinds of files', async () => {
    await put('pagegen.config.yaml', 'document: a.yaml\n');
    await put('notes.txt', 'document: a.yaml\n');
    await expect(find('pagegen.confg.yaml')).rejects.toMatchObject({
      code: 'file-not-found',
      hint: 'Did you mean pagegen.config.yaml?',
    });
    await expect(find('notes.txt')).rejects.toMatchObject({ code: 'invalid-configuration' });
  });
});
