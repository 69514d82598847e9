import type { SecurityScheme } from '../operation.ts';
import type { NamedSchema, Schema, SchemaId } from '../schema.ts';
import { type Context, reportFault } from './context.ts';
import { membersIn, objectIn } from './expect.ts';
import { readSchema } from './schema.ts';
import { readSecurityScheme } from './security.ts';

/** Reads `components.securitySchemes`: name → scheme, or undefined for one that cannot be read. */
export function readSecuritySchemes(ctx: Context): Map<string, SecurityScheme | undefined> {
  const components = objectIn(ctx, ctx.document.root, 'components');
  const members = components === undefined ? [] : membersIn(ctx, components, 'securitySchemes');
  return new Map(members.map(([name, node]) => [name, readSecurityScheme(ctx, name, node)]));
}

/** Registers every schema of `components.schemas` before any other schema, so that they get their names first. */
export function registerComponentSchemas(ctx: Context): void {
  const components = objectIn({ ...ctx, report: () => {} }, ctx.document.root, 'components');
  if (components === undefined) return;
  for (const [, node] of membersIn(ctx, components, 'schemas')) ctx.schemas.register(node);
}

/** Reads every named schema: the components in document order, then the others in the order of discovery. */
export function readNamedSchemas(ctx: Context): Map<SchemaId, NamedSchema> {
  const schemas = new Map<SchemaId, NamedSchema>();
  for (const [id, { name, node, schema }] of ctx.schemas.entries()) {
    schemas.set(id, { id, name, schema: schema ?? readSchema(ctx, node) });
  }
  reportCompositionCycles(ctx, schemas);
  return schemas;
}

/** Reports each circle of schemas that consist of each other through `allOf`. No value can have such a schema. */
function reportCompositionCycles(ctx: Context, schemas: ReadonlyMap<SchemaId, NamedSchema>): void {
  const finished = new Set<SchemaId>();
  for (const start of schemas.keys()) {
    const path: { readonly id: SchemaId; readonly rest: SchemaId[] }[] = [];
    enter(start);
    for (let last = path.at(-1); last !== undefined; last = path.at(-1)) {
      const next = last.rest.pop();
      if (next !== undefined) enter(next);
      else finished.add(path.pop()?.id ?? start);
    }

    function enter(id: SchemaId): void {
      const named = schemas.get(id);
      if (named === undefined || finished.has(id)) return;
      const first = path.findIndex((each) => each.id === id);
      if (first >= 0) reportCycle(path.slice(first).map((each) => each.id));
      else path.push({ id, rest: [...partsOf(named.schema)].reverse() });
    }
  }

  function reportCycle(ids: readonly SchemaId[]): void {
    const names = [...ids, ids[0] ?? ''].map((id) => schemas.get(id)?.name ?? id);
    const location = schemas.get(ids[0] ?? '')?.schema.location;
    if (location === undefined) return;
    const message = `The schema consists of itself through \`allOf\`: ${names.join(' → ')}. pagegen ignores the reference that closes the circle.`;
    reportFault(ctx, 'circular-schema', message, location);
  }
}

/** Returns the named schemas that apply to every value of a schema. */
function partsOf(schema: Schema): readonly SchemaId[] {
  if (schema.kind === 'ref') return [schema.id];
  return schema.kind === 'intersection' ? schema.members.flatMap(partsOf) : [];
}
