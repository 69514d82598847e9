import type { JsonSchema } from 'json-schema-faker';
import type { Property, Schema, SchemaId } from '../../model/schema.ts';
import type { Schemas } from '../../model/schema-kinds.ts';

type ObjectSchema = Exclude<JsonSchema, boolean>;

/** Below this many objects in one another, only what is required is sampled; below the second not even that. */
const SHALLOW = 5;
const DEEPEST = 12;
/** Parts of a schema after which only what is required is sampled: some documents nest hundreds of models. */
const LARGE = 1500;

interface Course {
  readonly schemas: Schemas;
  readonly open: ReadonlySet<SchemaId>;
  readonly depth: number;
  /** Of the property that is being converted. */
  readonly name: string;
  readonly size: { parts: number };
}

/** How many texts of a property there are to choose from. */
const TEXTS = 20;

/** A schema of the document as JSON Schema without references, cut off where it goes round in circles. */
export function jsonSchemaOf(schema: Schema, schemas: Schemas): JsonSchema {
  return convert(schema, { schemas, open: new Set(), depth: 0, name: 'text', size: { parts: 0 } }) ?? {};
}

/** Undefined where nothing can be sampled. */
function convert(schema: Schema, course: Course): ObjectSchema | undefined {
  course.size.parts++;
  const shape = shapeOf(schema, course);
  if (shape === undefined || schema.example === undefined || schema.kind === 'ref') return shape;
  return { ...shape, examples: [schema.example] };
}

function shapeOf(schema: Schema, course: Course): ObjectSchema | undefined {
  switch (schema.kind) {
    case 'ref': {
      const target = course.schemas.get(schema.id);
      if (target === undefined || course.open.has(schema.id)) return undefined;
      return convert(target.schema, { ...course, open: new Set([...course.open, schema.id]) });
    }
    case 'never':
      return undefined;
    case 'unknown':
    case 'binary':
      return texts(course.name);
    case 'string':
      return schema.format === undefined ? texts(course.name) : { type: 'string', format: schema.format };
    case 'number':
    case 'integer':
      return { type: schema.kind, ...range(schema) };
    case 'enum':
      return { enum: [...schema.values] };
    case 'array': {
      const items = convert(schema.items, course);
      return items === undefined ? { const: [] } : { type: 'array', items, minItems: 1, maxItems: 2 };
    }
    case 'tuple':
      return { type: 'array', prefixItems: schema.items.map((item) => convert(item, course) ?? {}), items: false };
    case 'object':
      return objectSchema(schema.properties, course);
    case 'union':
      return unionSchema(schema, course);
    case 'intersection':
      return together(schema.members.map((member) => convert(member, course)).filter((member) => member !== undefined));
    default:
      return { type: schema.kind };
  }
}

/** Texts that say what they are for, such as `city 7`. */
function texts(name: string): ObjectSchema {
  return { type: 'string', enum: Array.from({ length: TEXTS }, (_, index) => `${name} ${index + 1}`) };
}

function range({ minimum, maximum }: Schema): ObjectSchema {
  const least = minimum ?? Math.min(0, maximum ?? 0);
  return { minimum: least, maximum: Math.max(least, maximum ?? least + 1000) };
}

function objectSchema(properties: readonly Property[], course: Course): ObjectSchema | undefined {
  const inside = { ...course, depth: course.depth + 1 };
  const sparse = inside.depth > SHALLOW || course.size.parts > LARGE;
  const converted: Record<string, ObjectSchema> = {};
  for (const { name, required, schema } of properties) {
    // `__proto__` would not become a property of a plain object.
    if (schema.writeOnly || name === '__proto__' || (sparse && !required) || inside.depth > DEEPEST) continue;
    const value = convert(schema, { ...inside, name });
    if (value !== undefined) converted[name] = value;
    else if (required) return undefined;
  }
  return { type: 'object', properties: converted, required: Object.keys(converted), additionalProperties: false };
}

function unionSchema(
  { members, discriminator }: Extract<Schema, { kind: 'union' }>,
  course: Course,
): ObjectSchema | undefined {
  const converted = members.flatMap((member) => {
    const schema = convert(member, course);
    if (schema === undefined) return [];
    const value = [...(discriminator?.mapping ?? [])].find(([, id]) => member.kind === 'ref' && member.id === id)?.[0];
    if (discriminator === undefined || value === undefined) return [schema];
    const { propertyName } = discriminator;
    return [together([schema, { type: 'object', properties: { [propertyName]: { const: value } } }]) ?? schema];
  });
  const [only, ...others] = converted;
  return others.length === 0 ? only : { anyOf: converted };
}

/** Objects become one object, a later one's properties winning; of other schemas, the most telling one stays. */
function together(members: readonly ObjectSchema[]): ObjectSchema | undefined {
  const objects = members.filter(({ type }) => type === 'object');
  if (objects.length === 0) return members.find(({ type }) => type !== 'string') ?? members[0];
  const properties = Object.assign({}, ...objects.map((object) => object.properties)) as Record<string, JsonSchema>;
  return { type: 'object', properties, required: Object.keys(properties), additionalProperties: false };
}
