import type { PaginationPlan } from '../templates/runtime/pagination/options.js';
import { bindCall } from './bind/bind-call.ts';
import { callParams } from './bind/call-params.ts';
import { findOperation } from './bind/find-operation.ts';
import type { Diagnostic } from './diagnostics/diagnostic.ts';
import { InputError } from './diagnostics/input-error.ts';
import { type LocatedDiagnostic, locate } from './diagnostics/locate.ts';
import { type Simulation, simulate } from './explain/simulate.ts';
import { count, describeBound, describeStrategy, type Words } from './explain/words.ts';
import type { ApiModel } from './ir/api.ts';
import type { Limits } from './ir/pagination.ts';
import type { OperationPlan } from './plan/client-plan.ts';
import { plan } from './plan/plan.ts';
import type { StrategyPlan } from './plan/strategy-plan.ts';
import { type ReadOptions, readApi } from './read-api.ts';

export interface ExplainOptions extends ReadOptions {
  /** operationId, name of the generated function, or method and path. */
  readonly operation: string;
  /** Default: all of them. */
  readonly strategy?: string | undefined;
  /** Items that the API is taken to hold; with it, the walk is simulated. Default: no simulation. */
  readonly total?: number | undefined;
  /** The page size that the caller asks for. Default: none. */
  readonly limit?: number | undefined;
}

export interface StrategyExplanation {
  readonly name: string;
  readonly style: string;
  readonly isDefault: boolean;
  /** How it requests pages and when it ends; what happens at its ceiling. */
  readonly words: Words;
  readonly limits: Limits;
  /** The only page sizes that the API takes; absent where it takes any within the limits. */
  readonly sizes?: readonly number[];
  /** The client's own `plan()`; absent where it refuses the page size. */
  readonly plan?: PaginationPlan;
  /** The items within reach without deep pagination; absent where there is no limit. */
  readonly reach?: number;
  /** Why the client refuses the call before any request. */
  readonly refused?: string;
  readonly simulation?: Simulation;
}

export interface Explanation {
  readonly operation: string;
  readonly method: string;
  readonly path: string;
  /** Empty: not paginated. */
  readonly strategies: readonly StrategyExplanation[];
}

export interface ExplainResult {
  /** Sorted by file, line and column. */
  readonly diagnostics: readonly LocatedDiagnostic[];
  /** Absent where a diagnostic is an error. */
  readonly explanation?: Explanation;
}

/**
 * Says what the generated method of an operation does, by asking the runtime of generated clients itself. Nothing is
 * requested from any server.
 *
 * @throws InputError where the document cannot be read, as `generate` does; `unknown-operation`; `unknown-strategy`
 */
export async function explain(options: ExplainOptions): Promise<ExplainResult> {
  const found: Diagnostic[] = [];
  const report = (diagnostic: Diagnostic): void => void found.push(diagnostic);
  const { model, texts } = await readApi(options, report);
  if (model === undefined || found.some(({ severity }) => severity === 'error')) {
    return { diagnostics: locate(found, texts) };
  }
  const operation = findOperation(
    plan(model, { importExtension: 'js' }, () => {}),
    options.operation,
  );
  const strategies: StrategyExplanation[] = [];
  for (const strategy of chosen(operation, options.strategy)) {
    strategies.push(await explainStrategy(model, operation, strategy, options));
  }
  const { functionName, source } = operation;
  const explanation = { operation: functionName, method: source.method, path: source.path, strategies };
  return { diagnostics: locate(found, texts), explanation };
}

function chosen({ strategies, functionName }: OperationPlan, name: string | undefined): readonly StrategyPlan[] {
  if (name === undefined) return strategies;
  const strategy = strategies.find((one) => one.name === name);
  if (strategy !== undefined) return [strategy];
  throw new InputError('unknown-strategy', `${functionName} has no strategy ${name}.`, {
    hint: `There are ${strategies.map((one) => one.name).join(', ') || 'none'}.`,
  });
}

async function explainStrategy(
  model: ApiModel,
  operation: OperationPlan,
  strategy: StrategyPlan,
  { total, limit }: ExplainOptions,
): Promise<StrategyExplanation> {
  const call = bindCall(operation);
  const params = callParams(operation, strategy, limit);
  const { name, style, limits } = strategy;
  const { sizes } = strategy.source;
  const known = { name, style, limits, ...(sizes && { sizes }), isDefault: strategy === operation.strategies[0] };
  const planned = (options: object): PaginationPlan =>
    call(params, { strategy: name, ...options }, { baseUrl: 'http://localhost' }).plan();
  try {
    const own = planned({});
    const { reachable: reach } = strategy.deep === undefined ? own : planned({ deep: false });
    return {
      ...known,
      words: [...describeStrategy(strategy), ['Beyond', beyond(strategy, own, reach)]],
      plan: own,
      ...(reach !== undefined && { reach }),
      ...(total !== undefined && { simulation: await simulate(model, { call, params, strategy: name, total }) }),
    };
  } catch (error) {
    // Only `plan()` throws: the simulation keeps what goes wrong in it.
    return { ...known, words: describeStrategy(strategy), refused: (error as Error).message };
  }
}

function beyond({ deep, source }: StrategyPlan, plan: PaginationPlan, reach: number | undefined): string {
  const { ceiling, alternatives } = plan;
  if (ceiling === undefined || reach === undefined) return 'No limit of the API ends the walk early.';
  const at = `${count(reach)} items are within reach under ${ceiling.name} ${count(ceiling.value)}`;
  if (plan.deep && deep !== undefined) {
    const bound = describeBound(source.deep?.from ?? source.deep?.until);
    const direction = deep.from === undefined ? 'descending' : 'ascending';
    return `${at}; then the walk goes on in windows over \`${deep.field}\` (${direction}), each from the last value on by ${bound}.`;
  }
  const others = alternatives.length === 0 ? '' : ` It names ${alternatives.join(', ')} as the way to get the rest.`;
  return `${at}; then a PaginationCeilingError is thrown, after every one of them was given out.${others}`;
}
