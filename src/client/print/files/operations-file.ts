import type { ClassDeclarationStructure } from 'ts-morph';
import { StructureKind } from 'ts-morph';
import type { ClientPlan, GroupPlan } from '../../plan/client-plan.ts';
import { groupDoc } from '../docs/group-doc.ts';
import { Imports } from '../imports.ts';
import type { SourceFile } from '../source-file.ts';
import { docOf } from '../syntax/doc-comment.ts';
import { identifier } from '../syntax/identifier.ts';
import { operationConstants, operationFunction, operationMethod } from './operation-functions.ts';
import { OperationTypes } from './operation-types.ts';

/** Plans the text of `operations/<tag>.ts`: types, constants and function of each operation, then the class of the tag. */
export function operationsFile(group: GroupPlan, plan: ClientPlan): SourceFile {
  const module = group.path.replace(/\.ts$/, '');
  const imports = new Imports(module, plan);
  const types = new OperationTypes(plan, imports);
  const statements = group.operations.flatMap((operation) => [
    ...types.declarations(operation),
    ...operationConstants(operation, imports),
    operationFunction(operation, types, imports),
  ]);
  return {
    path: group.path,
    imports,
    exports: new Imports(module, plan),
    statements: [...statements, groupClass(group, types, imports)],
  };
}

function groupClass(group: GroupPlan, types: OperationTypes, imports: Imports): ClassDeclarationStructure {
  const core = imports.runtime('ClientCore', true);
  return {
    kind: StructureKind.Class,
    name: identifier(group.className),
    isExported: true,
    docs: docOf(groupDoc(group)),
    properties: [{ name: '#client', isReadonly: true, type: core }],
    ctors: [
      {
        parameters: [{ name: 'client', type: core }],
        statements: (writer) => writer.write('this.#client = client;'),
      },
    ],
    methods: group.operations.map((operation) => operationMethod(operation, types, imports)),
  };
}
