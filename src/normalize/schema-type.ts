import { nearest } from '../diagnostics/nearest.ts';
import { elementsOf, hasMember, isJsonObject, type Located, memberOf, membersOf, valueIn } from '../ir/located.ts';
import type { SchemaShape } from '../ir/schema.ts';
import { type Context, didYouMean, fault } from './context.ts';
import { memberIn, tolerate, wrongType } from './expect.ts';
import { arrayShape } from './schema-array.ts';
import { enumShape } from './schema-enum.ts';
import { objectShape } from './schema-properties.ts';

/** What a schema's own keywords (not `allOf`, `oneOf`, `anyOf`) say. */
export interface OwnShapes {
  /** One for each type; none where they say nothing. */
  readonly shapes: readonly SchemaShape[];
  readonly nullable: boolean;
  /** Nothing but a type. */
  readonly bare: boolean;
}

const TYPES = ['null', 'boolean', 'object', 'array', 'number', 'integer', 'string'];

const STRUCTURE: Readonly<Record<string, readonly string[]>> = {
  object: ['properties', 'additionalProperties', 'patternProperties', 'required'],
  array: ['items', 'prefixItems'],
};

const STRUCTURAL = Object.values(STRUCTURE).flat();

export function ownShapes(ctx: Context, node: Located): OwnShapes {
  const declared = declaredTypes(ctx, node);
  const nullable = declared.includes('null');
  const values = enumShape(ctx, node);
  if (values !== undefined) {
    return { ...values, nullable: nullable || values.nullable, bare: false };
  }
  const types = declared.length > 0 ? declared.filter((type) => type !== 'null') : inferredTypes(node);
  if (types.length === 0) {
    return { shapes: nullable ? [{ kind: 'null' }] : [], nullable: false, bare: false };
  }
  const bare = !STRUCTURAL.some((key) => hasMember(node, key));
  return { shapes: types.map((type) => shapeOfType(ctx, node, type)), nullable, bare };
}

/** The names in `type`, a string or a list; unknown names are reported and left out. */
function declaredTypes(ctx: Context, node: Located): string[] {
  const plain = valueIn(node, 'type');
  if (typeof plain === 'string' && TYPES.includes(plain)) return [plain];
  // Alone in its schema an empty type is meant as "null".
  const type = membersOf(node).length > 1 ? memberIn(ctx, node, 'type') : memberOf(node, 'type');
  if (type === undefined) return [];
  const elements = Array.isArray(type.value) ? elementsOf(type) : [type];
  if (Array.isArray(type.value) && ctx.document.version === '3.0') {
    tolerate(ctx, type, '`type` must be a string in OpenAPI 3.0; the list is read as in 3.1.');
  }
  return elements.flatMap((element) => typeName(ctx, element) ?? []);
}

/** YAML takes an unquoted `null` for the value of that name. */
function typeName(ctx: Context, node: Located): string | undefined {
  const { value: name, location } = node;
  if (name === null) tolerate(ctx, node, '`type` is empty; it is taken as "null", which needs quotes in YAML.');
  if (name === null) return 'null';
  if (typeof name !== 'string') wrongType(ctx, node, '`type`', 'a string or an array');
  else if (TYPES.includes(name)) return name;
  else {
    const message = `\`${name}\` is no JSON Schema type; expected one of ${TYPES.join(', ')}.`;
    fault(ctx, 'invalid-value', message, location, didYouMean(nearest(name, TYPES)));
  }
  return undefined;
}

/** JSON Schema lets keywords of objects and arrays stand without a type; the authors of documents mean one. */
function inferredTypes(node: Located): string[] {
  const types = Object.keys(STRUCTURE).filter((type) => STRUCTURE[type]!.some((key) => hasMember(node, key)));
  if (types.length > 0) return types;
  return isBinary(node) ? ['string'] : [];
}

function shapeOfType(ctx: Context, node: Located, type: string): SchemaShape {
  switch (type) {
    case 'object':
      return objectShape(ctx, node);
    case 'array':
      return arrayShape(ctx, node);
    case 'string':
      return isBinary(node) ? { kind: 'binary' } : { kind: 'string' };
    case 'boolean':
    case 'number':
    case 'integer':
      return { kind: type };
    default:
      return { kind: 'null' };
  }
}

function isBinary(node: Located): boolean {
  return valueIn(node, 'format') === 'binary' || isBinaryContent(node);
}

/** Bytes as they are: with a `contentEncoding` they are text, and so are JSON and `text/*` inside a string. */
function isBinaryContent(node: Located): boolean {
  if (!isJsonObject(node.value) || hasMember(node, 'contentEncoding')) return false;
  const mediaType = valueIn(node, 'contentMediaType');
  return typeof mediaType === 'string' && !/^text\/|[/+](json|xml)\b/i.test(mediaType);
}
