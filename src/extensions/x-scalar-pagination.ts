import type { Report } from '../diagnostics/diagnostic.ts';
import { elementsOf, isJsonObject, type Located, memberOf } from '../ir/located.ts';
import { defineDialect } from './dialect/define-dialect.ts';
import { scalarScheme } from './dialect/scalar-scheme.ts';
import { expectObject, ONE_PAGE, paginated, unpaginated } from './dialect/translation.ts';

const KEY = 'x-scalar-pagination';

/** Scalar's: a scheme, or the name of one of the schemes that stand in a list at the root of the document, or `false`. */
export const xScalarPagination = defineDialect(KEY, ({ node, root, model, report }) => {
  const scheme = typeof node.value === 'string' ? named(root, node, report) : expectObject(node, KEY, report);
  if (scheme === undefined) return undefined;
  if (memberOf(scheme, 'type')?.value === 'fakePage') return ONE_PAGE;
  const read = scalarScheme(scheme, model, report);
  return paginated(read && { ...read, location: node.location });
});

function named(root: Located, node: Located, report: Report): Located | undefined {
  const list = memberOf(root, KEY);
  const schemes = list === undefined ? [] : elementsOf(list);
  const found = schemes.find((scheme) => isJsonObject(scheme.value) && scheme.value.name === node.value);
  if (found !== undefined) return found;
  const hint = 'Schemes in a configuration file are not seen: copy the scheme into the document.';
  return unpaginated(report, `The document has no scheme \`${node.value}\`.`, node.location, hint);
}
