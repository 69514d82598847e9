import { elementsOf, type Located, memberOf, membersOf, valueIn } from '../../shared/json.ts';
import type { SchemaId } from '../schema.ts';
import type { Context } from './context.ts';
import { requiredStringIn } from './expect.ts';
import { componentSchemas, readMapping } from './schema-composition.ts';

/**
 * Returns the schema for the values of a base class: the union of its subtypes, each with its value of the
 * discriminator. Returns undefined for every other schema. The base itself stays the part that the subtypes share.
 *
 * @param base target of a reference
 */
export function unionOfSubtypes(ctx: Context, base: Located): SchemaId | undefined {
  if (valueIn(base, 'discriminator') === undefined) return undefined;
  if (ctx.subtypes.has(base.value)) return ctx.subtypes.get(base.value);
  ctx.subtypes.set(base.value, undefined);
  const id = registerUnion(ctx, base);
  ctx.subtypes.set(base.value, id);
  return id;
}

function registerUnion(ctx: Context, base: Located): SchemaId | undefined {
  const discriminator = memberOf(base, 'discriminator');
  const isUnion = valueIn(base, 'oneOf') !== undefined || valueIn(base, 'anyOf') !== undefined;
  // In Swagger 2.0, a discriminator was the name of the property.
  if (isUnion || discriminator === undefined || typeof discriminator.value !== 'object') return undefined;
  const propertyName = requiredStringIn(ctx, discriminator, 'propertyName', 'A discriminator');
  if (propertyName === undefined) return undefined;
  const declared = readMapping(ctx, discriminator);
  const mapping = declared.size > 0 ? declared : mappingByNames(ctx, base);
  const ids = [...new Set(mapping.values())];
  // With one subtype, values of the base itself are likely.
  if (ids.length < 2) return undefined;
  const { location } = discriminator;
  const members = ids.map((id) => ({ kind: 'ref' as const, id, location }));
  return ctx.schemas.registerSchema(`any ${ctx.schemas.nameOf(ctx.schemas.register(base)) ?? ''}`, {
    kind: 'union',
    members,
    discriminator: { propertyName, mapping },
    location,
  });
}

/** Without a mapping, the names of the subtypes are the values (OpenAPI 3.1.0 section 4.8.25). */
function mappingByNames(ctx: Context, base: Located): Map<string, SchemaId> {
  const subtypes = membersOf(componentSchemas(ctx)).filter(([, schema]) => extendsSchema(ctx, schema, base));
  return new Map(subtypes.map(([name, schema]) => [name, ctx.schemas.register(schema)]));
}

/** True if a schema has a reference to the base among its `allOf`. */
function extendsSchema(ctx: Context, schema: Located, base: Located): boolean {
  const parts = memberOf(schema, 'allOf');
  return (
    parts !== undefined &&
    elementsOf(parts).some(
      (part) => valueIn(part, '$ref') !== undefined && ctx.document.follow(part)?.value === base.value,
    )
  );
}
