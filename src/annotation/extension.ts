import type { Operation } from '../model/operation.ts';
import type { Schemas } from '../model/schema-kinds.ts';
import type { Report } from '../shared/diagnostic.ts';
import type { Located } from '../shared/json.ts';
import type { Annotation } from './fields.ts';

/** The document that an extension is read from. */
export interface ExtendedDocument {
  readonly root: Located;
  /** The node itself, or what its `$ref` leads to; undefined where that is nothing, which has been reported. */
  readonly follow: (node: Located) => Located | undefined;
  readonly report: Report;
}

/** What an operation takes and gives: vendors leave out what can be seen there. */
export interface OperationModel {
  readonly operation: Operation;
  readonly schemas: Schemas;
  /** Every operation of the document that has an operationId. */
  readonly operations: ReadonlyMap<string, Operation>;
}

/** Reads the annotation of one operation; undefined where it has none of this extension. */
export type AnnotationReader = (operation: Located, model: OperationModel) => Annotation | undefined;

/** A pagination annotation: who writes it, and what it means in our words. */
export interface Extension {
  /** The field on the operation. */
  readonly key: `x-${string}`;
  /**
   * Another tool's annotation. It was not written for pagegen, so its faults are warnings: what cannot be translated is
   * left out, and where nothing is left the operation is not paginated. Faults of our own annotation are errors.
   */
  readonly dialect?: true;
  /** Reads, once, what stands in the document for all operations. */
  readonly open: (document: ExtendedDocument) => AnnotationReader;
}

/** Declares an extension. What it cannot translate it reports; nothing behind it knows that it exists. */
export function defineExtension(extension: Extension): Extension {
  return extension;
}
