import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import ruleset from '../../src/spectral.ts';
import { DOCUMENT, EXTERNAL, SWAGGER } from './other-linters.ts';

vi.setConfig({ testTimeout: 120_000 });

const require = createRequire(import.meta.url);
const { Document, Spectral } = require('@stoplight/spectral-core') as typeof import('@stoplight/spectral-core');
const { Yaml } = require('@stoplight/spectral-parsers');

let cwd: string;
beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), 'pagegen-spectral-'));
  writeFileSync(join(cwd, 'api.yaml'), DOCUMENT);
  writeFileSync(join(cwd, 'shared.yaml'), EXTERNAL);
});
afterAll(() => rmSync(cwd, { recursive: true }));

it('reports in Spectral what pagegen lint reports', async () => {
  const spectral = new Spectral();
  spectral.setRuleset({ ...ruleset } as never);
  const results = await spectral.run(new Document(DOCUMENT, Yaml, join(cwd, 'api.yaml')));
  const own = results.map(
    ({ code, severity, path, range }) => `${severity} ${code} ${range.start.line + 1} ${path.slice(3).join('/')}`,
  );
  expect(own).toEqual([
    '0 pagination-example-contradicts 1 ',
    '0 pagination-unknown-style 16 x-pagination/style',
    '1 pagination-no-max-limit 32 x-pagination/request/limit',
  ]);
  // Spectral places results in the document it lints; one in another file says where.
  expect(results[0]?.message).toMatch(/shared\.yaml:13:11 `response\.items` is `\/data`/);
});

it('reports in Spectral what is wrong in Swagger 2.0, where its author wrote it', async () => {
  const spectral = new Spectral();
  spectral.setRuleset({ ...ruleset } as never);
  const results = await spectral.run(new Document(SWAGGER, Yaml, join(cwd, 'swagger.yaml')));
  expect(results.map(({ code, path, range }) => `${code} ${range.start.line + 1} ${path.join('/')}`)).toEqual([
    'pagination-unknown-style 16 paths//leads/get/x-pagination/style',
    'pagination-pointer-to-nothing 33 x-pagination/list/request/limit',
    'pagination-unused-shared-strategy 35 x-pagination/other',
  ]);
});

it('runs in the command of Spectral, next to its own rules', () => {
  // As an installed package: Spectral leaves packages out of the ruleset that it bundles, and requires them.
  const installed = join(cwd, 'node_modules/pagegen');
  const entry = join(import.meta.dirname, '../../src/spectral.ts');
  const shim = 'const __url = require("node:url").pathToFileURL(__filename).href;';
  buildSync({
    entryPoints: [entry],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    define: { 'import.meta.url': '__url' },
    banner: { js: shim },
    outfile: join(installed, 'spectral.js'),
  });
  writeFileSync(join(cwd, 'package.json'), '{ "name": "consumer" }');
  writeFileSync(join(installed, 'package.json'), '{ "name": "pagegen", "exports": { "./spectral": "./spectral.js" } }');
  writeFileSync(
    join(cwd, '.spectral.mjs'),
    `import { oas } from '@stoplight/spectral-rulesets';
import pagegen from 'pagegen/spectral';
export default { extends: [oas, pagegen] };
`,
  );
  const cli = require.resolve('@stoplight/spectral-cli/dist/index.js');
  const args = [cli, 'lint', 'api.yaml', '--ruleset', '.spectral.mjs', '-f', 'json', '--quiet'];
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd, encoding: 'utf8' });
  if (!stdout.startsWith('[')) throw new Error(stdout + stderr);
  const results = JSON.parse(stdout.slice(0, stdout.lastIndexOf(']') + 1)) as { code: string }[];
  const expected = ['pagination-unknown-style', 'pagination-no-max-limit', 'info-contact'];
  expect(results.map(({ code }) => code)).toEqual(expect.arrayContaining(expected));
});
