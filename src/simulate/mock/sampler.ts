import type { JsonSchema } from 'json-schema-faker';
import type { Discriminator, Property, Schema, SchemaId } from '../../model/schema.ts';
import { dereference, kindOfValue, kindsFit, kindsOf, type Schemas } from '../../model/schema-kinds.ts';
import type { JsonValue } from '../../shared/json.ts';
import { type Generate, numberSchema, type ObjectSchema, textSchema } from './sample-values.ts';

/** Creates a sample value of a schema. The same schema and variant always result in the same value. */
export type Sample = (schema: Schema, variant?: number, message?: MessageKind) => JsonValue;

/** Loads the sampling library, and creates a function that samples schemas. */
export async function createSampler(schemas: Schemas, seed: number): Promise<Sample> {
  const { generateSync } = await import('json-schema-faker');
  const known = { request: new Map<Schema, JsonSchema>(), response: new Map<Schema, JsonSchema>() };
  const generate: Generate = (schema, variant) => {
    try {
      return generateSync(schema, {
        seed: variant,
        alwaysFakeOptionals: true,
        useExamplesValue: true,
        // The schema has been cut to a limited depth already.
        maxDepth: 200,
        minDateTime: '2024-01-01T00:00:00Z',
        maxDateTime: '2026-01-01T00:00:00Z',
      });
    } catch {
      // The library cannot sample contradictory schemas; the mock has to respond nevertheless.
      return null;
    }
  };
  return (schema, variant = 0, message = 'response') => {
    const converted = known[message].get(schema) ?? toJsonSchema(schema, { schemas, message, generate });
    known[message].set(schema, converted);
    return generate(converted, seed * 1009 + variant) as JsonValue;
  };
}

/** Number of nested objects after which only required properties are sampled. */
const MAX_FULL_DEPTH = 5;
/** Number of nested objects after which no properties are sampled. */
const MAX_DEPTH = 12;
/**
 * Number of parts after which only required properties are sampled, and of a union only the first member that can be:
 * some schemas contain hundreds of models, and many paths may lead to each.
 */
const MAX_FULL_PARTS = 1500;
/** Number of parts after which nothing more is sampled. */
const MAX_PARTS = 100_000;

/** The message that a value is for: properties that are read-only or write-only belong to one of them. */
export type MessageKind = 'request' | 'response';

/** The parts of {@link Context} that are the same for a whole schema. */
export interface ConversionSettings {
  readonly schemas: Schemas;
  readonly message: MessageKind;
  readonly generate: Generate;
}

interface Context extends ConversionSettings {
  readonly open: ReadonlySet<SchemaId>;
  readonly depth: number;
  /** Name of the property that is being converted. */
  readonly name: string;
  readonly size: { parts: number };
}

/** Larger arrays are not sampled, whatever `minItems` says. */
const MAX_ITEMS = 50;

/** Converts a schema to JSON Schema without references. Recursive schemas end at the first repetition. */
function toJsonSchema(schema: Schema, settings: ConversionSettings): JsonSchema {
  return convert(schema, { ...settings, open: new Set(), depth: 0, name: 'text', size: { parts: 0 } }) ?? {};
}

/** Converts a schema. Returns undefined if no value can be sampled. */
function convert(schema: Schema, context: Context): ObjectSchema | undefined {
  if (++context.size.parts > MAX_PARTS) return undefined;
  const shape = convertShape(schema, context);
  const examples = examplesOf(schema, context.schemas);
  if (shape === undefined || examples.length === 0) return shape;
  if (shape.type === 'object') return { ...shape, examples: [...examples] };
  // The library prefers other keywords to examples, such as the `enum` of made-up texts.
  return { ...(shape.type === 'string' && { type: shape.type }), enum: [...examples] };
}

/** Returns the examples of a schema that have one of its types: some authors quote the examples of numbers. */
export function examplesOf(schema: Schema, schemas: Schemas): readonly JsonValue[] {
  const examples = schema.rules?.examples ?? (schema.example === undefined ? [] : [schema.example]);
  if (examples.length === 0) return examples;
  const kinds = kindsOf(schema, schemas);
  return examples.filter((example) => kindsFit(kinds, [kindOfValue(example)]));
}

function convertShape(schema: Schema, context: Context): ObjectSchema | undefined {
  switch (schema.kind) {
    case 'ref': {
      const target = context.schemas.get(schema.id);
      if (target === undefined || context.open.has(schema.id)) return undefined;
      return convert(target.schema, { ...context, open: new Set([...context.open, schema.id]) });
    }
    case 'never':
      return undefined;
    case 'unknown':
    case 'binary':
      return textSchema(context.name, {}, context.generate);
    case 'string':
      return textSchema(context.name, { ...schema.rules, format: schema.format }, context.generate);
    case 'number':
    case 'integer':
      return numberSchema(schema);
    case 'enum':
      return { enum: [...schema.values] };
    case 'array': {
      const { minItems = 1, maxItems = Math.max(2, minItems) } = schema.rules ?? {};
      const items = maxItems === 0 ? undefined : convert(schema.items, context);
      const fewest = Math.min(minItems || 1, maxItems, MAX_ITEMS);
      if (items === undefined) return { const: [] };
      return { type: 'array', items, minItems: fewest, maxItems: Math.max(fewest, Math.min(maxItems, 2)) };
    }
    case 'tuple':
      return { type: 'array', prefixItems: schema.items.map((item) => convert(item, context) ?? {}), items: false };
    case 'object':
      return convertObject(schema.properties, context);
    case 'union':
      return convertUnion(schema, context);
    case 'intersection':
      return convertIntersection(schema.members, context);
    default:
      return { type: schema.kind };
  }
}

function convertObject(properties: readonly Property[], context: Context): ObjectSchema | undefined {
  const inside = { ...context, depth: context.depth + 1 };
  const sparse = inside.depth > MAX_FULL_DEPTH || context.size.parts > MAX_FULL_PARTS;
  const converted: Record<string, ObjectSchema> = {};
  for (const { name, required, schema } of properties) {
    // `__proto__` would not become a property of a plain object.
    const isHidden = context.message === 'response' ? schema.writeOnly : schema.readOnly;
    if (isHidden || name === '__proto__' || (sparse && !required) || inside.depth > MAX_DEPTH) continue;
    const value = convert(schema, { ...inside, name });
    if (value !== undefined) converted[name] = value;
    else if (required) return undefined;
  }
  return { type: 'object', properties: converted, required: Object.keys(converted), additionalProperties: false };
}

function convertUnion(
  { members, discriminator }: Extract<Schema, { kind: 'union' }>,
  context: Context,
): ObjectSchema | undefined {
  const converted: ObjectSchema[] = [];
  for (const member of members) {
    if (converted.length > 0 && context.size.parts > MAX_FULL_PARTS) break;
    const schema = convert(member, context);
    if (schema !== undefined) converted.push(withDiscriminator(schema, member, discriminator));
  }
  const [only, ...others] = converted;
  return others.length === 0 ? only : { anyOf: converted };
}

/** Adds the value of the discriminator that stands for a member of a union. */
function withDiscriminator(schema: ObjectSchema, member: Schema, discriminator?: Discriminator): ObjectSchema {
  const value = [...(discriminator?.mapping ?? [])].find(([, id]) => member.kind === 'ref' && member.id === id)?.[0];
  if (discriminator === undefined || value === undefined) return schema;
  const { propertyName } = discriminator;
  return mergeSchemas([schema, { type: 'object', properties: { [propertyName]: { const: value } } }]) ?? schema;
}

/** Scalars of one type become one scalar that follows the rules of all members. */
function convertIntersection(members: readonly Schema[], context: Context): ObjectSchema | undefined {
  const targets = members
    .map((member) => dereference(member, context.schemas))
    .filter((target) => target !== undefined);
  const [first] = targets;
  if (first?.kind === 'string' || first?.kind === 'integer' || first?.kind === 'number') {
    const merge = (one: Schema, other: Schema): Schema => ({
      ...one,
      ...other,
      rules: { ...one.rules, ...other.rules },
    });
    if (targets.every(({ kind }) => kind === first.kind)) return convert(targets.reduce(merge), context);
  }
  return mergeSchemas(members.map((member) => convert(member, context)).filter((member) => member !== undefined));
}

/**
 * Merges the members of an `allOf`. Objects become one object, in which later properties take precedence. Each choice of
 * a union is merged with the other members. Of other schemas, the most specific one is used.
 */
function mergeSchemas(members: readonly ObjectSchema[]): ObjectSchema | undefined {
  const at = members.findIndex((member) => choicesOf(member).length > 0);
  if (at >= 0) {
    // Only one union varies: several would multiply.
    const others = members.map(firstChoice);
    const merged = choicesOf(members[at] ?? {})
      .map((choice) => mergeSchemas(others.with(at, choice)))
      .filter((choice) => choice !== undefined);
    return merged.length > 1 ? { anyOf: merged } : merged[0];
  }
  const objects = members.filter(({ type }) => type === 'object');
  if (objects.length === 0) return members.find(({ type }) => type !== 'string') ?? members[0];
  const properties = Object.assign({}, ...objects.map((object) => object.properties)) as Record<string, JsonSchema>;
  return { type: 'object', properties, required: Object.keys(properties), additionalProperties: false };
}

function choicesOf(schema: ObjectSchema): readonly ObjectSchema[] {
  return (schema.anyOf ?? []).filter((choice) => typeof choice === 'object');
}

function firstChoice(schema: ObjectSchema): ObjectSchema {
  const [first] = choicesOf(schema);
  return first === undefined ? schema : firstChoice(first);
}
