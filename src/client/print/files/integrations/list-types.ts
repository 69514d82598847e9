import type { ClientPlan, ListPlan } from '../../../plan/client-plan.ts';
import type { Imports } from '../../imports.ts';
import { identifier } from '../../syntax/identifier.ts';
import { OperationTypes } from '../operation-types.ts';

/** The types of a list operation, as a file at the root of the client names them. */
export class ListTypes {
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
