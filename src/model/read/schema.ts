import { isJsonObject, type Located, memberOf } from '../../shared/json.ts';
import type { Schema, SchemaNotes, SchemaShape } from '../schema.ts';
import type { Context } from './context.ts';
import { booleanIn, elementsIn, wrongType } from './expect.ts';
import { discriminatorObject, intersectionOf, unionOf } from './schema-composition.ts';
import { schemaNotes, valueNotes } from './schema-notes.ts';
import { type OwnShapes, ownShapes } from './schema-shapes.ts';

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
function schemaWithoutReference(ctx: Context, node: Located): Schema {
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

/** Keywords beside a `$ref` that narrow the type; all others are notes. */
const TYPE_KEYWORDS = [
  'type',
  'enum',
  'const',
  'properties',
  'required',
  'additionalProperties',
  'patternProperties',
  'items',
  'prefixItems',
  'allOf',
  'oneOf',
  'anyOf',
];

/**
 * A `$ref`. OpenAPI 3.0 ignores what stands beside it; 3.1 (JSON Schema 2020-12 section 8.2.3.1) has both apply. A
 * description, `deprecated`, `readOnly` … beside it are kept in both versions: they change no type.
 */
function referencedSchema(ctx: Context, node: Located): Schema {
  const target = ctx.document.follow(node);
  const notes = schemaNotes(ctx, node);
  if (target === undefined) return { kind: 'unknown', ...notes };
  const reference: Schema = { kind: 'ref', id: ctx.schemas.register(target), ...notes };
  if (ctx.document.version === '3.0' || !narrows(node)) return reference;
  const siblings = schemaWithoutReference(ctx, node);
  if (siblings.kind === 'unknown') return reference;
  const bare: Schema = { kind: 'ref', id: reference.id, location: node.location };
  return { ...notes, kind: 'intersection', members: [bare, siblings] };
}

function narrows(node: Located): boolean {
  const { value } = node;
  return isJsonObject(value) && TYPE_KEYWORDS.some((keyword) => Object.hasOwn(value, keyword));
}
