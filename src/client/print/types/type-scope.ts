import type { Schema, SchemaId } from '../../../model/schema.ts';
import type { ClientPlan } from '../../plan/client-plan.ts';
import type { Shape } from '../../plan/type-use.ts';
import type { Imports } from '../imports.ts';

/** What printing a type needs to know about where it is printed. */
export interface TypeScope {
  readonly plan: ClientPlan;
  readonly imports: Imports;
  readonly shape: Shape;
  /** References that stand where TypeScript would have to know this very alias already; left out there. */
  readonly cut: ReadonlySet<SchemaId>;
}

/** The name of a named schema's model, imported where it is declared elsewhere. */
export function modelName(id: SchemaId, { plan, imports, shape }: TypeScope): string {
  const name = plan.modelNames[shape].get(id);
  return name === undefined ? 'unknown' : imports.use(name, 'models', 'type');
}

/** The name of the type that stands for an object which several places share, imported where it is declared elsewhere. */
export function repeatedName(schema: Schema, { plan, imports, shape }: TypeScope): string | undefined {
  const name = shape === 'response' ? plan.repeatedNames.get(schema) : undefined;
  return name && imports.use(name, 'models', 'type');
}

/** The schema that an id names. */
export function schemaOf(id: SchemaId, { plan }: TypeScope): Schema | undefined {
  return plan.schemas.get(id)?.schema;
}

/** Inside an array, a tuple or an object nothing has to be left out: TypeScript resolves those late. */
export function deferred(scope: TypeScope): TypeScope {
  return scope.cut.size === 0 ? scope : { ...scope, cut: new Set() };
}
