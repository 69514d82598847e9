import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { beginTransaction } from '../../src/output/transaction.ts';

it('takes back every kind of step', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'pagegen-transaction-'));
  mkdirSync(join(folder, 'old/inner'), { recursive: true });
  writeFileSync(join(folder, 'old/inner/gone.ts'), 'gone');
  writeFileSync(join(folder, 'kept.ts'), 'before');
  const list = () => readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  const before = list();

  const transaction = await beginTransaction(folder);
  await transaction.stage('kept.ts', 'after');
  await transaction.stage('new/file.ts', 'new');
  await transaction.remove('old/inner/gone.ts');
  await transaction.place('kept.ts', true);
  await transaction.place('new/file.ts', false);
  expect(readFileSync(join(folder, 'kept.ts'), 'utf8')).toBe('after');
  expect(list()).not.toContain('old');

  await transaction.rollback();
  expect(list()).toEqual(before);
  expect(readFileSync(join(folder, 'kept.ts'), 'utf8')).toBe('before');
  expect(readFileSync(join(folder, 'old/inner/gone.ts'), 'utf8')).toBe('gone');
});

it('does not place a file over one that came in between', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'pagegen-transaction-'));
  const transaction = await beginTransaction(folder);
  await transaction.stage('a.ts', 'ours');
  writeFileSync(join(folder, 'a.ts'), 'mine');
  await expect(transaction.place('a.ts', false)).rejects.toMatchObject({ code: 'foreign-file' });
  await transaction.rollback();
  expect(readFileSync(join(folder, 'a.ts'), 'utf8')).toBe('mine');
});

it('removes a folder that it made itself when it takes everything back', async () => {
  const parent = mkdtempSync(join(tmpdir(), 'pagegen-transaction-'));
  const transaction = await beginTransaction(join(parent, 'a/b'));
  await transaction.stage('c/d.ts', 'x');
  await transaction.place('c/d.ts', false);
  await transaction.rollback();
  expect(readdirSync(parent)).toEqual([]);
});
