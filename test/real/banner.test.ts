import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { pagegen } from '../cli/in-process.ts';

// Linters of users on generated files: the banner turns them off, so no file has a finding, and none is changed.
// ESLint is installed here: pagegen does not use it.

const PACKAGES = ['eslint@9.39.1', '@eslint/js@9.39.1', 'typescript-eslint@8.48.0', 'typescript@5.9.3'];
const OUTPUT = 'src/api';
const MODULES = join(import.meta.dirname, '../../node_modules');
const document = join(import.meta.dirname, '../../specs/close.yaml');

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pagegen-banner-'));
  await put('package.json', '{ "private": true, "type": "module" }');
  await put('tsconfig.json', '{ "compilerOptions": { "module": "nodenext", "strict": true }, "include": ["src"] }');
  const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error'];
  await promisify(execFile)('npm', ['install', ...flags, ...PACKAGES], { cwd: folder });
  await mkdir(join(folder, 'node_modules/@biomejs'));
  await symlink(join(MODULES, '@biomejs/biome'), join(folder, 'node_modules/@biomejs/biome'), 'dir');
  await generate();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const put = (name: string, text: string) => writeFile(join(folder, name), text);

const generate = (...args: readonly string[]) =>
  pagegen(folder, document, '-o', OUTPUT, '--with', 'tanstack', '--with', 'msw', '--with', 'streams', ...args);

/** Returns what a program prints. */
async function run(program: string, ...args: readonly string[]): Promise<string> {
  const options = { cwd: folder, maxBuffer: 2 ** 26 };
  return promisify(execFile)(process.execPath, [join(folder, 'node_modules', program), ...args], options).then(
    ({ stdout }) => stdout,
    (error: { readonly stdout: string; readonly stderr: string }) => `failed:\n${error.stdout}${error.stderr}`,
  );
}

const eslint = (...args: readonly string[]) => run('eslint/bin/eslint.js', '--max-warnings', '0', ...args, OUTPUT);

const CONFIGURATIONS = {
  'no rules': `[{ files: ['**/*.ts'], languageOptions: { parser: tseslint.parser } }]`,
  'the recommended rules': '[js.configs.recommended, ...tseslint.configs.recommended]',
  'all rules': `[
    js.configs.all,
    ...tseslint.configs.all,
    { languageOptions: { parserOptions: { projectService: true } } },
    { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  ]`,
};

it.each(Object.entries(CONFIGURATIONS))('has no finding under ESLint with %s', async (_, configuration) => {
  const imports = "import js from '@eslint/js';\nimport tseslint from 'typescript-eslint';\n";
  await put('eslint.config.js', `${imports}export default ${configuration};\n`);
  expect(await eslint('--fix')).toBe('');
  expect((await generate('--check')).code).toBe(0);
  // The configuration finds something in files without the banner.
  await put('src/own.ts', 'export const a = (b: any) => { var c; };\n');
  const own = await run('eslint/bin/eslint.js', 'src/own.ts');
  expect(own === '').toBe(configuration.startsWith('[{'));
});

const BIOME = JSON.stringify({
  formatter: { indentStyle: 'tab', lineWidth: 60 },
  linter: {
    rules: Object.fromEntries(['style', 'suspicious', 'complexity', 'correctness'].map((name) => [name, 'on'])),
  },
  assist: { actions: { source: { organizeImports: 'on', useSortedKeys: 'on' } } },
});

it('has no finding under Biome with all rules, as pagegen writes it and formatted', async () => {
  await put('biome.json', BIOME);
  const check = () => run('@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '--write', OUTPUT);
  expect(await check()).toMatch(/^Checked \d+ files in .*\. No fixes applied\.\n$/);
  expect((await generate('--check')).code).toBe(0);
  await generate('--format', 'auto');
  expect(await readFile(join(folder, OUTPUT, 'client.ts'), 'utf8')).toContain('\n\tbaseUrl: "');
  expect(await check()).toMatch(/No fixes applied\.\n$/);
  expect((await generate('--format', 'auto', '--check')).code).toBe(0);
});
