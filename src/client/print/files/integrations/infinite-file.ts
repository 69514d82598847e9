import type { ClientPlan, IntegrationPlan, ListPlan } from '../../../plan/client-plan.ts';
import type { RuntimeSymbol } from '../../../plan/runtime-symbols.ts';
import { Imports } from '../../imports.ts';
import { docComment } from '../../syntax/doc-comment.ts';
import { identifier } from '../../syntax/identifier.ts';
import { stringLiteral } from '../../syntax/string-literal.ts';
import { optionsType, paramsParameter } from '../operation-functions.ts';
import { signature } from '../signature.ts';
import type { SourceFile } from '../source-file.ts';
import { ListTypes } from './list-types.ts';

/** What a library for infinite lists takes. */
interface Library {
  /** Makes it of a key and of a function that makes the call for one page. */
  readonly factory: RuntimeSymbol;
  readonly type: RuntimeSymbol;
  /** What the function of a list gives, before and behind the list's name. */
  readonly doc: readonly [string, string];
}

const LIBRARIES = {
  tanstack: {
    factory: 'infiniteListQuery',
    type: 'InfiniteListQuery',
    doc: ['The infinite query of', ', for `useInfiniteQuery`.'],
  },
  swr: {
    factory: 'infiniteListKeys',
    type: 'InfiniteListKeys',
    doc: ['Keys and fetcher of the pages of', ', for `useSWRInfinite`.'],
  },
} as const satisfies Record<string, Library>;

/** `tanstack.ts`, `swr.ts`: a function for each list, which a cache asks for page by page. */
export function infiniteFile(name: keyof typeof LIBRARIES, { lists }: IntegrationPlan, plan: ClientPlan): SourceFile {
  const imports = new Imports(name, plan);
  const types = new ListTypes(plan, imports);
  const exported = new Imports(name, plan);
  const library = LIBRARIES[name];
  for (const symbol of [library.type, 'InfinitePage', 'InfiniteParam'] as const) exported.runtime(symbol);
  const declarations = lists.map((list) => infiniteFunction(list, library, plan, types, imports));
  return { path: `${name}.ts`, imports, exports: exported.statements, declarations };
}

function infiniteFunction(
  list: ListPlan,
  { factory, type, doc }: Library,
  plan: ClientPlan,
  types: ListTypes,
  imports: Imports,
): string {
  const { operation } = list;
  const name = stringLiteral(operation.functionName);
  const params = types.params(list);
  const parameters = [
    `client: ${imports.runtime('ClientCore', 'type')}`,
    paramsParameter(operation, params),
    `options: ${imports.runtime('InfiniteOptions')}<${optionsType(operation, imports)}> = {}`,
  ];
  const key = `${imports.runtime('infiniteKey')}(${stringLiteral(plan.className)}, ${name}, params, options)`;
  const result = `${imports.runtime(type)}<${types.item(list)}, ${imports.runtime('InfiniteKey')}<${name}, ${params}>>`;
  const call = `${types.callee(list)}(client, params, ${imports.runtime('infinitePageOptions')}(options, page))`;
  const head = signature(`export function ${identifier(list.name)}`, parameters, result, '');
  const comment = docComment([`${doc[0]} {@link ${identifier(operation.functionName)}}${doc[1]}`], '');
  return `${comment}${head}\n  return ${imports.runtime(factory)}(\n    ${key},\n    (page) => ${call},\n  );\n}`;
}
