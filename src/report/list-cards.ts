import type { OperationPlan, StrategyPlan } from '../client/plan/operation-plan.ts';
import { formatNumber, truncate } from '../shared/words.ts';
import { explainStrategy, type StrategyExplanation } from '../simulate/explain/explain-strategy.ts';
import type { LimitsRow, ListCard, ListFinding, StrategyPart, WalkOutcome } from './report-page.ts';
import type { TotalWalk } from './walks.ts';

/** A list operation with explanations of its strategies. */
export interface ExplainedList {
  readonly list: number;
  readonly operation: OperationPlan;
  readonly strategies: readonly { readonly plan: StrategyPlan; readonly explained: StrategyExplanation }[];
}

/** Explains the strategies of list operations. */
export function explainLists(operations: readonly OperationPlan[]): ExplainedList[] {
  return operations.map((operation, index) => ({
    list: index + 1,
    operation,
    strategies: operation.strategies.map((plan) => ({ plan, explained: explainStrategy(operation, plan, undefined) })),
  }));
}

/** Formats the ceiling, such as `maxOffset 10,000`. Undefined if there is none. */
export function ceilingText({ plan }: StrategyExplanation): string | undefined {
  return plan?.ceiling && `${plan.ceiling.name} ${formatNumber(plan.ceiling.value)}`;
}

/** Builds a row for each strategy. */
export function buildLimitsRows({ list, operation, strategies }: ExplainedList): LimitsRow[] {
  return strategies.map(({ explained }) => {
    const { name, style, limits, sizes, plan, reach, refused } = explained;
    return {
      list,
      name: truncate(operation.functionName),
      strategy: strategies.length > 1 ? truncate(name) : '',
      style,
      pageSize: limits.defaultLimit === undefined ? '–' : formatNumber(limits.defaultLimit),
      largest:
        sizes !== undefined
          ? `one of ${sizes.map(formatNumber).join(', ')}`
          : limits.maxLimit === undefined
            ? '–'
            : formatNumber(limits.maxLimit),
      ceiling: ceilingText(explained) ?? 'none',
      reach: refused !== undefined ? 'nothing' : reach === undefined ? 'all' : formatNumber(reach),
      beyond:
        refused !== undefined
          ? 'rejected'
          : reach === undefined
            ? '–'
            : plan?.deep
              ? 'in windows'
              : beyond(plan?.alternatives ?? []),
    };
  });
}

function beyond(alternatives: readonly string[]): string {
  return alternatives.length === 0 ? 'an error' : truncate(`an error that names ${alternatives.join(', ')}`);
}

/** Builds the part of the page about one list. `numberOf` returns the number of a strategy's walk in the page's data. */
export function buildListCard(
  { list, operation, strategies }: ExplainedList,
  walksOf: (strategy: StrategyPlan) => readonly TotalWalk[],
  numberOf: (strategy: StrategyPlan) => number,
  place: string,
  findings: readonly ListFinding[],
): ListCard {
  const { source, functionName } = operation;
  const parts = strategies.map(({ plan, explained }): StrategyPart => {
    const walk = walksOf(plan).at(-1);
    return {
      name: truncate(plan.name),
      style: plan.style,
      isDefault: strategies.length > 1 && explained.isDefault,
      words: explained.words.map(([subject, words]) => ({ subject, words: truncate(words, 1000) })),
      refused: explained.refused === undefined ? undefined : truncate(explained.refused),
      walk: walk && { walk: numberOf(plan), words: walk.words, bars: walk.bars },
    };
  });
  const [first] = strategies.map(({ plan }) => walksOf(plan).at(-1));
  return {
    list,
    name: truncate(functionName),
    method: truncate(source.method),
    path: truncate(source.path),
    summary: truncate(source.summary ?? ''),
    place,
    styles: [...new Set(strategies.map(({ plan }) => plan.style))].join(', '),
    outcome: first?.outcome ?? ('error' satisfies WalkOutcome),
    end: first?.end ?? 'rejected',
    strategies: parts,
    findings: findings.filter((finding) => finding.list === list),
  };
}
