import type { Location } from '../../shared/json.ts';
import type { SourceDocument } from '../parse/source-document.ts';

/** A value of the document together with where it stands. */
export interface Node {
  readonly value: unknown;
  readonly location: Location;
}

export type OpenApiVersion = '3.0' | '3.1' | '3.2';

/**
 * A document whose references have all been looked up. Nothing is copied or expanded: `follow` leads from a reference
 * to its target, so cycles are harmless.
 */
export interface ResolvedDocument {
  readonly root: Node;
  readonly version: OpenApiVersion;
  readonly sources: ReadonlyMap<string, SourceDocument>;
  /** The node itself, or the target at the end of a chain of `$ref`s. A dangling reference, reported by `resolve`, gives `undefined`. */
  follow(node: Node): Node | undefined;
}
