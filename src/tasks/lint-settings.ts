import { dirname, resolve as resolvePath } from 'node:path';
import { type FailOn, readLintConfiguration, readRuleFlag } from '../lint/configuration.ts';
import { rules } from '../lint/rules/index.ts';
import type { LintSettings, Profile } from '../lint/settings.ts';
import { InputError } from '../shared/diagnostic.ts';
import { isJsonObject } from '../shared/json.ts';
import { findConfiguration } from './configuration/find.ts';
import { faultsError, readConfiguration } from './configuration/read.ts';
import type { LintOptions } from './lint.ts';

/** What the command line says of a run. */
export interface SettingFlags {
  /** Configuration file; default: the one of the working folder, if there is one. */
  readonly config?: string;
  readonly profile?: Profile;
  /** `id=level`, each. */
  readonly rule?: readonly string[];
  readonly failOn?: FailOn;
  readonly maxWarnings?: number;
  readonly base?: string;
  readonly baseline?: string;
  readonly updateBaseline?: boolean;
}

export interface RunSettings extends LintSettings, Pick<LintOptions, 'base' | 'baseline'> {
  /** Default: `error`. */
  readonly failOn?: FailOn | undefined;
  readonly maxWarnings?: number | undefined;
}

/**
 * Flags on top of the configuration file. Paths in the file are relative to it.
 *
 * @throws InputError `invalid-configuration`, or where the file cannot be read
 */
export async function readLintSettings(flags: SettingFlags, cwd: string): Promise<RunSettings> {
  const found = await findConfiguration(cwd, { command: 'lint' }, flags.config);
  // The rest of the file is none of this command's business, but a misspelt `lint` would be.
  if (found !== undefined) readConfiguration(found, cwd);
  const said = readLintConfiguration(lintIn(found?.value), rules, (fault) => faultsError([fault], found!, cwd));
  const fromFile = (path: string | undefined): string | undefined =>
    path === undefined || found === undefined ? undefined : resolvePath(dirname(found.file), path);
  const baseline = flags.baseline ?? fromFile(said.baseline);
  if (flags.updateBaseline && baseline === undefined) {
    throw new InputError('invalid-configuration', '--update-baseline needs a baseline.', {
      hint: 'Name one with --baseline <file>.',
    });
  }
  const profile = flags.profile ?? said.profile;
  return {
    ...(profile !== undefined && { profile }),
    rules: new Map([...said.rules, ...(flags.rule ?? []).map((flag) => readRuleFlag(flag, rules))]),
    failOn: flags.failOn ?? said.failOn,
    maxWarnings: flags.maxWarnings ?? said.maxWarnings,
    base: flags.base ?? fromFile(said.base),
    ...(baseline !== undefined && { baseline: { file: baseline, update: flags.updateBaseline === true } }),
  };
}

function lintIn(value: unknown): unknown {
  return isJsonObject(value) ? (value.lint ?? {}) : {};
}
