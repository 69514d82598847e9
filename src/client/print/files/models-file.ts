import type { ClientPlan, ModelPlan, RepeatedType } from '../../plan/client-plan.ts';
import { schemaDoc } from '../docs/schema-doc.ts';
import { Imports } from '../imports.ts';
import { docComment } from '../syntax/doc-comment.ts';
import { identifier } from '../syntax/identifier.ts';
import { objectMembers } from '../types/object-type.ts';
import { printType } from '../types/print-type.ts';
import { modelName, type TypeScope } from '../types/type-scope.ts';
import type { SourceFile } from './source-file.ts';

/** `models.ts`: the document's named schemas. Undefined where it has none. */
export function modelsFile(plan: ClientPlan): SourceFile | undefined {
  if (plan.models.length === 0) return undefined;
  const imports = new Imports('models', plan);
  const repeated = repeatedByOwner(plan);
  const declarations = plan.models.flatMap((model) => {
    const scope = { plan, imports, shape: model.shape, cut: model.cut };
    const doc = docComment(schemaDoc(model.schema), '');
    const text = doc + (model.form === 'interface' ? interfaceText(model, scope) : aliasText(model, scope));
    return [text, ...(repeated.get(model.name) ?? []).map((type) => repeatedText(type, { ...scope, cut: NOTHING }))];
  });
  return { path: 'models.ts', imports, exports: [], declarations };
}

function interfaceText({ name, schema, parents }: ModelPlan, scope: TypeScope): string {
  const bases = parents.map((id) => identifier(modelName(id, scope))).join(', ');
  const head = `export interface ${identifier(name)}${bases === '' ? '' : ` extends ${bases}`}`;
  const objects = schema.kind === 'intersection' ? schema.members : [schema];
  const members = objects
    .flatMap((part) => (part.kind === 'object' ? [objectMembers(part, scope, '  ')] : []))
    .join('');
  if (members !== '') return `${head} {\n${members}}`;
  return bases === '' ? `${head} {\n  [key: string]: unknown;\n}` : `${head} {}`;
}

function aliasText({ name, schema }: ModelPlan, scope: TypeScope): string {
  const head = `export type ${identifier(name)} =`;
  const type = printType(schema, scope, '', head.length + 1);
  return `${head}${type.startsWith('\n') ? '' : ' '}${type};`;
}

function repeatedByOwner({ repeated }: ClientPlan): ReadonlyMap<string, readonly RepeatedType[]> {
  const byOwner = new Map<string, RepeatedType[]>();
  for (const type of repeated) {
    const known = byOwner.get(type.owner);
    if (known === undefined) byOwner.set(type.owner, [type]);
    else known.push(type);
  }
  return byOwner;
}

/** An alias rather than an interface: what is assignable to the type in its place is assignable to this one. */
function repeatedText({ name, owner, schema }: RepeatedType, scope: TypeScope): string {
  const doc = docComment([`Stands in several places, first in {@link ${identifier(owner)}}.`], '');
  return `${doc}export type ${identifier(name)} = {\n${objectMembers(schema, scope, '  ')}};`;
}

const NOTHING: ReadonlySet<string> = new Set();
