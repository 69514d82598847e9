import type { StatementStructures } from 'ts-morph';
import type { Integration } from '../../../model/api.ts';
import type { ClientPlan, IntegrationPlan, ListPlan } from '../../plan/client-plan.ts';
import type { Expression } from '../../plan/expression.ts';
import type { RuntimeSymbol } from '../../plan/runtime-symbols.ts';
import { declareConstant, declareFunction } from '../declarations.ts';
import { expressionText } from '../expression-text.ts';
import { Imports, type SourceFile } from '../source-file.ts';
import { docText } from '../syntax/doc-comment.ts';
import { identifier, stringLiteral } from '../syntax/escape.ts';
import { OperationTypes } from './operation-types.ts';
import { hasInheritedName, optionsType, paramsParameter } from './operations-file.ts';
import { zodFile } from './zod-file.ts';

type FileOf = (integration: IntegrationPlan, plan: ClientPlan) => SourceFile;

const FILES: Readonly<Record<Integration, FileOf>> = {
  tanstack: (integration, plan) => infiniteFile('tanstack', integration, plan),
  swr: (integration, plan) => infiniteFile('swr', integration, plan),
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

/** A library for infinite lists. */
interface Library {
  /** Creates what the library takes, from a key and a function that requests one page. */
  readonly factory: RuntimeSymbol;
  readonly type: RuntimeSymbol;
  /** The documentation of a list's function, before and after the name of the list. */
  readonly doc: readonly [string, string];
}

const LIBRARIES = {
  tanstack: {
    factory: 'infiniteListQuery',
    type: 'InfiniteListQuery',
    doc: ['Returns the infinite query of', ', for `useInfiniteQuery`.'],
  },
  swr: {
    factory: 'infiniteListKeys',
    type: 'InfiniteListKeys',
    doc: ['Returns the keys and the fetcher of the pages of', ', for `useSWRInfinite`.'],
  },
} as const satisfies Record<string, Library>;

/** Plans the text of `tanstack.ts` and `swr.ts`: a function for each list, of which a cache requests page by page. */
function infiniteFile(name: keyof typeof LIBRARIES, { lists }: IntegrationPlan, plan: ClientPlan): SourceFile {
  const imports = new Imports(name, plan);
  const types = new ListTypes(plan, imports);
  const exports = new Imports(name, plan);
  const library = LIBRARIES[name];
  for (const symbol of [library.type, 'InfinitePage', 'InfiniteParam'] as const) exports.runtime(symbol);
  const statements = lists.map((list) => infiniteFunction(list, library, plan, types, imports));
  return { path: `${name}.ts`, imports, exports, statements };
}

function infiniteFunction(
  list: ListPlan,
  { factory, type, doc }: Library,
  plan: ClientPlan,
  types: ListTypes,
  imports: Imports,
): StatementStructures {
  const { operation } = list;
  const name = stringLiteral(operation.functionName);
  const paramsType = types.params(list);
  const parameters = [
    { name: 'client', type: imports.runtime('ClientCore', true) },
    // Keys contain the parameters with their type, to which no object literal is assignable.
    hasInheritedName(operation) ? { name: 'params', type: paramsType } : paramsParameter(operation, paramsType),
    {
      name: 'options',
      type: `${imports.runtime('InfiniteOptions')}<${optionsType(operation, imports)}>`,
      default: '{}',
    },
  ];
  const key = `${imports.runtime('infiniteKey')}(${stringLiteral(plan.className)}, ${name}, params, options)`;
  const keyType = `${imports.runtime('InfiniteKey')}<${name}, ${paramsType}>`;
  const call = `${types.callee(list)}(client, params, ${imports.runtime('infinitePageOptions')}(options, page))`;
  const comment = `${doc[0]} {@link ${identifier(operation.functionName)}}${doc[1]}`;
  const returnType = imports.runtime(type);
  const typeArguments = [types.item(list), keyType];
  const make = imports.runtime(factory);
  return declareFunction({ name: list.name, parameters, returnType, typeArguments }, [comment], (writer) =>
    writer
      .write(`return ${make}(`)
      .indent(() => writer.write(`${key},`).newLine().write(`(page) => ${call},`).newLine())
      .write(');'),
  );
}

/** Plans the text of `msw.ts`: a handler of Mock Service Worker for each list. */
function mswFile({ lists }: IntegrationPlan, plan: ClientPlan): SourceFile {
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

/** The types of a list operation, as a file at the root of the client names them. */
class ListTypes {
  readonly #types: OperationTypes;
  readonly #imports: Imports;

  constructor(plan: ClientPlan, imports: Imports) {
    this.#types = new OperationTypes(plan, imports);
    this.#imports = imports;
  }

  /** Returns the operation's function. */
  callee({ operation, module }: ListPlan): string {
    return this.#imports.use({ name: identifier(operation.functionName), module, isType: false });
  }

  params({ operation: { paramsName }, module }: ListPlan): string {
    return paramsName === undefined ? 'Record<string, never>' : this.#named(paramsName, module);
  }

  item({ operation, module }: ListPlan): string {
    const { itemName } = operation;
    return itemName === undefined ? this.#types.item(operation) : this.#named(itemName, module);
  }

  /** Returns the type of a page's body. */
  result({ operation, module }: ListPlan): string {
    const { resultName } = operation;
    return resultName === undefined ? this.#types.result(operation) : this.#named(resultName, module);
  }

  #named(name: string, module: string): string {
    return this.#imports.use({ name: identifier(name), module, isType: true });
  }
}
