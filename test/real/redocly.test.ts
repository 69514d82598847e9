import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { rules } from '../../src/lint/rules/index.ts';
import pagegenPlugin from '../../src/redocly.ts';
import { DOCUMENT, EXTERNAL, SWAGGER } from './other-linters.ts';

vi.setConfig({ testTimeout: 120_000 });

const root = join(import.meta.dirname, '../..');
const require = createRequire(import.meta.url);
const redocly = require.resolve('@redocly/cli/bin/cli.js');
const plugin = join(root, 'src/redocly.ts');
const tsx = fileURLToPath(import.meta.resolve('tsx'));

let cwd: string;
beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), 'pagegen-redocly-'));
  writeFileSync(join(cwd, 'api.yaml'), DOCUMENT);
  writeFileSync(join(cwd, 'shared.yaml'), EXTERNAL);
  writeFileSync(join(cwd, 'swagger.yaml'), SWAGGER);
});
afterAll(() => rmSync(cwd, { recursive: true }));

/** Returns the problems that Redocly itself reports, as `rule line:column file`. */
function problems(rulesOf: string, document = 'api.yaml'): string[] {
  writeFileSync(join(cwd, 'redocly.yaml'), `plugins: ['${plugin}']\n${rulesOf}`);
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', tsx, redocly, 'lint', document, '--format', 'json'],
    {
      cwd,
      encoding: 'utf8',
      env: { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' },
    },
  );
  const text = stdout.slice(stdout.indexOf('{\n'), stdout.lastIndexOf('}') + 1);
  if (text === '') throw new Error(stderr);
  return (JSON.parse(text).problems as Problem[]).map(
    ({ ruleId, severity, location: [place] }) =>
      `${severity} ${ruleId} ${place?.start.line}:${place?.start.col} ${place?.source.ref}`,
  );
}

interface Problem {
  readonly ruleId: string;
  readonly severity: string;
  readonly location: readonly {
    readonly start: { readonly line: number; readonly col: number };
    readonly source: { readonly ref: string };
  }[];
}

it('reports in Redocly what pagegen lint reports, at the same places, in other files too', () => {
  expect(problems('extends: [pagegen/recommended]\n')).toEqual([
    'error pagegen/pagination-example-contradicts 13:11 shared.yaml',
    'error pagegen/pagination-unknown-style 16:16 api.yaml',
    'warn pagegen/pagination-no-max-limit 32:33 api.yaml',
  ]);
});

it('reports in Redocly what is wrong in Swagger 2.0, where its author wrote it', () => {
  expect(problems('extends: [pagegen/recommended]\n', 'swagger.yaml')).toEqual([
    'error pagegen/pagination-pointer-to-nothing 33:38 swagger.yaml',
    'error pagegen/pagination-unknown-style 16:16 swagger.yaml',
    'warn pagegen/pagination-unused-shared-strategy 35:3 swagger.yaml',
  ]);
  expect(problems('rules: { struct: error }\n', 'swagger.yaml')).toEqual(['error struct 16:16 swagger.yaml']);
});

it("teaches Redocly's own rule for the structure the keys of the annotation", () => {
  expect(problems('rules: { struct: error }\n')).toEqual(['error struct 16:16 api.yaml']);
});

it('has every rule, under its own severity', () => {
  const { rules: there, configs } = pagegenPlugin();
  for (const version of ['oas2', 'oas3'] as const) {
    expect(Object.keys(there[version])).toEqual(rules.map(({ id }) => id));
  }
  expect(configs.strict.rules['pagegen/pagination-no-key']).toBe('warn');
  expect(configs.recommended.rules['pagegen/pagination-no-key']).toBe('off');
});
