import type { InputError, Report } from '../../shared/diagnostic.ts';
import { appendToken, formatPointer, type Location, parsePointer } from '../../shared/json.ts';
import { nearest } from '../../shared/nearest.ts';
import type { SourceDocument } from '../parse/source-document.ts';
import type { FoundReference } from './find-references.ts';
import { type Follower, referenceOf, type Step } from './follow.ts';
import { quote } from './reference.ts';
import type { Node } from './resolved-document.ts';

/** Lists longer than this are no help. */
const MAX_LISTED = 8;

/**
 * What a dangling pointer was perhaps meant to be: the nearest name at the first token that is missing, or a component
 * with the same last name (`#/definitions/Lead` for `#/components/schemas/Lead`). Otherwise the names there are.
 *
 * @param path the part of the reference before `#`, as written
 */
function nearestTarget(data: unknown, tokens: readonly string[], path: string): string | undefined {
  let value = data;
  for (const [index, token] of tokens.entries()) {
    const below = memberOf(value, token);
    if (below.found) {
      value = below.value;
      continue;
    }
    const names = typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.keys(value) : [];
    const name = nearest(token, names);
    const meant =
      (name !== undefined ? [...tokens.slice(0, index), name, ...tokens.slice(index + 1)] : undefined) ??
      componentCalled(data, tokens.at(-1) ?? '');
    if (meant) return `Did you mean "${path}#${formatPointer(meant)}"?`;
    const where = `${path}#${formatPointer(tokens.slice(0, index))}`;
    return names.length > 0 && names.length <= MAX_LISTED ? `${where} has: ${names.join(', ')}.` : undefined;
  }
  return undefined;
}

/** The member or item called `token`. */
export function memberOf(value: unknown, token: string): { found: true; value: unknown } | { found: false } {
  if (Array.isArray(value)) {
    return /^(?:0|[1-9]\d*)$/.test(token) && Number(token) < value.length
      ? { found: true, value: value[Number(token)] }
      : { found: false };
  }
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, token)) return { found: false };
  return { found: true, value: (value as Record<string, unknown>)[token] };
}

function componentCalled(data: unknown, name: string): string[] | undefined {
  const components = memberOf(data, 'components');
  if (!components.found || typeof components.value !== 'object' || components.value === null) return undefined;
  for (const [kind, map] of Object.entries(components.value)) {
    if (memberOf(map, name).found) return ['components', kind, name];
  }
  return undefined;
}

/** How many references of a circle a message names, and for how many faults a near name is looked for. */
const MAX_SHOWN = 20;
const MAX_HINTS = 100;

/** Reports every reference that leads to no value, at the text of the `$ref` itself; a circle is reported once. */
export function reportReferences(
  references: readonly FoundReference[],
  step: Follower['step'],
  failures: ReadonlyMap<string, InputError | undefined>,
  report: Report,
): void {
  const circles = new Set<string>();
  const ending = new Set<string>();
  let hints = 0;
  for (const reference of references) {
    const { file, pointer } = reference.location;
    const location: Location = { file, pointer: appendToken(pointer, '$ref') };
    const fault = (code: string, message: string, hint?: string): void =>
      report({ code, severity: 'error', message, ...(hint !== undefined && { hint }), location });
    if (typeof reference.value !== 'string') {
      fault('invalid-reference', '`$ref` has to be a text that says where to look.');
      continue;
    }
    const next = step(reference.value, file);
    if (next.kind === 'found') {
      // What a reference leads to is a value, almost always.
      if (referenceOf(next.node.value) === undefined) continue;
      const circle = circleThrough(reference.location, next.node, step, ending);
      const key = circle?.toSorted().join('\n');
      if (circle === undefined || key === undefined || circles.has(key)) continue;
      circles.add(key);
      const way = [...(circle.length > MAX_SHOWN ? [...circle.slice(0, MAX_SHOWN), '…'] : circle), circle[0]].join(
        ' → ',
      );
      fault('circular-reference', `This reference leads back to itself and never to a value: ${way}.`);
    } else {
      // Looking for near names takes time: a document with hundreds of such faults has another one.
      reportStep(reference.value, next, failures, fault, hints++ < MAX_HINTS);
    }
  }
}

function reportStep(
  reference: string,
  next: Exclude<Step, { kind: 'found' }>,
  failures: ReadonlyMap<string, InputError | undefined>,
  fault: (code: string, message: string, hint?: string) => void,
  withHint: boolean,
): void {
  const code = 'unresolved-reference';
  const message = `${quote(writtenOf(reference, next))} leads to nothing.`;
  if (next.kind === 'refused') {
    fault(next.refusal.code, next.refusal.message, next.refusal.hint);
  } else if (next.kind === 'unread') {
    // A file that does not parse has faults of its own, which were reported where they stand.
    const failure = failures.get(next.target.file);
    if (failure) fault(code, `${message} ${failure.message}`, failure.hint);
  } else if (next.target.tokens) {
    const path = reference.split('#', 1)[0] ?? '';
    const hint = withHint ? nearestTarget(...authorsView(next.source, next.target.tokens), path) : undefined;
    fault(code, message, hint);
  } else {
    fault(code, message, `No schema of that file has \`$anchor: ${next.target.anchor}\`; pointers begin with "/".`);
  }
}

/** The reference as its author wrote it, before the document was upgraded. */
function writtenOf(reference: string, next: Exclude<Step, { kind: 'found' }>): string {
  if (next.kind !== 'dangling' || next.target.tokens === undefined || !next.source.upgraded) return reference;
  const pointer = next.source.upgraded.origin(formatPointer(next.target.tokens));
  return `${reference.split('#', 1)[0] ?? ''}#${pointer}`;
}

function authorsView({ data, upgraded }: SourceDocument, tokens: readonly string[]): [unknown, readonly string[]] {
  if (!upgraded) return [data, tokens];
  return [upgraded.written, parsePointer(upgraded.origin(formatPointer(tokens))) ?? []];
}

/**
 * The pointers of a chain of pure references that comes back to `start`; undefined where it ends or never does.
 *
 * @param settled places from which no chain comes back to a later start: chains that share their end are walked once
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
    const next = step(reference, current.location.file);
    if (next.kind !== 'found') break;
    current = next.node;
  }
  const entry = idOf(current.location);
  for (const id of visited.keys()) {
    // A circle without `start` in it is reported where one of its own references begins.
    if (id === entry && !isCircle) break;
    settled.add(id);
  }
  return isCircle ? [...visited.values()] : undefined;
}
