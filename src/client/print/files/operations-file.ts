import type { ClientPlan, GroupPlan } from '../../plan/client-plan.ts';
import { seeTag } from '../docs/schema-doc.ts';
import { Imports } from '../imports.ts';
import { docComment, docText } from '../syntax/doc-comment.ts';
import { identifier } from '../syntax/identifier.ts';
import { operationConstant } from './operation-constant.ts';
import { operationFunction, operationMethod } from './operation-functions.ts';
import { OperationTypes } from './operation-types.ts';
import type { SourceFile } from './source-file.ts';

/** `operations/<tag>.ts`: types, constant and function of each operation of a tag, then the class with its methods. */
export function operationsFile(group: GroupPlan, plan: ClientPlan): SourceFile {
  const imports = new Imports(group.path.replace(/\.ts$/, ''), plan);
  const types = new OperationTypes(plan, imports);
  const declarations = group.operations.flatMap((operation) => [
    ...types.declarations(operation),
    operationConstant(operation, imports),
    operationFunction(operation, types, imports),
  ]);
  return { path: group.path, imports, exports: [], declarations: [...declarations, groupClass(group, types, imports)] };
}

function groupClass(group: GroupPlan, types: OperationTypes, imports: Imports): string {
  const core = imports.runtime('ClientCore', 'type');
  const methods = group.operations.map((operation) => operationMethod(operation, types, imports));
  const members = [
    `  readonly #client: ${core};`,
    `  constructor(client: ${core}) {\n    this.#client = client;\n  }`,
    ...methods,
  ];
  return `${groupDoc(group)}export class ${identifier(group.className)} {\n${members.join('\n\n')}\n}`;
}

/** Over the class of a tag and over its property on the client. */
export function groupDoc({ tag, description, externalDocs }: GroupPlan, indent = ''): string {
  return docComment(
    [
      docText(`Operations of the tag \`${tag.replaceAll('`', "'")}\`.`),
      docText(description ?? ''),
      seeTag(externalDocs),
    ],
    indent,
  );
}
