import { elementsOf, hasMember, isJsonObject, type Located, memberOf, membersOf, valueIn } from '../../shared/json.ts';
import { didYouMean } from '../../shared/suggest.ts';
import type { Property, Schema, SchemaShape } from '../schema.ts';
import { contextOfCopy, declarationsAround } from './composed-properties.ts';
import { type Context, reportFault } from './context.ts';
import { elementsIn, memberIn, membersIn, reportWrongType, stringsIn, tolerate } from './expect.ts';
import { unionOf } from './schema-composition.ts';
import { readEnumShape } from './schema-enum.ts';

type SchemaReader = (node: Located, ctx?: Context) => Schema;

/**
 * Reads `items` and `prefixItems` (JSON Schema 2020-12 section 10.3.1). An array without `items` may contain anything.
 * Earlier drafts wrote a list under `items` for `prefixItems`.
 */
function readArrayShape(ctx: Context, node: Located, read: SchemaReader): SchemaShape {
  const items = memberOf(node, 'items');
  const isList = Array.isArray(items?.value);
  if (items !== undefined && isList) {
    tolerate(ctx, items, '`items` must be one schema; pagegen reads the list as `prefixItems`.');
  }
  const isTuple = isList || memberOf(node, 'prefixItems') !== undefined;
  const unevaluated = isTuple ? memberOf(node, 'unevaluatedItems') : undefined;
  const others = (isList ? memberOf(node, 'additionalItems') : items) ?? unevaluated;
  const rest: Schema = others === undefined ? { kind: 'unknown', location: node.location } : read(others);
  if (!isTuple) return { kind: 'array', items: rest };
  const listed = items !== undefined && isList ? elementsOf(items) : elementsIn(ctx, node, 'prefixItems');
  const prefix = listed.map((element) => read(element));
  return tupleOf(prefix, rest, valueIn(node, 'minItems'), valueIn(node, 'maxItems'));
}

/** Items that `items` describes are written out up to this length. */
const MAX_TUPLE = 16;

/** Without `minItems`, all listed items are required: JSON Schema does not say so, but authors mean it. */
function tupleOf(prefix: readonly Schema[], rest: Schema, least: unknown, most: unknown): SchemaShape {
  const shortest = typeof least === 'number' && least >= 0 ? least : prefix.length;
  const longest = rest.kind === 'never' ? prefix.length : typeof most === 'number' && most >= 0 ? most : Infinity;
  // Items of any value say nothing more.
  const limit = rest.kind === 'unknown' ? prefix.length : Math.max(prefix.length, MAX_TUPLE);
  const isClosed = longest <= limit;
  const length = isClosed ? longest : Math.max(prefix.length, Math.min(shortest, limit));
  return {
    kind: 'tuple',
    items: Array.from({ length }, (_, index) => prefix[index] ?? rest),
    ...(!isClosed && { rest }),
    ...(shortest < length && { required: shortest }),
  };
}

/** Reads `properties`, `required`, `additionalProperties` and `patternProperties`. */
function readObjectShape(ctx: Context, node: Located, read: SchemaReader): SchemaShape {
  const required = new Set(readRequired(ctx, node));
  const declared = membersIn(ctx, node, 'properties').map(([name, property]) => ({
    name,
    required: required.has(name),
    schema: read(property),
  }));
  const additional = readAdditional(ctx, node, read);
  const known = new Set(declared.map(({ name }) => name));
  const elsewhere = (name: string): Schema | undefined => {
    const found = ctx.isCopy ? [] : declarationsAround(ctx, name);
    if (found.length === 0) return undefined;
    return unionOf(
      found.map((declaration) => read(declaration, contextOfCopy(ctx))),
      node.location,
    );
  };
  const properties: Property[] = [
    ...declared,
    // A property may be required here and declared in another part of an `allOf`.
    ...[...required]
      .filter((name) => !known.has(name))
      .map((name) => ({ name, required: true, schema: elsewhere(name) ?? additional ?? unknown(node) })),
  ];
  if (additional !== undefined) return { kind: 'object', properties, additional };
  const isOpen = properties.length === 0 && memberOf(node, 'additionalProperties') === undefined;
  return { kind: 'object', properties, ...(isOpen ? { additional: unknown(node) } : {}) };
}

/** Reads `required`. Drafts before JSON Schema 4 had a boolean in each property; it is ignored here. */
function readRequired(ctx: Context, node: Located): readonly string[] {
  const member = memberOf(node, 'required');
  if (typeof member?.value !== 'boolean') return stringsIn(ctx, node, 'required');
  tolerate(ctx, member, '`required` must be a list of names, so pagegen ignores the boolean.');
  return [];
}

/**
 * Reads the schema of additional properties. Returns undefined if `additionalProperties` is missing or false: the
 * generated type then has no index signature.
 */
function readAdditional(ctx: Context, node: Located, read: SchemaReader): Schema | undefined {
  const additional = memberOf(node, 'additionalProperties');
  const schemas = [
    ...membersIn(ctx, node, 'patternProperties').map(([, schema]) => read(schema)),
    ...(additional === undefined ? [] : [read(additional)]),
  ].filter(({ kind }) => kind !== 'never');
  return schemas.length === 0 ? undefined : unionOf(schemas, node.location);
}

function unknown(node: Located): Schema {
  return { kind: 'unknown', location: node.location };
}

/** The shapes that a schema's own keywords declare, without `allOf`, `oneOf` and `anyOf`. */
export interface OwnShapes {
  /** One shape for each type. Empty if the keywords declare no type. */
  readonly shapes: readonly SchemaShape[];
  readonly nullable: boolean;
  /** True if the schema has a type and no other keyword of its structure. */
  readonly bare: boolean;
}

const TYPES = ['null', 'boolean', 'object', 'array', 'number', 'integer', 'string'];

const STRUCTURE: Readonly<Record<string, readonly string[]>> = {
  object: ['properties', 'additionalProperties', 'patternProperties', 'required'],
  array: ['items', 'prefixItems'],
};

const STRUCTURAL = Object.values(STRUCTURE).flat();

/** @param read reads a schema inside this one, such as that of a property */
export function readOwnShapes(ctx: Context, node: Located, read: SchemaReader): OwnShapes {
  const declared = readTypes(ctx, node);
  const nullable = declared.includes('null');
  const values = readEnumShape(ctx, node);
  if (values !== undefined) {
    return { ...values, nullable: nullable || values.nullable, bare: false };
  }
  const types = declared.length > 0 ? declared.filter((type) => type !== 'null') : inferTypes(node);
  if (types.length === 0) {
    return { shapes: nullable ? [{ kind: 'null' }] : [], nullable: false, bare: false };
  }
  const bare = !STRUCTURAL.some((key) => hasMember(node, key));
  return { shapes: types.map((type) => shapeOfType(ctx, node, type, read)), nullable, bare };
}

/** Reads the names in `type`, a string or a list. Reports and skips unknown names. */
function readTypes(ctx: Context, node: Located): string[] {
  const plain = valueIn(node, 'type');
  if (typeof plain === 'string' && TYPES.includes(plain)) return [plain];
  // If an empty `type` is the only keyword of its schema, it means "null".
  const type = membersOf(node).length > 1 ? memberIn(ctx, node, 'type') : memberOf(node, 'type');
  if (type === undefined) return [];
  const elements = Array.isArray(type.value) ? elementsOf(type) : [type];
  if (Array.isArray(type.value) && ctx.document.version === '3.0') {
    tolerate(ctx, type, '`type` must be a string in OpenAPI 3.0; pagegen reads the list as in 3.1.');
  }
  return elements.flatMap((element) => readTypeName(ctx, element) ?? []);
}

/** Reads the name of a type. In YAML, an unquoted `null` is the value null and not the name. */
function readTypeName(ctx: Context, node: Located): string | undefined {
  const { value: name, location } = node;
  if (name === null) tolerate(ctx, node, '`type` is empty; pagegen reads it as "null". In YAML, write `type: "null"`.');
  if (name === null) return 'null';
  if (typeof name !== 'string') reportWrongType(ctx, node, '`type`', 'a string or an array');
  else if (TYPES.includes(name)) return name;
  else {
    const message = `\`${name}\` is not a JSON Schema type; expected one of ${TYPES.join(', ')}. pagegen ignores it.`;
    reportFault(ctx, 'invalid-value', message, location, didYouMean(name, TYPES));
  }
  return undefined;
}

/**
 * Infers types from keywords. JSON Schema allows `properties` or `items` without a type, but authors mean that type.
 */
function inferTypes(node: Located): string[] {
  const types = Object.keys(STRUCTURE).filter((type) => STRUCTURE[type]!.some((key) => hasMember(node, key)));
  if (types.length > 0) return types;
  return isBinary(node) ? ['string'] : [];
}

function shapeOfType(ctx: Context, node: Located, type: string, read: SchemaReader): SchemaShape {
  switch (type) {
    case 'object':
      return readObjectShape(ctx, node, read);
    case 'array':
      return readArrayShape(ctx, node, read);
    case 'string':
      return isBinary(node) ? { kind: 'binary' } : { kind: 'string', ...readContentSchema(node, read) };
    case 'boolean':
    case 'number':
    case 'integer':
      return { kind: type };
    default:
      return { kind: 'null' };
  }
}

/** Reads `contentSchema` (JSON Schema 2020-12 section 8.5) of JSON in a string, such as the data of an event. */
function readContentSchema(node: Located, read: SchemaReader): { readonly contentSchema?: Schema } {
  const schema = memberOf(node, 'contentSchema');
  const mediaType = valueIn(node, 'contentMediaType');
  if (schema === undefined || typeof mediaType !== 'string' || !/[/+]json\b/i.test(mediaType)) return {};
  return { contentSchema: read(schema) };
}

function isBinary(node: Located): boolean {
  return valueIn(node, 'format') === 'binary' || isBinaryContent(node);
}

/** True for raw bytes. Content with a `contentEncoding` is text, and so are JSON and `text/*` inside a string. */
function isBinaryContent(node: Located): boolean {
  if (!isJsonObject(node.value) || hasMember(node, 'contentEncoding')) return false;
  const mediaType = valueIn(node, 'contentMediaType');
  return typeof mediaType === 'string' && !/^text\/|[/+](json|xml)\b/i.test(mediaType);
}
