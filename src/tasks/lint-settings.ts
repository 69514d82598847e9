import { dirname, resolve as resolvePath } from 'node:path';
import { rules } from '../lint/rules/index.ts';
import { type FailOn, type LintSettings, type Profile, readLintConfiguration, readRuleFlag } from '../lint/settings.ts';
import { InputError } from '../shared/diagnostic.ts';
import { isJsonObject } from '../shared/json.ts';
import { findConfiguration } from './configuration/find.ts';
import { faultsError, readConfiguration } from './configuration/read.ts';
import type { LintOptions } from './lint.ts';

/** The settings that the command line can contain. */
export interface SettingFlags {
  /** Path of the configuration. Default: the one in the working folder, if it exists. */
  readonly config?: string;
  readonly profile?: Profile;
  /** Each has the form `id=level`. */
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
 * Reads the settings of the linter. Flags override the configuration, whose paths are relative to its file.
 *
 * @throws InputError `invalid-configuration`, or if the file cannot be read
 */
export async function readLintSettings(flags: SettingFlags, cwd: string): Promise<RunSettings> {
  const found = await findConfiguration(cwd, { command: 'lint' }, flags.config);
  // The linter reads only `lint`, but checks the whole file: its key could be misspelled.
  if (found !== undefined) readConfiguration(found, cwd);
  const configured = readLintConfiguration(lintSection(found?.value), rules, (fault) =>
    faultsError([fault], found!, cwd),
  );
  const fromFile = (path: string | undefined): string | undefined =>
    path === undefined || found === undefined ? undefined : resolvePath(dirname(found.file), path);
  const baseline = flags.baseline ?? fromFile(configured.baseline);
  if (flags.updateBaseline && baseline === undefined) {
    throw new InputError(
      'invalid-configuration',
      '--update-baseline needs a baseline, but neither a flag nor the configuration names one.',
      {
        hint: 'Name the file with --baseline <file>.',
      },
    );
  }
  const profile = flags.profile ?? configured.profile;
  return {
    ...(profile !== undefined && { profile }),
    rules: new Map([...configured.rules, ...(flags.rule ?? []).map((flag) => readRuleFlag(flag, rules))]),
    failOn: flags.failOn ?? configured.failOn,
    maxWarnings: flags.maxWarnings ?? configured.maxWarnings,
    base: flags.base ?? fromFile(configured.base),
    ...(baseline !== undefined && { baseline: { file: baseline, update: flags.updateBaseline === true } }),
  };
}

function lintSection(value: unknown): unknown {
  return isJsonObject(value) ? (value.lint ?? {}) : {};
}
