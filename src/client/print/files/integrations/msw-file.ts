import type { StatementStructures } from 'ts-morph';
import type { ClientPlan, IntegrationPlan, ListPlan } from '../../../plan/client-plan.ts';
import type { Expression } from '../../../plan/expression.ts';
import { declareConstant, declareFunction } from '../../declarations.ts';
import { expressionText } from '../../expression-text.ts';
import { Imports } from '../../imports.ts';
import type { SourceFile } from '../../source-file.ts';
import { docText } from '../../syntax/doc-comment.ts';
import { ListTypes } from './list-types.ts';

/** Plans the text of `msw.ts`: a handler of Mock Service Worker for each list. */
export function mswFile({ lists }: IntegrationPlan, plan: ClientPlan): SourceFile {
  const imports = new Imports('msw', plan);
  const types = new ListTypes(plan, imports);
  const exports = new Imports('msw', plan);
  for (const symbol of ['ListHandler', 'ListHandlerOptions', 'ListItems'] as const) exports.runtime(symbol);
  const statements = lists.flatMap((list) =>
    list.route === undefined ? [] : [handler(list, list.route, types, imports)],
  );
  return { path: 'msw.ts', imports, exports, statements };
}

function handler(list: ListPlan, route: Expression, types: ListTypes, imports: Imports): StatementStructures {
  const { method, path } = list.operation.source;
  const parameters = [
    { name: 'items', type: `${imports.runtime('ListItems')}<${types.item(list)}>` },
    { name: 'options', type: `${imports.runtime('ListHandlerOptions')}<${types.result(list)}>`, default: '{}' },
  ];
  const doc = [docText(`Answers \`${method} ${path}\` with pages of \`items\`.`)];
  const value = expressionText(route, imports, { isTall: true });
  const returnType = imports.runtime('ListHandler');
  const serve = imports.runtime('listHandler');
  return declareFunction({ name: list.name, parameters, returnType }, doc, [
    declareConstant('route', imports.runtime('ListRoute'), value),
    (writer) => writer.write(`return ${serve}(route, items, options);`),
  ]);
}
