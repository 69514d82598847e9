import type { InputError, Report } from '../../shared/diagnostic.ts';
import { appendToken, formatPointer, type JsonPointer, type Location, parsePointer } from '../../shared/json.ts';
import { findNearest, formatSuggestion } from '../../shared/suggest.ts';
import type { SourceDocument } from '../parse/source-document.ts';
import type { FoundReference } from './find-references.ts';
import { type Follower, findMember, type ReferenceStep, referenceOf } from './follow.ts';
import { quote } from './reference.ts';
import type { Node } from './resolved-document.ts';

/** Longer lists do not help. */
const MAX_LISTED = 8;

/**
 * Suggests a target for a dangling pointer: the nearest name for the first missing token, or a component with the same
 * last name (`#/components/schemas/Lead` for `#/definitions/Lead`). If there is neither, lists the existing names.
 *
 * @param path the part of the reference before `#`, as written
 */
function nearestTarget(data: unknown, tokens: readonly string[], path: string): string | undefined {
  let value = data;
  for (const [index, token] of tokens.entries()) {
    const below = findMember(value, token);
    if (below.found) {
      value = below.value;
      continue;
    }
    const names = typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.keys(value) : [];
    const name = findNearest(token, names);
    const meant =
      (name !== undefined ? [...tokens.slice(0, index), name, ...tokens.slice(index + 1)] : undefined) ??
      componentCalled(data, tokens.at(-1) ?? '');
    if (meant) return formatSuggestion(`"${path}#${formatPointer(meant)}"`);
    const where = `${path}#${formatPointer(tokens.slice(0, index))}`;
    return names.length > 0 && names.length <= MAX_LISTED ? `${where} has: ${names.join(', ')}.` : undefined;
  }
  return undefined;
}

function componentCalled(data: unknown, name: string): string[] | undefined {
  const components = findMember(data, 'components');
  if (!components.found || typeof components.value !== 'object' || components.value === null) return undefined;
  for (const [kind, map] of Object.entries(components.value)) {
    if (findMember(map, name).found) return ['components', kind, name];
  }
  return undefined;
}

/** The maximum number of references of a circle in one message. */
const MAX_SHOWN = 20;

/**
 * The maximum number of faults with a suggestion. A suggestion takes time, and it helps little among hundreds of
 * faults.
 */
const MAX_HINTS = 100;

/** Reports every reference without a target, at the text of its `$ref`. Reports each circle of references once. */
export function reportReferences(
  references: readonly FoundReference[],
  step: Follower['step'],
  failures: ReadonlyMap<string, InputError | undefined>,
  report: Report,
  lenient: boolean,
): void {
  const circles = new Set<string>();
  const ending = new Set<string>();
  let hints = 0;
  for (const reference of references) {
    const { file, pointer } = reference.location;
    const location: Location = { file, pointer: appendToken(pointer, '$ref') };
    const isOurs = reference.reading === 'strategy' || reference.reading === 'strategies';
    const isFatal = isOurs && !lenient;
    const fault: Fault = (code, message, hint, isUnread = false) =>
      report({
        code,
        severity: isFatal || isUnread ? 'error' : 'warning',
        message: isOurs || isUnread ? message : message + readingAt(pointer),
        ...(hint !== undefined && { hint }),
        location,
      });
    if (typeof reference.value !== 'string') {
      fault('invalid-reference', '`$ref` must be a string, such as "#/components/schemas/Lead".');
      continue;
    }
    const next = step(reference.value, reference.location);
    if (next.kind === 'found') {
      // Almost every reference leads to a value and not to another reference.
      if (referenceOf(next.node.value) === undefined) continue;
      const circle = circleThrough(reference.location, next.node, step, ending);
      const key = circle?.toSorted().join('\n');
      if (circle === undefined || key === undefined || circles.has(key)) continue;
      circles.add(key);
      const way = [...(circle.length > MAX_SHOWN ? [...circle.slice(0, MAX_SHOWN), '…'] : circle), circle[0]].join(
        ' → ',
      );
      fault('circular-reference', `This reference leads back to itself and never reaches a value: ${way}.`);
    } else {
      reportStep(reference.value, next, failures, fault, hints++ < MAX_HINTS);
    }
  }
}

/**
 * @param isUnread true if a file of the document was not read. That is an error even where the reference leads to a
 * schema: a checkout without one folder would otherwise give a client whose types are `unknown`.
 */
type Fault = (code: string, message: string, hint?: string, isUnread?: boolean) => void;

/** Keywords whose value is a schema, and those whose members or elements are schemas. */
const SCHEMA_KEYS = /\/(?:schema|itemSchema|items|additionalItems|additionalProperties|not|contains|propertyNames)$/;
const SCHEMA_MAPS =
  /\/(?:properties|patternProperties|schemas|definitions|\$defs|allOf|oneOf|anyOf|prefixItems|items|headers)\/[^/]+$/;

/** Parts without which an operation can be called: declared errors among them. */
const SPARE = /\/(?:callbacks|links|examples|securitySchemes|webhooks)\/[^/]+$|\/paths\/.*\/responses\/[45][^/]*$/;

/** Describes how a part with a reference without a target is read. */
function readingAt(pointer: JsonPointer): string {
  if (SCHEMA_KEYS.test(pointer) || SCHEMA_MAPS.test(pointer)) return ' pagegen reads it as `unknown`.';
  return SPARE.test(pointer) ? ' pagegen ignores it.' : ' pagegen skips the operations that need it.';
}

function reportStep(
  reference: string,
  next: Exclude<ReferenceStep, { kind: 'found' }>,
  failures: ReadonlyMap<string, InputError | undefined>,
  fault: Fault,
  withHint: boolean,
): void {
  const code = 'unresolved-reference';
  if (next.kind === 'rejected') {
    const { code: reason, message, hint } = next.reason;
    fault(reason, message, hint, reason !== 'invalid-reference');
  } else if (next.kind === 'unread') {
    // The faults of a file that does not parse were reported at their places.
    const failure = failures.get(next.target.file);
    if (failure) fault(code, `Cannot resolve ${quote(reference)}. ${failure.message}`, failure.hint, true);
  } else if (next.target.tokens) {
    const path = reference.split('#', 1)[0] ?? '';
    const hint = withHint ? nearestTarget(...authorsView(next.source, next.target.tokens), path) : undefined;
    fault(code, `${quote(writtenReference(reference, next))} does not exist.`, hint);
  } else {
    fault(
      code,
      `${quote(reference)} does not exist.`,
      `No schema in that file has \`$anchor: ${next.target.anchor}\`. A JSON Pointer begins with "/".`,
    );
  }
}

/** Returns a reference as its author wrote it, before the document was upgraded. */
function writtenReference(reference: string, next: Exclude<ReferenceStep, { kind: 'found' }>): string {
  if (next.kind !== 'dangling' || next.target.tokens === undefined || !next.source.upgraded) return reference;
  const pointer = next.source.upgraded.origin(formatPointer(next.target.tokens));
  return `${reference.split('#', 1)[0] ?? ''}#${pointer}`;
}

function authorsView({ data, upgraded }: SourceDocument, tokens: readonly string[]): [unknown, readonly string[]] {
  if (!upgraded) return [data, tokens];
  return [upgraded.written, parsePointer(upgraded.origin(formatPointer(tokens))) ?? []];
}

/**
 * Returns the pointers of a chain of references that returns to `start`, or undefined if the chain does not return.
 *
 * @param settled places that no later search has to visit again: chains with a common end are followed once
 */
function circleThrough(
  start: Location,
  first: Node,
  step: Follower['step'],
  settled: Set<string>,
): string[] | undefined {
  const idOf = ({ file, pointer }: Location): string => `${file}#${pointer}`;
  const visited = new Map([[idOf(start), `#${start.pointer}`]]);
  let current = first;
  let isCircle = false;
  while (!settled.has(idOf(current.location))) {
    const reference = referenceOf(current.value);
    if (visited.has(idOf(current.location))) {
      isCircle = idOf(current.location) === idOf(start);
      break;
    }
    if (reference === undefined) break;
    visited.set(idOf(current.location), `#${current.location.pointer}`);
    const next = step(reference, current.location);
    if (next.kind !== 'found') break;
    current = next.node;
  }
  const entry = idOf(current.location);
  for (const id of visited.keys()) {
    // A circle that does not contain `start` is reported when the search begins in it.
    if (id === entry && !isCircle) break;
    settled.add(id);
  }
  return isCircle ? [...visited.values()] : undefined;
}
