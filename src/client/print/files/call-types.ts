import type { ClientPlan, IntegrationFunction } from '../../plan/client-plan.ts';
import type { Imports } from '../source-file.ts';
import { identifier, propertyName, stringLiteral } from '../syntax/escape.ts';
import { OperationTypes } from './operation-types.ts';

/** The types of an operation, as a file at the root of the client names them. */
export class CallTypes {
  readonly #types: OperationTypes;
  readonly #imports: Imports;

  constructor(plan: ClientPlan, imports: Imports) {
    this.#types = new OperationTypes(plan, imports);
    this.#imports = imports;
  }

  /** Returns the operation's function. */
  callee({ operation, module }: IntegrationFunction): string {
    return this.#imports.use({ name: identifier(operation.functionName), module, isType: false });
  }

  params({ operation: { paramsName }, module }: IntegrationFunction): string {
    return paramsName === undefined ? 'Record<string, never>' : this.#named(paramsName, module);
  }

  item({ operation, module }: IntegrationFunction): string {
    const { itemName } = operation;
    return itemName === undefined ? this.#types.item(operation) : this.#named(itemName, module);
  }

  /** Returns the type of the body, of a page if it is a list. It is that of the default media type. */
  result({ operation, module }: IntegrationFunction): string {
    const { resultName, answersName, result } = operation;
    if (answersName !== undefined) {
      return `${this.#named(answersName, module)}[${stringLiteral(result.choices[0]?.mediaType ?? '')}]`;
    }
    return resultName === undefined ? this.#types.result(operation) : this.#named(resultName, module);
  }

  /** Returns the type of the body that a server answers with. A stream is sent as any body. */
  served(call: IntegrationFunction): string {
    const { kind } = call.operation.result.type;
    if (kind === 'nothing') return 'undefined';
    return kind === 'json' || kind === 'text' || kind === 'blob'
      ? this.result(call)
      : this.#imports.runtime('ServedBody');
  }

  /** Returns the type of the parameters in the path. */
  path({ operation }: IntegrationFunction): string {
    const names = [...operation.source.path.matchAll(/\{([^{}]*)\}/g)].map(([, name = '']) => name);
    const members = [...new Set(names)].map((name) => `${propertyName(name)}: string`);
    return members.length === 0 ? 'object' : `{ ${members.join('; ')} }`;
  }

  /** Returns the type of the body that a client sends. */
  sent(call: IntegrationFunction): string {
    const { body, paramsName, bodiesName } = call.operation;
    if (body === undefined || paramsName === undefined) return 'undefined';
    return bodiesName === undefined ? `${this.params(call)}['body']` : 'unknown';
  }

  #named(name: string, module: string): string {
    return this.#imports.use({ name: identifier(name), module, isType: true });
  }
}
