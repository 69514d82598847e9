import type { CallOptions } from '../send.js';
import type { Checkpoint } from './checkpoint.js';

/** Limits of the API; what callers state wins over what the document declares. */
export interface Limits {
  readonly minLimit?: number | undefined;
  readonly maxLimit?: number | undefined;
  /** The server's page size when none is sent. */
  readonly defaultLimit?: number | undefined;
  readonly maxOffset?: number | undefined;
  readonly maxPage?: number | undefined;
  /** Largest `offset + limit` or `page × limit`; under cursors and URLs the most items of one walk. */
  readonly maxResults?: number | undefined;
  /** Seconds that a cursor stays valid. */
  readonly cursorTtl?: number | undefined;
}

/** Options of a list call; `Strategy` is the union of the operation's strategy names. */
export interface ListOptions<Strategy extends string = string> extends CallOptions {
  /** Default: the first that the operation declares. */
  strategy?: Strategy | undefined;
  /** Stop quietly after so many items. */
  maxItems?: number | undefined;
  /** Stop quietly after so many pages. */
  maxPages?: number | undefined;
  /** Pages requested ahead while you work on this one. Default: 0. */
  prefetch?: number | undefined;
  /** What to do where a limit of the API keeps the walk from going on: throw a `PaginationCeilingError`, or end. Default: `throw`. */
  onCeiling?: 'throw' | 'stop' | undefined;
  limits?: Limits | undefined;
  /** What a cursor, link or page that was seen before means. Default: as declared, else `error`. */
  repeat?: 'error' | 'end' | 'allow' | undefined;
  /** Empty pages in a row that are borne. Default: 100. */
  maxEmptyPages?: number | undefined;
  /** Drop items whose key the previous page or two had: for offset lists that shift while they are read. Default: false. */
  dedupe?: boolean | undefined;
  /** Go on where a checkpoint of the same operation, strategy and parameters stands. */
  resume?: Checkpoint | undefined;
}

/** Options of a list call with an offset or page strategy. */
export interface PositionListOptions<Strategy extends string = string> extends ListOptions<Strategy> {
  /** Pages in flight at once. Default: 1. */
  concurrency?: number | undefined;
  /** Pass ceilings through windows over a sorted field. Default: where the operation declares how and the walk could meet a ceiling. */
  deep?: boolean | undefined;
}

/**
 * Options of a list call with strategies of both kinds: what is for offset and page strategies alone is taken together
 * with one of `Position`. `First` is the default.
 */
export type MixedListOptions<First extends string, Position extends string, Other extends string> =
  | (PositionListOptions<Position> & Named<First, Position>)
  | (ListOptions<Other> & Named<First, Other> & { concurrency?: undefined; deep?: undefined });

/** The strategy has to be named where the default is none of these. */
type Named<First extends string, Names extends string> = First extends Names ? unknown : { strategy: Names };

/** What a walk would do; no request is sent for it. */
export interface PaginationPlan {
  readonly strategy: string;
  /** Items a page, where known beforehand. */
  readonly pageSize: number | undefined;
  /** The first limit that would end the walk. */
  readonly ceiling: { readonly name: Ceiling; readonly value: number } | undefined;
  /** Items that the walk can give at most; undefined: no limit. */
  readonly reachable: number | undefined;
  /** Whether the walk passes ceilings by windows. */
  readonly deep: boolean;
  readonly alternatives: readonly string[];
}

export type Ceiling = 'maxOffset' | 'maxPage' | 'maxResults';
