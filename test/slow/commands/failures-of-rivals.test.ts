import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, it, vi } from 'vitest';
import { run } from './run-cli.ts';

/** Failures of other generators with bad input. Each test has the name of the failure in the notes on the field. */

vi.setConfig({ testTimeout: 60_000 });

const list = (reference: string, pointer: string): string => `openapi: 3.1.0
info: { title: T, version: '1' }
paths:
  /things:
    get:
      operationId: listThings
      parameters: [{ name: cursor, in: query, schema: { type: string } }]
      x-pagination: { style: cursor-query, request: { cursor: cursor }, response: { items: ${pointer}, nextCursor: /next } }
      responses:
        '200':
          description: ok
          content: { application/json: { schema: { $ref: '${reference}' } } }
components:
  schemas:
    Things: { type: object, properties: { data: { type: array, items: { type: string } }, next: { type: string } } }
`;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pagegen-rivals-'));
});

it('unresolved `$ref` is read as anything without a word', () => {
  writeFileSync(join(folder, 'api.yaml'), list('#/components/schemas/Thigns', '/data'));
  for (const [option, severity, code] of [
    ['--dry-run', 'warning', 0],
    ['--strict', 'error', 1],
  ] as const) {
    const { status, stdout } = run(folder, ['api.yaml', '-o', 'client', option]);
    expect(status).toBe(code);
    expect(stdout).toMatch(new RegExp(`^api\\.yaml:12:\\d+ +${severity} .*Thigns`, 'm'));
    expect(readdirSync(folder)).toEqual(['api.yaml']);
  }
});

it('pagination annotation that does not fit is dropped in silence', () => {
  writeFileSync(join(folder, 'api.yaml'), list('#/components/schemas/Things', '/dta'));
  const { status, stdout } = run(folder, ['api.yaml', '-o', 'client']);
  expect(status).toBe(1);
  expect(stdout).toMatch(/^api\.yaml:8:\d+ +error .*`\/dta`/m);
  expect(stdout).toContain('Did you mean `data`?');
  expect(readdirSync(folder)).toEqual(['api.yaml']);
});

it('unknown flags ignored', () => {
  writeFileSync(join(folder, 'api.yaml'), list('#/components/schemas/Things', '/data'));
  const { status, stderr } = run(folder, ['api.yaml', '-o', 'client', '--dryrun']);
  expect(status).toBe(2);
  expect(stderr).toContain("unknown option '--dryrun'");
  expect(stderr).toContain('--dry-run');
  expect(readdirSync(folder)).toEqual(['api.yaml']);
});

it('stack traces for a missing file', () => {
  const { status, stdout, stderr } = run(folder, ['missing.yaml', '-o', 'client']);
  expect(status).toBe(2);
  expect(stderr).toContain('missing.yaml');
  expect(stdout + stderr).not.toMatch(/^\s+at /m);
});

it('log files left in the folder', () => {
  writeFileSync(join(folder, 'api.yaml'), list('#/components/schemas/Things', '/data'));
  expect(run(folder, ['api.yaml', '-o', 'client']).status).toBe(0);
  run(folder, ['api.yml', '-o', 'other']);
  expect(readdirSync(folder).sort()).toEqual(['api.yaml', 'client']);
});

it('`NO_COLOR` ignored', () => {
  writeFileSync(join(folder, 'api.yaml'), list('#/components/schemas/Things', '/dta'));
  const { stdout, stderr } = run(folder, ['api.yaml', '-o', 'client'], { NO_COLOR: '1', FORCE_COLOR: '1' });
  expect(stdout + stderr).not.toContain(String.fromCharCode(27));
});
