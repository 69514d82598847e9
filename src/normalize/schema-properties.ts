import { type Located, memberOf } from '../ir/located.ts';
import type { Property, Schema, SchemaShape } from '../ir/schema.ts';
import type { Context } from './context.ts';
import { membersIn, stringsIn, tolerate } from './expect.ts';
import { unionOf } from './schema-composition.ts';
import { schemaObject } from './schema-object.ts';

/** `properties`, `required`, `additionalProperties` and `patternProperties`. */
export function objectShape(ctx: Context, node: Located): SchemaShape {
  const required = new Set(requiredNames(ctx, node));
  const declared = membersIn(ctx, node, 'properties').map(([name, property]) => ({
    name,
    required: required.has(name),
    schema: schemaObject(ctx, property),
  }));
  const additional = additionalSchema(ctx, node);
  const known = new Set(declared.map(({ name }) => name));
  const properties: Property[] = [
    ...declared,
    // Required without being declared here: another part of an `allOf` says what it is, if any does.
    ...[...required]
      .filter((name) => !known.has(name))
      .map((name) => ({ name, required: true, schema: additional ?? unknown(node) })),
  ];
  if (additional !== undefined) return { kind: 'object', properties, additional };
  const isOpen = properties.length === 0 && memberOf(node, 'additionalProperties') === undefined;
  return { kind: 'object', properties, ...(isOpen ? { additional: unknown(node) } : {}) };
}

/** A boolean is what drafts before JSON Schema 4 had in each property; what it says is not known at this place. */
function requiredNames(ctx: Context, node: Located): readonly string[] {
  const member = memberOf(node, 'required');
  if (typeof member?.value !== 'boolean') return stringsIn(ctx, node, 'required');
  tolerate(ctx, member, '`required` must be a list of names; a boolean is passed over.');
  return [];
}

/** Absent where no more properties are declared, which is what `additionalProperties: false` and its absence mean here. */
function additionalSchema(ctx: Context, node: Located): Schema | undefined {
  const additional = memberOf(node, 'additionalProperties');
  const schemas = [
    ...membersIn(ctx, node, 'patternProperties').map(([, schema]) => schemaObject(ctx, schema)),
    ...(additional === undefined ? [] : [schemaObject(ctx, additional)]),
  ].filter(({ kind }) => kind !== 'never');
  return schemas.length === 0 ? undefined : unionOf(schemas, node.location);
}

function unknown(node: Located): Schema {
  return { kind: 'unknown', location: node.location };
}
