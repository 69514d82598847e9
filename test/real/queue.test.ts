import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { copyExample, PACKAGES, unpack } from './example-copies.ts';

const REDIS = '/usr/bin/redis-server';

/** CI sets it: there, Redis may not be missing. */
const required = Boolean(process.env['PAGEGEN_REQUIRE_PLATFORMS']);
const missing = !existsSync(REDIS) && !required;

const { tarball } = inject('packed');
let scratch: string;
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'pagegen-queue-'));
});
afterAll(() => rm(scratch, { recursive: true, force: true }));

test('a walk is shared by several processes, and survives that one of them is killed', async ({ skip }) => {
  skip(missing, `there is no ${REDIS}`);
  const pagegen = await unpack(tarball, join(scratch, 'package'));
  const folder = await copyExample('queue', join(scratch, 'queue'), pagegen, PACKAGES);
  const run = (...args: readonly string[]) =>
    promisify(execFile)('npm', ['run', '--silent', ...args], { cwd: folder, timeout: 120_000 });
  await run('generate');
  const { stdout } = await run('start');
  const [, received, twice] = /^(\d+) leads received.*\n(\d+) received twice/m.exec(stdout) ?? [];
  expect(stdout).toBe(`12 jobs, 1 of them begun again after its worker was killed
${received} leads received, 0 of 3000 missing
${twice} received twice, 0 of them in a job that was not repeated
3000 when taken by key
`);
  expect(Number(twice)).toBeGreaterThan(0);
  expect(Number(received)).toBe(3000 + Number(twice));
  const compiler = join(PACKAGES, 'typescript/bin/tsc');
  expect((await promisify(execFile)(process.execPath, [compiler, '-p', folder])).stdout).toBe('');
});
