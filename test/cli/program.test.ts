import { describe, expect, it } from 'vitest';
import { wantsColors } from '../../src/cli/io.ts';
import { COMMANDS, run } from '../../src/cli/program.ts';
import { version } from '../../src/shared/version.ts';
import { ioOf, pagegen as runIn } from './in-process.ts';

const pagegen = (...argv: string[]) => runIn(process.cwd(), ...argv);

const SEE_HELP = 'Run `pagegen --help` for usage.\n';

describe('help and version', () => {
  it('shows one help for all that is needed', async () => {
    const { code, stdout, stderr } = await pagegen('--help');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^Usage: pagegen \[document] -o <folder> \[options\]\n/);
    for (const flag of [
      '--output',
      '--name',
      '--import-extension',
      '--dry-run',
      '--quiet',
      '--debug',
      '--version',
      '--help',
    ]) {
      expect(stdout).toContain(flag);
    }
    expect(stdout).toContain('$ pagegen api.yaml -o src/api\n');
  });

  it('shows the same help of generate both ways', async () => {
    const { code, stdout } = await pagegen('help', 'generate');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Usage: pagegen generate \[document] -o <folder> \[options\]\n/);
    expect((await pagegen('generate', '--help')).stdout).toBe(stdout);
  });

  it('prints the version alone', async () => {
    expect(await pagegen('--version')).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
  });
});

describe('every help', () => {
  it.each([undefined, ...COMMANDS.map(({ name }) => name)])('of %s fits 80 columns', async (name) => {
    const { code, stdout } = await pagegen('help', ...(name === undefined ? [] : [name]));
    expect(code).toBe(0);
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });

  it('has choices and default of an option in one place', async () => {
    const { stdout } = await pagegen('lint', '--help');
    const text = stdout.replace(/\s+/g, ' ');
    expect(text).toContain(
      '--fail-on <severity> lowest severity that fails (error, warning, info, never; default: error)',
    );
    expect(text).toContain('(repeatable; default: codeframe, github-actions on GitHub)');
  });

  it('has the options under headings', async () => {
    const { stdout } = await pagegen('--help');
    expect([...stdout.matchAll(/^(\w+):$/gm)].map(([, heading]) => heading)).toEqual([
      'Arguments',
      'Client',
      'Operations',
      'Run',
      'Document',
      'Options',
      'Commands',
      'Examples',
    ]);
  });
});

describe('wrong usage', () => {
  it.each([
    [['--check', '--dry-run'], "error: option '--check' cannot be used with option '--dry-run'\n"],
    [['api.yaml', '--stdin'], 'error: --stdin and a document are mutually exclusive; pass only one of them\n'],
    [['--stdin', '--watch'], 'error: --watch needs files, not standard input\n'],
    [['api.yaml', '-o'], "error: option '-o, --output <folder>' argument missing\n"],
    [['api.yaml', '-o', 'client', '--quite'], "error: unknown option '--quite'\n(Did you mean --quiet?)\n"],
    [
      ['api.yaml', '-o', 'client', '--import-extension', 'mjs'],
      "error: option '--import-extension <ending>' argument 'mjs' is invalid. Allowed choices are auto, js, ts, none.\n",
    ],
    [
      ['api.yaml', 'b.yaml', '-o', 'client'],
      'error: pagegen generates from one document; did you mean `pagegen api.yaml -o b.yaml`?\n',
    ],
    [
      ['api.yaml', 'client'],
      'error: pagegen generates from one document; did you mean `pagegen api.yaml -o client`?\n',
    ],
    [['generte', 'api.yaml'], 'error: there is no command and no file generte; did you mean `pagegen generate`?\n'],
    [['lnt'], 'error: there is no command and no file lnt; did you mean `pagegen lint`?\n'],
    [['wholly-else', '-o', 'client'], 'error: there is no command and no file wholly-else\n'],
    [['help', 'mcok'], 'error: there is no command mcok. Did you mean `mock`?\n'],
    [
      ['help', 'x'],
      'error: there is no command x. The commands are generate, demo, init, lint, annotate, migrate, mock, explain, report, verify, help.\n',
    ],
  ])('%j', async (argv, message) => {
    expect(await pagegen(...argv)).toEqual({ code: 2, stdout: '', stderr: message + SEE_HELP });
  });
});

it('reads the document `-` from standard input', async () => {
  const document = "openapi: 3.1.0\ninfo: { title: T, version: '1' }\npaths: {}\n";
  const { io, text } = ioOf(process.cwd(), { stdin: document });
  expect(await run(['-', '-o', 'never-written', '--dry-run'], io)).toBe(0);
  expect(text.stdout).toContain('create  client.ts');
});

describe('wrong usage of a command', () => {
  it.each([
    ['lint', ['--nope'], "unknown option '--nope'"],
    ['mock', ['api.yaml', 'b.yaml'], "too many arguments for 'mock'. Expected 1 argument but got 2."],
    ['migrate', ['-', '--write'], '--write needs a file, not standard input'],
    ['annotate', ['-', '--write'], '--write needs a file, not standard input'],
    ['annotate', ['https://api.example.com/openapi.json', '--write'], '--write needs a file, not a URL'],
    ['mock', ['api.yaml', '--host', ''], 'the value of --host is empty; is a variable of the command line not set?'],
    ['lint', [''], 'an argument is empty; is a variable of the command line not set?'],
    [
      'lint',
      ['a.yaml', '--overlay', 'b', '--overlay', ''],
      'the value of --overlay is empty; is a variable of the command line not set?',
    ],
  ])('of %s %j names the help of the command', async (name, argv, message) => {
    expect(await pagegen(name, ...argv)).toEqual({
      code: 2,
      stdout: '',
      stderr: `error: ${message}\nRun \`pagegen ${name} --help\` for usage.\n`,
    });
  });
});

describe('wantsColors', () => {
  it.each([
    [true, {}, true],
    [false, {}, false],
    [true, { NO_COLOR: '1' }, false],
    [true, { NO_COLOR: '' }, true],
    [true, { TERM: 'dumb' }, false],
    [false, { FORCE_COLOR: '1' }, true],
    [true, { FORCE_COLOR: '0' }, false],
    [false, { FORCE_COLOR: '3', NO_COLOR: '1' }, false],
  ])('terminal %s, %j: %s', (isTerminal, env, expected) => {
    expect(wantsColors(isTerminal, env)).toBe(expected);
  });
});
