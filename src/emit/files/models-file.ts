import type { ClientPlan, ModelPlan } from '../../plan/client-plan.ts';
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
  const declarations = plan.models.map((model) => {
    const scope = { plan, imports, shape: model.shape, cut: model.cut };
    const doc = docComment(schemaDoc(model.schema), '');
    return doc + (model.form === 'interface' ? interfaceText(model, scope) : aliasText(model, scope));
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
