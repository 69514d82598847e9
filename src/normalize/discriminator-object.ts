import { nearest } from '../diagnostics/nearest.ts';
import { type Located, memberOf, membersOf } from '../ir/located.ts';
import type { Discriminator, Schema, SchemaId } from '../ir/schema.ts';
import { type Context, didYouMean } from './context.ts';
import { membersIn, objectIn, requiredStringIn, stringIn, wrongType } from './expect.ts';

/**
 * A Discriminator Object (OpenAPI 3.1.0 section 4.8.25) of a union. A member without a mapping is meant by its own
 * name, as the section says of implicit mappings.
 */
export function discriminatorObject(
  ctx: Context,
  node: Located,
  members: readonly Schema[],
): Discriminator | undefined {
  const discriminator = objectIn(ctx, node, 'discriminator');
  if (discriminator === undefined) return undefined;
  const propertyName = requiredStringIn(ctx, discriminator, 'propertyName', 'A discriminator');
  if (propertyName === undefined) return undefined;
  const mapping = explicitMapping(ctx, discriminator);
  const mapped = new Set(mapping.values());
  for (const member of members) {
    if (member.kind !== 'ref' || mapped.has(member.id)) continue;
    const name = ctx.schemas.nameOf(member.id);
    if (name !== undefined && !mapping.has(name)) mapping.set(name, member.id);
  }
  const fallback = defaultOf(ctx, discriminator);
  for (const [value, id] of mapping) if (id === fallback) mapping.delete(value);
  return { propertyName, mapping };
}

/** The schema of all other values (OpenAPI 3.2, `defaultMapping`): its own values say nothing about it. */
function defaultOf(ctx: Context, discriminator: Located): SchemaId | undefined {
  const name = stringIn(ctx, discriminator, 'defaultMapping');
  return name === undefined ? undefined : mappedSchema(ctx, memberOf(discriminator, 'defaultMapping')!, name);
}

function explicitMapping(ctx: Context, discriminator: Located): Map<string, SchemaId> {
  const mapping = new Map<string, SchemaId>();
  for (const [value, target] of membersIn(ctx, discriminator, 'mapping')) {
    if (typeof target.value !== 'string') {
      wrongType(ctx, target, `The mapping of \`${value}\``, 'the name of a schema or a reference');
      continue;
    }
    const id = mappedSchema(ctx, target, target.value);
    if (id !== undefined) mapping.set(value, id);
  }
  return mapping;
}

function mappedSchema(ctx: Context, target: Located, name: string): SchemaId | undefined {
  const schema = schemaNamed(ctx, name) ?? ctx.document.follow({ ...target, value: { $ref: name } });
  if (schema === undefined) unresolved(ctx, target, name);
  return schema && ctx.schemas.register(schema);
}

/** A warning: the union is as good without it. */
function unresolved(ctx: Context, target: Located, name: string): void {
  const names = membersOf(componentSchemas(ctx)).map(([key]) => key);
  ctx.report({
    code: 'unresolved-discriminator',
    severity: 'warning',
    message: `The discriminator maps to \`${name}\`, which is neither a schema of the document nor a reference to one.`,
    ...didYouMean(nearest(name.split('/').at(-1) ?? name, names)),
    location: target.location,
  });
}

function schemaNamed(ctx: Context, name: string): Located | undefined {
  const schema = memberOf(componentSchemas(ctx), name);
  return schema === undefined ? undefined : ctx.document.follow(schema);
}

function componentSchemas(ctx: Context): Located {
  const { root } = ctx.document;
  const components = memberOf(root, 'components');
  return (components && memberOf(components, 'schemas')) ?? { value: {}, location: root.location };
}
