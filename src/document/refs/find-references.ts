import { appendToken, type JsonPointer, type Location } from '../../shared/json.ts';
import type { Node } from './resolved-document.ts';

/**
 * How a value is to be read. `object`: an OpenAPI object or schema, whose members have a meaning. `map`: a value whose
 * member names are the author's own (`properties`, `paths`, `components.schemas` …), so that `$ref` or `example` among
 * them is a name like any other. `strategy`: a pagination annotation, where only its own `$ref` counts.
 */
export type Reading = 'object' | 'map' | 'strategy' | 'strategies';

export interface FoundReference {
  /** Not always a string: the document may be wrong. */
  readonly value: unknown;
  /** Of the object that holds `$ref`. */
  readonly location: Location;
  readonly reading: Reading;
}

/** Fields whose values are maps: name → object. */
const MAPS = new Set(
  `additionalOperations callbacks content definitions dependentSchemas $defs encoding headers links mediaTypes parameters
   pathItems paths patternProperties properties requestBodies responses schemas securitySchemes variables webhooks`.split(
    /\s+/,
  ),
);

/** Of these maps, members that begin with `x-` are extensions rather than names (Specification Extensions). */
const EXTENSIBLE_MAPS = /\/(?:paths|responses|callbacks\/[^/]+)$/;

/** Values of these fields are data: what looks like a reference in them is none. */
const DATA = new Set(['const', 'default', 'enum', 'example', 'examples', 'mapping']);

/** Deeper than any document that a person or a program would write for good reason. */
const MAX_DEPTH = 500;

export interface Walk {
  readonly references: readonly FoundReference[];
  /** The first value that nests too deeply to go on. */
  readonly tooDeep?: Location;
}

/**
 * All references below a value, in document order. Values that are in `seen` are passed over, and those walked are
 * added: subtrees that several references lead to are walked once.
 */
export function findReferences(node: Node, reading: Reading, seen: Set<object>): Walk {
  const { file, pointer } = node.location;
  const references: FoundReference[] = [];
  const stack: { value: unknown; pointer: JsonPointer; reading: Reading; depth: number }[] = [
    { value: node.value, pointer, reading, depth: 0 },
  ];
  for (let next = stack.pop(); next; next = stack.pop()) {
    const { value: current, depth } = next;
    if (typeof current !== 'object' || current === null || seen.has(current)) continue;
    if (depth > MAX_DEPTH) return { references, tooDeep: { file, pointer: next.pointer } };
    seen.add(current);
    if (isReference(current, next.reading)) {
      references.push({ value: current.$ref, location: { file, pointer: next.pointer }, reading: next.reading });
    }
    const inList = Array.isArray(current);
    const keys = Object.keys(current);
    // Backwards, since the stack gives the last one first.
    for (let index = keys.length - 1; index >= 0; index--) {
      const key = keys[index] ?? '';
      const member = (current as Record<string, unknown>)[key];
      if (typeof member !== 'object' || member === null) continue;
      const below = readingOf(key, member, next, inList);
      if (below === undefined) continue;
      stack.push({ value: member, pointer: appendToken(next.pointer, key), reading: below, depth: depth + 1 });
    }
  }
  return { references };
}

/** In a map `$ref` is a name; where its value is a text it can only be meant as a reference all the same. */
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
