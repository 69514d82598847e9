import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { generate } from '../../src/index.ts';
import { compile } from '../support/compile.ts';

/** Real documents are test data beside the project, never part of it; `PAGEGEN_CORPUS` names another place. */
const CORPUS = process.env['PAGEGEN_CORPUS'] ?? join(import.meta.dirname, '../../../shared/corpus');
const DOCUMENTS = ['petstore.yaml', 'petstore.json', 'box.json', 'discord.json', 'plaid.yml'];

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pagegen-corpus-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test.each(DOCUMENTS)('%s generates without a fault, every operation of it', async (document) => {
  const { files, diagnostics, stats } = await generate({ document: join(CORPUS, 'documents', document) });
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(stats.operations).toBeGreaterThan(10);
  for (const { path, text } of files) {
    const file = join(folder, document.replace('.', '-'), path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }
});

test('what was generated compiles under the strictest flags', async () => {
  expect(await compile(folder, '7', 'nodenext')).toBe('');
});
