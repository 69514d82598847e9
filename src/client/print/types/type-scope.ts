import type { Schema, SchemaId } from '../../../model/schema.ts';
import type { ClientPlan, Shape } from '../../plan/client-plan.ts';
import { type Type, UNKNOWN } from './type.ts';

/** The context in which a schema becomes a type. */
export interface TypeScope {
  readonly plan: ClientPlan;
  readonly shape: Shape;
  /** References that TypeScript cannot resolve here, because they lead back to the alias that is being declared. */
  readonly cut: ReadonlySet<SchemaId>;
  /** Returns the type of a schema inside of another. */
  readonly typeOf: (schema: Schema, scope: TypeScope) => Type;
}

/** Returns the model of a named schema. */
export function modelType(id: SchemaId, { plan, shape, cut }: TypeScope): Type {
  const name = cut.has(id) ? undefined : plan.modelNames[shape].get(id);
  return name === undefined ? UNKNOWN : { kind: 'name', name: { name, module: 'models', isType: true } };
}

/** Returns the type that is declared once for an object that several places share, if there is one. */
export function repeatedType(schema: Schema, { plan, shape }: TypeScope): Type | undefined {
  const name = shape === 'response' ? plan.repeatedNames.get(schema) : undefined;
  return name === undefined ? undefined : { kind: 'name', name: { name, module: 'models', isType: true } };
}

/** Returns the schema that an id names. */
export function schemaOf(id: SchemaId, { plan }: TypeScope): Schema | undefined {
  return plan.schemas.get(id)?.schema;
}

/** Inside arrays, tuples and objects nothing is cut: TypeScript resolves their contents late. */
export function deferred(scope: TypeScope): TypeScope {
  return scope.cut.size === 0 ? scope : { ...scope, cut: new Set() };
}
