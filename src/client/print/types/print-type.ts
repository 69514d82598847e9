import type { Schema } from '../../../model/schema.ts';
import { identifier } from '../syntax/identifier.ts';
import { intersectionType } from './intersection-type.ts';
import { literalType } from './literal-type.ts';
import { objectType } from './object-type.ts';
import { deferred, modelName, type TypeScope } from './type-scope.ts';
import { inBrackets, render, type TypeText, term, unionOf } from './type-text.ts';
import { unionType } from './union-type.ts';

const PLAIN = {
  unknown: 'unknown',
  never: 'never',
  null: 'null',
  boolean: 'boolean',
  string: 'string',
  binary: 'Blob',
  number: 'number',
  integer: 'number',
} as const;

/** A schema as a TypeScript type that begins at `column` of a line indented by `indent`. */
export function printType(schema: Schema, scope: TypeScope, indent: string, column: number = indent.length): string {
  return render(typeOf(schema, scope, indent), indent, column);
}

/** A schema as a TypeScript type whose further lines are indented by `indent`. */
export function typeOf(schema: Schema, scope: TypeScope, indent: string): TypeText {
  switch (schema.kind) {
    case 'ref':
      return term(scope.cut.has(schema.id) ? 'unknown' : identifier(modelName(schema.id, scope)));
    case 'enum':
      return unionOf(schema.values.map((value) => term(literalType(value))));
    case 'array':
      return term(`${inBrackets(typeOf(schema.items, deferred(scope), indent))}[]`);
    case 'tuple':
      return term(tupleType(schema, deferred(scope), indent));
    case 'object':
      return term(objectType(schema, deferred(scope), indent));
    case 'union':
      return unionType(schema, scope, indent);
    case 'intersection':
      return intersectionType(schema, scope, indent);
    default:
      return term(PLAIN[schema.kind]);
  }
}

function tupleType(schema: Schema & { kind: 'tuple' }, scope: TypeScope, indent: string): string {
  const items = schema.items.map((item) => inBrackets(typeOf(item, scope, indent)));
  const rest = schema.rest === undefined ? [] : [`...${inBrackets(typeOf(schema.rest, scope, indent))}[]`];
  return `[${[...items, ...rest].join(', ')}]`;
}
