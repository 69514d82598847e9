import type { Severity } from '../shared/diagnostic.ts';
import type { JsonValue } from '../shared/json.ts';
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
