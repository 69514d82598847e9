import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { pagegen as runIn } from '../../cli/in-process.ts';
import { CLI, run as runCli } from './run-cli.ts';

// Each test starts processes, on machines that may be busy.
vi.setConfig({ testTimeout: 60_000 });

let cwd: string;
beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), 'pagegen-cli-'));
  mkdirSync(join(cwd, 'specs'));
  const write = (name: string, text: string): void => writeFileSync(join(cwd, 'specs', name), text);
  write('close.yaml', 'openapi: 3.1.0\ninfo: { title: T API, version: "1" }\npaths: {}\n');
  write('syntax.yaml', 'openapi: 3.1.0\ninfo: { title: "T }\n');
  write('fault.json', '{\n  "openapi": "3.1.0",\n}\n');
  write('version.yaml', 'swagger: "1.2"\n');
  write(
    'dangling.yaml',
    `openapi: 3.1.0
info: { title: T, version: '1' }
paths:
  /lead:
    get:
      responses:
        '200':
          description: ok
          content: { application/json: { schema: { $ref: '#/components/schemas/Laed' } } }
components:
  schemas:
    Lead: { type: object }
`,
  );
});

async function inProcess(args: readonly string[]) {
  const { code, ...text } = await runIn(cwd, ...args);
  return { status: code, ...text };
}

function pagegen(args: readonly string[], env: Record<string, string> = {}) {
  return runCli(cwd, args, env);
}

function expectNothingWritten(output: { stdout: string; stderr: string }, folder = 'out'): void {
  expect(existsSync(join(cwd, folder))).toBe(false);
  expect(output.stdout + output.stderr).not.toMatch(/^\s+at /m);
}

describe('wrong files', () => {
  it('suggests the nearest name for a missing file', () => {
    const result = pagegen(['specs/clos.yaml', '-o', 'out']);
    expect(result).toEqual({
      status: 2,
      stdout: '',
      stderr:
        'error  Cannot read specs/clos.yaml: there is no such file.  [file-not-found]\n  hint: Did you mean specs/close.yaml?\n',
    });
    expectNothingWritten(result);
  });

  it('refuses a folder as document', async () => {
    const result = await inProcess(['generate', 'specs', '-o', 'out']);
    expect(result).toEqual({
      status: 2,
      stdout: '',
      stderr:
        'error  Cannot read specs: it is a folder.  [file-is-folder]\n  hint: Name the OpenAPI document inside it.\n',
    });
    expectNothingWritten(result);
  });

  it('shows a stack under --debug alone', () => {
    expect(pagegen(['specs/clos.yaml', '-o', 'out', '--debug']).stderr).toMatch(
      /^InputError: .*^\s+at .*^Caused by: /ms,
    );
  });
});

describe('wrong documents', () => {
  it.each([
    ['syntax.yaml', `specs/syntax.yaml:3:1  error  Missing closing "quote.  [invalid-yaml]`],
    [
      'fault.json',
      `specs/fault.json:3:1  error  Invalid JSON: expected a name in double quotes, but found "}".  [invalid-json]
  3 | }
    | ^
`,
    ],
    [
      'version.yaml',
      `specs/version.yaml:1:10  error  This is a Swagger 1.2 document. pagegen reads OpenAPI 3.0, 3.1 and 3.2, and Swagger 2.0.  [unsupported-version]
  1 | swagger: "1.2"
    |          ^^^^^
  hint: Convert it to OpenAPI 3 first.
`,
    ],
  ])('says what is wrong with %s, where, and writes nothing', async (name, finding) => {
    const result = await inProcess([`specs/${name}`, '-o', 'out']);
    expect(result.stdout).toContain(finding);
    expect(result.stderr).toMatch(/^\d errors?; nothing was written\.\n$/);
    expect(result.status).toBe(1);
    expectNothingWritten(result);
  });

  it('reads a reference that leads to nothing as `unknown`, with a warning', async () => {
    const result = await inProcess(['specs/dangling.yaml', '-o', 'out']);
    expect(
      result.stdout,
    ).toContain(`specs/dangling.yaml:9:58  warning  "#/components/schemas/Laed" does not exist. pagegen reads it as \`unknown\`.  [unresolved-reference]
  9 |           content: { application/json: { schema: { $ref: '#/components/schemas/Laed' } } }
    |                                                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^
  hint: Did you mean "#/components/schemas/Lead"?
`);
    expect(result.status).toBe(0);
  });

  it('prints findings only under --quiet', async () => {
    expect((await inProcess(['specs/version.yaml', '-o', 'out', '--quiet'])).stderr).toBe('');
  });

  it('colours under FORCE_COLOR, and never under NO_COLOR', () => {
    const run = (env: Record<string, string>) => pagegen(['specs/version.yaml', '-o', 'out'], env).stdout;
    expect(run({ FORCE_COLOR: '1' })).toContain('\u001b[');
    expect(run({ FORCE_COLOR: '1', NO_COLOR: '1' })).not.toContain('\u001b[');
    expect(run({})).not.toContain('\u001b[');
    expect(run({ CI: 'true' })).not.toContain('\u001b[');
  });
});

describe('generating', () => {
  it('writes the client, says so in one line, and has nothing to do the second time', async () => {
    const first = pagegen(['specs/close.yaml', '-o', 'client']);
    expect(first).toMatchObject({ status: 0, stdout: '' });
    expect(first.stderr).toMatch(
      /^client\/ {2}\d+ files \(\d+ created\), 0 operations, none paginated in \d+\.\d\d s; imports end in \.js \(there is no tsconfig\.json\)\n$/,
    );
    expect(readFileSync(join(cwd, 'client/client.ts'), 'utf8')).toContain('class TClient');
    const again = await inProcess(['generate', '-o', 'client', 'specs/close.yaml']);
    expect(again.stderr).toMatch(/^client\/ {2}\d+ files \(\d+ unchanged\), /);
    expect(again.status).toBe(0);
  });

  it('writes nothing under --dry-run, and lists what it would do', async () => {
    const result = await inProcess(['-o', 'dry', 'specs/close.yaml', '--dry-run']);
    expect(result.status).toBe(0);
    expect(result.stdout).toContain('create  client.ts\n');
    expect(result.stderr).toMatch(/\(dry run: nothing was written\)\n$/);
    expectNothingWritten(result, 'dry');
  });

  it('refuses to overwrite what is not ours', async () => {
    mkdirSync(join(cwd, 'mine'));
    writeFileSync(join(cwd, 'mine/index.ts'), 'mine');
    const result = await inProcess(['specs/close.yaml', '-o', 'mine']);
    expect(result).toMatchObject({ status: 2, stdout: '' });
    expect(result.stderr).toMatch(
      /^error {2}mine\/index\.ts is in the way: it was not written by pagegen\. Nothing was written\./,
    );
    expect(readFileSync(join(cwd, 'mine/index.ts'), 'utf8')).toBe('mine');
  });
});

describe('signals', () => {
  it('exits 130 when interrupted while it waits for standard input', async () => {
    const child = spawn(process.execPath, [CLI, '-', '-o', 'interrupted'], { cwd, stdio: 'pipe' });
    // More than a pipe holds: once it is all taken, the command is reading.
    await new Promise((resolve) => child.stdin.write(' '.repeat(2 ** 20), resolve));
    child.kill('SIGINT');
    const code = await new Promise((resolve) => child.on('close', resolve));
    expect(code).toBe(130);
    expect(existsSync(join(cwd, 'interrupted'))).toBe(false);
  });

  it('survives a reader that leaves', async () => {
    const child = spawn(process.execPath, [CLI, '--help'], { cwd, stdio: 'pipe' });
    child.stdout.destroy();
    let stderr = '';
    child.stderr.on('data', (chunk) => {
      stderr += chunk;
    });
    const code = await new Promise((resolve) => child.on('close', resolve));
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });
});
