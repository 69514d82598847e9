import type { Location } from '../../shared/json.ts';
import type { SourceDocument } from '../parse/source-document.ts';

/** A value of the document with its place. */
export interface Node {
  readonly value: unknown;
  readonly location: Location;
}

/** A key that may be meant as a pagination annotation, in an OpenAPI object. Names that the author chose do not count. */
export interface FoundAnnotation {
  readonly key: string;
  readonly value: unknown;
  /** The object that contains the key, and its place. */
  readonly owner: object;
  readonly location: Location;
}

export type OpenApiVersion = '3.0' | '3.1' | '3.2';

/**
 * A document with all references resolved. Nothing is copied or expanded: `follow` returns the target of a reference,
 * so cycles are harmless.
 */
export interface ResolvedDocument {
  readonly root: Node;
  readonly version: OpenApiVersion;
  readonly sources: ReadonlyMap<string, SourceDocument>;
  /** The keys of OpenAPI objects that may be meant as pagination annotations, wherever they are. */
  readonly annotations: readonly FoundAnnotation[];
  /**
   * Returns the target at the end of a chain of `$ref`s, or the node itself if it has no `$ref`. Returns undefined for a
   * dangling reference, which `resolve` has reported.
   */
  follow(node: Node): Node | undefined;
}
