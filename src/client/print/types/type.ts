import type { ImportedName } from '../source-file.ts';

/** A TypeScript type before it is printed. */
export type Type = TextType | NamedType | ArrayType | TupleType | ObjectType | JoinedType;

/** A keyword or a literal. */
export interface TextType {
  readonly kind: 'text';
  readonly text: string;
}

/** A declaration of the client. */
export interface NamedType {
  readonly kind: 'name';
  readonly name: ImportedName;
}

export interface ArrayType {
  readonly kind: 'array';
  readonly items: Type;
}

export interface TupleType {
  readonly kind: 'tuple';
  readonly items: readonly Type[];
  /** How many of the items cannot be missing. Default: all. */
  readonly required?: number;
  readonly rest?: Type;
}

export interface ObjectType {
  readonly kind: 'object';
  readonly members: readonly Member[];
  /** The type of the members under all other names. */
  readonly index?: Type;
}

/** A union or an intersection of at least two types. */
export interface JoinedType {
  readonly kind: 'union' | 'intersection';
  readonly types: readonly Type[];
}

export interface Member {
  /** As in the document, without quotes. */
  readonly name: string;
  readonly isRequired: boolean;
  readonly type: Type;
  /** Paragraphs of its doc comment. */
  readonly doc: readonly string[];
}

export const UNKNOWN: Type = text('unknown');
const NEVER: Type = text('never');

export function text(code: string): Type {
  return { kind: 'text', text: code };
}

/** Returns a union without repetitions. Unions among its members become part of it. */
export function unionOf(members: readonly Type[]): Type {
  const types = distinct(members, 'union');
  // In a union, `unknown` absorbs all other members.
  if (types.some(isUnknown)) return UNKNOWN;
  const possible = types.length > 1 ? types.filter((type) => !isText(type, 'never')) : types;
  // `null` reads best at the end.
  const nulls = possible.filter((type) => isText(type, 'null'));
  return joined('union', [...possible.filter((type) => !nulls.includes(type)), ...nulls], NEVER);
}

/** Returns an intersection without repetitions and without members that add nothing. */
export function intersectionOf(members: readonly Type[]): Type {
  const types = distinct(members, 'intersection').filter((type) => !isUnknown(type));
  return joined('intersection', types, UNKNOWN);
}

/** Adds `undefined`: under `exactOptionalPropertyTypes`, an optional property may only be set to it if its type says so. */
export function optional(type: Type): Type {
  if (isUnknown(type)) return type;
  return { kind: 'union', types: [...partsOf(type, 'union'), text('undefined')] };
}

function isUnknown(type: Type): boolean {
  return isText(type, 'unknown');
}

function isText(type: Type, code: string): boolean {
  return type.kind === 'text' && type.text === code;
}

function joined(kind: JoinedType['kind'], types: readonly Type[], empty: Type): Type {
  const [first, second] = types;
  if (first === undefined) return empty;
  return second === undefined ? first : { kind, types };
}

function distinct(members: readonly Type[], kind: JoinedType['kind']): readonly Type[] {
  const [only, ...others] = members;
  if (only !== undefined && others.length === 0) return partsOf(only, kind);
  const types = new Map<string, Type>();
  for (const member of members.flatMap((type) => partsOf(type, kind))) {
    const key = keyOf(member);
    if (!types.has(key)) types.set(key, member);
  }
  return [...types.values()];
}

function partsOf(type: Type, kind: JoinedType['kind']): readonly Type[] {
  return type.kind === kind ? type.types : [type];
}

/** Returns a text that equal types share. */
function keyOf(type: Type): string {
  switch (type.kind) {
    case 'text':
      return type.text;
    case 'name':
      return `${type.name.module} ${type.name.name}`;
    default:
      return JSON.stringify(type);
  }
}
