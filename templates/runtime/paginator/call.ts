import type { CallContext, Pager, Strategy, Windows } from '../styles/strategy.js';
import type { Stamp } from './checkpoint.js';
import type { PositionListOptions } from './options.js';

/** One call of a list operation: the things that all its walks have in common. */
export interface ListCall extends CallContext {
  readonly options: PositionListOptions;
  readonly strategies: readonly Strategy[];
  readonly strategy: Strategy;
  readonly pager: Pager;
  /** Set if the walk passes ceilings by windows. */
  readonly windows: Windows | undefined;
  readonly stamp: Stamp;
}
