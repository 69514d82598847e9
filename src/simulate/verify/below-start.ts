import { type CallExpression, type Expression, literal } from '../../client/plan/expression.ts';
import type { StrategyPlan } from '../../client/plan/strategy-plan.ts';
import { isJsonObject, type JsonValue } from '../../shared/json.ts';

/** Returns a strategy that starts at 0, because a client refuses positions before the declared start. */
export function startAtZero(strategy: StrategyPlan): StrategyPlan {
  const { call } = strategy;
  const args = call.args.map((arg, index) =>
    index > 0 ? arg : changeMember(arg, 'request', (request) => changeMember(request, 'start', () => literal(0))),
  );
  const changed: CallExpression = { ...call, args };
  return { ...strategy, call: changed };
}

function changeMember(whole: Expression, name: string, change: (member: Expression) => Expression): Expression {
  const members: readonly (readonly [string, Expression])[] =
    whole.kind === 'object'
      ? whole.members
      : whole.kind === 'literal' && isJsonObject(whole.value)
        ? Object.entries(whole.value as { readonly [key: string]: JsonValue }).map(([key, value]) => [
            key,
            literal(value),
          ])
        : [];
  const old = members.find(([key]) => key === name)?.[1] ?? literal({});
  return { kind: 'object', members: [...members.filter(([key]) => key !== name), [name, change(old)]] };
}
