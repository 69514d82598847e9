import type { StrategyAnnotation } from '../../extensions/annotation.ts';
import type { Operation } from '../../ir/operation.ts';

/** What became of the annotation that an operation is paginated by. */
export interface Annotated {
  readonly operation: Operation;
  /** The extension that it is written in. */
  readonly key: string;
  readonly declined: boolean;
  /** In our words, as verified: what a dialect says and could not be used is left out. */
  readonly annotations: readonly StrategyAnnotation[];
}

/** How annotations are read. */
export interface PaginationOptions {
  /** Key of the dialect that comes before the others. */
  readonly dialect?: string | undefined;
  /** Told of each annotation that is used. */
  readonly onAnnotated?: ((annotated: Annotated) => void) | undefined;
}
