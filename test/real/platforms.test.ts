import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { FOLDER, isMissing, PLATFORMS } from '../platforms/platforms.ts';
import { startServers } from '../platforms/servers.ts';

/** CI sets it: there, no platform may be missing. */
const required = Boolean(process.env['PAGEGEN_REQUIRE_PLATFORMS']);

let folder: string;
let file: string;
let documented: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pagegen-platforms-'));
  file = join(folder, 'conformance.mjs');
  const entryPoints = [join(FOLDER, 'conformance.ts')];
  await build({ entryPoints, outfile: file, bundle: true, format: 'esm', target: 'es2022' });
  documented = await readFile(new URL('../../docs/platforms.md', import.meta.url), 'utf8');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test.for(PLATFORMS)('every behaviour holds on $name', async (platform, { skip }) => {
  skip(isMissing(platform) && !required, `there is no ${platform.program}`);
  const servers = await startServers(await readFile(file, 'utf8'));
  try {
    const { results, facts } = await platform.run(servers, file);
    expect(results.filter(({ error }) => error !== undefined)).toEqual([]);
    expect(results.map(({ name }) => name)).toContain('no-unhandled-rejection');
    expect(documented).toContain(`| platform | ${Object.keys(facts).join(' | ')} |`);
    expect(documented).toContain(`| ${[platform.row, ...Object.values(facts)].join(' | ')} |`);
  } finally {
    await servers.close();
  }
});
