import { mkdir, mkdtemp, readdir, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pagegen } from './in-process.ts';

let folder: string;
beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'pagegen-init-')));
  await put('specs/crm.v1.yaml', API);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const API = 'openapi: 3.1.0\ninfo: { title: Crm, version: "1" }\npaths: {}\n';
const text = (name: string) => readFile(join(folder, name), 'utf8');
async function put(name: string, content: string): Promise<void> {
  await mkdir(dirname(join(folder, name)), { recursive: true });
  await writeFile(join(folder, name), content);
}

describe('pagegen init', () => {
  it('writes a configuration for the document that it finds, with which pagegen works', async () => {
    await put('package.json', '{ "name": "x" }');
    await put('tsconfig.json', '{ "openapi": "no document" }');
    await put('src/main.ts', '');
    expect(await pagegen(folder, 'init')).toEqual({
      code: 0,
      stdout: '',
      stderr: 'Wrote pagegen.config.ts for specs/crm.v1.yaml. Run `pagegen` to generate.\n',
    });
    expect(await text('pagegen.config.ts')).toBe(`import { defineConfig } from 'pagegen';

export default defineConfig({
  document: 'specs/crm.v1.yaml',
  output: 'src/api',
});
`);
    expect((await pagegen(folder)).code).toBe(0);
    expect(await readdir(join(folder, 'src/api'))).toContain('client.ts');
  });

  it.each(['ts', 'json', 'yaml'])('puts the overlay of the document into it, as %s', async (format) => {
    await put(
      'pagination.overlay.yaml',
      "overlay: 1.0.0\ninfo: { title: T, version: '1' }\nactions:\n  - target: $.info\n    update: { title: Changed }\n",
    );
    const { stderr } = await pagegen(folder, 'init', '--format', format, '-o', 'out');
    expect(stderr).toBe(
      `Wrote pagegen.config.${format} for specs/crm.v1.yaml with pagination.overlay.yaml. Run \`pagegen\` to generate.\n`,
    );
    expect((await pagegen(folder)).code).toBe(0);
    expect(await readdir(join(folder, 'out'))).toContain('client.ts');
    expect(await text('out/client.ts')).toContain('ChangedClient');
  });

  it('leaves the order of several overlays to the user', async () => {
    for (const name of ['a.yaml', 'b.yaml']) await put(name, 'overlay: 1.0.0\n');
    expect((await pagegen(folder, 'init')).stderr).toBe(
      'Wrote pagegen.config.mjs for specs/crm.v1.yaml. It has no overlays: add those that you need under `overlays`, in order (a.yaml, b.yaml). Run `pagegen` to generate.\n',
    );
    expect(await text('pagegen.config.mjs')).not.toContain('overlays');
  });

  it.each(['ts', 'mts', 'js', 'mjs', 'json', 'yaml'])('writes it as %s, for several documents', async (format) => {
    await put('specs/crm.v2.json', `\n{ "swagger": "2.0", "info": { "title": "Old", "version": "1" }, "paths": {} }`);
    await put("it's/places.yml", API);
    expect((await pagegen(folder, 'init', '--format', format, '-o', 'out')).code).toBe(0);
    expect((await pagegen(folder, '--quiet')).code).toBe(0);
    expect((await readdir(join(folder, 'out'))).sort()).toEqual(['crm', 'crm-2', 'places']);
    expect((await pagegen(folder, '-p', 'crm-2', '--check')).code).toBe(0);
  });

  it('points editors to the schema if the file is JSON or YAML', async () => {
    await pagegen(folder, 'init', 'specs/crm.v1.yaml', '--format', 'yaml');
    expect(await text('pagegen.config.yaml')).toBe(
      '# yaml-language-server: $schema=./node_modules/pagegen/schema/pagegen.config.schema.json\ndocument: specs/crm.v1.yaml\noutput: "client"\n',
    );
    await rm(join(folder, 'pagegen.config.yaml'));
    await pagegen(folder, 'init', '--format', 'json');
    expect(await text('pagegen.config.json')).toBe(`{
  "$schema": "./node_modules/pagegen/schema/pagegen.config.schema.json",
  "document": "specs/crm.v1.yaml",
  "output": "client"
}
`);
  });

  it.each([
    ['pagegen.config.yml', 'document: a.yaml\n'],
    ['package.json', '{ "pagegen": { "document": "a.yaml" } }'],
  ])('does not replace a configuration: %s', async (name, content) => {
    await put(name, content);
    expect(await pagegen(folder, 'init')).toMatchObject({
      code: 2,
      stderr: `error  There is already a configuration: ${name}.  [configuration-exists]\n  hint: Edit it, or remove it first.\n`,
    });
    expect(await text(name)).toBe(content);
  });

  it('reports that there is no document, or none of the name', async () => {
    expect(await pagegen(folder, 'init', 'specs/crm.v1.yml')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('Did you mean specs/crm.v1.yaml?'),
    });
    await rm(join(folder, 'specs'), { recursive: true });
    expect(await pagegen(folder, 'init')).toMatchObject({ code: 2, stderr: expect.stringContaining('[no-document]') });
    expect(await readdir(folder)).toEqual([]);
  });
});
