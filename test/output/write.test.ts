import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { FORMER_MANIFEST, MANIFEST } from '../../src/output/manifest.ts';
import { type WriteOptions, write } from '../../src/output/write.ts';

let parent: string;
let folder: string;
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'pagegen-write-'));
  folder = join(parent, 'out/client');
});

const put = (files: Record<string, string>, options: Partial<WriteOptions> = {}) =>
  write(
    folder,
    Object.entries(files).map(([path, text]) => ({ path, text })),
    { version: '1.0.0', fingerprint: 'f', displayPath: 'client', ...options },
  );
const read = (path: string): string => readFileSync(join(folder, path), 'utf8');
const edit = (path: string, text: string): void => writeFileSync(join(folder, path), text);
const all = (): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => statSync(join(folder, path)).isFile())
    .sort();

describe('write', () => {
  it('takes over a folder whose manifest has its former name', async () => {
    await put({ 'index.ts': 'a', 'old.ts': 'b' });
    renameSync(join(folder, MANIFEST), join(folder, FORMER_MANIFEST));
    const { updated, deleted } = await put({ 'index.ts': 'c' });
    expect({ updated, deleted }).toEqual({ updated: ['index.ts'], deleted: [FORMER_MANIFEST, 'old.ts'] });
    expect(all()).toEqual([MANIFEST, 'index.ts']);
  });

  it('creates the folder, the files and the manifest, and nothing else', async () => {
    const report = await put({ 'index.ts': 'a', 'operations/leads.ts': 'b' });
    expect(report).toEqual({
      created: ['index.ts', 'operations/leads.ts'],
      updated: [],
      unchanged: [],
      deleted: [],
      kept: [],
    });
    expect(all()).toEqual([MANIFEST, 'index.ts', 'operations/leads.ts']);
    expect(JSON.parse(read(MANIFEST))).toEqual({
      generator: 'pagegen',
      version: '1.0.0',
      fingerprint: 'f',
      files: {
        'index.ts': 'ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb',
        'operations/leads.ts': '3e23e8160039594a33894f6564e1b1348bbd7a0088d42c4acb73eeaed59c009d',
      },
    });
    expect(readdirSync(join(parent, 'out'))).toEqual(['client']);
  });

  it('writes only what changed, and nothing at all the second time', async () => {
    await put({ 'a.ts': '1', 'b.ts': '1' });
    const before = ['a.ts', 'b.ts', MANIFEST].map((path) => statSync(join(folder, path)).ino);
    expect(await put({ 'a.ts': '1', 'b.ts': '1' })).toMatchObject({ unchanged: ['a.ts', 'b.ts'], updated: [] });
    expect(['a.ts', 'b.ts', MANIFEST].map((path) => statSync(join(folder, path)).ino)).toEqual(before);
    expect(await put({ 'a.ts': '1', 'b.ts': '2' })).toMatchObject({ unchanged: ['a.ts'], updated: ['b.ts'] });
    expect(statSync(join(folder, 'a.ts')).ino).toBe(before[0]);
    expect(read('b.ts')).toBe('2');
  });

  it('overwrites what is ours even if it was edited', async () => {
    await put({ 'a.ts': '1' });
    edit('a.ts', 'edited');
    expect(await put({ 'a.ts': '1' })).toMatchObject({ updated: ['a.ts'] });
    expect(read('a.ts')).toBe('1');
  });

  it('removes stale files of ours with the folders that this empties, and keeps edited ones', async () => {
    await put({ 'a.ts': '1', 'deep/er/b.ts': '1', 'c.ts': '1', 'mixed/d.ts': '1' });
    edit('c.ts', 'edited');
    edit('mixed/mine.ts', 'mine');
    expect(await put({ 'a.ts': '1' })).toMatchObject({ deleted: ['deep/er/b.ts', 'mixed/d.ts'], kept: ['c.ts'] });
    expect(all()).toEqual([MANIFEST, 'a.ts', 'c.ts', 'mixed/mine.ts']);
    expect(existsSync(join(folder, 'deep'))).toBe(false);
    expect(await put({ 'a.ts': '1' })).toMatchObject({ deleted: [], kept: [] });
  });

  it('never touches files of the user, and names all that are in the way', async () => {
    mkdirSync(join(folder, 'operations'), { recursive: true });
    edit('index.ts', 'mine');
    edit('operations/leads.ts', 'mine');
    edit('other.ts', 'mine');
    await expect(put({ 'index.ts': '1', 'operations/leads.ts': '1', 'new.ts': '1' })).rejects.toMatchObject({
      code: 'foreign-file',
      message:
        '2 files in client are in the way and were not written by pagegen: index.ts, operations/leads.ts. Nothing was written.',
    });
    expect(all()).toEqual(['index.ts', 'operations/leads.ts', 'other.ts']);
    expect(read('index.ts')).toBe('mine');
  });

  it('takes a file over that holds the very text to be written', async () => {
    mkdirSync(folder, { recursive: true });
    edit('a.ts', '1');
    expect(await put({ 'a.ts': '1' })).toMatchObject({ unchanged: ['a.ts'] });
    expect(await put({ 'a.ts': '2' })).toMatchObject({ updated: ['a.ts'] });
  });

  it('turns a file of ours into a folder', async () => {
    await put({ a: '1' });
    expect(await put({ 'a/b.ts': '1' })).toMatchObject({ created: ['a/b.ts'], deleted: ['a'] });
    expect(all()).toEqual([MANIFEST, 'a/b.ts']);
  });

  it('does nothing under dryRun but says the same', async () => {
    expect(await put({ 'a.ts': '1' }, { dryRun: true })).toMatchObject({ created: ['a.ts'] });
    expect(existsSync(folder)).toBe(false);
    expect(existsSync(join(parent, 'out'))).toBe(false);
  });

  it('writes the same manifest for any order of the files', async () => {
    await put({ 'b.ts': '1', 'a.ts': '1' });
    const manifest = read(MANIFEST);
    rmSync(folder, { recursive: true });
    await put({ 'a.ts': '1', 'b.ts': '1' });
    expect(read(MANIFEST)).toBe(manifest);
  });
});

describe('write, refusals', () => {
  it('refuses an output folder that is a file, or below one', async () => {
    writeFileSync(join(parent, 'file'), '');
    for (const path of ['file', 'file/client']) {
      await expect(
        write(join(parent, path), [], { version: '1', fingerprint: '', displayPath: path }),
      ).rejects.toMatchObject({
        code: 'output-not-folder',
        message: `Cannot write into ${path}: the path is a file, or leads through one.`,
      });
    }
  });

  it.each(['operations', 'operations/leads.ts', MANIFEST])(
    'never writes through a symbolic link at %s',
    async (path) => {
      const outside = mkdtempSync(join(tmpdir(), 'pagegen-outside-'));
      writeFileSync(join(outside, 'target'), 'untouched');
      mkdirSync(join(folder, path, '..'), { recursive: true });
      symlinkSync(path === 'operations' ? outside : join(outside, 'target'), join(folder, path));
      await expect(put({ 'operations/leads.ts': '1' })).rejects.toMatchObject({ code: 'symbolic-link' });
      expect(readdirSync(outside)).toEqual(['target']);
      expect(readFileSync(join(outside, 'target'), 'utf8')).toBe('untouched');
    },
  );

  it('takes an output folder that is itself a link', async () => {
    const real = join(parent, 'real');
    mkdirSync(real);
    mkdirSync(join(parent, 'out'));
    symlinkSync(real, folder);
    await put({ 'a.ts': '1' });
    expect(readFileSync(join(real, 'a.ts'), 'utf8')).toBe('1');
  });

  it.each(['not json', '{}', '{"generator":"pagegen","version":"1","fingerprint":"","files":{"../x":"y"}}'])(
    'refuses the manifest %s',
    async (text) => {
      mkdirSync(folder, { recursive: true });
      edit(MANIFEST, text);
      await expect(put({ 'a.ts': '1' })).rejects.toMatchObject({ code: 'invalid-manifest' });
      expect(all()).toEqual([MANIFEST]);
    },
  );

  it.each(['../a.ts', '/a.ts', 'a/../b.ts', 'a//b.ts', './a.ts', 'a\\b.ts', 'C:a.ts', 'con.ts', 'a.', '', 'a\0b'])(
    'refuses the path %j as a fault of ours',
    async (path) => {
      await expect(put({ [path]: '1' })).rejects.toThrow('Unsafe path of an emitted file');
      expect(existsSync(folder)).toBe(false);
    },
  );

  it('refuses two paths that differ in case alone', async () => {
    await expect(put({ 'Lead.ts': '1', 'lead.ts': '1' })).rejects.toThrow('Two emitted files share the path "lead.ts"');
  });
});

describe('write, interrupted', () => {
  it('stops before the first change if it was interrupted before', async () => {
    const reason = new Error('interrupted');
    await expect(put({ 'a.ts': '1' }, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    expect(existsSync(folder)).toBe(false);
  });

  it.skipIf(process.getuid?.() === 0)('puts everything back if a step fails', async () => {
    await put({ 'a.ts': '1', 'locked/b.ts': '1', 'gone/c.ts': '1' });
    const before = all().map((path) => [path, read(path)]);
    chmodSync(join(folder, 'locked'), 0o555);
    await expect(put({ 'a.ts': '2', 'locked/b.ts': '2', 'new/d.ts': '1' })).rejects.toMatchObject({
      code: 'output-unwritable',
    });
    chmodSync(join(folder, 'locked'), 0o755);
    expect(all().map((path) => [path, read(path)])).toEqual(before);
    expect(existsSync(join(folder, 'new'))).toBe(false);
  });

  it('knows its files after a crash between two steps', async () => {
    await put({ 'a.ts': '1', 'b.ts': '1' });
    // A crash leaves the manifest of the unfinished write, and only some of its files.
    const manifest = JSON.parse(read(MANIFEST)) as { fingerprint: string; files: Record<string, string> };
    manifest.fingerprint = '';
    manifest.files['c.ts'] = 'hash of what was to be';
    edit(MANIFEST, JSON.stringify(manifest));
    edit('c.ts', 'half-way');
    expect(await put({ 'a.ts': '1', 'c.ts': '2' })).toMatchObject({
      unchanged: ['a.ts'],
      updated: ['c.ts'],
      deleted: ['b.ts'],
    });
  });
});
