import type { Schema } from '../../../model/schema.ts';
import type { ClientPlan, TypeUse } from '../../plan/client-plan.ts';
import { intersectionType } from './intersection-type.ts';
import { literalType } from './literal-type.ts';
import { objectType } from './object-type.ts';
import { type Type, text, unionOf } from './type.ts';
import { deferred, modelType, type TypeScope } from './type-scope.ts';
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

/** Returns the TypeScript type of a schema. */
export function schemaType(schema: Schema, scope: TypeScope): Type {
  switch (schema.kind) {
    case 'ref':
      return modelType(schema.id, scope);
    case 'enum':
      return unionOf(schema.values.map((value) => text(literalType(value))));
    case 'array':
      return { kind: 'array', items: schemaType(schema.items, deferred(scope)) };
    case 'tuple': {
      const items = schema.items.map((item) => schemaType(item, deferred(scope)));
      const rest = schema.rest && schemaType(schema.rest, deferred(scope));
      const { required } = schema;
      return { kind: 'tuple', items, ...(required !== undefined && { required }), ...(rest && { rest }) };
    }
    case 'object':
      return objectType(schema, scope);
    case 'union':
      return unionType(schema, scope);
    case 'intersection':
      return intersectionType(schema, scope);
    default:
      return text(PLAIN[schema.kind]);
  }
}

/** Returns the type of a schema outside of the models. */
export function typeOfUse({ schema, shape }: TypeUse, plan: ClientPlan): Type {
  return schemaType(schema, scopeOf(plan, shape));
}

/** Returns a scope in which nothing is cut. */
export function scopeOf(plan: ClientPlan, shape: TypeUse['shape'], cut: TypeScope['cut'] = new Set()): TypeScope {
  return { plan, shape, cut, typeOf: schemaType };
}
