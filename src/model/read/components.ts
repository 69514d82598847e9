import type { SecurityScheme } from '../operation.ts';
import type { NamedSchema, SchemaId } from '../schema.ts';
import { reportCompositionCycles } from './composition-cycles.ts';
import type { Context } from './context.ts';
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
