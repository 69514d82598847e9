import { ClientCore, type ClientOptions } from '../../templates/runtime/client.js';
import type { PositionListOptions } from '../../templates/runtime/pagination/options.js';
import { type Paginator, paginate } from '../../templates/runtime/pagination/paginate.js';
import type { OperationPlan } from '../plan/client-plan.ts';
import type { JsonValue } from '../shared/json.ts';
import { bindOperation } from './bind-operation.ts';
import { bindStrategy } from './bind-strategy.ts';

/** Calls a list operation as the generated client does. Sends nothing before the result is used. */
export type ListCall = (
  params: object,
  options: PositionListOptions,
  config: ClientOptions & { readonly baseUrl: string },
) => Paginator<JsonValue>;

/** The list call of an operation, on the runtime that ships inside clients. It sends no credentials of its own. */
export function bindCall(operation: OperationPlan): ListCall {
  const bound = bindOperation(operation);
  const strategies = operation.strategies.map(bindStrategy);
  return (params, options, config) =>
    paginate<JsonValue, unknown>(new ClientCore({}, config), bound, params, options, strategies);
}
