import type { StatementStructures } from 'ts-morph';
import type { ClientPlan, IntegrationPlan, ListPlan } from '../../../plan/client-plan.ts';
import type { RuntimeSymbol } from '../../../plan/runtime-symbols.ts';
import { declareFunction } from '../../declarations.ts';
import { Imports } from '../../imports.ts';
import type { SourceFile } from '../../source-file.ts';
import { identifier } from '../../syntax/identifier.ts';
import { stringLiteral } from '../../syntax/string-literal.ts';
import { hasInheritedName, optionsType, paramsParameter } from '../operation-functions.ts';
import { ListTypes } from './list-types.ts';

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
export function infiniteFile(name: keyof typeof LIBRARIES, { lists }: IntegrationPlan, plan: ClientPlan): SourceFile {
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
  const returnType = `${imports.runtime(type)}<${types.item(list)}, ${keyType}>`;
  const make = imports.runtime(factory);
  return declareFunction({ name: list.name, parameters, returnType }, [comment], (writer) =>
    writer
      .write(`return ${make}(`)
      .indent(() => writer.write(`${key},`).newLine().write(`(page) => ${call},`).newLine())
      .write(');'),
  );
}
