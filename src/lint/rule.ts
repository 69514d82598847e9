import type { ApiModel } from '../model/api.ts';
import type { Operation } from '../model/operation.ts';
import type { Strategy } from '../model/strategy.ts';
import type { Diagnostic, Severity } from '../shared/diagnostic.ts';
import type { JsonValue, Located, Location } from '../shared/json.ts';

/** A diagnostic as a rule reports it: the engine adds the rule's id and severity. */
export type RuleFinding = Pick<Diagnostic, 'message' | 'hint' | 'subject' | 'location' | 'related' | 'fix'>;

/** The document as written, for details that the model does not keep. */
export interface LintedDocument {
  readonly root: Located;
  /** Returns the node itself, or the target of its `$ref`. */
  follow(node: Located): Located | undefined;
  /** Returns the value at a place, or undefined if there is none. */
  at(location: Location): Located | undefined;
}

/** The input of a rule, and the function that takes its findings. */
export interface RuleContext {
  readonly api: ApiModel;
  /** The earlier version of the API that the user chose with `--base`. */
  readonly base?: ApiModel;
  readonly document: LintedDocument;
  /** The rule's options: its defaults, overridden by the configuration. */
  readonly options: Readonly<Record<string, JsonValue>>;
  readonly report: (finding: RuleFinding) => void;
}

/** The functions of a rule, each called once per part of the API. Operations with a faulty annotation have no strategies. */
export interface Visitor {
  readonly api?: (api: ApiModel, context: RuleContext) => void;
  readonly operation?: (operation: Operation, context: RuleContext) => void;
  readonly strategy?: (strategy: Strategy, operation: Operation, context: RuleContext) => void;
}

export interface Rule {
  /** Also the name of the rule's test and of its page in the docs. */
  readonly id: string;
  readonly severity: Severity;
  /** One sentence, which also opens the rule's page in the docs. */
  readonly summary: string;
  /** Off unless the profile is `strict` or the configuration turns it on. */
  readonly strict: boolean;
  /** Codes of diagnostics from earlier stages that become findings of this rule. */
  readonly codes: readonly string[];
  readonly visit: Visitor;
  /** Options and their defaults. */
  readonly options: Readonly<Record<string, JsonValue>>;
  /** True if `--fix` can fix some of the rule's findings. */
  readonly isFixable: boolean;
}

/** A rule as it is declared, with defaults omitted. */
export interface RuleDefinition extends Partial<Omit<Rule, 'id' | 'severity' | 'summary'>> {
  readonly id: string;
  readonly severity: Severity;
  readonly summary: string;
}

/** Declares a rule, which either visits the API (`visit`) or owns codes of earlier stages (`codes`). */
export function defineRule(definition: RuleDefinition): Rule {
  return { strict: false, codes: [], visit: {}, options: {}, isFixable: false, ...definition };
}

/** True if the position is a cursor. */
export function hasCursor({ request, cursorParts }: Strategy): boolean {
  return request.cursor !== undefined || cursorParts !== undefined;
}

/** True if the strategy is written as `x-pagination`, not in a dialect. */
export function isNative({ location, places }: Strategy): boolean {
  return [location, places.get('style')].some((place) => place?.pointer.includes('/x-pagination') === true);
}
