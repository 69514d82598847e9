import type { StatementStructures } from 'ts-morph';
import type { Integration } from '../../../model/api.ts';
import type { ClientPlan, IntegrationFunction, IntegrationPlan } from '../../plan/client-plan.ts';
import type { Expression } from '../../plan/expression.ts';
import type { RuntimeSymbol } from '../../plan/runtime-symbols.ts';
import { declareConstant, declareFunction } from '../declarations.ts';
import { expressionText } from '../expression-text.ts';
import { Imports, type SourceFile } from '../source-file.ts';
import { docText } from '../syntax/doc-comment.ts';
import { swrFile, tanstackFile } from './cache-files.ts';
import { CallTypes } from './call-types.ts';
import { zodFile } from './zod-file.ts';

type FileOf = (integration: IntegrationPlan, plan: ClientPlan) => SourceFile;

const FILES: Readonly<Record<Integration, FileOf>> = {
  tanstack: tanstackFile,
  swr: swrFile,
  msw: mswFile,
  zod: ({ schemas = { models: [], operations: [], all: 'allSchemas' } }, plan) => zodFile(schemas, plan),
  streams: exporting('toItemStream', 'toNdjsonStream', 'toNdjson'),
  'node-streams': exporting('toItemReadable', 'toNdjsonReadable', 'toNdjson'),
};

/** Plans the text of `<integration>.ts`: the part of a client for another library. */
export function integrationFile(integration: IntegrationPlan, plan: ClientPlan): SourceFile {
  return FILES[integration.name](integration, plan);
}

/** Exports parts of the runtime that do not depend on single operations. */
function exporting(...symbols: readonly RuntimeSymbol[]): FileOf {
  return ({ name }, plan) => {
    const exports = new Imports(name, plan);
    for (const symbol of symbols) exports.runtime(symbol);
    return { path: `${name}.ts`, imports: new Imports(name, plan), exports, statements: [] };
  };
}

/** Plans the text of `msw.ts`: a handler of Mock Service Worker for each list. */
function mswFile({ lists }: IntegrationPlan, plan: ClientPlan): SourceFile {
  const imports = new Imports('msw', plan);
  const types = new CallTypes(plan, imports);
  const exports = new Imports('msw', plan);
  for (const symbol of ['ListHandler', 'ListHandlerOptions', 'ListItems'] as const) exports.runtime(symbol);
  const statements = lists.flatMap((list) =>
    list.route === undefined ? [] : [handler(list, list.route, types, imports)],
  );
  return { path: 'msw.ts', imports, exports, statements };
}

function handler(
  list: IntegrationFunction,
  route: Expression,
  types: CallTypes,
  imports: Imports,
): StatementStructures {
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
