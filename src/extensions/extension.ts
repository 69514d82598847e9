import type { Report } from '../diagnostics/diagnostic.ts';
import type { Located } from '../ir/located.ts';
import type { Annotation } from './annotation.ts';

/** The document that an extension is read from. */
export interface ExtendedDocument {
  readonly root: Located;
  /** The node itself, or what its `$ref` leads to; undefined where that is nothing, which has been reported. */
  readonly follow: (node: Located) => Located | undefined;
  readonly report: Report;
}

/** Reads the annotation of one operation; undefined where it has none of this extension. */
export type AnnotationReader = (operation: Located) => Annotation | undefined;

/** A pagination annotation: who writes it, and what it means in our words. */
export interface Extension {
  /** The field on the operation. */
  readonly key: `x-${string}`;
  /** Reads, once, what stands in the document for all operations. */
  readonly open: (document: ExtendedDocument) => AnnotationReader;
}

/** Declares an extension. What it cannot translate it reports; nothing behind it knows that it exists. */
export function defineExtension(extension: Extension): Extension {
  return extension;
}
