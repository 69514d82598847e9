import { findOperation, shortestDuration } from '../client/evaluate/list-call.ts';
import type { OperationPlan, StrategyPlan } from '../client/plan/operation-plan.ts';
import { plan } from '../client/plan/plan.ts';
import { InputError } from '../shared/diagnostic.ts';
import type { LocatedDiagnostic } from '../shared/locate.ts';
import { explainStrategy, prepareWalk, type StrategyExplanation } from '../simulate/explain/explain-strategy.ts';
import { simulateQuickly } from '../simulate/explain/simulate.ts';
import { type OpenOptions, openDocument } from './open-document.ts';

export interface ExplainOptions extends OpenOptions {
  /** The operationId, the name of the generated function, or method and path. */
  readonly operation: string;
  /** Name of a strategy. Default: all strategies. */
  readonly strategy?: string | undefined;
  /** Number of items in a simulated API, which is then walked. Default: no simulation. */
  readonly total?: number | undefined;
  /** The page size that the caller requests. Default: none. */
  readonly limit?: number | undefined;
}

export type { StrategyExplanation };

export interface Explanation {
  readonly operation: string;
  readonly method: string;
  readonly path: string;
  /** Empty if the operation is not paginated. */
  readonly strategies: readonly StrategyExplanation[];
}

export interface ExplainResult {
  /** Sorted by file, line and column. */
  readonly diagnostics: readonly LocatedDiagnostic[];
  /** Absent if a diagnostic is an error. */
  readonly explanation?: Explanation;
}

/**
 * Describes the generated method of an operation, with the code that generated clients run. Sends no request to any
 * server.
 *
 * @throws InputError if the document cannot be read, like `generate`; `unknown-operation`; `unknown-strategy`
 */
export async function explain(options: ExplainOptions): Promise<ExplainResult> {
  const { model, hasErrors, ...opened } = await openDocument(options);
  const diagnostics = opened.locate();
  if (model === undefined || hasErrors) return { diagnostics };
  const client = plan(model, { importExtension: 'js' }, () => {});
  const operation = findOperation(client, options.operation);
  const { total, limit } = options;
  const strategies: StrategyExplanation[] = [];
  for (const strategy of selectStrategies(operation, options.strategy)) {
    const known = explainStrategy(operation, strategy, limit, client.budgets);
    const isWalked = total !== undefined && known.refused === undefined;
    const simulation =
      isWalked && (await simulateQuickly(model, total, prepareWalk(operation, strategy, limit), known));
    if (simulation === false) {
      strategies.push(known);
      continue;
    }
    const duration = shortestDuration(operation, client.budgets, simulation.requests);
    strategies.push({ ...known, simulation: { ...simulation, ...(duration !== undefined && { duration }) } });
  }
  const { functionName, source } = operation;
  const explanation = { operation: functionName, method: source.method, path: source.path, strategies };
  return { diagnostics, explanation };
}

/** A list operation with the strategies that a caller can select. */
export interface ListedOperation {
  readonly operation: string;
  readonly method: string;
  readonly path: string;
  readonly strategies: readonly { readonly name: string; readonly style: string }[];
}

/**
 * Returns the paginated operations of a document, in document order.
 *
 * @throws InputError if the document cannot be read, like `generate`
 */
export async function explainLists(
  options: OpenOptions,
): Promise<{ readonly diagnostics: readonly LocatedDiagnostic[]; readonly lists?: readonly ListedOperation[] }> {
  const { model, hasErrors, ...opened } = await openDocument(options);
  const diagnostics = opened.locate();
  if (model === undefined || hasErrors) return { diagnostics };
  const { groups } = plan(model, { importExtension: 'js' }, () => {});
  const planned = new Map(groups.flatMap(({ operations }) => operations.map((each) => [each.source, each] as const)));
  const lists = model.operations.flatMap((source): ListedOperation[] => {
    const operation = planned.get(source);
    if (operation === undefined || operation.strategies.length === 0) return [];
    const strategies = operation.strategies.map(({ name, style }) => ({ name, style }));
    return [{ operation: operation.functionName, method: source.method, path: source.path, strategies }];
  });
  return { diagnostics, lists };
}

function selectStrategies(
  { strategies, functionName }: OperationPlan,
  name: string | undefined,
): readonly StrategyPlan[] {
  if (name === undefined) return strategies;
  const strategy = strategies.find((one) => one.name === name);
  if (strategy !== undefined) return [strategy];
  throw new InputError('unknown-strategy', `${functionName} has no strategy ${name}.`, {
    hint: `There are ${strategies.map((one) => one.name).join(', ') || 'none'}.`,
  });
}
