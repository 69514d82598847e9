import type { StatementStructures, WriterFunction } from 'ts-morph';
import type { Integration } from '../../../model/api.ts';
import type { ClientPlan, IntegrationFunction, IntegrationPlan } from '../../plan/client-plan.ts';
import { literal } from '../../plan/expression.ts';
import type { RuntimeSymbol } from '../../plan/runtime-symbols.ts';
import { declareConstant, declareFunction, type Parameter } from '../declarations.ts';
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

/** Plans the text of `msw.ts`: a handler of Mock Service Worker for each operation. */
function mswFile({ lists, reads, writes }: IntegrationPlan, plan: ClientPlan): SourceFile {
  const imports = new Imports('msw', plan);
  const types = new CallTypes(plan, imports);
  const exports = new Imports('msw', plan);
  const calls = [...reads, ...writes];
  const own = [
    ...(lists.length > 0 ? (['ListHandlerOptions', 'ListItems'] as const) : []),
    ...(calls.length > 0 ? (['CallAnswer', 'CallHandlerOptions', 'ServedCall'] as const) : []),
  ];
  for (const symbol of ['ListHandler', ...own] as const) exports.runtime(symbol);
  const statements = [
    ...lists.map((list) => listHandler(list, types, imports)),
    ...calls.map((call) => callHandler(call, types, imports)),
  ];
  return { path: 'msw.ts', imports, exports, statements };
}

function listHandler(list: IntegrationFunction, types: CallTypes, imports: Imports): StatementStructures {
  const parameters = [
    { name: 'items', type: `${imports.runtime('ListItems')}<${types.item(list)}>` },
    { name: 'options', type: `${imports.runtime('ListHandlerOptions')}<${types.result(list)}>`, default: '{}' },
  ];
  const serve = imports.runtime('listHandler');
  return handler(
    list,
    { parameters, with: 'pages of `items`', type: imports.runtime('ListRoute') },
    imports,
    (writer) => writer.write(`return ${serve}(route, items, options);`),
  );
}

function callHandler(call: IntegrationFunction, types: CallTypes, imports: Imports): StatementStructures {
  const answer = `${imports.runtime('CallAnswer')}<${types.served(call)}, ${types.path(call)}, ${types.sent(call)}>`;
  const parameters = [
    { name: 'answer', type: answer },
    { name: 'options', type: imports.runtime('CallHandlerOptions'), default: '{}' },
  ];
  const serve = imports.runtime('callHandler');
  return handler(call, { parameters, with: '`answer`', type: imports.runtime('CallRoute') }, imports, (writer) =>
    writer.write(`return ${serve}(route, answer, options);`),
  );
}

interface HandlerParts {
  readonly parameters: readonly Parameter[];
  /** Ends the sentence "Answers … with". */
  readonly with: string;
  /** The type of the route. */
  readonly type: string;
}

function handler(
  { name, operation: { source }, route = literal({}) }: IntegrationFunction,
  { parameters, with: what, type }: HandlerParts,
  imports: Imports,
  serve: WriterFunction,
): StatementStructures {
  const doc = [docText(`Answers \`${source.method} ${source.path}\` with ${what}.`)];
  const value = expressionText(route, imports, { isTall: true });
  const returnType = imports.runtime('ListHandler');
  return declareFunction({ name, parameters, returnType }, doc, [declareConstant('route', type, value), serve]);
}
