import type { Located, Location } from '../shared/json.ts';

export const GROUPS = ['request', 'response', 'limits', 'deep'] as const;
export type GroupName = (typeof GROUPS)[number];

/** One of the groups of fields, after inheritance. */
export interface AnnotationGroup {
  readonly location: Location;
  readonly fields: ReadonlyMap<string, Located>;
}

/**
 * One strategy in the words of `x-pagination`, whoever's annotation it was written in: shared strategies and `extends`
 * are worked out, each value is of the right JSON type and stands where its author wrote it. Whether it fits its
 * operation is not known yet.
 */
export interface StrategyAnnotation {
  /** Where the operation says that it pages this way. */
  readonly location: Location;
  /** The fields that are in no group, such as `style` and `key`. */
  readonly fields: ReadonlyMap<string, Located>;
  readonly groups: ReadonlyMap<GroupName, AnnotationGroup>;
  /**
   * Fields whose faults were reported already, as `key` or `group.key`; a key that does not exist under the name that it
   * most likely stands for. What has any must not be used, but the rest of it can be verified.
   */
  readonly faults?: ReadonlySet<string>;
}

/** What an operation says of its pagination. */
export interface Annotation {
  /** `false` was written: not paginated, on purpose. */
  readonly declined: boolean;
  /** In order of preference; those of which nothing is known are reported and left out. */
  readonly strategies: readonly StrategyAnnotation[];
}
