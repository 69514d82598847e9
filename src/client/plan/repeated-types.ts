import type { Schema } from '../../model/schema.ts';
import { children } from '../../model/schema-walk.ts';
import type { ModelPlan, RepeatedType } from './client-plan.ts';
import type { NameRegister } from './name-register.ts';
import { pascalCase } from './words.ts';

type ObjectSchema = Schema & { readonly kind: 'object' };

/** Smaller types read best where they are used. */
const MIN_PROPERTIES = 8;
/** Of objects with the same names of properties more kinds are not told apart: documents of strangers have thousands. */
const MAX_ALIKE = 32;

interface Candidate {
  readonly owner: ModelPlan;
  /** The property that has it. */
  readonly property: string;
  readonly schema: ObjectSchema;
  readonly places: ObjectSchema[];
}

/**
 * Object types without a name that models hold word for word in several places, which bundlers make of references: each
 * gets one declaration. Their names come last and are not among the client's exports, since such a type goes with the
 * second place that it stands in.
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
    // What stands inside of a repeated type is declared with it.
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

/** Adds an object to those that it is equal to. Where there are none, it is a candidate of its own. */
function repeats(candidate: Candidate, alike: Map<string, Candidate[]>): boolean {
  const key = candidate.schema.properties.map(({ name }) => name).join('\n');
  const group = alike.get(key) ?? [];
  const same = group.find((other) => isSameObject(other.schema, candidate.schema));
  if (same !== undefined) same.places.push(candidate.schema);
  else if (group.length < MAX_ALIKE) alike.set(key, [...group, candidate]);
  return same !== undefined;
}

/** What stands directly inside a schema, with the name of the property that has it. */
function inside(schema: Schema, property: string): readonly (readonly [Schema, string])[] {
  if (schema.kind !== 'object') return children(schema).map((inner) => [inner, property]);
  const members = schema.properties.map((member) => [member.schema, member.name] as const);
  return schema.additional === undefined ? members : [...members, [schema.additional, property]];
}

/** Whether two objects have the same members. What is said of the objects themselves stands where they are used. */
function isSameObject(a: ObjectSchema, b: ObjectSchema): boolean {
  return isSame(a.properties, b.properties) && isSame(a.additional, b.additional);
}

/** Whether two parts of schemas say the same, wherever they stand. */
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
