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
import { type Context, fault } from './context.ts';

/**
 * Readers of members that report a member of another type and carry on as if it were absent. OpenAPI allows a `$ref`
 * in few places; authors and bundlers put one everywhere, so that wherever something is read, a reference is followed.
 */

export function stringIn(ctx: Context, node: Located, key: OpenApiField): string | undefined {
  return expectMember(ctx, node, key, 'a string', (value) => typeof value === 'string');
}

export function booleanIn(ctx: Context, node: Located, key: OpenApiField): boolean | undefined {
  return expectMember(ctx, node, key, 'a boolean', (value) => typeof value === 'boolean');
}

export function numberIn(ctx: Context, node: Located, key: OpenApiField): number | undefined {
  return expectMember(ctx, node, key, 'a number', (value) => typeof value === 'number');
}

/** A string that has to be there; `owner` is what it belongs to, such as `A parameter`. */
export function requiredStringIn(ctx: Context, node: Located, key: OpenApiField, owner: string): string | undefined {
  if ((valueIn(node, key) ?? undefined) !== undefined) return stringIn(ctx, node, key);
  fault(ctx, 'missing-field', `${owner} needs \`${key}\`, a string.`, node.location);
  return undefined;
}

/** The elements of an array; none where it is absent. */
export function elementsIn(ctx: Context, node: Located, key: OpenApiField): Located[] {
  const member = followedMember(ctx, node, key);
  return member === undefined ? [] : expectElements(ctx, member, key);
}

/** The elements of the member `key`; none where it is no array, which is reported. */
function expectElements(ctx: Context, member: Located, key: string): Located[] {
  if (!Array.isArray(member.value)) wrongType(ctx, member, `\`${key}\``, 'an array');
  return elementsOf(member);
}

/** The strings of an array; what is no string is reported and left out. */
export function stringsIn(ctx: Context, node: Located, key: OpenApiField): string[] {
  const value = valueIn(node, key);
  if (Array.isArray(value) && value.every((element) => typeof element === 'string')) return [...value];
  const member = followedMember(ctx, node, key);
  return member === undefined ? [] : expectStrings(ctx, member, key);
}

/** The strings of the member `key`, an array; what is no string is reported and left out. */
export function expectStrings(ctx: Context, member: Located, key: string): string[] {
  return expectElements(ctx, member, key).flatMap((element) => {
    if (typeof element.value === 'string') return [element.value];
    wrongType(ctx, element, `An element of \`${key}\``, 'a string');
    return [];
  });
}

/** The members of an object in document order, extensions (`x-…`) included; none where it is absent. */
export function membersIn(ctx: Context, node: Located, key: OpenApiField): [string, Located][] {
  const member = objectIn(ctx, node, key);
  return member === undefined ? [] : membersOf(member);
}

/** An object, or what a reference in its place leads to. */
export function objectIn(ctx: Context, node: Located, key: OpenApiField): Located | undefined {
  const member = memberIn(ctx, node, key);
  return member && expectObject(ctx, member, `\`${key}\``);
}

/**
 * The node itself, or what it refers to; reported where that is no object. `what` names it: `A parameter`. A reference
 * that leads to nothing has been reported before.
 */
export function expectObject(ctx: Context, node: Located, what: string): Located | undefined {
  const target = followed(ctx, node);
  if (target === undefined || isJsonObject(target.value)) return target;
  wrongType(ctx, target, what, 'an object');
  return undefined;
}

export function wrongType(ctx: Context, node: Located, what: string, expected: string): void {
  fault(ctx, 'wrong-type', `${what} must be ${expected}; found ${describeValue(node.value)}.`, node.location);
}

function expectMember<T>(
  ctx: Context,
  node: Located,
  key: OpenApiField,
  expected: string,
  is: (value: unknown) => value is T,
): T | undefined {
  // Almost always it is what it should be, and its place is not needed.
  const value = valueIn(node, key);
  if (is(value)) return value;
  const member = followedMember(ctx, node, key);
  if (member === undefined) return undefined;
  if (is(member.value)) return member.value;
  wrongType(ctx, member, `\`${key}\``, expected);
  return undefined;
}

function followedMember(ctx: Context, node: Located, key: OpenApiField): Located | undefined {
  const member = memberIn(ctx, node, key);
  return member && followed(ctx, member);
}

/** A member, not followed. Serializers write null, and authors nothing at all, for what is absent. */
export function memberIn(ctx: Context, node: Located, key: OpenApiField): Located | undefined {
  const member = memberOf(node, key);
  if (member === undefined || member.value !== null) return member;
  tolerate(ctx, member, `\`${key}\` is empty; it is taken as absent.`);
  return undefined;
}

/** Reports as a warning what OpenAPI does not allow but what can mean one thing only. */
export function tolerate(ctx: Context, { location }: Located, message: string): void {
  ctx.report({ code: 'wrong-type', severity: 'warning', message, location });
}

function followed(ctx: Context, node: Located): Located | undefined {
  const target = ctx.document.follow(node);
  if (target === undefined) ctx.dangling(node);
  return target;
}

/** `{ [key]: value }`, or nothing where the value is undefined: optional fields of the model are absent, not undefined. */
export function given<Key extends string, T>(key: Key, value: T | undefined): { [K in Key]?: T } {
  return value === undefined ? {} : ({ [key]: value } as { [K in Key]?: T });
}

/** The names of an object's declared members; for a union, of each of its members. */
type DeclaredKey<T> = T extends unknown
  ? keyof { [K in keyof T as string extends K ? never : number extends K ? never : K]: true } & string
  : never;

/** Keywords of JSON Schema 2020-12 that the declarations of OpenAPI 3.1 leave out. */
type JsonSchemaKeyword = 'prefixItems' | 'patternProperties';

/** What OpenAPI 3.2 adds. */
type NewField = 'additionalOperations' | 'defaultMapping' | 'itemSchema';

/**
 * A field of an OpenAPI object: what readers of the document ask for by name, so that a name that OpenAPI does not
 * have does not compile.
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
