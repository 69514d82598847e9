import { mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { programName } from '../../src/cli/io.ts';
import { run } from '../../src/cli/program.ts';
import { ioOf, pagegen } from './in-process.ts';

/** An API with one list by page number. */
const api = (annotation = '') => `openapi: 3.1.0
info: { title: Shop, version: '1' }
paths:
  /orders:
    get:
      operationId: listOrders${annotation}
      parameters:
        - { name: page, in: query, schema: { type: integer, default: 1 } }
        - { name: per_page, in: query, schema: { type: integer, default: 20, maximum: 100 } }
      responses:
        '200':
          description: OK
          content:
            application/json:
              schema:
                type: object
                required: [orders, total]
                properties:
                  orders: { type: array, items: { type: object, properties: { id: { type: string } } } }
                  total: { type: integer }
                  total_pages: { type: integer }
`;

let folder: string;
beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'pagegen-steps-')));
  await put('api.yaml', api());
});
afterEach(() => rm(folder, { recursive: true, force: true }));
const put = (name: string, text: string) => writeFile(join(folder, name), text);

/** Returns the line of standard error that names the next command. */
async function nextStep(...argv: readonly string[]): Promise<string | undefined> {
  const { stderr } = await pagegen(folder, ...argv);
  return stderr.split('\n').find((line) => line.includes('Next: '));
}

describe('the way from a document without annotations to a client', () => {
  it('is told step by step, and each step works as it is printed', async () => {
    const first = await nextStep('api.yaml', '-o', 'client');
    expect(first).toBe(
      '1 operation looks like a list but has no annotation. Next: pagegen annotate api.yaml -o pagination.overlay.yaml',
    );
    const second = await nextStep('annotate', 'api.yaml', '-o', 'pagination.overlay.yaml');
    expect(second).toBe('Review the file. Next: pagegen api.yaml --overlay pagination.overlay.yaml -o <folder>');
    const last = await pagegen(folder, 'api.yaml', '--overlay', 'pagination.overlay.yaml', '-o', 'client');
    expect(last.stderr).toContain('1 paginated (page 1)');
    expect(last.stderr).not.toContain('Next:');
  });

  it('goes by the configuration if that names the document', async () => {
    await put('pagegen.config.json', '{ "document": "api.yaml", "output": "client" }');
    expect(await nextStep()).toMatch(/Next: pagegen annotate -o pagination\.overlay\.yaml$/);
    expect(await nextStep('annotate', '-o', 'pagination.overlay.yaml')).toBe(
      'Next: review pagination.overlay.yaml, add it to `overlays` in the configuration, and run `pagegen`.',
    );
    await put(
      'pagegen.config.json',
      '{ "document": "api.yaml", "output": "client", "overlays": ["pagination.overlay.yaml"] }',
    );
    expect((await pagegen(folder)).stderr).toContain('1 paginated (page 1)');
  });

  it('names the project if there are several', async () => {
    await put('b.yaml', api());
    await put(
      'pagegen.config.yaml',
      'projects:\n  - { document: api.yaml, output: a }\n  - { document: b.yaml, output: b }\n',
    );
    const { stderr } = await pagegen(folder);
    expect(stderr).toMatch(/Next: pagegen annotate -p api -o .*[\s\S]*Next: pagegen annotate -p b -o /);
  });

  it('keeps overlays and quotes paths with spaces', async () => {
    await put('my api.yaml', api());
    await put(
      'o.yaml',
      'overlay: 1.0.0\ninfo: { title: T, version: "1" }\nactions: [{ target: $.info, update: {} }]\n',
    );
    expect(await nextStep('my api.yaml', '--overlay', 'o.yaml', '-o', 'client')).toMatch(
      /Next: pagegen annotate "my api\.yaml" --overlay o\.yaml -o pagination\.overlay\.yaml$/,
    );
  });

  it('is named by lint below its findings', async () => {
    expect(await nextStep('lint', 'api.yaml')).toBe(
      '1 operation looks like a list but has no annotation. Next: pagegen annotate api.yaml -o pagination.overlay.yaml',
    );
  });

  it('goes on from annotations in the document itself', async () => {
    expect(await nextStep('annotate', 'api.yaml', '--write')).toBe('Next: pagegen api.yaml -o <folder>');
    expect(await readFile(join(folder, 'api.yaml'), 'utf8')).toContain('x-pagination');
  });
});

describe('no next step', () => {
  it.each([
    [['api.yaml', '-o', 'client', '--quiet']],
    [['annotate', 'api.yaml', '--quiet']],
    [['annotate', 'api.yaml', '--format', 'json']],
    [['lint', 'api.yaml', '--quiet']],
    [['lint', 'api.yaml', '-f', 'json']],
    [['api.yaml', '-o', 'client', '--check']],
  ])('is printed by %j', async (argv) => {
    expect(await nextStep(...argv)).toBeUndefined();
  });

  it('is printed for lists that are declared as not paginated', async () => {
    await put('api.yaml', api('\n      x-pagination: false'));
    expect(await nextStep('api.yaml', '-o', 'client')).toBeUndefined();
  });
});

describe('suggested commands', () => {
  it('begin as the user runs the program', () => {
    const npx = { npm_lifecycle_event: 'npx', npm_lifecycle_script: "pagegen 'api.yaml'" };
    expect(programName(npx)).toBe('npx pagegen');
    expect(programName({ npm_lifecycle_event: 'generate', npm_lifecycle_script: 'pagegen' })).toBe('pagegen');
    expect(programName({ ...npx, npm_lifecycle_script: "vitest 'run'" })).toBe('pagegen');
    expect(programName({})).toBe('pagegen');
  });

  it('are what npm finds, in the next step and in hints', async () => {
    const viaNpx = async (...argv: readonly string[]): Promise<string> => {
      const { io, text } = ioOf(folder, { program: 'npx pagegen' });
      await run(argv, io);
      return text.stderr;
    };
    expect(await viaNpx('api.yaml', '-o', 'client')).toContain('Next: npx pagegen annotate api.yaml');
    expect(await viaNpx()).toContain('write a configuration with `npx pagegen init`');
  });
});
