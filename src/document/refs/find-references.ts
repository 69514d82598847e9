import { appendToken, formatPointer, type JsonPointer, type Location } from '../../shared/json.ts';
import type { FoundAnnotation, Node } from './resolved-document.ts';

/**
 * The kind of a value, which decides the meaning of its members.
 *
 * - `object`: an OpenAPI object or schema.
 * - `map`: a value with names that the author chose (`properties`, `paths`, `components.schemas`, …). `$ref` and
 *   `example` are names like any other in it.
 * - `strategy`: a pagination annotation, of which only its own `$ref` counts.
 * - `strategies`: a map of annotations.
 */
export type Reading = 'object' | 'map' | 'strategy' | 'strategies';

export interface FoundReference {
  /** Not a string if the document is wrong. */
  readonly value: unknown;
  /** Place of the object that contains `$ref`. */
  readonly location: Location;
  readonly reading: Reading;
}

/** Fields whose values are maps from names to objects. */
export const MAPS: ReadonlySet<string> = new Set(
  `additionalOperations callbacks content definitions dependentSchemas $defs encoding headers links mediaTypes parameters
   pathItems paths patternProperties properties requestBodies responses schemas securitySchemes variables webhooks`.split(
    /\s+/,
  ),
);

/** Maps in which a member that begins with `x-` is an extension, not a name (Specification Extensions). */
const EXTENSIBLE_MAPS = /\/(?:paths|responses|callbacks\/[^/]+)$/;

/** Fields whose values are data or names of other parts, in which `$ref` is not a reference. */
const DATA = new Set('const default dependentRequired enum example examples mapping scopes security'.split(' '));

/** The maximum depth of nesting. No useful document comes close to it. */
const MAX_DEPTH = 500;

/**
 * True if a key may be `x-pagination` or `x-pagination-budgets` in some spelling, or marks a parameter or schema for
 * pagination. A cheap test: large documents have millions of keys.
 */
function mayBeAnnotation(key: string): boolean {
  if (key.length < (key.startsWith('x-') ? 7 : 9) || !'xXpP'.includes(key.charAt(0))) return false;
  return key.length <= 22 || key.startsWith('x-ms-list-') || key === 'x-stainless-pagination-property';
}

export interface ReferenceSearch {
  readonly references: readonly FoundReference[];
  readonly annotations: readonly FoundAnnotation[];
  /** The first value that exceeds the maximum depth; the search ends there. */
  readonly tooDeep?: Location;
}

/**
 * Finds all references and annotations below a value, in document order. It skips values in `seen` and adds those that
 * it visits, so that a part with several references to it is searched once.
 */
export function findReferences(node: Node, reading: Reading, seen: Set<object>): ReferenceSearch {
  const { file, pointer } = node.location;
  const references: FoundReference[] = [];
  const annotations: FoundAnnotation[] = [];
  const stack: { value: unknown; pointer: JsonPointer; reading: Reading; depth: number }[] = [
    { value: node.value, pointer, reading, depth: 0 },
  ];
  for (let next = stack.pop(); next; next = stack.pop()) {
    const { value: current, depth } = next;
    if (typeof current !== 'object' || current === null || seen.has(current)) continue;
    if (depth > MAX_DEPTH) return { references, annotations, tooDeep: { file, pointer: next.pointer } };
    seen.add(current);
    if (isReference(current, next.reading)) {
      references.push({ value: current.$ref, location: { file, pointer: next.pointer }, reading: next.reading });
    }
    const inList = Array.isArray(current);
    const keys = Object.keys(current);
    // Push in reverse order: the stack returns the last member first.
    for (let index = keys.length - 1; index >= 0; index--) {
      const key = keys[index] ?? '';
      const member = (current as Record<string, unknown>)[key];
      if (mayBeAnnotation(key) && hasExtensions(next, inList)) {
        annotations.push({ key, value: member, owner: current, location: { file, pointer: next.pointer } });
      }
      if (typeof member !== 'object' || member === null) continue;
      const below = readingOf(key, member, next, inList);
      if (below === undefined) {
        const way = DATA.has(key) ? tooDeepIn(member, depth + 1) : undefined;
        if (way === undefined) continue;
        const tooDeep = { file, pointer: next.pointer + formatPointer([key, ...way]) };
        return { references, annotations, tooDeep };
      }
      stack.push({ value: member, pointer: appendToken(next.pointer, key), reading: below, depth: depth + 1 });
    }
  }
  return { references, annotations };
}

/** Returns the way to the first value in data, such as an example, that exceeds the maximum depth. */
function tooDeepIn(data: object, depth: number): readonly string[] | undefined {
  if (depth > MAX_DEPTH) return [];
  for (const [key, member] of Object.entries(data)) {
    const rest = typeof member === 'object' && member !== null ? tooDeepIn(member, depth + 1) : undefined;
    if (rest !== undefined) return [key, ...rest];
  }
  return undefined;
}

/** True if a value is an OpenAPI object, whose members are fields and extensions rather than names. */
function hasExtensions({ reading, pointer }: { pointer: JsonPointer; reading: Reading }, inList: boolean): boolean {
  return !inList && (reading === 'object' || (reading === 'map' && EXTENSIBLE_MAPS.test(pointer)));
}

/**
 * True if a value has a reference. In a map, `$ref` is a name, unless its value is a string: it cannot be an object
 * then.
 */
function isReference(value: object, reading: Reading): value is { $ref: unknown } {
  if (!Object.hasOwn(value, '$ref') || Array.isArray(value)) return false;
  const target = (value as { $ref: unknown }).$ref;
  return typeof target === 'string' || reading === 'object' || reading === 'strategy';
}

function readingOf(
  key: string,
  member: object,
  parent: { pointer: JsonPointer; reading: Reading },
  inList: boolean,
): Reading | undefined {
  switch (parent.reading) {
    case 'strategy':
      return inList ? 'strategy' : undefined;
    case 'strategies':
      return 'strategy';
    case 'map':
      return key.startsWith('x-') && EXTENSIBLE_MAPS.test(parent.pointer) ? undefined : 'object';
    case 'object':
      if (inList) return 'object';
      if (key === 'x-pagination') return parent.pointer === '/components' ? 'strategies' : 'strategy';
      if (key.startsWith('x-') || DATA.has(key) || key === '$ref') return undefined;
      return MAPS.has(key) && !Array.isArray(member) ? 'map' : 'object';
  }
}
