import { mkdirSync, mkdtempSync, readdirSync, realpathSync, symlinkSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join, win32 } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { check } from '../../src/output/check.ts';
import { isRoot } from '../../src/output/inspect.ts';
import { write } from '../../src/output/write.ts';

const FILES = [{ path: 'index.ts', text: 'export {};\n' }];
const OPTIONS = { version: '1.0.0', fingerprint: 'f' };

let parent: string;
beforeEach(() => {
  parent = realpathSync(mkdtempSync(join(tmpdir(), 'pagegen-shared-')));
  mkdirSync(join(parent, 'home'));
  symlinkSync(join(parent, 'home'), join(parent, 'link'));
  symlinkSync('/', join(parent, 'root'));
  vi.stubEnv('HOME', join(parent, 'home'));
});
afterEach(() => void vi.unstubAllEnvs());

describe.skipIf(process.platform === 'win32')('an output folder that others share', () => {
  it.each(['/', '//', '/./', '/..', 'root', 'root/'])(
    'is refused if it is the root of a file system: %s',
    async (name) => {
      const folder = name.startsWith('/') ? name : join(parent, name);
      const refusal = {
        code: 'shared-output-folder',
        message: `Cannot write into ${folder}: it is the root of a file system.`,
      };
      await expect(write(folder, FILES, OPTIONS)).rejects.toMatchObject(refusal);
      await expect(check(folder, FILES, OPTIONS)).rejects.toMatchObject(refusal);
    },
  );

  it.each(['home', 'home/', 'home/.', 'home/src/..', 'link', 'link/'])(
    'is refused if it is a home folder: %s',
    async (name) => {
      const folder = `${parent}/${name}`;
      await expect(write(folder, FILES, OPTIONS)).rejects.toMatchObject({
        code: 'shared-output-folder',
        message: `Cannot write into ${folder}: it is a home folder.`,
        hint: 'Name a folder for the client, such as `-o src/api`.',
      });
      expect(readdirSync(join(parent, 'home'))).toEqual([]);
    },
  );

  it.each(['node_modules', '.git', 'link/node_modules/'])('is refused if other programs own it: %s', async (name) => {
    mkdirSync(join(parent, name), { recursive: true });
    await expect(write(join(parent, name), FILES, OPTIONS)).rejects.toMatchObject({
      code: 'shared-output-folder',
      message: expect.stringContaining('other programs own that folder'),
    });
  });

  it('is refused if it is the home folder of the user database', async () => {
    vi.unstubAllEnvs();
    const home = homedir();
    vi.stubEnv('HOME', join(parent, 'home'));
    await expect(write(home, FILES, OPTIONS)).rejects.toMatchObject({ code: 'shared-output-folder' });
  });

  it.each(['~', '~/', '~/api'])('is refused if the shell did not replace the tilde: %s', async (name) => {
    await expect(write(join(parent, name), FILES, { ...OPTIONS, displayPath: name })).rejects.toMatchObject({
      code: 'shared-output-folder',
      message: `Cannot write into ${name}: the shell did not replace \`~\`.`,
    });
  });

  it('is not a folder in the home folder', async () => {
    expect((await write(join(parent, 'home/src/api'), FILES, OPTIONS)).created).toEqual(['index.ts']);
  });
});

it('a Windows drive and a share are roots, the folders in them are not', () => {
  for (const root of ['C:\\', 'c:/', 'C:\\.', '\\\\server\\share\\'])
    expect(isRoot(win32.resolve(root), win32)).toBe(true);
  for (const folder of ['C:\\api', '\\\\server\\share\\api']) expect(isRoot(win32.resolve(folder), win32)).toBe(false);
});

describe.skipIf(process.platform !== 'linux')('a file system in which nobody can make folders', () => {
  it.each(['/proc/x', '/proc/x/y/z', '/sys/x'])('is an error, at once: %s', async (folder) => {
    await expect(write(folder, FILES, OPTIONS)).rejects.toMatchObject({ code: 'output-unwritable' });
  });
});
