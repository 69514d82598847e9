import type { Located, Location } from '../shared/json.ts';

export const GROUPS = ['request', 'response', 'limits', 'deep'] as const;
export type GroupName = (typeof GROUPS)[number];

/** One of the groups of fields, after inheritance. */
export interface AnnotationGroup {
  readonly location: Location;
  readonly fields: ReadonlyMap<string, Located>;
  /** The fields that are set to null. For a limit, null also rejects the value that the document suggests. */
  readonly removed?: ReadonlySet<string>;
}

/**
 * One strategy in the fields of `x-pagination`, also if it was written in a dialect. Shared strategies and `extends` are
 * resolved, each value has the right JSON type and the location where its author wrote it. The strategy is not yet
 * verified against its operation.
 */
export interface StrategyAnnotation {
  /** The place where the operation declares the strategy. */
  readonly location: Location;
  /** The fields that are in no group, such as `style` and `key`. */
  readonly fields: ReadonlyMap<string, Located>;
  readonly groups: ReadonlyMap<GroupName, AnnotationGroup>;
  /**
   * Fields with errors that are already reported, as `key` or `group.key`. A misspelled key is listed under the name
   * that its author probably meant. A strategy with faults is not used, but its other fields are verified.
   */
  readonly faults?: ReadonlySet<string>;
}

/** The annotation of an operation. */
export interface Annotation {
  /** True if the annotation is `false`: the operation is deliberately not paginated. */
  readonly declined: boolean;
  /** In order of preference. Strategies that cannot be read are reported and omitted. */
  readonly strategies: readonly StrategyAnnotation[];
}
