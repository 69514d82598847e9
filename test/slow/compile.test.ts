import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { emit } from '../../src/client/emit.ts';
import { plan } from '../../src/client/plan/plan.ts';
import type { EmittedFile } from '../../src/client/print/source-file.ts';
import { generate } from '../../src/tasks/generate.ts';
import { COMPILERS, type CompilerVersion, compile, shareRuntime } from '../support/compile.ts';
import { hostileApi } from '../support/hostile.ts';

const SPECS = fileURLToPath(new URL('../../specs/', import.meta.url));
const ENTRY = /^(?!.*(?:shared|parts|common)\/).*\.(?:ya?ml|json)$/;

let folder: string;
let sharing: { rootDirs: string[] };
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pagegen-compile-'));
  const all = await documents();
  for (const document of all) await generateInto(join(folder, 'js'), document, 'js');
  for (const extension of ['ts', 'none'] as const) {
    await generateInto(join(folder, extension), join(SPECS, 'close.yaml'), extension);
  }
  await writeClient(join(folder, 'js', 'hostile'), emit(plan(hostileApi(), { importExtension: 'js' }, () => {})));
  sharing = await shareRuntime(join(folder, 'js'), ['hostile', ...all.map(nameOf)]);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** The seed documents and every fixture that is a document of its own. */
async function documents(): Promise<string[]> {
  const files = await Promise.all(
    ['', 'fixtures'].map(async (below) => {
      const entries = await readdir(join(SPECS, below), { withFileTypes: true });
      return entries
        .filter((entry) => entry.isFile() && ENTRY.test(entry.name))
        .map(({ name }) => join(SPECS, below, name));
    }),
  );
  return files.flat().sort();
}

const nameOf = (document: string): string => document.slice(SPECS.length).replace(/\.\w+$/, '');

async function generateInto(parent: string, document: string, importExtension: 'js' | 'ts' | 'none'): Promise<void> {
  const { files, diagnostics } = await generate({ document, importExtension });
  expect(
    diagnostics.filter(({ severity }) => severity === 'error'),
    document,
  ).toEqual([]);
  await writeClient(join(parent, nameOf(document)), files);
}

async function writeClient(client: string, files: readonly EmittedFile[]): Promise<void> {
  for (const { path, text } of files) {
    const file = join(client, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }
}

describe.each(Object.keys(COMPILERS) as CompilerVersion[])(
  'clients of all documents compile with TypeScript %s',
  (version) => {
    it('under nodenext and the strictest flags', async () => {
      expect(await compile(join(folder, 'js'), version, 'nodenext', sharing)).toBe('');
    });

    it('under bundler and the strictest flags', async () => {
      expect(await compile(join(folder, 'js'), version, 'bundler', sharing)).toBe('');
    });
  },
);

/** A project that Next.js sets up for JavaScript: old syntax, and no strict checks. */
const LENIENT = {
  target: 'ES2017',
  lib: ['DOM', 'DOM.Iterable', 'ES2022'],
  strict: false,
  exactOptionalPropertyTypes: false,
  noUncheckedIndexedAccess: false,
  noPropertyAccessFromIndexSignature: false,
  isolatedDeclarations: false,
  declaration: false,
};

describe.each(['5.9', '7'] as const)('clients of all documents compile with TypeScript %s', (version) => {
  it('for ES2017 and without strict checks', async () => {
    expect(await compile(join(folder, 'js'), version, 'bundler', { ...sharing, ...LENIENT })).toBe('');
  });
});

describe('the other endings of imports compile', () => {
  it('ts, under nodenext', async () => {
    expect(await compile(join(folder, 'ts'), '7', 'nodenext', { allowImportingTsExtensions: true })).toBe('');
  });

  it('none, under bundler', async () => {
    expect(await compile(join(folder, 'none'), '7', 'bundler')).toBe('');
  });

  // As create-next-app sets up a project, and as many older projects are.
  it.each([
    { target: 'es2017', lib: ['dom', 'dom.iterable', 'esnext'] },
    { target: 'es2017', strict: false, exactOptionalPropertyTypes: false, verbatimModuleSyntax: false },
  ])('none, under bundler, with %o', async (options) => {
    expect(await compile(join(folder, 'none'), '7', 'bundler', options)).toBe('');
  });
});
