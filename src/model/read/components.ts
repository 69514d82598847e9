import type { SecurityScheme } from '../operation.ts';
import type { NamedSchema, SchemaId } from '../schema.ts';
import type { Context } from './context.ts';
import { membersIn, objectIn } from './expect.ts';
import { schemaObject } from './schema.ts';
import { securitySchemeObject } from './security.ts';

/** `components.securitySchemes`: the schemes that can be read, and the names of all. */
export function securitySchemes(ctx: Context): { schemes: SecurityScheme[]; names: string[] } {
  const components = objectIn(ctx, ctx.document.root, 'components');
  const members = components === undefined ? [] : membersIn(ctx, components, 'securitySchemes');
  const schemes = members.map(([name, node]) => securitySchemeObject(ctx, name, node));
  return { schemes: schemes.filter((scheme) => scheme !== undefined), names: members.map(([name]) => name) };
}

/** Gives every schema of `components.schemas` its name, before any other schema is met. */
export function registerComponentSchemas(ctx: Context): void {
  const components = objectIn({ ...ctx, report: () => {} }, ctx.document.root, 'components');
  if (components === undefined) return;
  for (const [, node] of membersIn(ctx, components, 'schemas')) ctx.schemas.register(node);
}

/** Every named schema: the components in document order, then the others in the order of discovery. */
export function namedSchemas(ctx: Context): Map<SchemaId, NamedSchema> {
  const schemas = new Map<SchemaId, NamedSchema>();
  for (const [id, { name, node }] of ctx.schemas.entries()) {
    schemas.set(id, { id, name, schema: schemaObject(ctx, node) });
  }
  return schemas;
}
