import type { OpenAPIV3, OpenAPIV3_1 } from 'openapi-types';
import {
  describeValue,
  elementsOf,
  isJsonObject,
  type Located,
  memberOf,
  membersOf,
  valueIn,
} from '../../shared/json.ts';
import { capitalize } from '../../shared/words.ts';
import { type Context, reportFault, reportUnreadable } from './context.ts';
import { unquotedText } from './written-text.ts';

/**
 * Readers of members. If a member has the wrong type, they report it and continue as if it were missing. OpenAPI allows
 * a `$ref` in few places, but authors and bundlers write it everywhere, so every reader follows references.
 */

/** Reads a string. A number or boolean without quotes is read as its text, with a warning. */
export function stringIn(ctx: Context, node: Located, key: OpenApiField): string | undefined {
  const written = valueIn(node, key);
  if (typeof written === 'number' || typeof written === 'boolean') {
    const member = memberOf(node, key);
    return member && unquotedText(ctx, member, `\`${key}\``);
  }
  return expectMember(ctx, node, key, 'a string', (value) => typeof value === 'string');
}

export function booleanIn(ctx: Context, node: Located, key: OpenApiField): boolean | undefined {
  return expectMember(ctx, node, key, 'a boolean', (value) => typeof value === 'boolean');
}

export function numberIn(ctx: Context, node: Located, key: OpenApiField): number | undefined {
  return expectMember(ctx, node, key, 'a number', (value) => typeof value === 'number');
}

/**
 * Reads a required string.
 *
 * @param owner the object that needs the string, in words for a message: `A parameter`
 * @param reading what happens without the string
 */
export function requiredStringIn(
  ctx: Context,
  node: Located,
  key: OpenApiField,
  owner: string,
  reading = 'pagegen ignores it',
): string | undefined {
  if ((valueIn(node, key) ?? undefined) !== undefined) return stringIn(ctx, node, key);
  reportFault(ctx, 'missing-field', `${owner} needs \`${key}\`, a string; ${reading}.`, node.location);
  return undefined;
}

/** Reads the elements of an array. Returns none if the member is missing. */
export function elementsIn(ctx: Context, node: Located, key: OpenApiField): Located[] {
  const member = followedMember(ctx, node, key);
  return member === undefined ? [] : expectElements(ctx, member, key);
}

/** Reads the elements of an array without which the operation cannot be called. */
export function neededElementsIn(ctx: Context, node: Located, key: OpenApiField): Located[] {
  const member = memberIn(ctx, node, key);
  const target = member && ctx.document.follow(member);
  if (member !== undefined && target === undefined) ctx.markIncomplete();
  if (target === undefined || Array.isArray(target.value)) return target === undefined ? [] : elementsOf(target);
  reportUnreadable(ctx, 'wrong-type', `${wrongType(target, `\`${key}\``, 'an array')}.`, target.location);
  return [];
}

/** Returns the elements of the member `key`. If it is not an array, reports that and returns none. */
function expectElements(ctx: Context, member: Located, key: string): Located[] {
  if (!Array.isArray(member.value)) reportWrongType(ctx, member, `\`${key}\``, 'an array');
  return elementsOf(member);
}

/** Reads the strings of an array. Reports and skips other elements. */
export function stringsIn(ctx: Context, node: Located, key: OpenApiField): string[] {
  const value = valueIn(node, key);
  if (Array.isArray(value) && value.every((element) => typeof element === 'string')) return [...value];
  const member = followedMember(ctx, node, key);
  return member === undefined ? [] : expectStrings(ctx, member, key);
}

/** Returns the strings of the member `key`, an array. Reports and skips other elements. */
export function expectStrings(ctx: Context, member: Located, key: string): string[] {
  return expectElements(ctx, member, key).flatMap((element) => {
    if (typeof element.value === 'string') return [element.value];
    const text = unquotedText(ctx, element, `An element of \`${key}\``);
    if (text !== undefined) return [text];
    reportWrongType(ctx, element, `An element of \`${key}\``, 'a string');
    return [];
  });
}

/** Reads the members of an object in document order, including extensions (`x-…`). Returns none if it is missing. */
export function membersIn(ctx: Context, node: Located, key: OpenApiField): [string, Located][] {
  const member = objectIn(ctx, node, key);
  return member === undefined ? [] : membersOf(member);
}

/** Reads the members of an object without which the operation cannot be called. */
export function neededMembersIn(ctx: Context, node: Located, key: OpenApiField): [string, Located][] {
  const member = memberIn(ctx, node, key);
  const object = member && expectNeeded(ctx, member, `\`${key}\``);
  return object === undefined ? [] : membersOf(object);
}

/** Reads an object, or the target of a reference to one. */
export function objectIn(ctx: Context, node: Located, key: OpenApiField): Located | undefined {
  const member = memberIn(ctx, node, key);
  return member && expectObject(ctx, member, `\`${key}\``);
}

/**
 * Returns the node, or the target of its reference. If that is not an object, reports it and returns undefined. A
 * reference without a target was reported before.
 *
 * @param what the node in words for a message: `A parameter`
 */
export function expectObject(ctx: Context, node: Located, what: string): Located | undefined {
  const target = ctx.document.follow(node);
  if (target === undefined || isJsonObject(target.value)) return target;
  if (target.value === null) tolerate(ctx, target, `${capitalize(what)} is empty, so pagegen ignores it.`);
  else reportWrongType(ctx, target, what, 'an object');
  return undefined;
}

/** Like {@link expectObject}, for a node without which the operation cannot be called. */
export function expectNeeded(ctx: Context, node: Located, what: string): Located | undefined {
  const target = ctx.document.follow(node);
  if (target !== undefined && isJsonObject(target.value)) return target;
  if (target === undefined) ctx.markIncomplete();
  else reportUnreadable(ctx, 'wrong-type', `${wrongType(target, what, 'an object')}.`, target.location);
  return undefined;
}

/** Reports a value of the wrong type, which readers ignore. */
export function reportWrongType(ctx: Context, node: Located, what: string, expected: string): void {
  reportFault(ctx, 'wrong-type', `${wrongType(node, what, expected)}, so pagegen ignores it.`, node.location);
}

function wrongType(node: Located, what: string, expected: string): string {
  return `${capitalize(what)} must be ${expected}; found ${describeValue(node.value)}`;
}

function expectMember<T>(
  ctx: Context,
  node: Located,
  key: OpenApiField,
  expected: string,
  is: (value: unknown) => value is T,
): T | undefined {
  // The value is almost always valid, and then its place is not needed.
  const value = valueIn(node, key);
  if (is(value)) return value;
  const member = followedMember(ctx, node, key);
  if (member === undefined) return undefined;
  if (is(member.value)) return member.value;
  reportWrongType(ctx, member, `\`${key}\``, expected);
  return undefined;
}

function followedMember(ctx: Context, node: Located, key: OpenApiField): Located | undefined {
  const member = memberIn(ctx, node, key);
  return member && ctx.document.follow(member);
}

/**
 * Returns a member without following its reference. Null counts as missing: serializers write it for missing values.
 */
export function memberIn(ctx: Context, node: Located, key: OpenApiField): Located | undefined {
  const member = memberOf(node, key);
  if (member === undefined || member.value !== null) return member;
  tolerate(ctx, member, `\`${key}\` is empty, so pagegen ignores it.`);
  return undefined;
}

/** Reports a warning about a value that OpenAPI does not allow, but that has only one possible meaning. */
export function tolerate(ctx: Context, { location }: Located, message: string): void {
  ctx.report({ code: 'wrong-type', severity: 'warning', message, location });
}

/**
 * Returns `{ [key]: value }`, or `{}` if the value is undefined: the type of the model allows optional fields to be
 * missing, but not undefined.
 */
export function optionalField<Key extends string, T>(key: Key, value: T | undefined): { [K in Key]?: T } {
  return value === undefined ? {} : ({ [key]: value } as { [K in Key]?: T });
}

/** The names of the declared members of an object, or of all members of a union. */
type DeclaredKey<T> = T extends unknown
  ? keyof { [K in keyof T as string extends K ? never : number extends K ? never : K]: true } & string
  : never;

/** Keywords of JSON Schema 2020-12 that the type declarations of OpenAPI 3.1 omit. */
type JsonSchemaKeyword = 'prefixItems' | 'patternProperties';

/** Fields that OpenAPI 3.2 adds. */
type NewField = 'additionalOperations' | 'defaultMapping' | 'itemSchema';

/**
 * A field of an OpenAPI object. Readers take only these names, so a misspelled name does not compile.
 */
export type OpenApiField =
  | JsonSchemaKeyword
  | NewField
  | `x-${string}`
  | DeclaredKey<
      | OpenAPIV3_1.Document
      | OpenAPIV3_1.InfoObject
      | OpenAPIV3_1.ComponentsObject
      | OpenAPIV3_1.PathItemObject
      | OpenAPIV3_1.OperationObject
      | OpenAPIV3_1.ParameterObject
      | OpenAPIV3_1.RequestBodyObject
      | OpenAPIV3_1.ResponseObject
      | OpenAPIV3_1.MediaTypeObject
      | OpenAPIV3.EncodingObject
      | OpenAPIV3_1.SchemaObject
      | OpenAPIV3.SchemaObject
      | OpenAPIV3.DiscriminatorObject
      | OpenAPIV3_1.ServerObject
      | OpenAPIV3_1.ServerVariableObject
      | OpenAPIV3_1.TagObject
      | OpenAPIV3_1.ExternalDocumentationObject
      | OpenAPIV3.HttpSecurityScheme
      | OpenAPIV3.ApiKeySecurityScheme
      | OpenAPIV3_1.ReferenceObject
    >;
