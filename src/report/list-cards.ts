import type { OperationPlan } from '../plan/client-plan.ts';
import type { StrategyPlan } from '../plan/strategy-plan.ts';
import { formatNumber } from '../shared/format-number.ts';
import { explainStrategy, type StrategyExplanation } from '../simulate/explain/explain-strategy.ts';
import type { FindingRow, LimitsRow, ListCard, Outcome, StrategyPart } from './report-page.ts';
import { cut } from './text.ts';
import type { TotalWalk } from './walks.ts';

/** A list operation with what its strategies do. */
export interface ExplainedList {
  readonly list: number;
  readonly operation: OperationPlan;
  readonly strategies: readonly { readonly plan: StrategyPlan; readonly explained: StrategyExplanation }[];
}

/** Asks the client what the lists do. */
export function explainLists(operations: readonly OperationPlan[]): ExplainedList[] {
  return operations.map((operation, index) => ({
    list: index + 1,
    operation,
    strategies: operation.strategies.map((plan) => ({ plan, explained: explainStrategy(operation, plan, undefined) })),
  }));
}

/** `maxOffset 10,000`; undefined where nothing ends the walk early. */
export function ceilingText({ plan }: StrategyExplanation): string | undefined {
  return plan?.ceiling && `${plan.ceiling.name} ${formatNumber(plan.ceiling.value)}`;
}

/** A row for each strategy. */
export function limitsRows({ list, operation, strategies }: ExplainedList): LimitsRow[] {
  return strategies.map(({ explained }) => {
    const { name, style, limits, sizes, plan, reach, refused } = explained;
    return {
      list,
      name: cut(operation.functionName),
      strategy: strategies.length > 1 ? cut(name) : '',
      style,
      standard: limits.defaultLimit === undefined ? '–' : formatNumber(limits.defaultLimit),
      most:
        sizes !== undefined
          ? `one of ${sizes.map(formatNumber).join(', ')}`
          : limits.maxLimit === undefined
            ? '–'
            : formatNumber(limits.maxLimit),
      ceiling: ceilingText(explained) ?? 'none',
      reach: refused !== undefined ? 'nothing' : reach === undefined ? 'all' : formatNumber(reach),
      beyond:
        refused !== undefined
          ? 'refused'
          : reach === undefined
            ? '–'
            : plan?.deep
              ? 'in windows'
              : beyond(plan?.alternatives ?? []),
    };
  });
}

function beyond(alternatives: readonly string[]): string {
  return alternatives.length === 0 ? 'an error' : cut(`an error that names ${alternatives.join(', ')}`);
}

/** The part of the page about one list. `walks` are numbered in the order that `numberOf` is called. */
export function listCard(
  { list, operation, strategies }: ExplainedList,
  walksOf: (strategy: StrategyPlan) => readonly TotalWalk[],
  numberOf: (strategy: StrategyPlan) => number,
  place: string,
  findings: readonly FindingRow[],
): ListCard {
  const { source, functionName } = operation;
  const parts = strategies.map(({ plan, explained }): StrategyPart => {
    const walk = walksOf(plan).at(-1);
    return {
      name: cut(plan.name),
      style: plan.style,
      isDefault: strategies.length > 1 && explained.isDefault,
      words: explained.words.map(([subject, words]) => ({ subject, words: cut(words, 1000) })),
      refused: explained.refused === undefined ? undefined : cut(explained.refused),
      walk: walk && { walk: numberOf(plan), words: walk.words, bars: walk.bars },
    };
  });
  const [first] = strategies.map(({ plan }) => walksOf(plan).at(-1));
  return {
    list,
    name: cut(functionName),
    method: cut(source.method),
    path: cut(source.path),
    summary: cut(source.summary ?? ''),
    place,
    styles: [...new Set(strategies.map(({ plan }) => plan.style))].join(', '),
    outcome: first?.outcome ?? ('error' satisfies Outcome),
    end: first?.end ?? 'refused',
    strategies: parts,
    findings: findings.filter((finding) => finding.list?.list === list),
  };
}
