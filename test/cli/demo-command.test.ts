import { mkdir, mkdtemp, readdir, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { copyDemo } from '../../src/tasks/demo.ts';
import { pagegen } from './in-process.ts';

let folder: string;
beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'pagegen-demo-')));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it('refuses a folder that holds something else', async () => {
  await writeFile(join(folder, 'mine.txt'), 'mine');
  expect(await pagegen(folder, 'demo')).toEqual({
    code: 2,
    stdout: '',
    stderr: `error  The demo needs an empty folder, but ${folder} has mine.txt.  [folder-not-empty]\n  hint: Name a new folder: \`pagegen demo pagegen-demo\`.\n`,
  });
  expect(await readdir(folder)).toEqual(['mine.txt']);
});

it('accepts what `npm install pagegen` leaves in an empty folder', async () => {
  await mkdir(join(folder, 'node_modules'));
  for (const name of ['package.json', 'package-lock.json']) await writeFile(join(folder, name), '{}');
  await copyDemo(folder);
  expect(await readdir(folder)).toEqual(expect.arrayContaining(['crm.yaml', 'walk.mts']));
});

it('creates a new folder, and keeps edited files of an earlier demo', async () => {
  const demo = join(folder, 'a', 'demo');
  await copyDemo(demo);
  expect(await readFile(join(demo, 'crm.yaml'), 'utf8')).toMatch(/^openapi: /m);
  await writeFile(join(demo, 'walk.mts'), '// mine');
  await copyDemo(demo);
  expect(await readFile(join(demo, 'walk.mts'), 'utf8')).toBe('// mine');
});
