import { type CallExpression, type Expression, literal } from '../../client/plan/expression.ts';
import type { StrategyPlan } from '../../client/plan/operation-plan.ts';
import { itemsPlace } from '../../client/plan/page-facts.ts';
import type { Strategy } from '../../model/strategy.ts';
import { isJsonObject, type JsonValue } from '../../shared/json.ts';

/** Returns a strategy that starts at 0, because a client refuses positions before the declared start. */
export function startAtZero(strategy: StrategyPlan): StrategyPlan {
  return changeField(strategy, 'request', 'start', () => literal(0));
}

/** Returns a strategy that follows every cursor and URL, because a client stops at the declared last page. */
export function withoutLastPage(strategy: StrategyPlan): StrategyPlan {
  return changeField(strategy, 'response', 'lastPage', () => undefined);
}

/** Returns a strategy whose items are the groups, because positions, limits and totals count these. */
export function withGroupsAsItems(strategy: StrategyPlan): StrategyPlan {
  const { key: _, ...source } = strategy.source;
  const { each: __, counts: ___, ...items } = source.response.items;
  const groups: Strategy = { ...source, response: { ...source.response, items } };
  const changed = changeField(strategy, 'response', 'items', () => itemsPlace(groups));
  return { ...changed, source: groups };
}

type Change = (member: Expression) => Expression | undefined;

function changeField(strategy: StrategyPlan, group: string, field: string, change: Change): StrategyPlan {
  return { ...strategy, call: changeCall(strategy.call, group, (members) => changeMember(members, field, change)) };
}

/** Changes a group of the fields that a strategy is created with. Functions can wrap the one of its style. */
function changeCall(call: CallExpression, group: string, change: Change): CallExpression {
  // A strategy that leads back has its style's function first.
  const own = call.callee === 'bothWays' ? 1 : 0;
  const args = call.args.map((arg, index) => {
    if (index !== own) return arg;
    return arg.kind === 'call' ? changeCall(arg, group, change) : changeMember(arg, group, change);
  });
  return { ...call, args };
}

function changeMember(whole: Expression, name: string, change: Change): Expression {
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
  const changed = change(old);
  const others = members.filter(([key]) => key !== name);
  return { kind: 'object', members: changed === undefined ? others : [...others, [name, changed]] };
}
