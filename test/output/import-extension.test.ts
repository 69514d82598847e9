import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { detectImportExtension } from '../../src/output/import-extension.ts';

let folder: string;
beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'pagegen-extension-')));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Writes files and detects the ending for a client in `output`. Paths of the result are relative. */
async function detect(files: Readonly<Record<string, unknown>>, output = 'src/api') {
  for (const [name, content] of Object.entries(files)) {
    const file = join(folder, name);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content));
  }
  const { extension, file, reason } = await detectImportExtension(join(folder, output));
  return [extension, ...(file === undefined ? [] : [relative(folder, file)]), reason];
}

const options = (compilerOptions: object, more: object = {}) => ({ compilerOptions, ...more });

describe('the ending of imports', () => {
  it('is .js without any configuration', async () => {
    expect(await detect({})).toEqual(['js', 'there is no tsconfig.json']);
  });

  it.each([
    [{ moduleResolution: 'bundler' }, 'none', 'moduleResolution bundler'],
    [{ moduleResolution: 'Bundler', module: 'ESNext' }, 'none', 'moduleResolution bundler'],
    [{ moduleResolution: 'node' }, 'none', 'moduleResolution node10'],
    [{ moduleResolution: 'node10' }, 'none', 'moduleResolution node10'],
    [{ moduleResolution: 'classic' }, 'none', 'moduleResolution classic'],
    [{ module: 'commonjs' }, 'none', 'module commonjs'],
    [{ module: 'preserve' }, 'none', 'moduleResolution bundler'],
    [{ module: 'esnext' }, 'none', 'moduleResolution classic'],
    [{}, 'none', 'no module or moduleResolution'],
    [{ module: 'Node16' }, 'js', 'moduleResolution node16'],
    [{ module: 'node18' }, 'js', 'moduleResolution node16'],
    [{ module: 'NodeNext' }, 'js', 'moduleResolution nodenext'],
    [{ moduleResolution: 'nodenext', module: 'nodenext' }, 'js', 'moduleResolution nodenext'],
    [{ moduleResolution: 'bundler', allowImportingTsExtensions: true }, 'ts', 'allowImportingTsExtensions'],
    [{ module: 'nodenext', rewriteRelativeImportExtensions: true }, 'ts', 'rewriteRelativeImportExtensions'],
    [{ module: 'nodenext', allowImportingTsExtensions: false }, 'js', 'moduleResolution nodenext'],
  ])('follows a tsconfig.json with %j', async (compilerOptions, extension, reason) => {
    expect(await detect({ 'tsconfig.json': options(compilerOptions) })).toEqual([extension, 'tsconfig.json', reason]);
  });

  it('reads a tsconfig.json with comments, trailing commas and a byte order mark', async () => {
    const text = '\uFEFF{\n  // ours\n  "compilerOptions": { /* Next.js */ "moduleResolution": "bundler", },\n}\n';
    expect(await detect({ 'tsconfig.json': text })).toEqual(['none', 'tsconfig.json', 'moduleResolution bundler']);
  });

  it('follows extends: chains, lists of which the last wins, and packages', async () => {
    const files = {
      'node_modules/@tsconfig/strict/package.json': { name: '@tsconfig/strict', version: '1.0.0' },
      'node_modules/@tsconfig/strict/tsconfig.json': options({ strict: true, module: 'nodenext' }),
      'base/tsconfig.base.json': options({ module: 'esnext', moduleResolution: 'bundler' }),
      'tsconfig.json': { extends: './base/tsconfig.base' },
      'packages/a/tsconfig.json': { extends: '../../tsconfig.json' },
      'packages/b/tsconfig.json': { extends: ['../../tsconfig.json', '@tsconfig/strict/tsconfig.json'] },
      'packages/c/tsconfig.json': { extends: '@tsconfig/strict' },
    };
    const none = 'moduleResolution bundler';
    expect(await detect(files, 'packages/a/src/api')).toEqual(['none', 'packages/a/tsconfig.json', none]);
    expect((await detect(files, 'packages/c/src/api'))[0]).toBe('js');
    expect((await detect(files, 'packages/d'))[0]).toBe('none');
  });

  it('comes from the reference of a solution file that includes the client', async () => {
    const vite = {
      'tsconfig.json': {
        files: [],
        references: [{ path: './tsconfig.node.json' }, { path: './tsconfig.app.json' }, { path: './missing' }],
      },
      'tsconfig.app.json': options(
        { module: 'esnext', moduleResolution: 'bundler', allowImportingTsExtensions: true },
        { include: ['src'] },
      ),
      'tsconfig.node.json': options({ module: 'nodenext' }, { include: ['vite.config.ts', 'server'] }),
    };
    expect(await detect(vite)).toEqual(['ts', 'tsconfig.app.json', 'allowImportingTsExtensions']);
    expect(await detect(vite, 'server/api')).toEqual(['js', 'tsconfig.node.json', 'moduleResolution nodenext']);
    // No reference includes the folder: the first one is the best guess.
    expect(await detect(vite, 'client')).toEqual(['js', 'tsconfig.node.json', 'moduleResolution nodenext']);
  });

  it('comes from a reference that names a folder, and from solutions within solutions', async () => {
    const files = {
      'tsconfig.json': { files: [], references: [{ path: './packages' }, { path: '.' }] },
      'packages/tsconfig.json': { files: [], references: [{ path: './web/tsconfig.lib.json' }] },
      'packages/web/tsconfig.lib.json': options({ moduleResolution: 'bundler' }, { include: ['../../src'] }),
    };
    expect(await detect(files)).toEqual(['none', 'packages/web/tsconfig.lib.json', 'moduleResolution bundler']);
  });

  it('comes from the nearest tsconfig.json, even if that does not include the client', async () => {
    const files = {
      'tsconfig.json': options({ module: 'nodenext' }),
      'web/tsconfig.json': options({ moduleResolution: 'bundler' }, { include: ['app'] }),
    };
    expect((await detect(files, 'web/client'))[0]).toBe('none');
    expect((await detect(files, 'client'))[0]).toBe('js');
  });

  it('is .ts for Deno and Bun, unless a tsconfig.json decides', async () => {
    expect(await detect({ 'a/deno.jsonc': '{}' }, 'a/client')).toEqual(['ts', 'a/deno.jsonc', 'Deno']);
    expect(await detect({ 'b/deno.json': '{}' }, 'b')).toEqual(['ts', 'b/deno.json', 'Deno']);
    expect(await detect({ 'c/bun.lock': '' }, 'c/src')).toEqual(['ts', 'c/bun.lock', 'Bun']);
    expect(await detect({ 'd/bunfig.toml': '', 'd/deno.json': '', 'd/tsconfig.json': '{}' }, 'd/x')).toEqual([
      'none',
      'd/tsconfig.json',
      'no module or moduleResolution',
    ]);
  });

  it('comes from a jsconfig.json if there is no tsconfig.json', async () => {
    expect((await detect({ 'jsconfig.json': { compilerOptions: { paths: {} } } }))[0]).toBe('none');
  });

  it.each([
    [{ extends: '@tsconfig/absent/tsconfig.json' }, /not found/],
    [{ extends: './tsconfig.json' }, /[Cc]ircular/],
  ])('is .js if the tsconfig.json cannot be read: %j', async (content, reason) => {
    const [extension, file, why] = await detect({ 'tsconfig.json': content });
    expect([extension, file]).toEqual(['js', 'tsconfig.json']);
    expect(why).toMatch(reason);
  });

  it.each(['', '[]', '{ "compilerOptions": 3 }', '{ "references": 3 }', '{ "compilerOptions": '])(
    'does not fail on a tsconfig.json that holds %j',
    async (text) => {
      expect((await detect({ 'tsconfig.json': text }))[1]).toBe('tsconfig.json');
    },
  );
});

describe('a project in which TypeScript rejects every module', () => {
  const tsconfig = options({ module: 'nodenext', verbatimModuleSyntax: true });
  const conflict = async (files: Readonly<Record<string, unknown>>): Promise<string | undefined> => {
    await detect(files);
    return (await detectImportExtension(join(folder, 'src/api'))).conflict;
  };

  it('is recognized, as `npm init` and `tsc --init` set it up', async () => {
    expect(await conflict({ 'tsconfig.json': tsconfig, 'package.json': { type: 'commonjs' } })).toBe(
      'TypeScript rejects the client (TS1295): it has `verbatimModuleSyntax` set, and package.json lacks `"type": "module"`. Add it.',
    );
  });

  it.each([
    ['an ES module', { 'tsconfig.json': tsconfig, 'package.json': { type: 'module' } }],
    [
      'a package inside of another one',
      { 'tsconfig.json': tsconfig, 'package.json': {}, 'src/package.json': { type: 'module' } },
    ],
    [
      'a project that a bundler builds',
      {
        'tsconfig.json': options({ module: 'esnext', moduleResolution: 'bundler', verbatimModuleSyntax: true }),
        'package.json': {},
      },
    ],
    ['CommonJS', { 'tsconfig.json': options({ module: 'nodenext' }), 'package.json': { type: 'commonjs' } }],
  ])('is not %s', async (_, files) => {
    expect(await conflict(files)).toBeUndefined();
  });
});
