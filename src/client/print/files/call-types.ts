import type { ClientPlan, IntegrationFunction } from '../../plan/client-plan.ts';
import type { Imports } from '../source-file.ts';
import { identifier, stringLiteral } from '../syntax/escape.ts';
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

  #named(name: string, module: string): string {
    return this.#imports.use({ name: identifier(name), module, isType: true });
  }
}
