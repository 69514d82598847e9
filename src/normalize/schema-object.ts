import { isJsonObject, type Located, memberOf } from '../ir/located.ts';
import type { Schema, SchemaNotes, SchemaShape } from '../ir/schema.ts';
import type { Context } from './context.ts';
import { discriminatorObject } from './discriminator-object.ts';
import { booleanIn, elementsIn, wrongType } from './expect.ts';
import { intersectionOf, unionOf } from './schema-composition.ts';
import { schemaNotes, valueNotes } from './schema-notes.ts';
import { referencedSchema } from './schema-reference.ts';
import { type OwnShapes, ownShapes } from './schema-type.ts';

/**
 * A Schema Object (OpenAPI 3.0.3 section 4.7.24, 3.1.0 section 4.8.24), a Reference Object or a boolean schema.
 * References are never expanded: their target is registered and named.
 */
export function schemaObject(around: Context, node: Located): Schema {
  const ctx = around.outside ?? around;
  const { value, location } = node;
  if (value === true) return { kind: 'unknown', location };
  if (value === false) return { kind: 'never', location };
  if (!isJsonObject(value)) {
    wrongType(ctx, node, 'A schema', ctx.document.version === '3.0' ? 'an object' : 'an object or a boolean');
    return { kind: 'unknown', location };
  }
  if (typeof value.$ref === 'string') return referencedSchema(ctx, node);
  return schemaWithoutReference(ctx, node);
}

/** What the keywords of a schema say, a `$ref` among them left out. */
export function schemaWithoutReference(ctx: Context, node: Located): Schema {
  const notes = schemaNotes(ctx, node);
  const own = ownShapes(ctx, node);
  const others = [...allOf(ctx, node), ...union(ctx, node, 'oneOf'), ...union(ctx, node, 'anyOf')];
  const combined = combine(own, others, notes);
  return own.nullable || saysNullable(ctx, node) ? orNull(combined, notes) : combined;
}

function combine(own: OwnShapes, others: readonly Schema[], notes: SchemaNotes): Schema {
  const [sole] = own.shapes;
  // Most schemas are one type and nothing else.
  if (sole !== undefined && own.shapes.length === 1 && others.length === 0) return { ...sole, ...notes };
  const shapes = own.shapes.map((shape): Schema => ({ ...shape, ...valueNotes(notes) }));
  return intersectionOf({ own: shapes, bare: own.bare, others }, notes);
}

/** `nullable` of OpenAPI 3.0, which authors of 3.1 go on using; `x-nullable` is what vendors called it in Swagger 2.0. */
function saysNullable(ctx: Context, node: Located): boolean {
  return booleanIn(ctx, node, 'nullable') ?? memberOf(node, 'x-nullable')?.value === true;
}

/** The schema or null. What is said of the whole stays outside, what is said of the values inside. */
function orNull(schema: Schema, notes: SchemaNotes): Schema {
  if (schema.kind === 'unknown' || schema.kind === 'null') return schema;
  const nothing: Schema = { kind: 'null', location: notes.location };
  if (schema.kind !== 'union' || schema.discriminator !== undefined) {
    const inner: Schema = { ...shapeOf(schema), ...valueNotes(schema) };
    return { ...withoutShape(schema), kind: 'union', members: [inner, nothing] };
  }
  if (schema.members.some((member) => member.kind === 'null')) return schema;
  return { ...schema, members: [...schema.members, nothing] };
}

function allOf(ctx: Context, node: Located): Schema[] {
  return elementsIn(ctx, node, 'allOf').map((element) => schemaObject(ctx, element));
}

function union(ctx: Context, node: Located, key: 'oneOf' | 'anyOf'): Schema[] {
  if (memberOf(node, key) === undefined) return [];
  const members = elementsIn(ctx, node, key).map((element) => schemaObject(ctx, element));
  return [unionOf(members, node.location, discriminatorObject(ctx, node, members))];
}

const NOTES = new Set([
  'title',
  'description',
  'deprecated',
  'readOnly',
  'writeOnly',
  'default',
  'example',
  'externalDocs',
  'format',
  'minimum',
  'maximum',
  'location',
]);

function shapeOf(schema: Schema): SchemaShape {
  return Object.fromEntries(Object.entries(schema).filter(([key]) => !NOTES.has(key))) as SchemaShape;
}

function withoutShape(schema: Schema): SchemaNotes {
  return Object.fromEntries(Object.entries(schema).filter(([key]) => NOTES.has(key))) as unknown as SchemaNotes;
}
