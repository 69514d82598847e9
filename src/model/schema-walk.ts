import type { Schema, SchemaId } from './schema.ts';

/** Returns the schemas that a schema contains directly. References are not followed. */
export function children(schema: Schema): readonly Schema[] {
  switch (schema.kind) {
    case 'array':
      return [schema.items];
    case 'tuple':
      return schema.rest === undefined ? schema.items : [...schema.items, schema.rest];
    case 'object': {
      const members = schema.properties.map((property) => property.schema);
      return schema.additional === undefined ? members : [...members, schema.additional];
    }
    case 'union':
    case 'intersection':
      return schema.members;
    case 'string':
      return schema.contentSchema === undefined ? [] : [schema.contentSchema];
    default:
      return [];
  }
}

/** Calls `visit` for a schema and everything inside it, references not followed. */
export function walk(schema: Schema, visit: (schema: Schema) => void): void {
  const open: Schema[] = [schema];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    visit(next);
    open.push(...children(next));
  }
}

/** Returns the named schemas that a schema refers to, at any depth inside it. */
export function references(schema: Schema): Set<SchemaId> {
  const found = new Set<SchemaId>();
  walk(schema, (part) => {
    if (part.kind === 'ref') found.add(part.id);
  });
  return found;
}

/** Returns the transitive closure of `seeds` along `edges`. */
export function reach(seeds: Iterable<SchemaId>, edges: ReadonlyMap<SchemaId, Iterable<SchemaId>>): Set<SchemaId> {
  const reached = new Set(seeds);
  // A set is iterated in order of insertion, what is added meanwhile included.
  for (const id of reached) {
    for (const next of edges.get(id) ?? []) reached.add(next);
  }
  return reached;
}
