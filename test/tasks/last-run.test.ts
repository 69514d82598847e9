import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { write } from '../../src/output/write.ts';
import { generate } from '../../src/tasks/generate.ts';
import type { GenerateOptions } from '../../src/tasks/generate-options.ts';
import { lastRun, recordOf } from '../../src/tasks/last-run.ts';
import { pagegen } from '../cli/in-process.ts';

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
  it('is reused if nothing changed: inputs, options and output', async () => {
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
    ['the manifest', () => writeFileSync(join(output, '.pagegen-manifest'), '{}')],
    [
      'a generated file that is a link now',
      () => {
        rmSync(join(output, 'index.ts'));
        symlinkSync(join(folder, 'a.yaml'), join(output, 'index.ts'));
      },
    ],
  ])('is not reused after a change of %s', async (_, change) => {
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
    ['overrides', { overrides: ['overlay.yaml'] }],
    ['dialect', { dialect: 'x-ms-pageable' }],
    ['exclude', { exclude: ['tag:x'] }],
    ['with', { with: ['swr'] }],
    ['allowRefs', { allowRefs: ['other'] }],
    ['document', { document: 'b.yaml' }],
  ])('is not reused with another option: %s', async (_, more) => {
    await run();
    expect(await lastRun(output, options(more))).toBeUndefined();
  });

  it('leaves no record if there is a warning, or if an input is not a file', async () => {
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
    const manifest = JSON.parse(readFileSync(join(output, '.pagegen-manifest'), 'utf8'));
    expect(manifest.record).toEqual({ inputs: ['a.yaml', 'api.yaml'], operations: 0, paginated: {} });
  });
});

/** The arguments of one run, each with the values that it can have. All documents are in the same folder. */
const VALUES = {
  document: [['a.yaml'], ['b.yaml'], ['same-as-a.yaml'], ['broken.yaml'], ['outside.yaml']],
  name: [[], ['--name', 'Other']],
  extension: [[], ['--import-extension', 'ts']],
  selection: [[], ['--include', 'operation:listThings'], ['--exclude', 'path:/gadgets'], ['--paginated-only']],
  more: [[], ['--with', 'swr'], ['--lenient'], ['--overlay', 'title.yaml'], ['--dialect', 'x-fern-pagination']],
  refs: [[], ['--allow-refs', 'parts'], ['--allow-refs', '../parts']],
  format: [[], ['--format', 'auto'], ['--format', 'none']],
  config: [[], ['--config', 'typescript.json'], ['--config', 'excluding.json']],
} satisfies Record<string, readonly (readonly string[])[]>;

const runs = fc.tuple(...Object.values(VALUES).map((values) => fc.constantFrom<readonly string[]>(...values)));

/** Has the interface of Prettier, but takes no time. */
const FORMATTER = `export default {
  getFileInfo: async () => ({ ignored: false }),
  resolveConfig: async () => null,
  format: async (text) => '// formatted\\n' + text,
};
`;

describe('a second run into a folder', () => {
  /** Below `folder`, so that references can name a file outside of it. */
  let cwd: string;
  const put = (name: string, text: string): void => {
    mkdirSync(dirname(join(cwd, name)), { recursive: true });
    writeFileSync(join(cwd, name), text);
  };

  const api = (title: string, path: string): string =>
    JSON.stringify({
      openapi: '3.1.0',
      info: { title, version: '1' },
      paths: {
        [path]: { get: { operationId: 'listThings', responses: { 200: { description: 'd' } } } },
        '/gadgets': { get: { operationId: 'listGadgets', responses: { 200: { description: 'd' } } } },
      },
    });

  beforeEach(() => {
    cwd = join(folder, 'project');
    put('a.yaml', api('Apple', '/things'));
    put('b.yaml', api('Banana', '/others'));
    put('same-as-a.yaml', api('Apple', '/things'));
    put('broken.yaml', api('Cut', '/things').slice(0, 90));
    put(
      'outside.yaml',
      "openapi: 3.1.0\ninfo: { title: O, version: '1' }\npaths: {}\ncomponents: { schemas: { A: { $ref: ../parts/a.yaml } } }\n",
    );
    put('../parts/a.yaml', 'type: string\n');
    put('typescript.json', '{ "importExtension": "ts", "projects": [{ "document": "a.yaml", "name": "Configured" }] }');
    put('excluding.json', '{ "exclude": ["path:/gadgets"], "format": "auto", "projects": [] }');
    put('.prettierrc', '{}');
    put('node_modules/prettier/package.json', '{ "name": "prettier", "main": "index.mjs" }');
    put('node_modules/prettier/index.mjs', FORMATTER);
    put(
      'title.yaml',
      'overlay: 1.0.0\ninfo: { title: t, version: "1" }\nactions: [{ target: $.info, update: { title: Cherry } }]\n',
    );
  });

  const textsOf = (path: string): Record<string, string> =>
    existsSync(path)
      ? Object.fromEntries(
          readdirSync(path, { recursive: true, encoding: 'utf8' })
            .filter((name) => statSync(join(path, name)).isFile())
            .map((name) => [name, readFileSync(join(path, name), 'utf8')]),
        )
      : {};

  let count = 0;
  /** Runs twice into one folder, and the second run also into a folder of its own. */
  async function expectSecondToDecide(first: readonly string[], second: readonly string[]): Promise<void> {
    const [both, alone] = [`both-${count}`, `alone-${count}`];
    count += 1;
    await pagegen(cwd, ...first, '-o', both);
    const before = textsOf(join(cwd, both));
    const ended = await pagegen(cwd, ...second, '-o', both);
    const reference = await pagegen(cwd, ...second, '-o', alone);
    expect(ended.code).toBe(reference.code);
    expect(textsOf(join(cwd, both))).toEqual(ended.code === 0 ? textsOf(join(cwd, alone)) : before);
  }

  it('leaves the output of the second run alone, or the folder as it was if the second run fails', async () => {
    await fc.assert(
      fc.asyncProperty(runs, runs, (first, second) => expectSecondToDecide(first.flat(), second.flat())),
      { numRuns: 60 },
    );
  });

  it.each([
    ['outside.yaml', 'refs'],
    ['a.yaml', 'format'],
    ['a.yaml', 'config'],
    ['a.yaml', 'selection'],
  ] as const)('of %s differs only in one argument: %s', async (document, argument) => {
    const values = VALUES[argument];
    for (const first of values) {
      for (const second of values) {
        if (first !== second) await expectSecondToDecide([document, ...first], [document, ...second]);
      }
    }
  });

  it('generates from its own document, not from the document of the first', async () => {
    await pagegen(cwd, 'a.yaml', '-o', 'client');
    const second = await pagegen(cwd, 'b.yaml', '-o', 'client');
    expect(second.stderr).toContain('updated');
    expect(readFileSync(join(cwd, 'client', 'client.ts'), 'utf8')).toContain('class BananaClient');
    expect((await pagegen(cwd, 'broken.yaml', '-o', 'client')).code).toBe(1);
    expect(readFileSync(join(cwd, 'client', 'client.ts'), 'utf8')).toContain('class BananaClient');
  });
});
