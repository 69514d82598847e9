import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { run } from '../../src/cli/program.ts';
import { ioOf, pagegen } from './in-process.ts';

const CLOSE = fileURLToPath(new URL('../../specs/close.yaml', import.meta.url));
const SMALL = ['--total', '20'];
const api = (items: string) => `openapi: 3.1.0
info: { title: Small, version: '1' }
paths:
  /things:
    get:
      operationId: listThings
      parameters: [{ name: skip, in: query, schema: { type: integer } }]
      x-pagination: { style: offset, request: { offset: skip }, response: { items: ${items} } }
      responses: { '200': { description: ok, content: { application/json: { schema: { type: object, properties: { data: { type: array, items: { type: string } } } } } } } }
`;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pagegen-report-'));
  await writeFile(join(folder, 'api.yaml'), api('/data'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('pagegen report', () => {
  it('writes the page to a file, and says what it is about', async () => {
    const result = await pagegen(folder, 'report', 'api.yaml', '-o', 'out/report.html', ...SMALL);
    expect(result).toMatchObject({ code: 0, stdout: '' });
    expect(result.stderr).toMatch(/^out\/report\.html {2}1 list, 0 errors(?:, \d+ warnings?)?\n$/);
    const html = await readFile(join(folder, 'out/report.html'), 'utf8');
    expect(html).toMatch(/^<!doctype html>[\s\S]*<\/html>\n$/);
    expect(html).toContain('<code>api.yaml</code>');
  });

  it('writes it to standard output if no file is named, or - is', async () => {
    const [one, other] = await Promise.all([
      pagegen(folder, 'report', 'api.yaml', ...SMALL),
      pagegen(folder, 'report', 'api.yaml', '-o', '-', '--quiet', ...SMALL),
    ]);
    expect(one.stdout).toMatch(/^<!doctype html>/);
    expect(other).toEqual({ code: 0, stdout: one.stdout, stderr: '' });
    expect(await readdir(folder)).toEqual(['api.yaml']);
  });

  it('is written about a document with faults too, and fails then', async () => {
    await writeFile(join(folder, 'api.yaml'), api('/nothing'));
    const { code, stderr } = await pagegen(folder, 'report', 'api.yaml', '-o', 'report.html', ...SMALL);
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringMatching(/^report\.html {2}0 lists, 1 error/) });
    expect(await readFile(join(folder, 'report.html'), 'utf8')).toContain('pagination-pointer-to-nothing');
  });

  it('applies overlays and the rules of the configuration', async () => {
    await writeFile(
      join(folder, 'overlay.yaml'),
      "overlay: 1.0.0\ninfo: { title: t, version: '1' }\nactions: [{ target: '$.info', update: { title: Renamed } }]\n",
    );
    const rules = { 'pagination-end-by-empty-page': 'off', 'pagination-no-429': 'off', 'pagination-no-key': 'off' };
    await writeFile(join(folder, 'pagegen.config.json'), JSON.stringify({ lint: { rules } }));
    const args = ['report', 'api.yaml', '--overlay', 'overlay.yaml', ...SMALL];
    const { stdout } = await pagegen(folder, ...args);
    expect(stdout).toContain('<title>Renamed: pagination report</title>');
    expect(stdout).not.toContain('pagination-no-429');
    expect((await pagegen(folder, ...args, '--profile', 'errors')).stdout).toContain('No findings');
  });

  it('simulates the totals that it is told', async () => {
    const { stdout } = await pagegen(folder, 'report', 'api.yaml', '--total', '0', '--total', '45');
    expect(stdout).toContain('return all 45 items');
    expect(stdout).toMatch(/returns? no items/);
  });

  it.each([
    [[], /no-document/],
    [['api.yaml', '--stdin'], /--stdin and a document are mutually exclusive/],
    [['api.yaml', '--total', 'many'], /It must be a whole number/],
    [['nothing.yaml'], /file-not-found/],
    [['api.yaml', '-o', 'api.yaml/report.html'], /output-unwritable/],
    [['api.yaml', '--dialect', 'x-fern'], /unknown-dialect/],
  ])('refuses %j', async (args, message) => {
    const { code, stdout, stderr } = await pagegen(folder, 'report', ...args, ...SMALL);
    expect({ code, stdout, stderr }).toEqual({ code: 2, stdout: '', stderr: expect.stringMatching(message) });
  });

  it('has a help with examples', async () => {
    const { code, stdout } = await pagegen(folder, 'report', '--help');
    expect(code).toBe(0);
    for (const part of ['-o, --output <file>', '--total <number>', '--stdin', 'Examples:', 'Exit codes:']) {
      expect(stdout).toContain(part);
    }
  });

  it('names the document and each place by a relative path, in any folder', async () => {
    const { stdout } = await pagegen(folder, 'report', CLOSE, ...SMALL);
    const path = relative(folder, CLOSE).split(sep).join('/');
    expect(path).toMatch(/^\.\.\//);
    expect(stdout).toContain(`<p class="document"><code>${path}</code></p>`);
    expect(stdout).toContain(`<code class="place">${path}:`);
    expect(stdout).not.toContain(`>${CLOSE}`);
  });

  it('shows its progress on a terminal, and nothing of it elsewhere', async () => {
    const { io, text } = ioOf(folder);
    await run(['report', CLOSE, ...SMALL], { ...io, stderr: { ...io.stderr, isTerminal: true } });
    expect(text.stderr).toContain('reading the document');
    expect((await pagegen(folder, 'report', CLOSE, ...SMALL)).stderr).not.toContain('reading');
  });
});
