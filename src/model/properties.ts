import type { Property, Schema } from './schema.ts';
import { dereference, type Schemas } from './schema-kinds.ts';

/** Returns the properties of an object, each name once, including those in references, `allOf`, `oneOf` and `anyOf`. */
export function propertiesOf(schema: Schema, schemas: Schemas): Property[] {
  const found = new Map<string, Property>();
  collect(schema, schemas, new Set(), found);
  return [...found.values()];
}

/** Each schema is visited once: many paths may lead to it. */
function collect(schema: Schema, schemas: Schemas, seen: Set<Schema>, found: Map<string, Property>): void {
  const target = dereference(schema, schemas);
  if (target === undefined || seen.has(target)) return;
  seen.add(target);
  if (target.kind === 'object') {
    for (const property of target.properties) {
      // In an `allOf`, one part often only requires a property that another part declares.
      const known = found.get(property.name);
      if (known === undefined || known.schema.kind === 'unknown') found.set(property.name, property);
    }
  } else if (target.kind === 'union' || target.kind === 'intersection') {
    for (const member of target.members) collect(member, schemas, seen, found);
  }
}
