import type { Property, Schema } from '../../../model/schema.ts';
import { schemaDoc } from '../docs/schema-doc.ts';
import { docComment } from '../syntax/doc-comment.ts';
import { identifier } from '../syntax/identifier.ts';
import { propertyName } from '../syntax/property-name.ts';
import { printType, typeOf } from './print-type.ts';
import { repeatedName, schemaOf, type TypeScope } from './type-scope.ts';
import { flat, render, says, type TypeText, term, unionOf } from './type-text.ts';

type ObjectSchema = Schema & { kind: 'object' };

const ANYTHING = '{ [key: string]: unknown }';

/** An object type with its members, one a line; an object that says nothing about them is open. */
export function objectType(schema: ObjectSchema, scope: TypeScope, indent: string): string {
  const name = repeatedName(schema, scope);
  if (name !== undefined) return identifier(name);
  if (schema.properties.length === 0) {
    if (schema.additional === undefined) return ANYTHING;
    return `{ [key: string]: ${flat(typeOf(schema.additional, scope, indent))} }`;
  }
  const members = objectMembers(schema, scope, `${indent}  `);
  return members === '' ? ANYTHING : `{\n${members}${indent}}`;
}

/** The members of an object type or interface, each with its doc comment. */
export function objectMembers(schema: ObjectSchema, scope: TypeScope, indent: string): string {
  const visible = schema.properties.filter((property) => !isHidden(property, scope));
  const members = visible.map((property) => member(property, scope, indent)).join('');
  return members + indexSignature(schema, visible, scope, indent);
}

function member({ name, required, schema }: Property, scope: TypeScope, indent: string): string {
  const label = propertyName(name) + (required ? ': ' : '?: ');
  const type = printType(schema, scope, indent, indent.length + label.length);
  return `${docComment(schemaDoc(schema), indent)}${indent}${label}${required ? type : optional(type)};\n`;
}

/** Under `exactOptionalPropertyTypes` a property that may be left out may be undefined only where its type says so. */
export function optional(type: string): string {
  return type === 'unknown' ? type : `${type} | undefined`;
}

/** An index signature has to admit what the declared properties hold (TS2411). */
function indexSignature(schema: ObjectSchema, declared: readonly Property[], scope: TypeScope, indent: string): string {
  if (schema.additional === undefined) return '';
  const schemas = [schema.additional, ...declared.map((property) => property.schema)];
  const missing = declared.some(({ required }) => !required) ? [term('undefined')] : [];
  const admitted = (): TypeText => {
    const type = unionOf([...schemas.map((member) => typeOf(member, scope, indent)), ...missing]);
    return type.terms.length > 5 ? term('unknown') : type;
  };
  const type = scope.imports.attempt(admitted, says);
  return `${indent}[key: string]: ${render(type, indent, indent.length + 15)};\n`;
}

/** Requests have no `readOnly` properties, responses no `writeOnly` ones (JSON Schema 2020-12 validation, section 9.4). */
function isHidden({ schema }: Property, scope: TypeScope): boolean {
  const mark = scope.shape === 'request' ? 'readOnly' : 'writeOnly';
  const target = schema.kind === 'ref' ? schemaOf(schema.id, scope) : undefined;
  return schema[mark] === true || target?.[mark] === true;
}
