import { copyFile, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { generate } from '../../src/tasks/generate.ts';
import { COMPILERS, type CompilerVersion, compile } from '../support/compile.ts';

const REPOSITORY = fileURLToPath(new URL('../..', import.meta.url));
const EXPECT_TYPE = dirname(createRequire(import.meta.url).resolve('expect-type/package.json'));

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pagegen-types-'));
  await mkdir(join(folder, 'node_modules'));
  await symlink(EXPECT_TYPE, join(folder, 'node_modules/expect-type'));
  for (const name of ['close', 'places', 'contents', 'dated']) {
    const path = { contents: 'specs/fixtures/contents.yaml', dated: 'specs/close.yaml' }[name] ?? `specs/${name}.yaml`;
    const dates = name === 'dated' ? 'date' : undefined;
    const { files } = await generate({ document: join(REPOSITORY, path), dates });
    for (const { path: target, text } of files) {
      const file = join(folder, name, target);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, text);
    }
    await copyFile(join(REPOSITORY, `test/types/${name}.ts`), join(folder, `${name}.ts`));
  }
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test.each(Object.keys(COMPILERS) as CompilerVersion[])(
  'generated clients have the types that users rely on, and refuse wrong use, with TypeScript %s',
  async (version) => {
    expect(await compile(folder, version, 'nodenext')).toBe('');
  },
);
