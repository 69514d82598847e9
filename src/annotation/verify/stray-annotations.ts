import type { FoundAnnotation, ResolvedDocument } from '../../document/refs/resolved-document.ts';
import type { OperationNode } from '../../model/read/paths.ts';
import type { Report, Severity } from '../../shared/diagnostic.ts';
import { below, keyLocation, type Location, parsePointer } from '../../shared/json.ts';
import { formatSuggestion, suggestWord } from '../../shared/suggest.ts';
import type { AnnotationPlace } from '../annotation.ts';
import { BUDGET, BUDGETS, meantBudgetKey } from '../budgets.ts';
import { untranslated } from '../dialects/dialect.ts';
import { extensions } from '../extensions.ts';
import type { PaginationCode } from '../x-pagination/codes.ts';
import { isMisspelledKey, isOwnFormat, isOwnMap, KEY } from '../x-pagination/x-pagination.ts';

/**
 * Reports annotations that no reader looks at: those outside of the operations under `paths`, and keys that differ from
 * `x-pagination` by a spelling mistake.
 */
export function reportStrayAnnotations(
  { root, annotations }: ResolvedDocument,
  operations: readonly OperationNode[],
  report: Report,
): void {
  const owners = new Set<unknown>(operations.map(({ node }) => node.value));
  const around = new Set<unknown>(operations.flatMap((operation) => operation.owners.map(({ value }) => value)));
  const isShared = ({ location }: FoundAnnotation): boolean =>
    location.file === root.location.file && location.pointer === '/components';
  // Some documents have thousands of extensions with a few keys.
  const meantByKey = new Map([...new Set(annotations.map(({ key }) => key))].map((key) => [key, meantBudgetKey(key)]));
  for (const found of annotations) {
    const { key, owner } = found;
    const meant = meantByKey.get(key);
    const markerFault = faultOfMarker(found);
    if (meant !== undefined) reportMisspelled(found, meant, report);
    else if (markerFault !== undefined) untranslated(report, markerFault, keyOf(found));
    else if (key === BUDGETS) {
      if (!isShared(found)) reportMisplacedBudgets(found, root.location, report);
    } else if (key === BUDGET) {
      const isUsed = owner === root.value || owners.has(owner) || around.has(owner);
      if (!isUsed) reportMisplacedBudget(found, root.location, report);
    } else if (PLACES.has(key)) {
      const isRead = owners.has(owner) || (owner === root.value && PLACES.get(key)?.includes('root'));
      if (!isRead) reportMisplacedDialect(found, root.location, report);
    } else if (isMisspelledKey(found.key, found.value)) reportMisspelled(found, KEY, report);
    else if (found.key === KEY && !owners.has(found.owner) && !isShared(found)) {
      reportMisplaced(found, root.location, report);
    }
  }
}

function reportMisspelled(found: FoundAnnotation, meant: string, report: Report): void {
  const { key, owner } = found;
  const advice = Object.hasOwn(owner, meant)
    ? { hint: `\`${meant}\` is declared here too. Remove one of them.` }
    : { hint: formatSuggestion(`\`${meant}\``), ...suggestWord(key, [meant]) };
  report({
    ...diagnose('pagination-misspelled-key', found),
    message: `\`${key}\` is not a key that pagegen knows, so it has no effect.`,
    ...advice,
  });
}

function reportMisplaced(found: FoundAnnotation, root: Location, report: Report): void {
  const { words, hint } = describeOwner(found.location, root);
  report({
    ...diagnose('pagination-misplaced-annotation', found),
    message: `\`${KEY}\` has no effect ${words}: pagegen reads it in operations under \`paths\`.`,
    hint,
  });
}

/** The places of the annotations of other tools. */
const PLACES: ReadonlyMap<string, readonly AnnotationPlace[]> = new Map(
  extensions.flatMap(({ key, places }) => (places === undefined ? [] : [[key, places] as const])),
);

const MARKERS = extensions.flatMap(({ markerFault }) => (markerFault === undefined ? [] : [markerFault]));

function faultOfMarker({ key, value }: FoundAnnotation): string | undefined {
  for (const faultOf of MARKERS) {
    const fault = faultOf(key, value);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function keyOf({ key, location }: FoundAnnotation): Location {
  return keyLocation(below(location, key));
}

function reportMisplacedDialect(found: FoundAnnotation, root: Location, report: Report): void {
  const { key, location } = found;
  const { words, hint } = describeOwner(location, root);
  const places = PLACES.get(key)?.includes('root')
    ? 'operations under `paths` and at the root'
    : 'operations under `paths`';
  const message = `\`${key}\` has no effect ${words}: pagegen reads it in ${places}.`;
  untranslated(report, message, keyOf(found), location.pointer === '' ? MOVE : hint);
}

/** Budgets are declared in one place, whose errors prevent the generation of a client that would exceed them. */
function reportMisplacedBudgets(found: FoundAnnotation, root: Location, report: Report): void {
  const { words } = describeOwner(found.location, root);
  const isNames = typeof found.value === 'string' || Array.isArray(found.value) || found.value === false;
  report({
    ...diagnose('pagination-misplaced-annotation', found),
    severity: 'error',
    message: `\`${BUDGETS}\` has no effect ${words}: pagegen reads it in \`components\`.`,
    hint: isNames ? formatSuggestion(`\`${BUDGET}\``) : `Move it to \`components.${BUDGETS}\`.`,
  });
}

function reportMisplacedBudget(found: FoundAnnotation, root: Location, report: Report): void {
  const { words } = describeOwner(found.location, root);
  const isBudgets = found.location.pointer === '/components';
  report({
    ...diagnose('pagination-misplaced-annotation', found),
    severity: 'error',
    message: `\`${BUDGET}\` has no effect ${words}: pagegen reads it at the root, in path items and in operations under \`paths\`.`,
    hint: isBudgets ? formatSuggestion(`\`${BUDGETS}\``) : 'Move it into the operation whose requests it counts.',
  });
}

/** Another tool's annotation must not prevent the generation of a client, so it is a warning. */
function diagnose(code: PaginationCode, found: FoundAnnotation) {
  const severity: Severity = isOwnFormat(found.value) || isOwnMap(found.value) ? 'error' : 'warning';
  return { code, severity, location: keyOf(found) };
}

const MOVE = 'Move it into the operation whose pages it describes.';

/** OpenAPI objects by the field that contains them. */
const OWNERS: ReadonlyMap<string, string> = new Map([
  ...['paths', 'pathItems', 'x-ms-paths'].map((field) => [field, 'in a path item'] as const),
  ...['schema', 'schemas', 'items', 'properties', 'allOf', 'anyOf', 'oneOf', 'not', 'additionalProperties'].map(
    (field) => [field, 'in a schema'] as const,
  ),
  ...['requestBody', 'requestBodies'].map((field) => [field, 'in a request body'] as const),
  ['components', 'in `components`'],
  ['content', 'in a media type'],
  ['headers', 'in a header'],
  ['info', 'in `info`'],
  ['links', 'in a link'],
  ['parameters', 'in a parameter'],
  ['responses', 'in a response'],
  ['securitySchemes', 'in a security scheme'],
  ['servers', 'in a server'],
  ['tags', 'in a tag'],
]);

function describeOwner({ file, pointer }: Location, root: Location): { readonly words: string; readonly hint: string } {
  const tokens = file === root.file ? (parsePointer(pointer) ?? []) : ['…', ...(parsePointer(pointer) ?? [])];
  if (tokens.length === 0) {
    const hint = 'Shared strategies belong in `components.x-pagination`, all other annotations in an operation.';
    return { words: 'at the root of the document', hint };
  }
  const incoming = tokens.includes('callbacks') ? 'callback' : tokens[0] === 'webhooks' ? 'webhook' : undefined;
  if (incoming !== undefined) {
    return { words: `in a ${incoming}`, hint: `Remove it: the API sends the requests of a ${incoming}.` };
  }
  if (tokens[0] === 'components' && tokens[1] === 'pathItems' && tokens.length > 3) {
    const hint = 'Refer to the path item from `paths`, or remove the annotation.';
    return { words: 'in an operation that is not used', hint };
  }
  if (tokens.length === 1 && tokens[0] === 'paths') return { words: 'in `paths`', hint: MOVE };
  if (tokens.length === 3 && tokens[0] === 'paths') return { words: 'in an operation', hint: MOVE };
  const words = OWNERS.get(tokens.at(-2) ?? '') ?? OWNERS.get(tokens.at(-1) ?? '') ?? 'here';
  return { words, hint: MOVE };
}
