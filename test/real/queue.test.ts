import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, expect, test } from 'vitest';

const EXAMPLE = fileURLToPath(new URL('../../examples/queue', import.meta.url));
const COMPILER = fileURLToPath(new URL('../../node_modules/typescript/bin/tsc', import.meta.url));
const REDIS = '/usr/bin/redis-server';

/** CI sets it: there, Redis may not be missing. */
const required = Boolean(process.env['PAGEGEN_REQUIRE_PLATFORMS']);
const missing = !existsSync(REDIS) && !required;

const run = (program: string, args: readonly string[]) =>
  promisify(execFile)(program, args, { cwd: EXAMPLE, timeout: 120_000 });

beforeAll(async () => {
  if (!missing) await run('npm', ['ci', '--prefer-offline', '--no-audit', '--no-fund', '--ignore-scripts']);
});

test('a walk is shared by several processes, and survives that one of them is killed', async ({ skip }) => {
  skip(missing, `there is no ${REDIS}`);
  const { stdout } = await run('npm', ['start', '--silent']);
  const [, received, twice] = /^(\d+) leads received.*\n(\d+) received twice/m.exec(stdout) ?? [];
  expect(stdout).toBe(`12 jobs, 1 of them begun again after its worker was killed
${received} leads received, 0 of 3000 missing
${twice} received twice, 0 of them in a job that was not repeated
3000 when taken by key
`);
  expect(Number(twice)).toBeGreaterThan(0);
  expect(Number(received)).toBe(3000 + Number(twice));
  expect((await run(process.execPath, [COMPILER, '-p', 'tsconfig.json'])).stdout).toBe('');
});
