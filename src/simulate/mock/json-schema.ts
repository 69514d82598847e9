import type { JsonSchema } from 'json-schema-faker';
import type { Property, Schema, SchemaId } from '../../model/schema.ts';
import type { Schemas } from '../../model/schema-kinds.ts';

type ObjectSchema = Exclude<JsonSchema, boolean>;

/** Number of nested objects after which only required properties are sampled. */
const MAX_FULL_DEPTH = 5;
/** Number of nested objects after which no properties are sampled. */
const MAX_DEPTH = 12;
/** Number of parts after which only required properties are sampled: some schemas contain hundreds of models. */
const MAX_FULL_PARTS = 1500;

interface Context {
  readonly schemas: Schemas;
  readonly open: ReadonlySet<SchemaId>;
  readonly depth: number;
  /** Name of the property that is being converted. */
  readonly name: string;
  readonly size: { parts: number };
}

/** Number of different texts for a property. */
const TEXTS = 20;

/** Converts a schema to JSON Schema without references. Recursive schemas end at the first repetition. */
export function toJsonSchema(schema: Schema, schemas: Schemas): JsonSchema {
  return convert(schema, { schemas, open: new Set(), depth: 0, name: 'text', size: { parts: 0 } }) ?? {};
}

/** Converts a schema. Returns undefined if no value can be sampled. */
function convert(schema: Schema, context: Context): ObjectSchema | undefined {
  context.size.parts++;
  const shape = convertShape(schema, context);
  if (shape === undefined || schema.example === undefined || schema.kind === 'ref') return shape;
  return { ...shape, examples: [schema.example] };
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
      return textSchema(context.name);
    case 'string':
      return schema.format === undefined ? textSchema(context.name) : { type: 'string', format: schema.format };
    case 'number':
    case 'integer':
      return { type: schema.kind, ...numberRange(schema) };
    case 'enum':
      return { enum: [...schema.values] };
    case 'array': {
      const items = convert(schema.items, context);
      return items === undefined ? { const: [] } : { type: 'array', items, minItems: 1, maxItems: 2 };
    }
    case 'tuple':
      return { type: 'array', prefixItems: schema.items.map((item) => convert(item, context) ?? {}), items: false };
    case 'object':
      return convertObject(schema.properties, context);
    case 'union':
      return convertUnion(schema, context);
    case 'intersection':
      return mergeSchemas(
        schema.members.map((member) => convert(member, context)).filter((member) => member !== undefined),
      );
    default:
      return { type: schema.kind };
  }
}

/** Returns a schema for texts that contain the name of their property, such as `city 7`. */
function textSchema(name: string): ObjectSchema {
  return { type: 'string', enum: Array.from({ length: TEXTS }, (_, index) => `${name} ${index + 1}`) };
}

function numberRange({ minimum, maximum }: Schema): ObjectSchema {
  const least = minimum ?? Math.min(0, maximum ?? 0);
  return { minimum: least, maximum: Math.max(least, maximum ?? least + 1000) };
}

function convertObject(properties: readonly Property[], context: Context): ObjectSchema | undefined {
  const inside = { ...context, depth: context.depth + 1 };
  const sparse = inside.depth > MAX_FULL_DEPTH || context.size.parts > MAX_FULL_PARTS;
  const converted: Record<string, ObjectSchema> = {};
  for (const { name, required, schema } of properties) {
    // `__proto__` would not become a property of a plain object.
    if (schema.writeOnly || name === '__proto__' || (sparse && !required) || inside.depth > MAX_DEPTH) continue;
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
  const converted = members.flatMap((member) => {
    const schema = convert(member, context);
    if (schema === undefined) return [];
    const value = [...(discriminator?.mapping ?? [])].find(([, id]) => member.kind === 'ref' && member.id === id)?.[0];
    if (discriminator === undefined || value === undefined) return [schema];
    const { propertyName } = discriminator;
    return [mergeSchemas([schema, { type: 'object', properties: { [propertyName]: { const: value } } }]) ?? schema];
  });
  const [only, ...others] = converted;
  return others.length === 0 ? only : { anyOf: converted };
}

/**
 * Merges the members of an `allOf`. Objects become one object, in which later properties take precedence. Of other
 * schemas, the most specific one is used.
 */
function mergeSchemas(members: readonly ObjectSchema[]): ObjectSchema | undefined {
  const objects = members.filter(({ type }) => type === 'object');
  if (objects.length === 0) return members.find(({ type }) => type !== 'string') ?? members[0];
  const properties = Object.assign({}, ...objects.map((object) => object.properties)) as Record<string, JsonSchema>;
  return { type: 'object', properties, required: Object.keys(properties), additionalProperties: false };
}
