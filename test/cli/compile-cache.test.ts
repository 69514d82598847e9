import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import module from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keepCompiledCode } from '../../src/cli/v8.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pagegen-cache-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('the cache of compiled code', () => {
  it('creates no folder node_modules', () => {
    keepCompiledCode(folder);
    expect(existsSync(join(folder, 'node_modules'))).toBe(false);
  });

  // Node.js 20 has no such cache.
  it.skipIf(!('enableCompileCache' in module))('is in the nearest node_modules of the project', async () => {
    await mkdir(join(folder, 'node_modules'));
    await mkdir(join(folder, 'src'));
    keepCompiledCode(join(folder, 'src'));
    expect(existsSync(join(folder, 'node_modules/.cache/pagegen'))).toBe(true);
  });
});
