import type { Report } from '../../diagnostics/diagnostic.ts';
import { type Located, memberOf } from '../../ir/located.ts';
import type { Annotation } from '../annotation.ts';
import { defineExtension, type Extension, type OperationModel } from '../extension.ts';
import { ONE_PAGE } from './translation.ts';

/** A vendor's annotation on one operation, and what may be asked about it. */
export interface DialectAnnotation {
  readonly node: Located;
  /** The Operation Object that it stands on. */
  readonly owner: Located;
  readonly root: Located;
  readonly model: OperationModel;
  readonly report: Report;
}

/**
 * Declares another tool's annotation. `false` says of every one of them that there is one page; `read` sees the others,
 * and gives undefined where it has reported why the operation is not paginated.
 */
export function defineDialect(
  key: Extension['key'],
  read: (annotation: DialectAnnotation) => Annotation | undefined,
): Extension {
  return defineExtension({
    key,
    dialect: true,
    open:
      ({ root, report }) =>
      (owner, model) => {
        const node = memberOf(owner, key);
        if (node === undefined) return undefined;
        return node.value === false ? ONE_PAGE : read({ node, owner, root, model, report });
      },
  });
}
