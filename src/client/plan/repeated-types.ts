import { children, type Schema } from '../../model/schema.ts';
import type { ModelPlan, RepeatedType } from './client-plan.ts';
import type { NameRegister } from './name-scope.ts';
import { pascalCase } from './words.ts';

type ObjectSchema = Schema & { readonly kind: 'object' };

/** Smaller types read best where they are used. */
const MIN_PROPERTIES = 8;
/** Most kinds of objects with the same names of properties to tell apart. Some documents have thousands. */
const MAX_ALIKE = 32;

interface Candidate {
  readonly owner: ModelPlan;
  /** The property that has it. */
  readonly property: string;
  readonly schema: ObjectSchema;
  readonly places: ObjectSchema[];
}

/**
 * Plans one declaration for each object type without a name that models repeat word for word, as bundlers make of
 * references. Their names come last and are not exported, because the type disappears with its second place.
 */
export function planRepeatedTypes(models: readonly ModelPlan[], register: NameRegister): readonly RepeatedType[] {
  return findCandidates(models)
    .filter(({ places }) => places.length > 1)
    .map(({ owner, property, schema, places }) => ({
      name: register.allocateInternal([`${owner.name}${pascalCase(property)}`, `${owner.name}Part`]),
      owner: owner.name,
      schema,
      places: new Set(places),
    }));
}

function findCandidates(models: readonly ModelPlan[]): readonly Candidate[] {
  // Names of properties → candidates with these, which differ in their types.
  const alike = new Map<string, Candidate[]>();
  const visit = (schema: Schema, owner: ModelPlan, property: string): void => {
    // The contents of a repeated type are declared with it.
    if (isLarge(schema) && repeats({ owner, property, schema, places: [schema] }, alike)) return;
    for (const [inner, name] of inside(schema, property)) visit(inner, owner, name);
  };
  for (const model of models) {
    if (model.shape !== 'response') continue;
    for (const [inner, name] of inside(model.schema, '')) visit(inner, model, name);
  }
  return [...alike.values()].flat();
}

function isLarge(schema: Schema): schema is ObjectSchema {
  return schema.kind === 'object' && schema.properties.length >= MIN_PROPERTIES;
}

/** Adds an object to its equals. If there are none, it becomes a new candidate. */
function repeats(candidate: Candidate, alike: Map<string, Candidate[]>): boolean {
  const key = candidate.schema.properties.map(({ name }) => name).join('\n');
  const group = alike.get(key) ?? [];
  const same = group.find((other) => isSameObject(other.schema, candidate.schema));
  if (same !== undefined) same.places.push(candidate.schema);
  else if (group.length < MAX_ALIKE) alike.set(key, [...group, candidate]);
  return same !== undefined;
}

/** Returns the schemas directly inside a schema, each with the name of its property. */
function inside(schema: Schema, property: string): readonly (readonly [Schema, string])[] {
  if (schema.kind !== 'object') return children(schema).map((inner) => [inner, property]);
  const members = schema.properties.map((member) => [member.schema, member.name] as const);
  return schema.additional === undefined ? members : [...members, [schema.additional, property]];
}

/** Checks whether two objects have the same members. Their own descriptions are printed where they are used. */
function isSameObject(a: ObjectSchema, b: ObjectSchema): boolean {
  return isSame(a.properties, b.properties) && isSame(a.additional, b.additional);
}

/** Checks whether two parts of schemas are equal, wherever they are declared. */
function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a)) {
    return Array.isArray(b) && a.length === b.length && a.every((element, index) => isSame(element, b[index]));
  }
  if (a instanceof Map) return b instanceof Map && isSame([...a], [...b]);
  const keys = keysOf(a);
  if (keys.length !== keysOf(b).length) return false;
  return keys.every((key) => Object.hasOwn(b, key) && isSame(a[key as never], b[key as never]));
}

/** Returns the names of the members that a declaration shows. It shows neither places nor rules of values. */
function keysOf(value: object): readonly string[] {
  return Object.keys(value).filter((key) => key !== 'location' && key !== 'rules');
}
