import { describeValue, elementsOf, isJsonObject, keyLocation, type Located, memberOf } from '../../shared/json.ts';
import type { Annotation, StrategyAnnotation } from '../annotation.ts';
import { defineExtension, type ExtendedDocument } from '../extension.ts';
import { reportError } from './codes.ts';
import { isPageParameters, isSchemeReference } from './known-formats.ts';
import { describeForeign } from './own-format.ts';
import { SharedStrategies, usedAt } from './shared-strategies.ts';

/** `x-pagination`: an object, an array, the name of a shared strategy, or `false`. */
export const xPagination = defineExtension({
  key: 'x-pagination',
  open(document) {
    const shared = new SharedStrategies(document);
    return (operation) => {
      const node = memberOf(operation, 'x-pagination');
      if (node === undefined) return undefined;
      const foreign = describeForeign(node.value, shared.isDeclared);
      if (foreign === undefined) return readAnnotation(node, shared, document);
      if (!isSchemeReference(node.value) && !isPageParameters(node.value)) reportForeign(node, foreign, document);
      return undefined;
    };
  },
});

/** Another tool's annotation must not prevent the generation of a client. */
function reportForeign(node: Located, found: string, { report }: ExtendedDocument): void {
  report({
    code: 'pagination-foreign-annotation',
    severity: 'warning',
    message: `\`x-pagination\` is ${found}, which is not pagegen's format; pagegen ignores it as an annotation of another tool.`,
    hint: "pagegen's annotation has `style`, `request` and `response`; a text is the name of a shared strategy.",
    location: keyLocation(node.location),
  });
}

function readAnnotation(node: Located, shared: SharedStrategies, document: ExtendedDocument): Annotation {
  if (node.value === false) return { declined: true, strategies: [] };
  if (!Array.isArray(node.value)) {
    const forms = '`x-pagination` must be an object, the name of a shared strategy, an array of these, or false';
    return { declined: false, strategies: readStrategy(node, shared, document, forms) };
  }
  if (node.value.length === 0) {
    const message = '`x-pagination` must have at least one strategy; found an empty array.';
    const hint = 'Write `x-pagination: false` if the operation is not paginated.';
    reportError(document.report, 'pagination-wrong-type', message, node.location, { hint });
  }
  const strategies = elementsOf(node).flatMap((element) => readStrategy(element, shared, document, ELEMENT_FORMS));
  return { declined: false, strategies };
}

const ELEMENT_FORMS = 'A strategy must be an object or the name of a shared one';

/** Reads one strategy; returns none if it cannot be read. `forms` is the beginning of the message about another value. */
function readStrategy(
  node: Located,
  shared: SharedStrategies,
  { report }: ExtendedDocument,
  forms: string,
): StrategyAnnotation[] {
  const strategy = readForm(node);
  return strategy === undefined ? [] : [usedAt(node.location, strategy)];

  function readForm({ value, location }: Located): StrategyAnnotation | undefined {
    if (typeof value === 'string') return shared.named({ value, location });
    if (isJsonObject(value)) return shared.at(node);
    const found = typeof value === 'boolean' ? String(value) : describeValue(value);
    const message = `${forms}; found ${found}.`;
    reportError(report, 'pagination-wrong-type', message, location);
    return undefined;
  }
}
