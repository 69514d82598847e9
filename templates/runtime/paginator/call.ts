import type { Strategy, WalkContext } from '../styles/strategy.js';
import type { Stamp } from './checkpoint.js';
import type { PositionListOptions } from './options.js';

/** One call of a list operation: the things that all its walks have in common. */
export interface ListCall extends WalkContext {
  readonly options: PositionListOptions;
  readonly strategies: readonly Strategy[];
  readonly stamp: Stamp;
}
