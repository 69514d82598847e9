import type { Operation } from '../model/operation.ts';
import type { Schemas } from '../model/schema-kinds.ts';
import type { Report } from '../shared/diagnostic.ts';
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

/** The document that an extension is read from. */
export interface ExtendedDocument {
  readonly root: Located;
  /** Returns the node itself or the target of its `$ref`. Returns undefined if there is none, which is already reported. */
  readonly follow: (node: Located) => Located | undefined;
  readonly report: Report;
  /** Returns the node at a place; undefined if there is none. */
  readonly nodeAt: (location: Location) => Located | undefined;
  /** Every key of the document that may be a pagination annotation or a part of one. */
  readonly keys: ReadonlySet<string>;
}

/** The parameters and responses of an operation: other tools omit what they can read there. */
export interface OperationModel {
  readonly operation: Operation;
  readonly schemas: Schemas;
  /** Every operation of the document that has an operationId. */
  readonly operations: ReadonlyMap<string, Operation>;
}

/** Reads the annotation of one operation. Returns undefined if the operation does not use this extension. */
export type AnnotationReader = (operation: Located, model: OperationModel) => Annotation | undefined;

/** A pagination extension: its key, and how to translate it into the fields of `x-pagination`. */
export interface Extension {
  /** The name by which users select it: the key of the annotation, or of its part that no other tool uses. */
  readonly key: string;
  /**
   * Set for the annotation of another tool. It was not written for pagegen, so its faults are warnings: parts that
   * cannot be translated are ignored, and if nothing remains, the operation is not paginated. Faults in `x-pagination`
   * are errors.
   */
  readonly dialect?: true;
  /**
   * The objects that may have the key. Anywhere else it has no effect, which is reported. Unset for keys that other
   * objects may have.
   */
  readonly places?: readonly AnnotationPlace[];
  /** Returns what is wrong with a marker of the tool on a parameter, schema or header; undefined for other keys. */
  readonly markerFault?: (key: string, value: unknown) => string | undefined;
  /** Reads the parts that all operations share, once per document. */
  readonly open: (document: ExtendedDocument) => AnnotationReader;
}

/** An operation under `paths`, or the root of the document. */
export type AnnotationPlace = 'operation' | 'root';

/** Declares an extension. It must report what it cannot translate, since later stages never see the original text. */
export function defineExtension(extension: Extension): Extension {
  return extension;
}

/** The annotations that `migrate` writes. Listed apart from the writers, which the help of a command need not load. */
export const TARGET_KEYS = [
  'x-pagination',
  'x-ms-pageable',
  'x-speakeasy-pagination',
  'x-fern-pagination',
  'x-scalar-pagination',
  'x-redoclyPagination',
  'x-ms-list',
  'x-trino',
  'paginationSchemes',
] as const;

export type TargetKey = (typeof TARGET_KEYS)[number];
