import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { write } from '../../src/output/write.ts';
import { type GenerateOptions, generate } from '../../src/tasks/generate.ts';
import { lastRun, recordOf } from '../../src/tasks/last-run.ts';

let folder: string;
let output: string;
const put = (name: string, text: string): void => writeFileSync(join(folder, name), text);
const document = (more = ''): string =>
  `openapi: 3.1.0\ninfo: { title: T, version: '1' }\npaths: {}\ncomponents: { schemas: { A: { $ref: a.yaml }${more} } }\n`;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pagegen-last-'));
  output = join(folder, 'client');
  put('api.yaml', document());
  put('a.yaml', 'type: string\n');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const options = (more: Partial<GenerateOptions> = {}): GenerateOptions => ({
  document: 'api.yaml',
  cwd: folder,
  ...more,
});

async function run(more: Partial<GenerateOptions> = {}): Promise<void> {
  const result = await generate(options(more));
  const { files, fingerprint } = result;
  await write(output, files, { version: '1', fingerprint, record: recordOf(result, options(more)) });
}

describe('the last run', () => {
  it('is known where nothing changed: inputs, options and output', async () => {
    await run();
    const before = readdirSync(output).map((name) => statSync(join(output, name)).mtimeMs);
    const same = await lastRun(output, options());
    expect(same?.report.unchanged).toContain('models.ts');
    expect(same?.stats.files).toBe(same?.report.unchanged.length);
    expect(same?.inputs.toSorted()).toEqual([join(folder, 'a.yaml'), join(folder, 'api.yaml')]);
    expect(readdirSync(output).map((name) => statSync(join(output, name)).mtimeMs)).toEqual(before);
    // However the document is called, and with a byte order mark that was not there.
    expect(await lastRun(output, { document: join(folder, 'api.yaml') })).toBeDefined();
    put('a.yaml', '\ufefftype: string\n');
    expect(await lastRun(output, options())).toBeDefined();
  });

  it.each<[string, () => void]>([
    ['the document', () => put('api.yaml', document(', B: {}'))],
    ['a file that it refers to', () => put('a.yaml', 'type: number\n')],
    ['a generated file', () => writeFileSync(join(output, 'models.ts'), 'edited')],
    ['a generated file that is gone', () => rmSync(join(output, 'index.ts'))],
    ['an input that is gone', () => rmSync(join(folder, 'a.yaml'))],
    ['the manifest', () => writeFileSync(join(output, '.pagegen-manifest.json'), '{}')],
    [
      'a generated file that is a link now',
      () => {
        rmSync(join(output, 'index.ts'));
        symlinkSync(join(folder, 'a.yaml'), join(output, 'index.ts'));
      },
    ],
  ])('counts no more where it was changed: %s', async (_, change) => {
    await run();
    change();
    expect(await lastRun(output, options())).toBeUndefined();
  });

  it.each<[string, Partial<GenerateOptions>]>([
    ['name', { name: 'Other' }],
    ['importExtension', { importExtension: 'ts' }],
    ['lenient', { lenient: true }],
    ['include', { include: ['x'] }],
    ['paginatedOnly', { paginatedOnly: true }],
    ['overlays', { overlays: ['overlay.yaml'] }],
    ['dialect', { dialect: 'x-ms-pageable' }],
  ])('counts no more under another option: %s', async (_, more) => {
    await run();
    expect(await lastRun(output, options(more))).toBeUndefined();
  });

  it('leaves no record where something has to be said each time, or was not read from a file', async () => {
    put(
      'api.yaml',
      document(
        ", B: { oneOf: [{ $ref: '#/components/schemas/A' }], discriminator: { propertyName: x, mapping: { y: Z } } }",
      ),
    );
    const result = await generate(options());
    expect(result.diagnostics.map(({ severity }) => severity)).toContain('warning');
    expect(recordOf(result, options())).toBeUndefined();
    const fine = await generate({ document: { file: join(folder, 'api.yaml'), text: document() } });
    expect(recordOf(fine, { document: { file: join(folder, 'api.yaml'), text: document() } })).toBeUndefined();
    expect(recordOf(fine, { document: '-' })).toBeUndefined();
  });

  it('is written into the manifest, without paths of this machine', async () => {
    await run();
    const manifest = JSON.parse(readFileSync(join(output, '.pagegen-manifest.json'), 'utf8'));
    expect(manifest.record).toEqual({ inputs: ['a.yaml', 'api.yaml'], operations: 0, paginated: {} });
  });
});
