import type { Discriminator, Schema, SchemaId } from '../../../model/schema.ts';
import { propertyName } from '../syntax/property-name.ts';
import { literalType } from './literal-type.ts';
import { intersectionOf, type Type, text, UNKNOWN, unionOf } from './type.ts';
import { schemaOf, type TypeScope } from './type-scope.ts';

/** Returns the type of `oneOf` and `anyOf`. With a discriminator, each member carries its own values of that property. */
export function unionType(schema: Schema & { kind: 'union' }, scope: TypeScope): Type {
  const { discriminator } = schema;
  const members = schema.members.filter((member) => member.kind !== 'ref' || !scope.cut.has(member.id));
  const values = discriminator === undefined ? undefined : valuesByMember(discriminator);
  // A union that consists of references to itself says nothing.
  if (members.length === 0) return UNKNOWN;
  return unionOf(
    members.map((member) => {
      const type = scope.typeOf(member, scope);
      if (discriminator === undefined || member.kind !== 'ref') return type;
      const own = values?.get(member.id);
      if (own === undefined || isTold(member.id, discriminator.propertyName, own, scope)) return type;
      const literals = own.map(literalType).join(' | ');
      return intersectionOf([type, text(`{ ${propertyName(discriminator.propertyName)}: ${literals} }`)]);
    }),
  );
}

function valuesByMember({ mapping }: Discriminator): ReadonlyMap<SchemaId, string[]> {
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
