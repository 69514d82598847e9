import { InputError, type Severity } from '../shared/diagnostic.ts';
import { describeValue, isJsonObject, type JsonObject, type JsonValue } from '../shared/json.ts';
import { didYouMean } from '../shared/suggest.ts';
import type { Rule } from './rule.ts';

export const PROFILES = ['recommended', 'strict', 'errors'] as const;
/** `errors` runs only the rules about correctness, `recommended` adds those about design, `strict` runs every rule. */
export type Profile = (typeof PROFILES)[number];

export type Level = Severity | 'off';

/** The user's settings for one rule. */
export interface RuleSetting {
  readonly level?: Level;
  readonly options?: Readonly<Record<string, JsonValue>>;
}

/** The user's choice of rules and levels. */
export interface LintSettings {
  /** Default: `recommended`. */
  readonly profile?: Profile;
  /** By rule id. */
  readonly rules?: ReadonlyMap<string, RuleSetting>;
}

/** A rule with the level and options that it runs with. */
export interface ActiveRule {
  readonly rule: Rule;
  readonly level: Level;
  /** True if the user chose the level. */
  readonly isChosen: boolean;
  readonly options: Readonly<Record<string, JsonValue>>;
}

/** Returns every rule with its level: the user's choice, or else the level that the profile implies. */
export function activate(
  rules: readonly Rule[],
  { profile = 'recommended', rules: chosen }: LintSettings,
): ActiveRule[] {
  return rules.map((rule) => {
    const setting = chosen?.get(rule.id);
    return {
      rule,
      level: setting?.level ?? levelIn(profile, rule),
      isChosen: setting?.level !== undefined,
      options: { ...rule.options, ...setting?.options },
    };
  });
}

function levelIn(profile: Profile, rule: Rule): Level {
  if (profile === 'strict') return rule.severity;
  if (rule.strict || (profile === 'errors' && rule.severity !== 'error')) return 'off';
  return rule.severity;
}

/**
 * Returns the level of a diagnostic that an earlier stage reported with a severity of its own. That severity is kept
 * unless the user chose a level: the same code can be an error in `x-pagination` and a warning in a dialect.
 */
export function levelOf({ level, isChosen }: ActiveRule, severity: Severity): Level {
  return isChosen || level === 'off' ? level : severity;
}

/** The key `lint` of the configuration. */
export interface LintConfiguration {
  readonly profile?: Profile;
  /** By rule id: a level, or a level and options. */
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

/** A mistake in `lint` of a configuration, or in a flag. */
export interface LintFault {
  /** The keys from the root of the configuration to the mistake. */
  readonly path: readonly string[];
  readonly part: 'key' | 'value';
  readonly message: string;
  readonly hint?: string;
}
/** Makes an error that names the place of the fault. */
type Refuse = (fault: LintFault) => InputError;

/**
 * Reads `lint` of a configuration.
 *
 * @throws the error that `refuse` makes of the first fault
 */
export function readLintConfiguration(value: unknown, rules: readonly Rule[], refuse: Refuse): LintConfiguration {
  const lint = objectOf(value, ['lint'], refuse);
  for (const key of Object.keys(lint)) {
    if (!KEYS.includes(key)) throw refuse(unknown(['lint', key], `key \`${key}\` in \`lint\``, KEYS));
  }
  const { profile, failOn, maxWarnings, baseline, base } = lint;
  const settings = lint.rules === undefined ? [] : Object.entries(objectOf(lint.rules, ['lint', 'rules'], refuse));
  return {
    ...(profile !== undefined && { profile: choice(['lint', 'profile'], profile, PROFILES, refuse) }),
    rules: new Map(settings.map(([id, setting]) => [id, readSetting(id, setting, rules, refuse)])),
    ...(failOn !== undefined && { failOn: choice(['lint', 'failOn'], failOn, FAIL_ON, refuse) }),
    ...(maxWarnings !== undefined && { maxWarnings: readCount(maxWarnings, refuse) }),
    ...(baseline !== undefined && { baseline: textOf('baseline', baseline, refuse) }),
    ...(base !== undefined && { base: textOf('base', base, refuse) }),
  };
}

/**
 * Reads the value `id=level` of the flag `--rule`.
 *
 * @throws InputError `invalid-configuration`
 */
export function readRuleFlag(flag: string, rules: readonly Rule[]): readonly [string, RuleSetting] {
  const [id = '', level = ''] = flag.split('=');
  const refuse: Refuse = ({ message, hint }) =>
    new InputError('invalid-configuration', `--rule ${flag}: ${message}`, { hint });
  return [knownRule(id, rules, refuse).id, { level: choice([id], level, LEVELS, refuse) }];
}

function readSetting(id: string, setting: unknown, rules: readonly Rule[], refuse: Refuse): RuleSetting {
  const path = ['lint', 'rules', id];
  const known = knownRule(id, rules, refuse).options;
  if (typeof setting === 'string') return { level: choice(path, setting, LEVELS, refuse) };
  const { level, ...options } = objectOf(setting, path, refuse);
  for (const [key, value] of Object.entries(options)) {
    if (!Object.hasOwn(known, key)) {
      throw refuse(
        unknown([...path, key], `option \`${key}\` of the rule \`${id}\``, ['level', ...Object.keys(known)]),
      );
    }
    if (typeof value !== typeof known[key]) {
      throw refuse(wrong([...path, key], `a ${typeof known[key]}`, describeValue(value)));
    }
  }
  return {
    ...(level !== undefined && { level: choice([...path, 'level'], level, LEVELS, refuse) }),
    options: options as Record<string, JsonValue>,
  };
}

function knownRule(id: string, rules: readonly Rule[], refuse: Refuse): Rule {
  const rule = rules.find((each) => each.id === id);
  if (rule !== undefined) return rule;
  throw refuse(
    unknown(
      ['lint', 'rules', id],
      `rule \`${id}\``,
      rules.map((each) => each.id),
    ),
  );
}

function choice<T extends string>(path: readonly string[], value: unknown, choices: readonly T[], refuse: Refuse): T {
  const found = choices.find((each) => each === (value === 'warn' ? 'warning' : value));
  if (found !== undefined) return found;
  throw refuse(wrong(path, `one of ${choices.join(', ')}`, JSON.stringify(value)));
}

function readCount(value: unknown, refuse: Refuse): number {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value;
  throw refuse(wrong(['lint', 'maxWarnings'], 'a non-negative integer', JSON.stringify(value)));
}

function textOf(key: string, value: unknown, refuse: Refuse): string {
  if (typeof value === 'string' && value !== '') return value;
  throw refuse(wrong(['lint', key], 'a path', describeValue(value)));
}

function objectOf(value: unknown, path: readonly string[], refuse: Refuse): JsonObject {
  if (isJsonObject(value)) return value;
  throw refuse(wrong(path, 'an object', describeValue(value)));
}

function unknown(path: readonly string[], what: string, known: readonly string[]): LintFault {
  const advice = didYouMean(path.at(-1) ?? '', known, `Use one of ${known.join(', ')}.`);
  return { path, part: 'key', message: `There is no ${what}.`, ...advice };
}

function wrong(path: readonly string[], expected: string, found: string): LintFault {
  return { path, part: 'value', message: `\`${path.join('.')}\` must be ${expected}; found ${found}.` };
}
