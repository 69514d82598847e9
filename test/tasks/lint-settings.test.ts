import { mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readLintSettings } from '../../src/tasks/lint-settings.ts';

let folder: string;
beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'pagegen-lint-settings-')));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const put = (name: string, text: string) => writeFile(join(folder, name), text);

it.each([
  [
    'pagegen.config.ts',
    'export default ({ command }) => ({ lint: { profile: "strict", base: command + ".yaml" } });\n',
  ],
  ['pagegen.config.yaml', 'document: a.yaml\nlint: { profile: strict, base: lint.yaml }\n'],
  ['package.json', '{ "pagegen": { "projects": [], "lint": { "profile": "strict", "base": "lint.yaml" } } }'],
])('are read from %s, paths relative to it', async (name, text) => {
  await put(name, text);
  expect(await readLintSettings({}, folder)).toMatchObject({ profile: 'strict', base: join(folder, 'lint.yaml') });
  expect(await readLintSettings({ profile: 'errors', base: 'b.yaml' }, folder)).toMatchObject({
    profile: 'errors',
    base: 'b.yaml',
  });
});

it('are the defaults if a configuration is a list of projects', async () => {
  await put('pagegen.config.json', '[{ "document": "a.yaml" }]');
  expect(await readLintSettings({}, folder)).toMatchObject({ rules: new Map() });
});
