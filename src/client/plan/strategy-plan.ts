import type { Limits, Strategy, StyleName } from '../../model/strategy.ts';
import type { JsonPointer } from '../../shared/json.ts';
import type { CallExpression } from './expression.ts';
import type { TypeUse } from './type-use.ts';

/** One strategy of a list operation. */
export interface StrategyPlan {
  readonly name: string;
  readonly style: StyleName;
  /** The call of the runtime's factory that creates the strategy. */
  readonly call: CallExpression;
  /** Pointer into `params` of the position. Absent if the position is a URL. */
  readonly position?: JsonPointer;
  /** Pointer into `params` of the page size. Absent if the strategy sends none. */
  readonly pageSize?: JsonPointer;
  readonly limits: Limits;
  /** Functions of other operations, for what this strategy cannot reach. */
  readonly alternatives: readonly string[];
  readonly item: TypeUse;
  readonly source: Strategy;
}
