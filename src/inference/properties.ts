import type { Property, Schema } from '../model/schema.ts';
import { dereference, type Schemas } from '../model/schema-kinds.ts';

/** The declared properties of an object, through references, `allOf`, `oneOf`, `anyOf` and nullable, each name once. */
export function propertiesOf(schema: Schema, schemas: Schemas): Property[] {
  const found = new Map<string, Property>();
  collect(schema, schemas, new Set(), found);
  return [...found.values()];
}

function collect(schema: Schema, schemas: Schemas, open: ReadonlySet<Schema>, found: Map<string, Property>): void {
  const target = dereference(schema, schemas);
  if (target === undefined || open.has(target)) return;
  if (target.kind === 'object') {
    for (const property of target.properties) {
      // A part that merely requires a property says nothing of it: another part declares it.
      const known = found.get(property.name);
      if (known === undefined || known.schema.kind === 'unknown') found.set(property.name, property);
    }
  } else if (target.kind === 'union' || target.kind === 'intersection') {
    const inside = new Set([...open, target]);
    for (const member of target.members) collect(member, schemas, inside, found);
  }
}
