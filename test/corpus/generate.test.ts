import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CORPUS } from '../../bench/corpus-documents.ts';
import { generate } from '../../src/index.ts';
import { type CompilerVersion, compile } from '../support/compile.ts';

/**
 * A fixed sample of real documents; `bench/corpus.ts` runs all there are. Of each, how many operations its client has:
 * every one of the document.
 */
const DOCUMENTS = {
  'documents/petstore.yaml': 19,
  'documents/petstore.json': 19,
  'documents/petstore-v2.json': 3,
  'documents/box.json': 296,
  'documents/discord.json': 242,
  'documents/plaid.yml': 329,
  'documents/digitalocean/specification/DigitalOcean-public.v2.yaml': 659,
  'documents/kubernetes-swagger2.json': 1123,
  'pagination/dev/okta/spec.json': 809,
  'pagination/dev/stackone/spec.json': 286,
  'pagination/dev/stripe/spec.json': 452,
} as const;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pagegen-corpus-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('a real document', () => {
  test.each(Object.entries(DOCUMENTS))('%s generates without an error, all its operations', async (name, count) => {
    const { files, diagnostics, stats } = await generate({ document: join(CORPUS, name) });
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(stats.operations).toBe(count);
    for (const { path, text } of files) {
      const file = join(folder, name.replace(/\W+/g, '-'), path);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, text);
    }
  });
});

describe('what was generated compiles under the strictest flags', () => {
  test.each<CompilerVersion>(['5.4', '5.9', '7'])('of TypeScript %s', async (version) => {
    expect(await compile(folder, version, 'nodenext')).toBe('');
  });
});
