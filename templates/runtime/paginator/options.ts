import type { CallOptions } from '../operation.js';
import type { Checkpoint } from './checkpoint.js';
import type { Ceiling, Limits } from './limits.js';

export type { Ceiling, Limits } from './limits.js';

/** Options of a list call; `Strategy` is the union of the operation's strategy names. */
export interface ListOptions<Strategy extends string = string> extends CallOptions {
  /** Default: the first that the operation declares. */
  strategy?: Strategy | undefined;
  /** Stop quietly after this many items. */
  maxItems?: number | undefined;
  /** Stop quietly after this many pages. */
  maxPages?: number | undefined;
  /** Pages requested ahead while you work on the current one. Default: 0. */
  prefetch?: number | undefined;
  /** `throw` a `PaginationCeilingError` if a limit of the API ends the walk early, or `stop` quietly. Default: `throw`. */
  onCeiling?: 'throw' | 'stop' | undefined;
  /**
   * `throw` a `CursorExpiredError` if a cursor has expired, or `restart` the walk and skip what it has returned: by windows
   * if the document declares `deep`, else by `key`. Needs a declared `expiredOn`. `next()` of a page never restarts.
   * Default: `throw`.
   */
  onExpired?: 'throw' | 'restart' | undefined;
  /**
   * Pass ceilings through windows over a sorted field, if the document declares `deep`. Default for offset and page
   * strategies: true if the walk could meet a ceiling. Default for others: false, since searches return their items by rank.
   */
  deep?: boolean | undefined;
  /** Limits for this call; they win over the declared ones. */
  limits?: Limits | undefined;
  /** The reaction to a cursor, link or page that was seen before. Default: as declared, else `error`. */
  repeat?: 'error' | 'end' | 'allow' | undefined;
  /** The most empty pages in a row. Default: 100. */
  maxEmptyPages?: number | undefined;
  /** Drop items whose key one of the previous two pages had, for offset lists that shift while they are read. Default: false. */
  dedupe?: boolean | undefined;
  /** Resume from a checkpoint of the same operation, strategy and parameters. */
  resume?: Checkpoint | undefined;
}

/** Options of a list call with an offset or page strategy. */
export interface PositionListOptions<Strategy extends string = string> extends ListOptions<Strategy> {
  /** Pages in flight at once. Default: 1. */
  concurrency?: number | undefined;
}

/**
 * Options of a list call with strategies of both kinds: the options of offset and page strategies are allowed together
 * with one of `Position`. `First` is the default.
 */
export type MixedListOptions<First extends string, Position extends string, Other extends string> =
  | (PositionListOptions<Position> & Named<First, Position>)
  | (ListOptions<Other> & Named<First, Other> & { concurrency?: undefined });

/** The strategy must be named unless the default is one of these. */
type Named<First extends string, Names extends string> = First extends Names ? unknown : { strategy: Names };

/** A forecast of a walk; no request is sent for it. */
export interface PaginationPlan {
  /** The name of the strategy. */
  readonly strategy: string;
  /** Items per page, if known beforehand. */
  readonly pageSize: number | undefined;
  /** The first limit that would end the walk. */
  readonly ceiling: { readonly name: Ceiling; readonly value: number } | undefined;
  /** The most items that the walk can return; undefined means no limit. */
  readonly reachable: number | undefined;
  /** True if the walk passes ceilings by windows. */
  readonly deep: boolean;
  /** The fewest requests, if a total was given and the page size is known. */
  readonly requests?: number;
  /** The least milliseconds that these requests take within the budgets, if there are budgets. */
  readonly duration?: number;
  /** Functions of other operations, for what the walk cannot reach. */
  readonly alternatives: readonly string[];
}
