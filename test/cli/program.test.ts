import { describe, expect, it } from 'vitest';
import { wantsColors } from '../../src/cli/io.ts';
import { version } from '../../src/shared/version.ts';
import { pagegen as runIn } from './in-process.ts';

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
    expect(stdout).toContain('$ pagegen specs/close.yaml -o client\n');
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
      "error: too many arguments for 'generate'. Expected 1 argument but got 2.\n",
    ],
  ])('%j', async (argv, message) => {
    expect(await pagegen(...argv)).toEqual({ code: 2, stdout: '', stderr: message + SEE_HELP });
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
