import { STYLE_NAMES } from '../../model/strategy.ts';
import { describeValue, elementsOf, isJsonObject, keyLocation, type Located, memberOf } from '../../shared/json.ts';
import { findNearest, isMisspelling, isSlip } from '../../shared/suggest.ts';
import {
  type Annotation,
  defineExtension,
  type ExtendedDocument,
  GROUPS,
  type StrategyAnnotation,
} from '../annotation.ts';
import { OWN_FIELDS } from '../fields.ts';
import { reportError } from './codes.ts';
import { SharedStrategies, usedAt } from './shared-strategies.ts';

export const KEY = 'x-pagination';

/** `x-pagination`: an object, an array, the name of a shared strategy, or `false`. */
export const xPagination = defineExtension({
  key: KEY,
  open(document) {
    const shared = new SharedStrategies(document);
    return (operation) => {
      const node = memberOf(operation, KEY);
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

const FIELDS = new Set<string>([...OWN_FIELDS.keys(), ...GROUPS]);

/** True if a value has the form of our annotation. Other tools use the key `x-pagination` for formats of their own. */
export function isOwnFormat(value: unknown): boolean {
  if (value === false || typeof value === 'string') return true;
  if (Array.isArray(value)) return value.length > 0 && value.every(isOwnFormat);
  return isOwnStrategy(value);
}

/**
 * Describes a value that has the form of another tool's annotation; returns undefined for one that is ours, or that was
 * meant to be ours and has a spelling mistake.
 *
 * @param hasShared the document declares shared strategies, so that a text is the name of one
 */
function describeForeign(value: unknown, hasShared: boolean): string | undefined {
  if (value === false || (typeof value === 'string' && hasShared)) return undefined;
  if (Array.isArray(value)) {
    const elements = value.map((element) => (element === false ? 'false' : describeForeign(element, hasShared)));
    return elements.length > 0 && !elements.includes(undefined) ? `an array with ${elements[0]}` : undefined;
  }
  if (!isJsonObject(value)) return typeof value === 'string' ? `the text "${value}"` : String(value);
  if (isOwnStrategy(value) || isNearStrategy(value)) return undefined;
  const keys = Object.keys(value);
  return keys.length === 0 ? 'an empty object' : `an object with the keys ${keys.join(', ')}`;
}

const GROUP_WORDS = ['extends', 'request', 'response'];

function isOwnStrategy(value: unknown): boolean {
  if (!isJsonObject(value)) return false;
  if (['$ref', ...GROUP_WORDS].some((key) => Object.hasOwn(value, key))) return true;
  return STYLE_NAMES.some((style) => style === value.style) && Object.keys(value).every(isKnownKey);
}

/** True if an object would be a strategy of ours if its words were spelled correctly. */
function isNearStrategy(value: object): boolean {
  const keys = Object.keys(value);
  if (keys.some((key) => GROUP_WORDS.some((word) => isMisspelling(key, word)))) return true;
  const styleKey = keys.find((key) => key === 'style' || isSlip(key, 'style'));
  const style: unknown = styleKey === undefined ? undefined : Reflect.get(value, styleKey);
  if (typeof style !== 'string' || !STYLE_NAMES.some((name) => style === name || isMisspelling(style, name)))
    return false;
  return keys.every((key) => isKnownKey(key) || [...FIELDS].some((field) => isSlip(key, field)));
}

function isKnownKey(key: string): boolean {
  return FIELDS.has(key) || key.startsWith('x-');
}

/** True if a value is a map of shared strategies. */
export function isOwnMap(value: unknown): boolean {
  if (!isJsonObject(value)) return false;
  const members = Object.values(value);
  return members.length > 0 && members.every(isOwnStrategy);
}

/**
 * True if a key is `x-pagination` with a spelling mistake. If the value has the form of our annotation, more than one
 * letter may differ.
 */
export function isMisspelledKey(key: string, value: unknown): boolean {
  // Longer keys are those of other tools, such as `x-scalar-pagination`.
  if (key === KEY || key.length > KEY.length + 3) return false;
  const folded = key.toLowerCase().replace(/[_ ]/g, '-');
  if (folded === KEY || isSlip(folded, KEY)) return true;
  const isStrategy = typeof value === 'object' && (isOwnFormat(value) || isOwnMap(value));
  return isStrategy && findNearest(key, [KEY]) !== undefined;
}

/** True for a list of references to `components.paginationSchemes` (OpenAPI Pagination Schemes Extension). */
export function isSchemeReference(value: unknown): boolean {
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    value.every((each) => typeof Reflect.get(Object(each), 'scheme') === 'string')
  );
}

/** True for the older form of `x-trino`. */
export function isPageParameters(value: unknown): boolean {
  return isJsonObject(value) && typeof value.pageParam === 'string' && typeof value.resultsPath === 'string';
}
