import { ClientCore, type ClientOptions } from '../../../templates/runtime/client.js';
import type { Checkpoint } from '../../../templates/runtime/paginator/checkpoint.js';
import type { PositionListOptions } from '../../../templates/runtime/paginator/options.js';
import { type Paginator, paginate } from '../../../templates/runtime/paginator/paginate.js';
import type { JsonValue } from '../../shared/json.ts';
import type { OperationPlan } from '../plan/client-plan.ts';
import type { ObjectExpression } from '../plan/expression.ts';
import { evaluate } from './evaluate.ts';

/** A list whose strategies are not known to the compiler: a walk whose position the server keeps has no checkpoint. */
export type UntypedList = Paginator<JsonValue, unknown, Checkpoint | undefined>;

/** Calls a list operation as the generated client does. Sends nothing before the result is used. */
export type ListCall = (
  params: object,
  options: PositionListOptions,
  config: ClientOptions & { readonly baseUrl: string },
) => UntypedList;

/** Returns the list call of an operation, on the runtime that ships inside clients. It adds no credentials. */
export function listCall({ data, strategies }: OperationPlan): ListCall {
  const operation = evaluate(withoutSecurity(data));
  const evaluated = strategies.map(({ call }) => evaluate(call));
  return (params, options, config) =>
    Reflect.apply(paginate, undefined, [new ClientCore({}, config), operation, params, options, evaluated]);
}

/** Without its security, an operation is also sent if no credentials are set. */
function withoutSecurity({ kind, members }: ObjectExpression): ObjectExpression {
  return { kind, members: members.filter(([name]) => name !== 'security') };
}
