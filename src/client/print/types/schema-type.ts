import type { Discriminator, Property, Schema, SchemaId } from '../../../model/schema.ts';
import type { ClientPlan } from '../../plan/client-plan.ts';
import { isMoment } from '../../plan/dates.ts';
import type { Shape, TypeUse } from '../../plan/operation-plan.ts';
import { schemaDoc } from '../docs/schema-doc.ts';
import { literalType, propertyName } from '../syntax/escape.ts';
import { intersectionOf, type ObjectType, type Type, text, UNKNOWN, unionOf } from './type.ts';

/** The context in which a schema becomes a type. */
export interface TypeScope {
  readonly plan: ClientPlan;
  readonly shape: Shape;
  /** References that TypeScript cannot resolve here, because they lead back to the alias that is being declared. */
  readonly cut: ReadonlySet<SchemaId>;
}

const PLAIN = {
  unknown: 'unknown',
  never: 'never',
  null: 'null',
  boolean: 'boolean',
  string: 'string',
  binary: 'Blob',
  number: 'number',
  integer: 'number',
} as const;

/** Returns the TypeScript type of a schema. */
export function schemaType(schema: Schema, scope: TypeScope): Type {
  switch (schema.kind) {
    case 'ref':
      return modelType(schema.id, scope);
    case 'enum':
      return unionOf(schema.values.map((value) => text(literalType(value))));
    case 'array':
      return { kind: 'array', items: schemaType(schema.items, deferred(scope)) };
    case 'tuple': {
      const items = schema.items.map((item) => schemaType(item, deferred(scope)));
      const rest = schema.rest && schemaType(schema.rest, deferred(scope));
      const { required } = schema;
      return { kind: 'tuple', items, ...(required !== undefined && { required }), ...(rest && { rest }) };
    }
    case 'object':
      return objectType(schema, scope);
    case 'union':
      return unionType(schema, scope);
    case 'intersection':
      return intersectionType(schema, scope);
    default:
      return text(scope.plan.dates !== undefined && isMoment(schema) ? 'Date' : PLAIN[schema.kind]);
  }
}

/** Returns the type of a schema outside of the models. */
export function typeOfUse({ schema, shape }: TypeUse, plan: ClientPlan): Type {
  return schemaType(schema, scopeOf(plan, shape));
}

/** Returns a scope in which nothing is cut. */
export function scopeOf(plan: ClientPlan, shape: TypeUse['shape'], cut: TypeScope['cut'] = new Set()): TypeScope {
  return { plan, shape, cut };
}

type ObjectSchema = Schema & { kind: 'object' };

/** An index signature tells no more types than these apart. */
const MAX_INDEX_TYPES = 5;

/** Returns an object type, or the name of the type that is declared once for several places. */
function objectType(schema: ObjectSchema, scope: TypeScope): Type {
  return repeatedType(schema, scope) ?? objectMembers(schema, deferred(scope));
}

/** Returns the members of an object schema. An object that declares none accepts all. */
export function objectMembers(schema: ObjectSchema, scope: TypeScope): ObjectType {
  const visible = schema.properties.filter((property) => !isHidden(property, scope));
  const members = visible.map((property) => ({
    name: property.name,
    isRequired: property.required,
    type: schemaType(property.schema, scope),
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
  const type = unionOf([...schemas.map((schema) => schemaType(schema, scope)), ...missing]);
  return type.kind === 'union' && type.types.length > MAX_INDEX_TYPES ? UNKNOWN : type;
}

/** Requests have no `readOnly` properties, responses no `writeOnly` ones (JSON Schema 2020-12 validation, section 9.4). */
export function isHidden({ schema }: Property, scope: TypeScope): boolean {
  const mark = scope.shape === 'request' ? 'readOnly' : 'writeOnly';
  const target = schema.kind === 'ref' ? schemaOf(schema.id, scope) : undefined;
  return schema[mark] === true || target?.[mark] === true;
}

/** Returns the type of `allOf`. */
function intersectionType(schema: Schema & { kind: 'intersection' }, scope: TypeScope): Type {
  const members = schema.members.flatMap((member) => ownParts(member, scope)).filter((member) => !isOpen(member));
  if (members.length === 0 && schema.members.some(isOpen)) return { kind: 'object', members: [], index: UNKNOWN };
  return intersectionOf(members.map((member) => schemaType(member, scope)));
}

/** Returns the objects that the target of a reference declares itself, if the reference must be cut. */
export function ownParts(member: Schema, scope: TypeScope): readonly Schema[] {
  if (member.kind !== 'ref' || !scope.cut.has(member.id)) return [member];
  const target = schemaOf(member.id, scope);
  return target?.kind === 'intersection' ? target.members.filter((part) => part.kind === 'object') : [];
}

/** An object that declares nothing adds nothing to the others. */
function isOpen(schema: Schema): boolean {
  return schema.kind === 'object' && schema.properties.length === 0 && schema.additional === undefined;
}

/** Returns the type of `oneOf` and `anyOf`. With a discriminator, each member carries its own values of that property. */
function unionType(schema: Schema & { kind: 'union' }, scope: TypeScope): Type {
  const { discriminator } = schema;
  const members = schema.members.filter((member) => member.kind !== 'ref' || !scope.cut.has(member.id));
  const values = discriminator === undefined ? undefined : valuesByMember(discriminator);
  // A union that consists of references to itself says nothing.
  if (members.length === 0) return UNKNOWN;
  return unionOf(
    members.map((member) => {
      const type = schemaType(member, scope);
      if (discriminator === undefined || member.kind !== 'ref') return type;
      const own = values?.get(member.id);
      if (own === undefined || isTold(member.id, discriminator.propertyName, own, scope)) return type;
      const literals = own.map(literalType).join(' | ');
      return intersectionOf([type, text(`{ ${propertyName(discriminator.propertyName)}: ${literals} }`)]);
    }),
  );
}

export function valuesByMember({ mapping }: Discriminator): ReadonlyMap<SchemaId, string[]> {
  const values = new Map<SchemaId, string[]>();
  for (const [value, id] of mapping) values.set(id, [...(values.get(id) ?? []), value]);
  return values;
}

/** Checks whether a member's own type declares the values of the property, or contradicts the discriminator. */
function isTold(id: SchemaId, property: string, values: readonly string[], scope: TypeScope): boolean {
  const declared = literalsOf(propertyOf(schemaOf(id, scope), property, scope, new Set([id])), scope);
  return (
    declared !== undefined &&
    (declared.every((value) => values.includes(value)) || !declared.some((value) => values.includes(value)))
  );
}

function literalsOf(schema: Schema | undefined, scope: TypeScope): readonly string[] | undefined {
  const target = schema?.kind === 'ref' ? schemaOf(schema.id, scope) : schema;
  if (target?.kind === 'enum') return target.values.map(String);
  // A nullable property: the value of a member of the union is never null.
  const typed = target?.kind === 'union' ? target.members.filter(({ kind }) => kind !== 'null') : [];
  return typed.length === 1 ? literalsOf(typed[0], scope) : undefined;
}

/** Finds the schema of a property, also in `allOf` and references. */
function propertyOf(
  schema: Schema | undefined,
  name: string,
  scope: TypeScope,
  seen: Set<SchemaId>,
): Schema | undefined {
  if (schema?.kind === 'object') return schema.properties.find((property) => property.name === name)?.schema;
  if (schema?.kind === 'ref') {
    if (seen.has(schema.id)) return undefined;
    return propertyOf(schemaOf(schema.id, scope), name, scope, seen.add(schema.id));
  }
  if (schema?.kind !== 'intersection') return undefined;
  // The last is the most specific, because bases come first.
  return schema.members.reduce<Schema | undefined>(
    (found, member) => propertyOf(member, name, scope, seen) ?? found,
    undefined,
  );
}

/** Returns the model of a named schema. */
function modelType(id: SchemaId, { plan, shape, cut }: TypeScope): Type {
  const name = cut.has(id) ? undefined : plan.modelNames[shape].get(id);
  return name === undefined ? UNKNOWN : { kind: 'name', name: { name, module: 'models', isType: true } };
}

/** Returns the type that is declared once for an object that several places share, if there is one. */
function repeatedType(schema: Schema, { plan, shape }: TypeScope): Type | undefined {
  const name = shape === 'response' ? plan.repeatedNames.get(schema) : undefined;
  return name === undefined ? undefined : { kind: 'name', name: { name, module: 'models', isType: true } };
}

/** Returns the schema that an id names. */
function schemaOf(id: SchemaId, { plan }: TypeScope): Schema | undefined {
  return plan.schemas.get(id)?.schema;
}

/** Inside arrays, tuples and objects nothing is cut: TypeScript resolves their contents late. */
export function deferred(scope: TypeScope): TypeScope {
  return scope.cut.size === 0 ? scope : { ...scope, cut: new Set() };
}
