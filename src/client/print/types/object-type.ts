import type { Property, Schema } from '../../../model/schema.ts';
import { schemaDoc } from '../docs/schema-doc.ts';
import { type ObjectType, type Type, text, UNKNOWN, unionOf } from './type.ts';
import { deferred, repeatedType, schemaOf, type TypeScope } from './type-scope.ts';

type ObjectSchema = Schema & { kind: 'object' };

/** An index signature tells no more types than these apart. */
const MAX_INDEX_TYPES = 5;

/** Returns an object type, or the name of the type that is declared once for several places. */
export function objectType(schema: ObjectSchema, scope: TypeScope): Type {
  return repeatedType(schema, scope) ?? objectMembers(schema, deferred(scope));
}

/** Returns the members of an object schema. An object that declares none accepts all. */
export function objectMembers(schema: ObjectSchema, scope: TypeScope): ObjectType {
  const visible = schema.properties.filter((property) => !isHidden(property, scope));
  const members = visible.map((property) => ({
    name: property.name,
    isRequired: property.required,
    type: scope.typeOf(property.schema, scope),
    doc: schemaDoc(property.schema),
  }));
  if (schema.additional !== undefined) {
    return { kind: 'object', members, index: indexType(schema.additional, visible, scope) };
  }
  return { kind: 'object', members, ...(members.length === 0 && { index: UNKNOWN }) };
}

/** Returns the type of an index signature, which must accept the types of all declared properties (TS2411). */
function indexType(additional: Schema, declared: readonly Property[], scope: TypeScope): Type {
  const schemas = [additional, ...declared.map(({ schema }) => schema)];
  const missing = declared.some(({ required }) => !required) ? [text('undefined')] : [];
  const type = unionOf([...schemas.map((schema) => scope.typeOf(schema, scope)), ...missing]);
  return type.kind === 'union' && type.types.length > MAX_INDEX_TYPES ? UNKNOWN : type;
}

/** Requests have no `readOnly` properties, responses no `writeOnly` ones (JSON Schema 2020-12 validation, section 9.4). */
function isHidden({ schema }: Property, scope: TypeScope): boolean {
  const mark = scope.shape === 'request' ? 'readOnly' : 'writeOnly';
  const target = schema.kind === 'ref' ? schemaOf(schema.id, scope) : undefined;
  return schema[mark] === true || target?.[mark] === true;
}
