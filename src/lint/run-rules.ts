import type { ApiModel } from '../model/api.ts';
import type { Diagnostic, Severity } from '../shared/diagnostic.ts';
import { elementsOf, isJsonObject, type Located, type Location, memberOf, parsePointer } from '../shared/json.ts';
import { isOwn } from './lists.ts';
import type { Finding, LintedDocument, RuleContext } from './rule.ts';
import { type ActiveRule, levelOf } from './settings.ts';

/** A resolved document, as the linter needs it. */
interface Resolved {
  readonly root: Located;
  readonly sources: ReadonlyMap<string, { readonly data: unknown }>;
  follow(node: Located): Located | undefined;
}

/** The document, with look-up of values by place. */
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
  /** Absent where the document cannot be read as an API at all. */
  readonly api?: ApiModel | undefined;
  readonly base?: ApiModel | undefined;
  readonly document?: LintedDocument | undefined;
  /** What reading the document reported. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Everything that the rules find. Diagnostics of the stages before are findings of the rule that owns their code; those
 * that no rule owns (the text does not parse, a `$ref` leads nowhere) stay as they are.
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
  { rule, level, chosen, options }: ActiveRule,
  api: ApiModel,
  base: ApiModel | undefined,
  document: LintedDocument,
): Diagnostic[] {
  if (level === 'off') return [];
  const found: Diagnostic[] = [];
  const reportAs =
    (severity: Severity) =>
    (finding: Finding): void =>
      void found.push({ code: rule.id, severity, ...finding });
  const context: RuleContext = { api, ...(base !== undefined && { base }), document, options, report: reportAs(level) };
  // Another tool's annotation was not written for pagegen: what it says is no error of its author.
  const milder: RuleContext = { ...context, report: reportAs('warning') };
  const { visit } = rule;
  visit.api?.(api, context);
  for (const operation of api.operations) {
    visit.operation?.(operation, context);
    for (const strategy of operation.strategies) {
      const isMilder = level === 'error' && !chosen && !isOwn(strategy);
      visit.strategy?.(strategy, operation, isMilder ? milder : context);
    }
  }
  return found;
}
