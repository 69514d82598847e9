import {
  describeValue,
  hasMember,
  isJsonObject,
  keyLocation,
  type Located,
  memberOf,
  membersOf,
  valueIn,
} from '../../shared/json.ts';
import type { Schema, SchemaId, SchemaNotes, SchemaShape } from '../schema.ts';
import {
  contextOfCopy,
  declarationsOf,
  namesRequiredByReferences,
  narrows,
  schemaBehind,
  TYPE_KEYWORDS,
} from './composed-properties.ts';
import { type Context, reportFault } from './context.ts';
import { dependsOnScope, dynamicTarget, insideSchema } from './dynamic-scope.ts';
import { booleanIn, elementsIn } from './expect.ts';
import { intersectionOf, readDiscriminator, unionOf, unionOfSubtypes } from './schema-composition.ts';
import { readNotes, valueNotes } from './schema-notes.ts';
import { type OwnShapes, readOwnShapes } from './schema-shapes.ts';

/**
 * Reads a Schema Object (OpenAPI 3.0.3 section 4.7.24, 3.1.0 section 4.8.24), a Reference Object or a boolean schema.
 * References are never expanded: their target is registered and gets a name.
 */
export function readSchema(ctx: Context, node: Located, isBase = false): Schema {
  const { value, location } = node;
  if (value === true) return { kind: 'unknown', location };
  if (value === false) return { kind: 'never', location };
  if (!isJsonObject(value)) {
    const expected = ctx.document.version === '3.0' ? 'an object' : 'an object or a boolean';
    const message = `A schema must be ${expected}; found ${describeValue(value)}. pagegen reads it as \`unknown\`.`;
    reportFault(ctx, 'wrong-type', message, location);
    return { kind: 'unknown', location };
  }
  const inside = insideSchema(ctx, node);
  if (typeof value.$ref === 'string') return readReference(inside, node, isBase);
  if (typeof value.$dynamicRef === 'string') return readDynamicReference(inside, node, value.$dynamicRef);
  return readKeywords(inside, node);
}

/** Reads the keywords of a schema, except for `$ref`. */
function readKeywords(ctx: Context, node: Located): Schema {
  const notes = readNotes(ctx, node);
  const composed = COMPOSING.some((key) => hasMember(node, key))
    ? { ...ctx, composition: ctx.composition ?? node }
    : ctx;
  const inner = ctx.composition === undefined ? ctx : { ...ctx, composition: undefined, member: undefined };
  const own = readOwnShapes(composed, node, (part, at = inner) => readSchema(at, part));
  const others = [
    ...readAllOf(composed, node),
    ...readUnion(composed, node, 'oneOf'),
    ...readUnion(composed, node, 'anyOf'),
    ...(composed === ctx || isPartOfComposition(ctx, node) ? [] : readRequirements(composed, node)),
  ];
  const combined = combine(own, others, notes);
  return own.nullable || isNullable(ctx, node) ? orNull(combined, notes) : combined;
}

/** Keywords that apply other schemas to the same value. */
const COMPOSING = ['allOf', 'oneOf', 'anyOf', '$ref'];

/** True for a part whose requirements the whole composition reads. A member of a union has its own. */
function isPartOfComposition({ composition, member }: Context, node: Located): boolean {
  return composition !== undefined && member?.value !== node.value;
}

/** Returns an object with the properties that one part of a composition declares and a referenced part requires. */
function readRequirements(ctx: Context, node: Located): Schema[] {
  if (ctx.isCopy) return [];
  const properties = namesRequiredByReferences(ctx, node).flatMap((name) => {
    const found = declarationsOf(ctx, node, name).map((declaration) => readSchema(contextOfCopy(ctx), declaration));
    return found.length === 0 ? [] : [{ name, required: true, schema: unionOf(found, node.location) }];
  });
  return properties.length === 0 ? [] : [{ kind: 'object', properties, location: node.location }];
}

function combine(own: OwnShapes, others: readonly Schema[], notes: SchemaNotes): Schema {
  const [sole] = own.shapes;
  // Most schemas are one type and nothing else.
  if (sole !== undefined && own.shapes.length === 1 && others.length === 0) return { ...sole, ...notes };
  const shapes = own.shapes.map((shape): Schema => ({ ...shape, ...valueNotes(notes) }));
  return intersectionOf({ own: shapes, bare: own.bare, others }, notes);
}

/** Reads `nullable` of OpenAPI 3.0, which authors still use in 3.1, and `x-nullable` of vendors of Swagger 2.0. */
function isNullable(ctx: Context, node: Located): boolean {
  return booleanIn(ctx, node, 'nullable') ?? memberOf(node, 'x-nullable')?.value === true;
}

/** Makes a union of a schema and null. Notes about the values move to the inner schema, the others stay outside. */
function orNull(schema: Schema, notes: SchemaNotes): Schema {
  if (schema.kind === 'unknown' || schema.kind === 'null') return schema;
  const nothing: Schema = { kind: 'null', location: notes.location };
  if (schema.kind !== 'union' || schema.discriminator !== undefined) {
    const inner: Schema = { ...shapeOf(schema), ...valueNotes(schema) };
    return { ...withoutShape(schema), kind: 'union', members: [inner, nothing] };
  }
  if (schema.members.some((member) => member.kind === 'null')) return schema;
  return { ...schema, members: [...schema.members, nothing] };
}

function readAllOf(ctx: Context, node: Located): Schema[] {
  return elementsIn(ctx, node, 'allOf').map((element) => {
    const nullable = memberOf(element, 'nullable');
    if (nullable?.value === true && membersOf(element).length === 1) {
      reportUselessNullable(ctx, nullable, 'in a part of `allOf` that has no `type`');
    }
    return readSchema(ctx, element, extendsParts(node));
  });
}

/**
 * True if a schema extends the references in its `allOf`. Otherwise `allOf` only adds notes, as in
 * `allOf: [{ $ref: Pet }], nullable: true`.
 */
function extendsParts({ value, location }: Located): boolean {
  if (/^\/components\/schemas\/[^/]+$/.test(location.pointer)) return true;
  if (!isJsonObject(value)) return false;
  const keywords = TYPE_KEYWORDS.filter((keyword) => Object.hasOwn(value, keyword));
  return keywords.length > 1 || (Array.isArray(value.allOf) && value.allOf.length > 1);
}

function readUnion(ctx: Context, node: Located, key: 'oneOf' | 'anyOf'): Schema[] {
  if (memberOf(node, key) === undefined) return [];
  // The values of a discriminator belong to the members as they are named.
  const isNamed = memberOf(node, 'discriminator') !== undefined;
  const members = elementsIn(ctx, node, key).map((element) =>
    readSchema({ ...ctx, member: element }, element, isNamed),
  );
  return [unionOf(members, node.location, readDiscriminator(ctx, node, members))];
}

const NOTES = new Set([
  'title',
  'description',
  'deprecated',
  'readOnly',
  'writeOnly',
  'default',
  'example',
  'externalDocs',
  'format',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'rules',
  'digits',
  'location',
]);

function shapeOf(schema: Schema): SchemaShape {
  return Object.fromEntries(Object.entries(schema).filter(([key]) => !NOTES.has(key))) as SchemaShape;
}

function withoutShape(schema: Schema): SchemaNotes {
  return Object.fromEntries(Object.entries(schema).filter(([key]) => NOTES.has(key))) as unknown as SchemaNotes;
}

/**
 * Reads a `$ref`. OpenAPI 3.0 ignores keywords next to it; in 3.1 both apply (JSON Schema 2020-12 section 8.2.3.1).
 * Notes next to it, such as `description` or `deprecated`, are kept in both versions, because they do not change the
 * type.
 */
function readReference(ctx: Context, node: Located, isBase: boolean): Schema {
  const target = schemaBehind(ctx, node);
  const notes = readNotes(ctx, node);
  if (target === undefined) return { kind: 'unknown', ...notes };
  if (target === ctx.document.root || valueIn(target, 'openapi') !== undefined) {
    const message = `\`$ref\` leads to the whole document, which is not a schema; pagegen reads it as \`unknown\`.`;
    reportFault(ctx, 'invalid-value', message, memberOf(node, '$ref')?.location ?? node.location);
    return { kind: 'unknown', ...notes };
  }
  const reference = dependsOnScope(ctx, target)
    ? { ...readInScope(ctx, target), ...notes }
    : { kind: 'ref' as const, id: idOfTarget(ctx, node, target, isBase), ...notes };
  return isNullableReference(ctx, node)
    ? orNull(withSiblings(ctx, node, reference, notes), notes)
    : withSiblings(ctx, node, reference, notes);
}

function idOfTarget(ctx: Context, node: Located, target: Located, isBase: boolean): SchemaId {
  const id = ctx.schemas.register(target);
  // In OpenAPI 3.1, a schema can extend a reference by the keywords next to it.
  const isExtended = isBase || narrows(ctx, node);
  return (isExtended ? undefined : unionOfSubtypes(ctx, target)) ?? id;
}

/**
 * True if a reference is marked as nullable. OpenAPI 3.0 ignores `nullable` next to a `$ref`, so it is only reported
 * there.
 */
function isNullableReference(ctx: Context, node: Located): boolean {
  if (memberOf(node, 'x-nullable')?.value === true) return true;
  const nullable = memberOf(node, 'nullable');
  if (nullable?.value !== true) return false;
  if (ctx.document.version !== '3.0') return true;
  reportUselessNullable(ctx, nullable, 'next to a `$ref`');
  return false;
}

function reportUselessNullable(ctx: Context, { location }: Located, where: string): void {
  const why = ctx.document.version === '3.0' ? ': OpenAPI 3.0 ignores it' : '';
  ctx.report({
    code: 'invalid-value',
    severity: 'warning',
    message: `\`nullable\` has no effect ${where}${why}, so the type does not allow null.`,
    hint: 'If the API sends null, write `nullable: true` and `allOf` with the reference in one schema.',
    location: keyLocation(location),
  });
}

/** Reads the target of a reference as the schemas around the reference complete it: it has no name of its own then. */
function readInScope(ctx: Context, target: Located): Schema {
  const expanding = new Set([...(ctx.expanding ?? []), target.value]);
  // Faults are reported where the target is read by itself.
  return readSchema({ ...ctx, expanding, report: () => {}, composition: undefined, member: undefined }, target);
}

/** Reads a `$dynamicRef` (JSON Schema 2020-12 section 8.2.3.2). */
function readDynamicReference(ctx: Context, node: Located, reference: string): Schema {
  const notes = readNotes(ctx, node);
  const found = dynamicTarget(ctx, node, reference);
  // A definition that only refers to another schema needs no name.
  const isAlias = found !== undefined && typeof valueIn(found, '$ref') === 'string' && !narrows(ctx, found);
  const target = isAlias ? schemaBehind(ctx, found) : found;
  if (target === undefined) {
    const message = `\`$dynamicRef\` leads to \`${reference}\`, which does not exist. pagegen reads it as \`unknown\`.`;
    const hint = 'It names the `$dynamicAnchor` of a schema: `#item` for `$dynamicAnchor: item`.';
    reportFault(ctx, 'invalid-value', message, memberOf(node, '$dynamicRef')?.location ?? node.location, { hint });
    return { kind: 'unknown', ...notes };
  }
  return withSiblings(ctx, node, { kind: 'ref', id: ctx.schemas.register(target), ...notes }, notes);
}

/** Adds the keywords next to a `$ref` that OpenAPI 3.1 applies. */
function withSiblings(ctx: Context, node: Located, reference: Schema, notes: SchemaNotes): Schema {
  if (!narrows(ctx, node)) return reference;
  const siblings = readKeywords(ctx, node);
  if (siblings.kind === 'unknown') return reference;
  const bare: Schema = { ...shapeOf(reference), location: node.location };
  return { ...notes, kind: 'intersection', members: [bare, siblings] };
}
