import type { StatementStructures } from 'ts-morph';
import type { Schema } from '../../../model/schema.ts';
import type { ClientPlan, ModelPlan, RepeatedType } from '../../plan/client-plan.ts';
import { declareAlias, declareEnum, declareInterface } from '../declarations.ts';
import { schemaDoc } from '../docs/schema-doc.ts';
import { Imports, type SourceFile } from '../source-file.ts';
import { identifier } from '../syntax/escape.ts';
import { objectMembers, schemaType, scopeOf, type TypeScope } from '../types/schema-type.ts';
import type { ObjectType } from '../types/type.ts';

/** Plans the text of `models.ts`: the document's named schemas. Returns undefined if it has none. */
export function modelsFile(plan: ClientPlan): SourceFile | undefined {
  if (plan.models.length === 0) return undefined;
  const imports = new Imports('models', plan);
  const repeated = groupByOwner(plan.repeated);
  const statements = plan.models.flatMap((model) => [
    declareModel(model, scopeOf(plan, model.shape, model.cut), imports),
    ...enumsOf(model.name, plan, imports),
    ...(repeated.get(model.name) ?? []).map((type) => declareRepeated(type, scopeOf(plan, model.shape), imports)),
  ]);
  return { path: 'models.ts', imports, exports: new Imports('models', plan), statements };
}

function declareModel(model: ModelPlan, scope: TypeScope, imports: Imports): StatementStructures {
  const { name, schema, form, parents } = model;
  const received = scope.plan.modelNames.response.get(model.id) ?? name;
  const doc = schemaDoc(schema, received === name ? '' : `{@link ${identifier(received)}} as requests contain it.`);
  if (form === 'alias') return declareAlias(name, schemaType(schema, scope), doc, imports);
  const names = parents.map((id) => identifier(scope.plan.modelNames[scope.shape].get(id) ?? 'unknown'));
  return declareInterface(name, interfaceMembers(schema, scope, names.length > 0), doc, imports, names);
}

/** Returns the members that an interface declares besides those of its parents. */
function interfaceMembers(schema: Schema, scope: TypeScope, hasParents: boolean): ObjectType {
  const parts = (schema.kind === 'intersection' ? schema.members : [schema])
    .filter((part) => part.kind === 'object')
    .filter((part) => !hasParents || part.properties.length > 0 || part.additional !== undefined)
    .map((part) => objectMembers(part, scope));
  const members = parts.flatMap((part) => part.members);
  const index = parts.find((part) => part.index !== undefined)?.index;
  return { kind: 'object', members, ...(index !== undefined && { index }) };
}

/** Declares the objects of enums that belong to a model or to an operation. */
export function enumsOf(owner: string, plan: ClientPlan, imports: Imports): StatementStructures[] {
  const scope = scopeOf(plan, 'response');
  return plan.enums
    .filter((each) => each.owner === owner)
    .flatMap((each) => declareEnum(each, (schema) => schemaType(schema, scope), imports));
}

function groupByOwner(types: readonly RepeatedType[]): ReadonlyMap<string, readonly RepeatedType[]> {
  const groups = new Map<string, RepeatedType[]>();
  for (const type of types) groups.set(type.owner, [...(groups.get(type.owner) ?? []), type]);
  return groups;
}

/** Declares an alias, not an interface: a type that is assignable to the object is assignable to it too. */
function declareRepeated(
  { name, owner, schema }: RepeatedType,
  scope: TypeScope,
  imports: Imports,
): StatementStructures {
  const doc = [`Used in several places, first in {@link ${identifier(owner)}}.`];
  return declareAlias(name, objectMembers(schema, scope), doc, imports);
}
