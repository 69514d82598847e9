import type { StatementStructures } from 'ts-morph';
import type { ClientPlan, IntegrationFunction, IntegrationPlan } from '../../plan/client-plan.ts';
import type { OperationPlan } from '../../plan/operation-plan.ts';
import type { RuntimeSymbol } from '../../plan/runtime-symbols.ts';
import { declareFunction, declareInterface, type Parameter } from '../declarations.ts';
import { Imports, type SourceFile } from '../source-file.ts';
import { identifier, stringLiteral } from '../syntax/escape.ts';
import { type Member, text } from '../types/type.ts';
import { CallTypes } from './call-types.ts';
import { hasInheritedName, optionsType, paramsParameter } from './operations-file.ts';

/** A library that caches answers. */
interface Library {
  readonly file: 'tanstack' | 'swr';
  /** Creates what the library takes for a list, from a key and a function that requests one page. */
  readonly infinite: RuntimeSymbol;
  readonly infiniteType: RuntimeSymbol;
  readonly infiniteDoc: string;
  /** The same for one call. */
  readonly query: RuntimeSymbol;
  readonly queryType: RuntimeSymbol;
  readonly queryDoc: string;
  /** The function that the library calls gets a signal. */
  readonly hasSignal: boolean;
}

const TANSTACK: Library = {
  file: 'tanstack',
  infinite: 'infiniteListQuery',
  infiniteType: 'InfiniteListQuery',
  infiniteDoc: 'for `useInfiniteQuery`',
  query: 'cachedQuery',
  queryType: 'CachedQuery',
  queryDoc: 'for `useQuery`',
  hasSignal: true,
};

const SWR: Library = {
  file: 'swr',
  infinite: 'infiniteListKeys',
  infiniteType: 'InfiniteListKeys',
  infiniteDoc: 'for `useSWRInfinite`',
  query: 'cachedCall',
  queryType: 'CachedCall',
  queryDoc: 'for `useSWR`',
  hasSignal: false,
};

/** Plans the text of `tanstack.ts`: functions for lists, for other reads and for writes, and one for their keys. */
export function tanstackFile(integration: IntegrationPlan, plan: ClientPlan): SourceFile {
  const file = cacheFile(TANSTACK, integration, plan);
  const { printer, exports } = file;
  exports.runtime('CachedMutation');
  return {
    ...file.source,
    statements: [
      ...file.source.statements,
      ...integration.writes.map((write) => printer.mutation(write)),
      ...printer.keys(integration.reads),
    ],
  };
}

/** Plans the text of `swr.ts`: functions for lists and for other reads. */
export function swrFile(integration: IntegrationPlan, plan: ClientPlan): SourceFile {
  return cacheFile(SWR, integration, plan).source;
}

function cacheFile(library: Library, { lists, reads }: IntegrationPlan, plan: ClientPlan) {
  const imports = new Imports(library.file, plan);
  const exports = new Imports(library.file, plan);
  const printer = new CachePrinter(library, plan, imports);
  for (const symbol of [library.infiniteType, 'InfinitePage', 'InfiniteParam', library.queryType] as const) {
    exports.runtime(symbol);
  }
  const statements = [
    ...lists.map((list) => printer.infinite(list)),
    ...reads.map((read) => (read.operation.strategies.length > 0 ? printer.firstPage(read) : printer.query(read))),
  ];
  return { printer, exports, source: { path: `${library.file}.ts`, imports, exports, statements } };
}

class CachePrinter {
  readonly #library: Library;
  readonly #plan: ClientPlan;
  readonly #imports: Imports;
  readonly #types: CallTypes;

  constructor(library: Library, plan: ClientPlan, imports: Imports) {
    this.#library = library;
    this.#plan = plan;
    this.#imports = imports;
    this.#types = new CallTypes(plan, imports);
  }

  /** Declares the function of a list, of which a cache requests page by page. */
  infinite(list: IntegrationFunction): StatementStructures {
    const { infinite, infiniteType, infiniteDoc } = this.#library;
    const key = `${this.#imports.runtime('infiniteKey')}(${this.#key(list)}, options)`;
    const keyType = `${this.#imports.runtime('InfiniteKey')}<${this.#keyTypes(list)}>`;
    const call = `${this.#types.callee(list)}(client, params, ${this.#imports.runtime('infinitePageOptions')}(options, page))`;
    return this.#declare(list, {
      doc: `All pages of {@link ${identifier(list.operation.functionName)}}, ${infiniteDoc}.`,
      options: this.#listOptions(list.operation),
      returnType: `${this.#imports.runtime(infiniteType)}<${this.#types.item(list)}, ${keyType}>`,
      factory: infinite,
      key,
      load: `(page) => ${call}`,
    });
  }

  /** Declares the function of a list of which a cache keeps the first page. */
  firstPage(list: IntegrationFunction): StatementStructures {
    const { query, queryType, queryDoc, hasSignal } = this.#library;
    const key = `${this.#imports.runtime('firstPageKey')}(${this.#key(list)}, options)`;
    const keyType = `${this.#imports.runtime('FirstPageKey')}<${this.#keyTypes(list)}>`;
    const page = `${this.#imports.runtime('InfinitePage')}<${this.#types.item(list)}>`;
    const signal = hasSignal ? 'signal' : 'signal: undefined';
    const options = `${this.#imports.runtime('infinitePageOptions')}(options, { resume: undefined, ${signal} })`;
    const call = `${this.#types.callee(list)}(client, params, ${options})`;
    return this.#declare(list, {
      doc: `The first page of {@link ${identifier(list.operation.functionName)}}, ${queryDoc}.`,
      options: this.#listOptions(list.operation),
      returnType: `${this.#imports.runtime(queryType)}<${page}, ${keyType}>`,
      factory: query,
      key,
      load: `(${hasSignal ? 'signal' : ''}) => ${this.#imports.runtime('loadPage')}(${call})`,
    });
  }

  /** Declares the function of an operation that reads and is not a list. */
  query(read: IntegrationFunction): StatementStructures {
    const { query, queryType, queryDoc, hasSignal } = this.#library;
    const { type } = read.operation.result;
    const result = this.#types.result(read);
    const data = type.kind === 'json' && type.isEmpty ? `${this.#imports.runtime('CachedBody')}<${result}>` : result;
    const keyType = `${this.#imports.runtime('CallKey')}<${this.#keyTypes(read)}>`;
    const call = `${this.#types.callee(read)}(client, params, ${hasSignal ? '{ ...options, signal }' : 'options'})`;
    return this.#declare(read, {
      doc: `The answer of {@link ${identifier(read.operation.functionName)}}, ${queryDoc}.`,
      options: this.#imports.runtime('CachedCallOptions'),
      returnType: `${this.#imports.runtime(queryType)}<${data}, ${keyType}>`,
      factory: query,
      key: this.#key(read),
      load: `(${hasSignal ? 'signal' : ''}) => ${this.#imports.runtime('cachedBody')}(${call})`,
    });
  }

  /** Declares the function of an operation that may change something. */
  mutation(write: IntegrationFunction): StatementStructures {
    const { operation, name } = write;
    const { paramsName, params } = operation;
    const isOptional = paramsName !== undefined && !params.some(({ required }) => required);
    const type = paramsName === undefined ? 'void' : this.#types.params(write) + (isOptional ? ' | void' : '');
    const given = paramsName === undefined ? '{}' : isOptional ? 'params ?? {}' : 'params';
    const call = `${this.#types.callee(write)}(client, ${given}, options)`;
    const key = `${this.#imports.runtime('keyPrefix')}(${this.#keyParts(write)})`;
    const returnType = `${this.#imports.runtime('CachedMutation')}<${this.#types.result(write)}, ${type}>`;
    const doc = `The mutation of {@link ${identifier(operation.functionName)}}, for \`useMutation\`.`;
    const parameters = [this.#client(), this.#options(this.#imports.runtime('CachedCallOptions'))];
    const factory = this.#imports.runtime('cachedMutation');
    return declareFunction({ name, parameters, returnType }, [doc], (writer) =>
      writer.write(`return ${factory}(${key}, (${paramsName === undefined ? '' : 'params'}) => ${call});`),
    );
  }

  /** Declares the function that returns the keys of some queries, to invalidate them. */
  keys(reads: readonly IntegrationFunction[]): StatementStructures[] {
    const groups = [...new Set(reads.map(({ group }) => group))].map((group): Member => {
      const own = reads.filter((read) => read.group === group);
      const members = own.map((read) => member(read.operation.functionName, this.#types.params(read)));
      return { name: group, isRequired: true, type: { kind: 'object', members }, doc: [] };
    });
    if (groups.length === 0) return [];
    const doc = 'The queries by group, with their params.';
    const type = declareInterface('QueryGroups', { kind: 'object', members: groups }, [doc], this.#imports);
    const signature = {
      name: 'queryKey',
      typeParameters: [
        { name: 'Group', constraint: 'keyof QueryGroups', default: 'keyof QueryGroups' },
        { name: 'Name', constraint: 'keyof QueryGroups[Group]', default: 'keyof QueryGroups[Group]' },
      ],
      parameters: [
        { name: 'group', type: 'Group', isOptional: true },
        { name: 'operation', type: 'Name', isOptional: true },
        { name: 'params', type: 'Partial<QueryGroups[Group][Name]>', isOptional: true },
      ],
      returnType: 'readonly unknown[]',
    };
    const about =
      'Returns the key of all queries, of those of a group, of an operation, or of some calls of it: for `invalidateQueries`.';
    const prefix = this.#imports.runtime('keyPrefix');
    const body = `return ${prefix}(${stringLiteral(this.#plan.className)}, group, operation, params);`;
    return [type, declareFunction(signature, [about], (writer) => writer.write(body))];
  }

  #declare(target: IntegrationFunction, parts: FunctionParts): StatementStructures {
    const { operation, name } = target;
    const type = this.#types.params(target);
    // Keys contain the parameters with their type, to which no object literal is assignable.
    const params = hasInheritedName(operation) ? { name: 'params', type } : paramsParameter(operation, type);
    const parameters = [this.#client(), params, this.#options(parts.options)];
    const factory = this.#imports.runtime(parts.factory);
    return declareFunction({ name, parameters, returnType: parts.returnType }, [parts.doc], (writer) =>
      writer
        .write(`return ${factory}(`)
        .indent(() => writer.write(`${parts.key},`).newLine().write(`${parts.load},`).newLine())
        .write(');'),
    );
  }

  #client(): Parameter {
    return { name: 'client', type: this.#imports.runtime('ClientCore', true) };
  }

  #options(type: string): Parameter {
    return { name: 'options', type, default: '{}' };
  }

  #listOptions(operation: OperationPlan): string {
    return `${this.#imports.runtime('InfiniteOptions')}<${optionsType(operation, this.#imports)}>`;
  }

  #key(target: IntegrationFunction): string {
    return `${this.#imports.runtime('callKey')}(${this.#keyParts(target)}, params)`;
  }

  #keyParts({ group, operation }: IntegrationFunction): string {
    return [this.#plan.className, group, operation.functionName].map(stringLiteral).join(', ');
  }

  #keyTypes(target: IntegrationFunction): string {
    return `${stringLiteral(target.operation.functionName)}, ${this.#types.params(target)}`;
  }
}

interface FunctionParts {
  readonly doc: string;
  readonly options: string;
  readonly returnType: string;
  readonly factory: RuntimeSymbol;
  readonly key: string;
  /** The code of the function that requests what the cache keeps. */
  readonly load: string;
}

function member(name: string, type: string): Member {
  return { name, isRequired: true, type: text(type), doc: [] };
}
