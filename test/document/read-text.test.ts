import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readText } from '../../src/document/files/read-text.ts';
import type { InputError } from '../../src/shared/diagnostic.ts';

const folder = mkdtempSync(join(tmpdir(), 'pagegen-load-'));
mkdirSync(join(folder, 'specs'));
writeFileSync(join(folder, 'specs/close.yaml'), '\uFEFFopenapi: 3.1.0\n');
writeFileSync(join(folder, 'specs/latin1.yaml'), Buffer.from([0x61, 0x3a, 0x20, 0xe9]));

describe('readText', () => {
  it('drops a byte order mark', async () => {
    expect(await readText(join(folder, 'specs/close.yaml'))).toBe('openapi: 3.1.0\n');
  });

  it('suggests the nearest file, spelt as the user spelt the path', async () => {
    await expect(readText(join(folder, 'specs/clos.yml'), './specs/clos.yml')).rejects.toMatchObject({
      name: 'InputError',
      code: 'file-not-found',
      message: 'Cannot read ./specs/clos.yml: there is no such file.',
      hint: 'Did you mean ./specs/close.yaml?',
    });
  });

  it('suggests nothing if nothing is near', async () => {
    const error = await readText(join(folder, 'specs/other.json')).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'file-not-found' });
    expect((error as InputError).hint).toBeUndefined();
  });

  it.each([
    ['petstore.example.io/v2/swagger.json', 'Did you mean https://petstore.example.io/v2/swagger.json?'],
    ['localhost:8080/openapi.json', 'Did you mean http://localhost:8080/openapi.json?'],
    ['specs.v1/openapi.json', undefined],
  ])('suggests a URL if its scheme is missing: %s', async (name, hint) => {
    const error = await readText(join(folder, name), name).catch((thrown: unknown) => thrown);
    expect((error as InputError).hint).toBe(hint);
  });

  it('refuses a folder', async () => {
    await expect(readText(join(folder, 'specs'), 'specs')).rejects.toMatchObject({
      code: 'file-is-folder',
      message: 'Cannot read specs: it is a folder.',
    });
  });

  it('says that a symbolic link leads to nothing', async () => {
    symlinkSync(join(folder, 'nowhere.yaml'), join(folder, 'specs/link.yaml'));
    const error = await readText(join(folder, 'specs/link.yaml'), 'link.yaml').catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      code: 'file-not-found',
      message: 'Cannot read link.yaml: it is a symbolic link to a file that does not exist.',
    });
    expect((error as InputError).hint).toBeUndefined();
  });

  describe.skipIf(process.platform === 'win32')('of a pipe', () => {
    const pipe = (name: string): string => {
      const path = join(folder, name);
      execFileSync('mkfifo', [path]);
      return path;
    };

    it('waits for the program that writes to it', async () => {
      const path = pipe('slow');
      spawn('sh', ['-c', `{ printf 'open'; sleep 0.2; printf 'api: 1'; } > '${path}'`]);
      expect(await readText(path)).toBe('openapi: 1');
    });

    it('fails if no program does', async () => {
      await expect(readText(pipe('silent'), 'silent')).rejects.toMatchObject({
        code: 'file-unreadable',
        message: 'Cannot read silent: it is a pipe, and no program writes to it.',
      });
    });
  });

  it('refuses what is not UTF-8', async () => {
    await expect(readText(join(folder, 'specs/latin1.yaml'), 'latin1.yaml')).rejects.toMatchObject({
      code: 'invalid-encoding',
      message: 'latin1.yaml is not UTF-8 text.',
    });
  });
});
