import type { Schema } from '../../model/schema.ts';
import type { JsonValue } from '../../shared/json.ts';
import type { EnumPlan, EnumValue, GroupPlan, ModelPlan } from './client-plan.ts';
import type { NameRegister } from './name-scope.ts';
import type { OperationPlan } from './operation-plan.ts';
import { pascalCase } from './words.ts';

type EnumSchema = Schema & { readonly kind: 'enum' };

/**
 * Plans an object of values for each enum: for a model that is one, under the model's name, and for the enums without a
 * name in properties of models and in parameters. A single value, such as that of a discriminator, is not worth a name.
 */
export function planEnums(
  models: readonly ModelPlan[],
  groups: readonly GroupPlan[],
  register: NameRegister,
): readonly EnumPlan[] {
  const seen = new Set<Schema>();
  return [
    ...models.flatMap((model) => [...ownEnum(model), ...propertyEnums(model, register, seen)]),
    ...groups.flatMap(({ operations }) => operations.flatMap((operation) => parameterEnums(operation, register))),
  ];
}

function ownEnum({ name, schema }: ModelPlan): EnumPlan[] {
  const found = enumIn(schema);
  const values = schema.kind === 'array' || found === undefined ? [] : valuesOf(found);
  return values.length === 0 ? [] : [{ name, owner: name, values }];
}

/** Both shapes of a model have one object for the enum of a property. */
function propertyEnums({ name, schema }: ModelPlan, register: NameRegister, seen: Set<Schema>): EnumPlan[] {
  const parts = schema.kind === 'intersection' ? schema.members : [schema];
  const properties = parts.flatMap((part) => (part.kind === 'object' ? part.properties : []));
  return properties.flatMap((property) => {
    const found = enumIn(property.schema);
    if (found === undefined || seen.has(found)) return [];
    seen.add(found);
    return inlineEnum(found, { owner: name, member: property.name }, register);
  });
}

function parameterEnums({ functionName, params }: OperationPlan, register: NameRegister): EnumPlan[] {
  return params.flatMap(({ key, type, parameter }) => {
    const found = parameter && enumIn(type.schema);
    return found === undefined ? [] : inlineEnum(found, { owner: functionName, member: key }, register);
  });
}

function inlineEnum(
  schema: EnumSchema,
  { owner, member }: { readonly owner: string; readonly member: string },
  register: NameRegister,
): EnumPlan[] {
  const values = valuesOf(schema);
  if (values.length < 2) return [];
  const plain = pascalCase(owner) + pascalCase(member);
  const about = `The enum of \`${member}\` of \`${owner}\``;
  const name = register.allocate([plain, `${plain}Values`, `${plain}Enum`], about, schema.location);
  return [{ name, owner, inline: { schema, member }, values }];
}

/** Finds the enum of a schema without a name: its own, that of its items, or the only one besides null. */
function enumIn(schema: Schema): EnumSchema | undefined {
  if (schema.kind === 'enum') return schema;
  if (schema.kind === 'array') return enumIn(schema.items);
  if (schema.kind !== 'union') return undefined;
  const [only, ...others] = schema.members.filter(({ kind }) => kind !== 'null');
  return only !== undefined && others.length === 0 ? enumIn(only) : undefined;
}

/** Names the values of an enum. Empty if one of them, such as an object, cannot be named. */
function valuesOf({ values, names = [], descriptions = [] }: EnumSchema): readonly EnumValue[] {
  const named = values.flatMap((value, index): EnumValue[] => {
    const key = keyOf(names[index] || value);
    const description = descriptions[index];
    return key === undefined ? [] : [{ key, value, ...(description !== undefined && { description }) }];
  });
  const nameless = values.filter((value) => value !== null && keyOf(value) === undefined);
  if (nameless.length > 0) return [];
  // A name of two values tells neither of them.
  const lastValues = new Map(named.map(({ key, value }) => [key, value]));
  const hasTwins = named.some(({ key, value }) => lastValues.get(key) !== value);
  return distinct(hasTwins ? named.map((each) => ({ ...each, key: keyOf(each.value) ?? each.key })) : named);
}

/** Omits values that the document lists twice. */
function distinct(values: readonly EnumValue[]): readonly EnumValue[] {
  return values.filter(({ key }, index) => values.findIndex((other) => other.key === key) === index);
}

/** A value is its own name, because a name in another case could collide with that of a value that is added later. */
function keyOf(value: JsonValue): string | undefined {
  // A literal with `__proto__` would set the prototype.
  if (typeof value === 'string') return value === '__proto__' ? undefined : value;
  return typeof value === 'number' || typeof value === 'boolean' ? `Value${String(value)}` : undefined;
}
