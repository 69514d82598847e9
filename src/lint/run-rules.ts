import type { ApiModel } from '../model/api.ts';
import { operationLabel } from '../model/operation.ts';
import type { Diagnostic, Severity } from '../shared/diagnostic.ts';
import { elementsOf, isJsonObject, type Located, type Location, memberOf, parsePointer } from '../shared/json.ts';
import { isNative, type LintedDocument, type RuleContext, type RuleFinding } from './rule.ts';
import { type ActiveRule, levelOf } from './settings.ts';

/** The parts of a resolved document that the linter needs. */
interface Resolved {
  readonly root: Located;
  readonly sources: ReadonlyMap<string, { readonly data: unknown }>;
  follow(node: Located): Located | undefined;
}

/** Adds the look-up of values by place to a document. */
export function lintedDocument({ root, sources, follow }: Resolved): LintedDocument {
  return {
    root,
    follow,
    at({ file, pointer }: Location) {
      const source = sources.get(file);
      if (source === undefined) return undefined;
      let node: Located | undefined = { value: source.data, location: { file, pointer: '' } };
      for (const token of parsePointer(pointer) ?? []) {
        if (node === undefined) return undefined;
        node = isJsonObject(node.value) ? memberOf(node, token) : elementsOf(node)[Number(token)];
      }
      return node;
    },
  };
}

export interface LintInput {
  /** Absent if the document cannot be read as an API. */
  readonly api?: ApiModel | undefined;
  readonly base?: ApiModel | undefined;
  readonly document?: LintedDocument | undefined;
  /** The diagnostics of the stages before. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Runs the rules and returns all findings. Diagnostics of the stages before become findings of the rule that owns their
 * code. Those that no rule owns, such as unresolved references, are returned unchanged.
 */
export function runRules({ api, base, document, diagnostics }: LintInput, rules: readonly ActiveRule[]): Diagnostic[] {
  const owners = new Map(rules.flatMap((active) => active.rule.codes.map((code) => [code, active])));
  const found = diagnostics.flatMap((diagnostic) => {
    const owner = owners.get(diagnostic.code);
    if (owner === undefined) return [diagnostic];
    const level = levelOf(owner, diagnostic.severity);
    return level === 'off' ? [] : [{ ...diagnostic, code: owner.rule.id, severity: level }];
  });
  if (api === undefined || document === undefined) return found;
  for (const active of rules) found.push(...runRule(active, api, base, document));
  return found;
}

function runRule(
  { rule, level, isChosen, options }: ActiveRule,
  api: ApiModel,
  base: ApiModel | undefined,
  document: LintedDocument,
): Diagnostic[] {
  if (level === 'off') return [];
  const found: Diagnostic[] = [];
  const reportAs =
    (severity: Severity, subject?: string) =>
    (finding: RuleFinding): void =>
      void found.push({ code: rule.id, severity, ...(subject !== undefined && { subject }), ...finding });
  const context: RuleContext = { api, ...(base !== undefined && { base }), document, options, report: reportAs(level) };
  const { visit } = rule;
  visit.api?.(api, context);
  for (const operation of api.operations) {
    const subject = operationLabel(operation);
    const own: RuleContext = { ...context, report: reportAs(level, subject) };
    // Annotations of other tools were not written for pagegen, so a finding about them is a warning at most.
    const milder: RuleContext = { ...context, report: reportAs('warning', subject) };
    visit.operation?.(operation, own);
    for (const strategy of operation.strategies) {
      const isMilder = level === 'error' && !isChosen && !isNative(strategy);
      visit.strategy?.(strategy, operation, isMilder ? milder : own);
    }
  }
  return found;
}
