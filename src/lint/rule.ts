import type { ApiModel } from '../model/api.ts';
import type { Operation } from '../model/operation.ts';
import type { Strategy } from '../model/strategy.ts';
import type { Diagnostic, Severity } from '../shared/diagnostic.ts';
import type { JsonValue, Located, Location } from '../shared/json.ts';

/** What a rule says of a document: the engine adds the rule's id and severity. */
export type Finding = Pick<Diagnostic, 'message' | 'hint' | 'location' | 'related'>;

/** The document as written, for what the model does not keep. */
export interface LintedDocument {
  readonly root: Located;
  /** The node itself, or what its `$ref` leads to. */
  follow(node: Located): Located | undefined;
  /** The value at a place; undefined where there is nothing. */
  at(location: Location): Located | undefined;
}

/** What a rule works with. */
export interface RuleContext {
  readonly api: ApiModel;
  /** An earlier version of the API, where the user named one. */
  readonly base?: ApiModel;
  readonly document: LintedDocument;
  /** The rule's options: its defaults, and what the configuration says. */
  readonly options: Readonly<Record<string, JsonValue>>;
  readonly report: (finding: Finding) => void;
}

/** Called once per part of the API. Operations whose annotation is at fault have no strategies. */
export interface Visitor {
  readonly api?: (api: ApiModel, context: RuleContext) => void;
  readonly operation?: (operation: Operation, context: RuleContext) => void;
  readonly strategy?: (strategy: Strategy, operation: Operation, context: RuleContext) => void;
}

export interface Rule {
  /** Also the name of its test and its page in the docs, and of its file if it has a visitor. */
  readonly id: string;
  readonly severity: Severity;
  /** One sentence. */
  readonly summary: string;
  /** Off unless the profile is `strict` or the configuration turns it on. */
  readonly strict: boolean;
  /** Codes that reading the document reports; they come out under the rule's id and severity. */
  readonly codes: readonly string[];
  readonly visit: Visitor;
  /** Options and their defaults. */
  readonly options: Readonly<Record<string, JsonValue>>;
  /** Whether some of its findings carry a fix, which `--fix` applies. */
  readonly isFixable: boolean;
}

/** What a rule's file states; the rest is filled in. */
export interface RuleDefinition extends Partial<Omit<Rule, 'id' | 'severity' | 'summary'>> {
  readonly id: string;
  readonly severity: Severity;
  readonly summary: string;
}

/** Declares a rule: what it looks at (`visit`), or the codes that it owns. */
export function defineRule(definition: RuleDefinition): Rule {
  return { strict: false, codes: [], visit: {}, options: {}, isFixable: false, ...definition };
}
