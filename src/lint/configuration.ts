import { InputError } from '../diagnostics/input-error.ts';
import { nearest } from '../diagnostics/nearest.ts';
import type { JsonValue } from '../ir/json.ts';
import { describeValue, isJsonObject, type JsonObject } from '../ir/located.ts';
import type { Rule } from './rule.ts';
import { type Level, PROFILES, type Profile, type RuleSetting } from './settings.ts';

/** The part `lint` of the configuration. */
export interface LintConfiguration {
  readonly profile?: Profile;
  /** By id: a level, or a level and options. */
  readonly rules: ReadonlyMap<string, RuleSetting>;
  readonly failOn?: FailOn;
  readonly maxWarnings?: number;
  /** Paths, relative to the configuration file. */
  readonly baseline?: string;
  readonly base?: string;
}

export const FAIL_ON = ['error', 'warning', 'info', 'never'] as const;
/** The least severity that makes the command fail. */
export type FailOn = (typeof FAIL_ON)[number];

const LEVELS: readonly Level[] = ['error', 'warning', 'info', 'off'];
const KEYS = ['profile', 'rules', 'failOn', 'maxWarnings', 'baseline', 'base'];

/**
 * Reads `lint` of a configuration; `shown` is how messages call it.
 *
 * @throws InputError `invalid-configuration`
 */
export function readLintConfiguration(value: unknown, rules: readonly Rule[], shown: string): LintConfiguration {
  const lint = objectOf(value, `\`lint\` in ${shown}`);
  for (const key of Object.keys(lint))
    if (!KEYS.includes(key)) throw unknown(`key \`${key}\` in \`lint\``, key, KEYS, shown);
  const { profile, failOn, maxWarnings, baseline, base } = lint;
  const settings = Object.entries(lint.rules === undefined ? {} : objectOf(lint.rules, `\`lint.rules\` in ${shown}`));
  return {
    ...(profile !== undefined && { profile: choice('profile', profile, PROFILES, shown) }),
    rules: new Map(settings.map(([id, said]) => [knownRule(id, rules, shown).id, settingOf(id, said, rules, shown)])),
    ...(failOn !== undefined && { failOn: choice('failOn', failOn, FAIL_ON, shown) }),
    ...(maxWarnings !== undefined && { maxWarnings: countOf(maxWarnings, shown) }),
    ...(baseline !== undefined && { baseline: textOf('baseline', baseline, shown) }),
    ...(base !== undefined && { base: textOf('base', base, shown) }),
  };
}

/**
 * Reads `id=level`, as the command line has it.
 *
 * @throws InputError `invalid-configuration`
 */
export function readRuleFlag(flag: string, rules: readonly Rule[]): readonly [string, RuleSetting] {
  const [id = '', level = ''] = flag.split('=');
  return [knownRule(id, rules, '--rule').id, { level: choice(id, level, LEVELS, '--rule') }];
}

function settingOf(id: string, said: unknown, rules: readonly Rule[], shown: string): RuleSetting {
  if (typeof said === 'string') return { level: choice(`rules.${id}`, said, LEVELS, shown) };
  const { level, ...options } = objectOf(said, `\`lint.rules.${id}\` in ${shown}`);
  const taken = knownRule(id, rules, shown).options;
  for (const [key, value] of Object.entries(options)) {
    if (!Object.hasOwn(taken, key)) {
      throw unknown(`option \`${key}\` of the rule \`${id}\``, key, ['level', ...Object.keys(taken)], shown);
    }
    if (typeof value !== typeof taken[key]) {
      throw invalid(
        `\`lint.rules.${id}.${key}\` in ${shown} must be a ${typeof taken[key]}; found ${describeValue(value)}.`,
      );
    }
  }
  return {
    ...(level !== undefined && { level: choice(`rules.${id}.level`, level, LEVELS, shown) }),
    options: options as Record<string, JsonValue>,
  };
}

function knownRule(id: string, rules: readonly Rule[], shown: string): Rule {
  const rule = rules.find((each) => each.id === id);
  if (rule !== undefined) return rule;
  throw unknown(
    `rule \`${id}\``,
    id,
    rules.map((each) => each.id),
    shown,
  );
}

function choice<T extends string>(key: string, value: unknown, choices: readonly T[], shown: string): T {
  const found = choices.find((each) => each === (value === 'warn' ? 'warning' : value));
  if (found !== undefined) return found;
  throw invalid(`\`${key}\` in ${shown} must be one of ${choices.join(', ')}; found ${JSON.stringify(value)}.`);
}

function countOf(value: unknown, shown: string): number {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value;
  throw invalid(`\`lint.maxWarnings\` in ${shown} must be an integer from 0; found ${JSON.stringify(value)}.`);
}

function textOf(key: string, value: unknown, shown: string): string {
  if (typeof value === 'string' && value !== '') return value;
  throw invalid(`\`lint.${key}\` in ${shown} must be a path; found ${describeValue(value)}.`);
}

function objectOf(value: unknown, what: string): JsonObject {
  if (isJsonObject(value)) return value;
  throw invalid(`${what} must be an object; found ${describeValue(value)}.`);
}

function unknown(what: string, name: string, known: readonly string[], shown: string): InputError {
  const near = nearest(name, known);
  const hint = near === undefined ? `There are ${known.join(', ')}.` : `Did you mean \`${near}\`?`;
  return new InputError('invalid-configuration', `There is no ${what} (${shown}).`, { hint });
}

function invalid(message: string): InputError {
  return new InputError('invalid-configuration', message);
}
