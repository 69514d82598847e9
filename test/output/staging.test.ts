import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { makeStaging } from '../../src/output/transaction.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pagegen-staging-'));
});

it('is a lock while its process lives', async () => {
  mkdirSync(join(folder, `.pagegen-${process.ppid}`));
  await expect(makeStaging(folder)).rejects.toMatchObject({
    code: 'output-busy',
    message: `Process ${process.ppid} is writing into ${folder}.`,
  });
});

it('takes the place of what a process that died has left', async () => {
  const { pid } = spawnSync(process.execPath, ['--version']);
  mkdirSync(join(folder, `.pagegen-${pid}`));
  writeFileSync(join(folder, `.pagegen-${pid}`, 'new-1'), '');
  const staging = await makeStaging(folder);
  expect(readdirSync(folder).map((name) => join(folder, name))).toEqual([staging]);
});

it('does not wait for a process that got the number of one that died long ago', async () => {
  const left = join(folder, `.pagegen-${process.ppid}`);
  mkdirSync(left);
  utimesSync(left, new Date(0), new Date(0));
  await makeStaging(folder);
  expect(existsSync(left)).toBe(false);
});
