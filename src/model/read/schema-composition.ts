import { elementsOf, type Located, type Location, memberOf, membersOf, valueIn } from '../../shared/json.ts';
import { didYouMean } from '../../shared/suggest.ts';
import type { Discriminator, Schema, SchemaId, SchemaNotes } from '../schema.ts';
import { isOwnType, schemaBehind } from './composed-properties.ts';
import type { Context } from './context.ts';
import { membersIn, objectIn, reportWrongType, requiredStringIn, stringIn } from './expect.ts';

/** The parts of a schema before they are combined. */
export interface Parts {
  /** Schemas from its own `type`, `properties`, `items`, …; several if `type` is a list. */
  readonly own: readonly Schema[];
  /** True if its own part is only a type, which the other parts repeat. */
  readonly bare: boolean;
  /** `allOf`, and the unions of `oneOf` and `anyOf`. */
  readonly others: readonly Schema[];
}

/**
 * Combines all parts into the simplest schema: it drops parts without a type but keeps their notes, and returns a
 * single part as it is. Notes of the whole schema win over notes of a part.
 */
export function intersectionOf(parts: Parts, notes: SchemaNotes): Schema {
  const typed = parts.others.filter((part) => part.kind !== 'unknown');
  const untyped = parts.others.filter((part) => part.kind === 'unknown');
  const own = parts.own.length > 0 ? [unionOf(parts.own, notes.location)] : [];
  const all = parts.bare && typed.length > 0 ? typed : [...own, ...typed];
  const lifted: SchemaNotes = Object.assign({}, ...untyped.map(notesOfUnknown), notes);
  const [only, ...more] = all;
  if (only === undefined) return { kind: 'unknown', ...lifted };
  if (more.length === 0) return { ...only, ...lifted };
  return { kind: 'intersection', members: all, ...lifted };
}

/** Combines members into a union. If one member has no type, the union has none either. */
export function unionOf(members: readonly Schema[], location: Location, discriminator?: Discriminator): Schema {
  const flat = members.flatMap((member) => (isPlainUnion(member) ? member.members : [member]));
  if (flat.some((member) => member.kind === 'unknown')) return { kind: 'unknown', location };
  const [only, ...more] = withoutRepeatedNull(flat);
  if (only === undefined) return { kind: 'unknown', location };
  if (more.length === 0) return only;
  return { kind: 'union', members: [only, ...more], location, ...(discriminator && { discriminator }) };
}

function withoutRepeatedNull(members: readonly Schema[]): Schema[] {
  const firstNull = members.findIndex((member) => member.kind === 'null');
  return members.filter((member, index) => member.kind !== 'null' || index === firstNull);
}

/**
 * True for a union without a discriminator or a description, such as a nullable type. It merges into an outer union.
 */
function isPlainUnion(schema: Schema): schema is Schema & { kind: 'union' } {
  return schema.kind === 'union' && schema.discriminator === undefined && schema.description === undefined;
}

function notesOfUnknown(schema: Schema): Partial<SchemaNotes> {
  const { kind: _, location: __, ...notes } = schema;
  return notes;
}

/**
 * Reads the Discriminator Object of a union (OpenAPI 3.1.0 section 4.8.25). A member without an explicit mapping is
 * mapped by its own name.
 */
export function readDiscriminator(ctx: Context, node: Located, members: readonly Schema[]): Discriminator | undefined {
  const discriminator = objectIn(ctx, node, 'discriminator');
  if (discriminator === undefined) return undefined;
  const propertyName = requiredStringIn(ctx, discriminator, 'propertyName', 'A discriminator');
  if (propertyName === undefined) return undefined;
  const mapping = readMapping(ctx, discriminator);
  const mapped = new Set(mapping.values());
  for (const member of members) {
    if (member.kind !== 'ref' || mapped.has(member.id)) continue;
    const name = ctx.schemas.nameOf(member.id);
    if (name !== undefined && !mapping.has(name)) mapping.set(name, member.id);
  }
  const fallback = readDefault(ctx, discriminator);
  for (const [value, id] of mapping) if (id === fallback) mapping.delete(value);
  return { propertyName, mapping };
}

/** Returns the schema for all other values (`defaultMapping`, OpenAPI 3.2). It gets no value of its own. */
function readDefault(ctx: Context, discriminator: Located): SchemaId | undefined {
  const name = stringIn(ctx, discriminator, 'defaultMapping');
  return name === undefined ? undefined : registerMapped(ctx, memberOf(discriminator, 'defaultMapping')!, name);
}

/** Reads the mapping of a discriminator: value → schema. */
function readMapping(ctx: Context, discriminator: Located): Map<string, SchemaId> {
  const mapping = new Map<string, SchemaId>();
  for (const [value, target] of membersIn(ctx, discriminator, 'mapping')) {
    if (typeof target.value !== 'string') {
      reportWrongType(ctx, target, `The mapping of \`${value}\``, 'the name of a schema or a reference');
      continue;
    }
    const id = registerMapped(ctx, target, target.value);
    if (id !== undefined) mapping.set(value, id);
  }
  return mapping;
}

function registerMapped(ctx: Context, target: Located, name: string): SchemaId | undefined {
  const schema = findComponent(ctx, name) ?? schemaBehind(ctx, { ...target, value: { $ref: name } });
  if (schema === undefined) reportUnresolved(ctx, target, name);
  return schema && ctx.schemas.register(schema);
}

/** Reports a mapping without a target. It is a warning, because the union works without the mapping. */
function reportUnresolved(ctx: Context, target: Located, name: string): void {
  const names = membersOf(componentSchemas(ctx)).map(([key]) => key);
  ctx.report({
    code: 'unresolved-discriminator',
    severity: 'warning',
    message: `The discriminator maps to \`${name}\`, which is neither a schema of the document nor a reference to one.`,
    ...didYouMean(name.split('/').at(-1) ?? name, names),
    location: target.location,
  });
}

function findComponent(ctx: Context, name: string): Located | undefined {
  const schema = memberOf(componentSchemas(ctx), name);
  return schema === undefined || isOwnType(ctx, schema) ? schema : schemaBehind(ctx, schema);
}

/** Returns `components.schemas`, or an empty object. */
function componentSchemas(ctx: Context): Located {
  const { root } = ctx.document;
  const components = memberOf(root, 'components');
  return (components && memberOf(components, 'schemas')) ?? { value: {}, location: root.location };
}

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
      (part) => valueIn(part, '$ref') !== undefined && schemaBehind(ctx, part)?.value === base.value,
    )
  );
}
