import type { Severity } from '../shared/diagnostic.ts';
import type { JsonValue } from '../shared/json.ts';
import type { Rule } from './rule.ts';

export const PROFILES = ['recommended', 'strict', 'errors'] as const;
/** `errors`: correctness alone. `recommended`: with design. `strict`: every rule. */
export type Profile = (typeof PROFILES)[number];

export type Level = Severity | 'off';

/** What the user says of one rule. */
export interface RuleSetting {
  readonly level?: Level;
  readonly options?: Readonly<Record<string, JsonValue>>;
}

/** What the user says of the rules. */
export interface LintSettings {
  /** Default: `recommended`. */
  readonly profile?: Profile;
  /** By id. */
  readonly rules?: ReadonlyMap<string, RuleSetting>;
}

/** A rule as it is going to run. */
export interface ActiveRule {
  readonly rule: Rule;
  readonly level: Level;
  /** Whether the user chose the level. */
  readonly chosen: boolean;
  readonly options: Readonly<Record<string, JsonValue>>;
}

/** Every rule with its level: what the user says of it, else what the profile makes of its own severity. */
export function activate(rules: readonly Rule[], { profile = 'recommended', rules: said }: LintSettings): ActiveRule[] {
  return rules.map((rule) => {
    const setting = said?.get(rule.id);
    return {
      rule,
      level: setting?.level ?? levelIn(profile, rule),
      chosen: setting?.level !== undefined,
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
 * The level of a finding that another stage reported with a severity of its own: the faults of a dialect, say, are but
 * warnings. It is kept unless the user chose another.
 */
export function levelOf({ level, chosen }: ActiveRule, severity: Severity): Level {
  return chosen || level === 'off' ? level : severity;
}
