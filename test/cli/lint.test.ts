import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { run } from '../../src/cli/program.ts';
import { documentOf } from '../lint/lint-text.ts';
import { ioOf } from './in-process.ts';

vi.setConfig({ testTimeout: 60_000 });

let cwd: string;
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'pagegen-lint-'));
});
afterEach(() => rmSync(cwd, { recursive: true }));

async function pagegen(argv: readonly string[], more: Parameters<typeof ioOf>[1] = {}) {
  const { io, text } = ioOf(cwd, more);
  return { code: await run(['lint', ...argv], io), ...text };
}

const put = (name: string, text: string): void => writeFileSync(join(cwd, name), text);
const read = (name: string): string => readFileSync(join(cwd, name), 'utf8');

const RIGHT = documentOf('list');
const WARNED = documentOf(
  'style: offset\nrequest: { offset: skip, limit: size }\nresponse: { items: data, hasMore: has_more }\nlimits: { maxLimit: 50 }',
);
const WRONG = documentOf('style: ofset\nrequest: { offset: skip }\nresponse: { items: data }');

/** The rules that JSON output names. */
const rulesIn = (stdout: string): string[] => JSON.parse(stdout).diagnostics.map(({ rule }: { rule: string }) => rule);

describe('exit codes', () => {
  it.each<[string, string, string[], number]>([
    ['nothing found', RIGHT, [], 0],
    ['warnings', WARNED, [], 0],
    ['errors', WRONG, [], 1],
    ['warnings that fail', WARNED, ['--fail-on', 'warning'], 1],
    ['more warnings than allowed', WARNED, ['--max-warnings', '0'], 1],
    ['as many warnings as allowed', WARNED, ['--max-warnings', '1'], 0],
    ['errors that do not fail', WRONG, ['--fail-on', 'never'], 0],
    ['a rule made an error', WARNED, ['--rule', 'pagination-no-default-limit=error'], 1],
    ['a rule turned off', WRONG, ['--rule', 'pagination-unknown-style=off'], 0],
    ['a profile without warnings', WARNED, ['--profile', 'errors', '--max-warnings', '0'], 0],
  ])('%s', async (_, text, argv, code) => {
    put('api.yaml', text);
    expect((await pagegen(['api.yaml', ...argv])).code).toBe(code);
  });

  it.each<[string, string[], RegExp]>([
    [
      'a file that is not there',
      ['apx.yaml'],
      /^error {2}Cannot read apx\.yaml: there is no such file\. {2}\[file-not-found\]\n {2}hint: Did you mean api\.yaml\?\n$/,
    ],
    ['a glob that matches nothing', ['*.yml'], /No file matches \*\.yml\. {2}\[no-documents\]/],
    [
      'an unknown rule',
      ['api.yaml', '--rule', 'pagination-no-kye=off'],
      /--rule pagination-no-kye=off: There is no rule `pagination-no-kye`\.[\s\S]*hint: Did you mean `pagination-no-key`\?/,
    ],
    ['an unknown format', ['api.yaml', '-f', 'xml'], /Allowed formats are codeframe, stylish, json/],
    ['both ways to fix', ['api.yaml', '--fix', '--fix-dry-run'], /cannot be used with option/],
    ['a baseline to write without a name', ['api.yaml', '--update-baseline'], /--update-baseline needs a baseline/],
    ['a file that is not a baseline', ['api.yaml', '--baseline', 'api.yaml'], /api\.yaml is not a baseline of pagegen/],
  ])('2 for %s', async (_, argv, message) => {
    put('api.yaml', RIGHT);
    const { code, stderr } = await pagegen(argv);
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
  });
});

describe('documents', () => {
  it('finds them by glob, and skips files that are not OpenAPI documents', async () => {
    mkdirSync(join(cwd, 'specs/v2'), { recursive: true });
    mkdirSync(join(cwd, 'node_modules/x'), { recursive: true });
    for (const name of ['specs/a.yaml', 'specs/v2/b.yaml', 'node_modules/x/c.yaml']) put(name, WRONG);
    put('specs/other.yaml', 'services: {}\n');
    const { stdout } = await pagegen(['**/*.yaml', '-f', 'json']);
    expect(JSON.parse(stdout).diagnostics.map(({ file }: { file: string }) => file)).toEqual([
      'specs/a.yaml',
      'specs/v2/b.yaml',
    ]);
    expect(JSON.parse(stdout).summary.documents).toBe(2);
  });

  it('says what is wrong with text that does not parse', async () => {
    put('api.yaml', 'openapi: 3.1.0\npaths: {\n');
    const { code, stdout } = await pagegen(['api.yaml', '-f', 'json']);
    expect([code, ...rulesIn(stdout)]).toEqual([1, 'invalid-yaml']);
  });
});

describe('reports', () => {
  it('writes several formats, to files and to the terminal', async () => {
    put('api.yaml', WRONG);
    const { stdout } = await pagegen([
      'api.yaml',
      '-f',
      'stylish',
      '-f',
      'sarif:out/lint.sarif',
      '-f',
      'junit:lint.xml',
    ]);
    expect(stdout).toMatch(/^api\.yaml\n {2}30:16 {2}error/);
    expect(JSON.parse(read('out/lint.sarif')).version).toBe('2.1.0');
    expect(read('lint.xml')).toMatch(/^<\?xml/);
  });

  it('uses code frames at a terminal and workflow commands on GitHub', async () => {
    put('api.yaml', WRONG);
    expect((await pagegen(['api.yaml'])).stdout).toContain(
      '\n  30 |         style: ofset\n     |                ^^^^^\n',
    );
    expect((await pagegen(['api.yaml'], { onGitHub: true })).stdout).toMatch(/^::error file=api\.yaml,line=30,/);
  });

  it('leaves warnings out when quiet, and still counts them', async () => {
    put('api.yaml', WARNED);
    expect((await pagegen(['api.yaml', '--quiet'])).stdout).toBe('0 errors, 1 warning in 1 document.\n');
  });
});

describe('fixes', () => {
  const CRLF = `\uFEFF${documentOf(
    "# why: the CRM's own names\r\nstyle:   'Offset'   # odd quotes stay\r\nrequest: {offset: \"skip\",   limit: limit}\r\nresponse:\r\n  has_more: has_more\r\n  items: data\r\n",
  )}`;

  it('change nothing but what is wrong: comments, quotes, order, line ends and the byte order mark stay', async () => {
    put('api.yaml', CRLF);
    const { stdout } = await pagegen(['api.yaml', '--fix']);
    expect(read('api.yaml')).toBe(CRLF.replace("'Offset'", "'offset'").replace('  has_more: has', '  hasMore: has'));
    expect(stdout).toContain('2 fixed');
  });

  it('are shown as a diff that applies, and made to nothing, in a dry run', async () => {
    put('api.yaml', WRONG);
    const { code, stdout } = await pagegen(['api.yaml', '--fix-dry-run', '-f', 'json:out.json']);
    expect(code).toBe(0);
    expect(read('api.yaml')).toBe(WRONG);
    const { status } = spawnSync('git', ['apply', '-'], { cwd, input: stdout, encoding: 'utf8' });
    expect([status, read('api.yaml')]).toEqual([0, WRONG.replace('ofset', 'offset')]);
  });

  it('apply to JSON and to other files', async () => {
    const shared = { list: { style: 'page', request: { page: 'page' }, response: { items: 'Data' } } };
    const things = {
      get: {
        parameters: [{ name: 'page', in: 'query', schema: { type: 'integer', default: 0 } }],
        responses: {
          200: {
            description: '',
            content: {
              'application/json': { schema: { type: 'object', properties: { data: { type: 'array', items: {} } } } },
            },
          },
        },
        'x-pagination': { $ref: 'shared.json#/list' },
      },
    };
    put(
      'api.json',
      JSON.stringify({ openapi: '3.1.0', info: { title: 'T', version: '1' }, paths: { '/things': things } }),
    );
    put('shared.json', JSON.stringify(shared));
    expect((await pagegen(['api.json', '--fix', '--profile', 'errors'])).stdout).toMatch(/^No findings/);
    const request = { page: 'page', start: 0 };
    expect(JSON.parse(read('shared.json')).list).toEqual({ ...shared.list, request, response: { items: 'data' } });
  });

  it('are made where a value was written: in the overlay that it comes from', async () => {
    const document = documentOf('{ extends: list, request: { limit: Limit } }');
    const overlay = `overlay: 1.0.0
info: { title: O, version: '1' }
actions:
  - target: $.paths['/leads'].get
    update:
      x-pagination: { request: { limit: LIMIT } } # theirs
`;
    put('api.yaml', document);
    put('overlay.yaml', overlay);
    const { stdout } = await pagegen(['api.yaml', '--overlay', 'overlay.yaml', '--fix', '--profile', 'errors']);
    expect(stdout).toMatch(/^No findings in 1 document \(1 fixed\)/);
    expect(read('overlay.yaml')).toBe(overlay.replace('LIMIT', 'limit'));
    expect(read('api.yaml')).toBe(document);
  });

  it('are not made in what operations share if each needs another', async () => {
    const document = RIGHT.replace('offset: skip, limit: limit }, response', 'offset: Skip, limit: LIMIT }, response')
      .split('/archive:')
      .map((part, index) => (index === 1 ? part.replace('name: limit', 'name: Limit') : part))
      .join('/archive:');
    put('api.yaml', document);
    const { code, stdout } = await pagegen(['api.yaml', '--fix', '-f', 'json']);
    expect(code).toBe(1);
    expect(rulesIn(stdout)).toEqual(['pagination-undeclared-parameter', 'pagination-undeclared-parameter']);
    expect(JSON.parse(stdout).summary.fixed).toBe(1);
    expect(read('api.yaml')).toBe(document.replace('offset: Skip', 'offset: skip'));
  });

  it('are rejected without a file to write to', async () => {
    const { code, stderr } = await pagegen(['-', '--fix']);
    expect(code).toBe(2);
    expect(stderr).toContain('--fix cannot write to standard input.');
  });
});

describe('comments that disable', () => {
  const disabled = (comment: string): string =>
    documentOf(`${comment}\nstyle: ofset\nrequest: { offset: skip }\nresponse: { items: data }`);

  it('take a finding out of the next line', async () => {
    put('api.yaml', disabled('# pagegen-disable-next-line pagination-unknown-style -- to come'));
    const { code, stdout } = await pagegen(['api.yaml']);
    expect([code, stdout]).toEqual([0, 'No findings in 1 document (1 suppressed by comments).\n']);
  });

  it('are reported if they disable nothing, or name no rule', async () => {
    put(
      'api.yaml',
      disabled('# pagegen-disable-next-line pagination-unknown-style, pagination-no-key, pagination-nokey -- why'),
    );
    const { stdout } = await pagegen(['api.yaml', '--profile', 'strict', '-f', 'json']);
    expect(JSON.parse(stdout).diagnostics.map(({ message }: { message: string }) => message)).toEqual([
      'The rule `pagination-no-key` finds nothing on the next line.',
      'There is no rule `pagination-nokey`.',
    ]);
  });
});

describe('a baseline', () => {
  it('hides old findings wherever they move, and only those', async () => {
    put('api.yaml', WRONG);
    expect((await pagegen(['api.yaml', '--baseline', 'known.json', '--update-baseline'])).code).toBe(0);
    put('api.yaml', `# moved\n${WRONG}`);
    const { code, stdout } = await pagegen(['api.yaml', '--baseline', 'known.json']);
    expect([code, stdout]).toEqual([0, 'No findings in 1 document (1 in the baseline).\n']);
    put('api.yaml', WRONG.replace('x-pagination: list', 'x-pagination: lists'));
    expect(rulesIn((await pagegen(['api.yaml', '--baseline', 'known.json', '-f', 'json'])).stdout)).toContain(
      'pagination-unknown-strategy',
    );
  });
});

describe('the configuration', () => {
  it.each([
    [
      'pagegen.config.yaml',
      "lint:\n  profile: strict\n  rules: { pagination-no-key: 'off', pagination-no-default-limit: error }\n",
    ],
    [
      'pagegen.config.json',
      '{ "lint": { "profile": "strict", "rules": { "pagination-no-key": { "level": "off" }, "pagination-no-default-limit": "error" } } }',
    ],
    [
      'package.json',
      '{ "pagegen": { "lint": { "profile": "strict", "rules": { "pagination-no-key": "off", "pagination-no-default-limit": "error" } } } }',
    ],
  ])('is read from %s', async (name, text) => {
    put('api.yaml', WARNED);
    put(name, text);
    const { code, stdout } = await pagegen(['api.yaml', '-f', 'json']);
    expect([code, ...rulesIn(stdout)]).toEqual([1, 'pagination-no-default-limit']);
  });

  it('comes after flags', async () => {
    put('api.yaml', WARNED);
    put('pagegen.config.json', '{ "lint": { "maxWarnings": 0 } }');
    expect((await pagegen(['api.yaml'])).code).toBe(1);
    expect((await pagegen(['api.yaml', '--max-warnings', '5'])).code).toBe(0);
  });

  it.each([
    [
      '{ "lint": { "rule": {} } }',
      /pagegen\.config\.json:1:13: There is no key `rule` in `lint`\.[\s\S]*Did you mean `rules`\?/,
    ],
    [
      '{ "lint": { "rules": { "pagination-no-key": "of" } } }',
      /pagegen\.config\.json:1:45: `lint\.rules\.pagination-no-key` must be one of error, warning, info, off; found "of"/,
    ],
    ['{ "lint": { "rules": { "pagination-inconsistent-names": { "majorty": 1 } } } }', /Did you mean `majority`\?/],
    ['{ "lnit": { "profile": "strict" } }', /json:1:3: There is no option `lnit`\.[\s\S]*Did you mean `lint`\?/],
    ['{ "lint": { "profile": "all" } }', /must be one of recommended, strict, errors; found "all"/],
    ['{ "lint": ', /pagegen\.config\.json cannot be read: line 1: Invalid JSON/],
  ])('that is %s is refused', async (text, message) => {
    put('api.yaml', RIGHT);
    put('pagegen.config.json', text);
    const { code, stderr } = await pagegen(['api.yaml']);
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
  });
});

it('never loads what prints code', () => {
  put('api.yaml', WARNED);
  const hook = `import { register } from 'node:module';
register('data:text/javascript,' + encodeURIComponent(\`
  export async function resolve(specifier, context, next) {
    if (/ts-morph|handlebars|openapi-upgrader|emit\\.ts/.test(specifier)) throw new Error('loaded ' + specifier);
    return next(specifier, context);
  }\`));`;
  put('hook.mjs', hook);
  const cli = fileURLToPath(new URL('../../src/cli.ts', import.meta.url));
  const args = ['--import', join(cwd, 'hook.mjs'), '--import', import.meta.resolve('tsx'), cli];
  const lint = spawnSync(process.execPath, [...args, 'lint', 'api.yaml'], { cwd, encoding: 'utf8' });
  expect(lint.stderr).toBe('');
  expect(lint.status).toBe(0);
  const generate = spawnSync(process.execPath, [...args, 'generate', 'api.yaml', '-o', 'client'], {
    cwd,
    encoding: 'utf8',
  });
  expect(generate.stderr).toContain('loaded');
  expect(existsSync(join(cwd, 'client'))).toBe(false);
});
