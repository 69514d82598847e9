import { type JsonPointer, parsePointer } from '../shared/json.ts';
import type { Schema, SchemaId } from './schema.ts';
import { dereference, kindsOf, type Schemas } from './schema-kinds.ts';

/** The result of looking up a pointer in a schema. */
export type SchemaLookup =
  /** `optional`: the value at the pointer, or one on the way to it, may be missing or null. */
  | { readonly found: true; readonly schema: Schema; readonly optional: boolean }
  /** The schema does not allow `missing`, a token of the pointer. `candidates` are the properties that it declares. */
  | { readonly found: false; readonly missing: string; readonly candidates: readonly string[] };

/**
 * Looks up the schema of the value at `pointer` in a value of `schema`. It looks through references, `allOf`, `oneOf`,
 * `anyOf` and nullable. If the document declares no type, the value is found with a schema of kind `unknown`. Text that
 * is not a JSON Pointer finds nothing.
 */
export function schemaAt(schema: Schema, pointer: JsonPointer, schemas: Schemas): SchemaLookup {
  const tokens = parsePointer(pointer);
  if (tokens === undefined) return { found: false, missing: pointer, candidates: [] };
  let lookup: SchemaLookup = { found: true, schema, optional: admitsNull(schema, schemas) };
  for (const token of tokens) {
    if (!lookup.found) break;
    const next = lookUpToken(lookup.schema, token, schemas, new Map());
    lookup = next.found ? { ...next, optional: next.optional || lookup.optional } : next;
  }
  return lookup;
}

function admitsNull(schema: Schema, schemas: Schemas): boolean {
  return kindsOf(schema, schemas).has('null');
}

/** Results for references, because many paths may lead to one schema. Undefined during the lookup of a reference. */
type Known = Map<SchemaId, SchemaLookup | undefined>;

function lookUpToken(schema: Schema, token: string, schemas: Schemas, known: Known): SchemaLookup {
  switch (schema.kind) {
    case 'unknown':
      return { found: true, schema, optional: false };
    case 'ref':
      return lookUpInReference(schema.id, token, schemas, known);
    case 'object':
      return lookUpInObject(schema, token, schemas);
    case 'array':
      return isIndex(token) ? { found: true, schema: schema.items, optional: true } : notFound(token, []);
    case 'tuple': {
      const item = isIndex(token) ? (schema.items[Number(token)] ?? schema.rest) : undefined;
      return item === undefined ? notFound(token, []) : { found: true, schema: item, optional: true };
    }
    case 'union':
      return lookUpInUnion(schema, token, schemas, known);
    case 'intersection':
      return lookUpInIntersection(schema, token, schemas, known);
    default:
      return notFound(token, []);
  }
}

function lookUpInReference(id: SchemaId, token: string, schemas: Schemas, known: Known): SchemaLookup {
  const target = schemas.get(id);
  if (target === undefined || known.has(id)) return known.get(id) ?? notFound(token, []);
  known.set(id, undefined);
  const lookup = lookUpToken(target.schema, token, schemas, known);
  known.set(id, lookup);
  return lookup;
}

function lookUpInObject(schema: Schema & { kind: 'object' }, token: string, schemas: Schemas): SchemaLookup {
  const property = schema.properties.find(({ name }) => name === token);
  if (property !== undefined) {
    const optional = !property.required || admitsNull(property.schema, schemas);
    return { found: true, schema: property.schema, optional };
  }
  if (schema.additional !== undefined) return { found: true, schema: schema.additional, optional: true };
  return notFound(
    token,
    schema.properties.map(({ name }) => name),
  );
}

/** Finds the token if any member has it. It is optional if any member lacks it. */
function lookUpInUnion(
  schema: Schema & { kind: 'union' },
  token: string,
  schemas: Schemas,
  known: Known,
): SchemaLookup {
  const members = schema.members.filter((member) => dereference(member, schemas)?.kind !== 'null');
  const lookups = members.map((member) => lookUpToken(member, token, schemas, known));
  const found = lookups.filter((lookup) => lookup.found);
  if (found.length === 0) return notFound(token, candidatesOf(lookups));
  const optional = found.length < schema.members.length || found.some((lookup) => lookup.optional);
  return {
    found: true,
    schema: combineSchemas(
      'union',
      found.map((lookup) => lookup.schema),
    ),
    optional,
  };
}

/** Finds the token if any member has it. A member that declares a type wins over members of kind `unknown`. */
function lookUpInIntersection(
  schema: Schema & { kind: 'intersection' },
  token: string,
  schemas: Schemas,
  known: Known,
): SchemaLookup {
  const lookups = schema.members.map((member) => lookUpToken(member, token, schemas, known));
  const found = lookups.filter((lookup) => lookup.found);
  if (found.length === 0) return notFound(token, candidatesOf(lookups));
  const optional = found.every((lookup) => lookup.optional);
  const typed = found.filter((lookup) => lookup.schema.kind !== 'unknown');
  const schemasFound = (typed.length > 0 ? typed : found).map((lookup) => lookup.schema);
  return { found: true, schema: combineSchemas('intersection', schemasFound), optional };
}

function combineSchemas(kind: 'union' | 'intersection', members: readonly Schema[]): Schema {
  const [first, ...others] = members;
  if (first !== undefined && others.every((other) => isSameSchema(first, other))) return first;
  return { kind, members, location: first!.location };
}

/** True if two schemas come from one place in the document, or are references to one schema. */
function isSameSchema(a: Schema, b: Schema): boolean {
  if (a === b || (a.kind === 'ref' && b.kind === 'ref' && a.id === b.id)) return true;
  return a.kind === b.kind && a.location.pointer === b.location.pointer && a.location.file === b.location.file;
}

function isIndex(token: string): boolean {
  return /^(0|[1-9]\d*)$/.test(token);
}

function candidatesOf(lookups: readonly SchemaLookup[]): string[] {
  return [...new Set(lookups.flatMap((lookup) => (lookup.found ? [] : lookup.candidates)))];
}

function notFound(missing: string, candidates: readonly string[]): SchemaLookup {
  return { found: false, missing, candidates };
}
