import { appendFile, mkdir, mkdtemp, readdir, readFile, realpath, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { run } from '../../src/cli/program.ts';
import { ioOf, pagegen } from './in-process.ts';

const api = (title: string, tag = 'Things') => `openapi: 3.1.0
info: { title: ${title}, version: '1' }
paths:
  /thing: { get: { operationId: getThing, tags: [${tag}], responses: { '204': { description: ok } } } }
  /other: { get: { operationId: getOther, tags: [Others], responses: { '204': { description: ok } } } }
`;

let folder: string;
beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'pagegen-generate-')));
  await put('crm.yaml', api('Crm'));
  await put('places.yaml', api('Places'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const put = (name: string, text: string) => writeFile(join(folder, name), text);
const text = (...path: string[]) => readFile(join(folder, ...path), 'utf8');
const TWO =
  'importExtension: ts\nprojects:\n  - { document: crm.yaml, output: src/crm }\n  - { document: places.yaml, output: src/places, importExtension: none, name: Atlas }\n';

it('says that nothing is formatted if the project has no formatter', async () => {
  const { stderr } = await pagegen(folder, 'crm.yaml', '-o', 'out', '--format', 'auto');
  expect(stderr).toMatch(/^out is not formatted: the project has neither Biome nor Prettier\.\nout\/ /);
});

describe('a configuration', () => {
  it('generates every project; flags come before a project, which comes before what is shared', async () => {
    await put('pagegen.config.yaml', TWO);
    expect(await pagegen(folder)).toMatchObject({
      code: 0,
      stdout: '',
      stderr: expect.stringMatching(/^src\/crm\/ {2}\d+ files .*\nsrc\/places\/ {2}\d+ files .*\n$/),
    });
    expect(await text('src', 'crm', 'client.ts')).toContain("from './runtime/client.ts'");
    expect(await text('src', 'places', 'client.ts')).toContain('class AtlasClient');
    expect(await text('src', 'places', 'client.ts')).toContain("from './runtime/client'");
    await pagegen(folder, '-p', 'places', '--import-extension', 'js', '--name', 'Globe');
    expect(await text('src', 'places', 'client.ts')).toContain('class GlobeClient');
    expect(await text('src', 'places', 'client.ts')).toContain("from './runtime/client.js'");
    expect(await text('src', 'crm', 'client.ts')).toContain("from './runtime/client.ts'");
  });

  it.each([[['-']], [['generate', '-']], [['--stdin']]])('reads standard input: %j', async (args) => {
    const { io } = ioOf(folder, { stdin: api('Crm') });
    expect(await run([...args, '-o', 'piped'], io)).toBe(0);
    expect(await text('piped', 'client.ts')).toContain('class CrmClient');
  });

  it('generates the projects that are named', async () => {
    await put('pagegen.config.yaml', TWO);
    expect((await pagegen(folder, '-p', 'crm')).code).toBe(0);
    expect(await readdir(join(folder, 'src'))).toEqual(['crm']);
    expect(await pagegen(folder, '-p', 'plcaes')).toEqual({
      code: 2,
      stdout: '',
      stderr: 'error  There is no project plcaes.  [unknown-project]\n  hint: Did you mean `places`?\n',
    });
    expect(await pagegen(folder, '-o', 'out')).toMatchObject({
      code: 2,
      stderr:
        'error  --output applies to one client, but there are 2 projects.  [several-projects]\n  hint: Choose one with -p: crm, places.\n',
    });
  });

  it('goes on with the next project after one with faults, and fails in the end', async () => {
    await put('crm.yaml', "openapi: 3.1.0\ninfo: { title: Crm, version: '1' }\n");
    await put('pagegen.config.yaml', TWO);
    expect(await pagegen(folder)).toMatchObject({ code: 1, stdout: expect.stringContaining('crm.yaml:1:1  error') });
    expect(await readdir(join(folder, 'src'))).toEqual(['places']);
  });

  it('of one project says all that is not said by flags', async () => {
    await put('pagegen.config.json', '{ "document": "crm.yaml", "output": "src/crm", "include": ["tag:Others"] }');
    expect((await pagegen(folder)).code).toBe(0);
    expect(await readdir(join(folder, 'src/crm/operations'))).toEqual(['others.ts']);
    await pagegen(folder, '--include', 'operation:getThing');
    expect(await readdir(join(folder, 'src/crm/operations'))).toEqual(['things.ts']);
  });

  it('is for its own documents: another one on the command line takes what is shared alone', async () => {
    await put('pagegen.config.yaml', TWO);
    await put('other.yaml', api('Other'));
    expect((await pagegen(folder, 'other.yaml', '-o', 'out')).code).toBe(0);
    expect(await text('out', 'client.ts')).toContain("from './runtime/client.ts'");
    expect((await pagegen(folder, './places.yaml')).code).toBe(0);
    expect(await text('src', 'places', 'client.ts')).toContain('class AtlasClient');
    await put('pagegen.config.yaml', 'document: crm.yaml\noutput: src/crm\nname: Crm\n');
    expect((await pagegen(folder, 'other.yaml', '-o', 'out')).code).toBe(0);
    expect(await text('out', 'client.ts')).toContain('class OtherClient');
  });

  it('is named with --config, and shown with every fault in it', async () => {
    await put('my.json', '{\n  "documnt": "crm.yaml",\n  "output": 3\n}');
    expect(await pagegen(folder, '--config', 'my.json')).toEqual({
      code: 2,
      stdout: '',
      stderr: `error  my.json has 2 errors:
  my.json:2:3: There is no option \`documnt\`. Did you mean \`document\`?
  my.json:3:13: \`output\` must be a path; found 3.  [invalid-configuration]
`,
    });
  });

  it('is not needed, but then a document and a folder are', async () => {
    expect(await pagegen(folder)).toMatchObject({ code: 2, stderr: expect.stringContaining('[no-document]') });
    expect(await pagegen(folder, 'crm.yaml')).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/There is no output folder for the client of crm\.yaml\. {2}\[no-output\]/),
    });
  });
});

describe('a document of which one path changed', () => {
  it('has only the files rewritten that are about it', async () => {
    await pagegen(folder, 'crm.yaml', '-o', 'out');
    const written = async () => {
      const paths = (await readdir(join(folder, 'out'), { recursive: true, withFileTypes: true }))
        .filter((entry) => entry.isFile())
        .map(({ parentPath, name }) => relative(join(folder, 'out'), join(parentPath, name)));
      const times = paths.map(async (path) => (await stat(join(folder, 'out', path), { bigint: true })).ctimeNs);
      return new Map((await Promise.all(times)).map((time, index) => [paths[index] ?? '', time]));
    };
    const before = await written();
    await put('crm.yaml', api('Crm').replace('operationId: getThing', 'operationId: getThing, summary: One thing'));
    const { stderr } = await pagegen(folder, 'crm.yaml', '-o', 'out');
    expect(stderr).toContain(`${before.size - 1} files (1 updated`);
    const after = await written();
    expect([...after.keys()].sort()).toEqual([...before.keys()].sort());
    const rewritten = [...after.keys()].filter((path) => after.get(path) !== before.get(path));
    expect(rewritten.sort()).toEqual(['.pagegen-manifest', join('operations', 'things.ts')]);
  });
});

describe('--dry-run', () => {
  it('prints what would change, without the unchanged files, and writes nothing', async () => {
    expect((await pagegen(folder, 'crm.yaml', '-o', 'out')).code).toBe(0);
    await put('crm.yaml', api('Crm', 'Items'));
    await rm(join(folder, 'out', 'README.md'));
    const before = await readdir(join(folder, 'out'), { recursive: true });
    const { code, stdout } = await pagegen(folder, 'crm.yaml', '-o', 'out', '--dry-run');
    expect(code).toBe(0);
    expect(stdout.split('\n')).toEqual(
      expect.arrayContaining([
        'create  README.md',
        'create  operations/items.ts',
        'update  index.ts',
        'delete  operations/things.ts',
      ]),
    );
    expect(stdout).not.toContain('unchanged');
    expect(await readdir(join(folder, 'out'), { recursive: true })).toEqual(before);
  });
});

describe('--check', () => {
  beforeEach(() => pagegen(folder, 'crm.yaml', '-o', 'out'));

  it('is content with what was generated', async () => {
    const { code, stdout, stderr } = await pagegen(folder, 'crm.yaml', '-o', 'out', '--check');
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect(stderr).toMatch(/^out is up to date: \d+ files\.\n$/);
  });

  it('names every file that is stale, missing or extra, and changes nothing', async () => {
    await put('crm.yaml', api('Crm', 'Items'));
    await appendFile(join(folder, 'out', 'index.ts'), '// mine\n');
    await rm(join(folder, 'out', 'operations', 'others.ts'));
    const before = await readdir(join(folder, 'out'), { recursive: true });
    expect(await pagegen(folder, 'crm.yaml', '-o', 'out', '--check')).toEqual({
      code: 1,
      stdout: `missing  operations/items.ts
missing  operations/others.ts
stale    .pagegen-manifest
stale    README.md
stale    client.ts
stale    index.ts
extra    operations/things.ts
`,
      stderr: 'out is not up to date: 7 files differ. Run pagegen.\n',
    });
    expect(await readdir(join(folder, 'out'), { recursive: true })).toEqual(before);
    await pagegen(folder, 'crm.yaml', '-o', 'out');
    expect((await pagegen(folder, 'crm.yaml', '-o', 'out', '--check')).code).toBe(0);
  });

  it('shows with --verbose what differs', async () => {
    await appendFile(join(folder, 'out', 'index.ts'), '// mine\n');
    const { code, stdout } = await pagegen(folder, 'crm.yaml', '-o', 'out', '--check', '--verbose');
    expect(code).toBe(1);
    expect(stdout).toMatch(
      /^stale {4}index\.ts\n--- a\/out\/index\.ts\n\+\+\+ b\/out\/index\.ts\n@@ .*\n[\s\S]*\n-\/\/ mine\n$/,
    );
  });

  it('names with --verbose the exports that users would miss, find changed, or find new', async () => {
    await put('crm.yaml', api('Crm', 'Items'));
    const { stdout } = await pagegen(folder, 'crm.yaml', '-o', 'out', '--check', '--verbose');
    expect(stdout.match(/^(?:removed|changed|added) .*/gm)).toEqual([
      'removed  export ThingsOperations',
      'changed  export CrmClient',
      'added    export ItemsOperations',
    ]);
  });

  it('says the whole path if there are several projects, and names all files if the folder is missing', async () => {
    await put('pagegen.config.yaml', TWO);
    const { code, stdout } = await pagegen(folder, '--check', '--quiet');
    expect(code).toBe(1);
    expect(stdout).toContain('missing  src/crm/client.ts\n');
    expect(stdout).toContain('missing  src/places/.pagegen-manifest\n');
    expect(await readdir(folder)).not.toContain('src');
  });
});

describe('--audit', () => {
  it('reads the code back, also if nothing has changed since the last run, and writes it', async () => {
    for (const _ of ['first', 'again']) {
      expect(await pagegen(folder, 'crm.yaml', '-o', 'client', '--audit')).toMatchObject({ code: 0, stdout: '' });
      expect(await text('client', 'client.ts')).toContain('class CrmClient');
    }
  });
});

describe('the ending of imports', () => {
  const BUNDLER = '{ "compilerOptions": { "moduleResolution": "bundler" } }';
  const NODE = '{ "compilerOptions": { "module": "nodenext" } }';

  it('comes from the nearest tsconfig.json; the closing line says so', async () => {
    await put('tsconfig.json', BUNDLER);
    const { stderr } = await pagegen(folder, 'crm.yaml', '-o', 'out');
    expect(stderr).toMatch(/ s; imports have no ending \(tsconfig\.json: moduleResolution bundler\)\n$/);
    expect(await text('out', 'client.ts')).toContain("from './runtime/client'");
  });

  it('changes with the tsconfig.json, although the document is the same', async () => {
    await put('tsconfig.json', BUNDLER);
    await pagegen(folder, 'crm.yaml', '-o', 'out');
    expect((await pagegen(folder, 'crm.yaml', '-o', 'out')).stderr).toMatch(
      /\(\d+ unchanged\).*imports have no ending/,
    );
    await put('tsconfig.json', NODE);
    expect((await pagegen(folder, 'crm.yaml', '-o', 'out', '--check')).code).toBe(1);
    expect((await pagegen(folder, 'crm.yaml', '-o', 'out')).stderr).toMatch(/ updated.*imports end in \.js \(tsconfig/);
    expect(await text('out', 'client.ts')).toContain("from './runtime/client.js'");
  });

  it('is the one that the user chose, without a word about it', async () => {
    await put('tsconfig.json', BUNDLER);
    const { stderr } = await pagegen(folder, 'crm.yaml', '-o', 'out', '--import-extension', 'ts');
    expect(stderr).toMatch(/ s\n$/);
    expect(await text('out', 'client.ts')).toContain("from './runtime/client.ts'");
    await put('pagegen.config.json', '{ "document": "crm.yaml", "output": "out", "importExtension": "js" }');
    const auto = await pagegen(folder, '--import-extension', 'auto');
    expect(auto.stderr).toContain('imports have no ending');
  });
});

describe('an integration', () => {
  const install = async (name: string, version: string) => {
    await mkdir(join(folder, 'node_modules', name), { recursive: true });
    await put(`node_modules/${name}/package.json`, JSON.stringify({ name, version }));
  };
  const generate = async () => {
    const { code, stderr } = await pagegen(
      folder,
      'crm.yaml',
      '-o',
      'src/crm',
      '--with',
      'tanstack,swr,msw,zod,streams',
    );
    return { code, lines: stderr.split('\n').slice(1, -1) };
  };

  it('whose library is installed in a version that is too old says so, in every run', async () => {
    await install('zod', '3.23.8');
    await install('@tanstack/query-core', '4.36.1');
    await install('swr', '2.0.0');
    const lines = [
      'src/crm/tanstack.ts needs @tanstack/query-core 5.0.0 or later, and node_modules/@tanstack/query-core is 4.36.1. Update the package of TanStack Query that depends on it.',
      'src/crm/zod.ts needs zod 3.25.76 or later, and node_modules/zod is 3.23.8. Run npm install zod@3.25.76, which keeps Zod 3, or zod@latest.',
    ];
    expect(await generate()).toEqual({ code: 0, lines });
    expect(await generate()).toEqual({ code: 0, lines });
  });

  it.each(['3.25.76', '4.0.0', '10.0.0-beta.1', 'unknown'])('has no fault to find in version %s', async (version) => {
    await install('zod', version);
    expect(await generate()).toEqual({ code: 0, lines: [] });
  });
});
