import { INTEGRATIONS, type Integration } from '../../model/api.ts';
import { InputError } from '../../shared/diagnostic.ts';
import { didYouMean } from '../../shared/suggest.ts';
import type { GroupPlan, IntegrationPlan, ListPlan, ModelPlan, OperationPlan } from './client-plan.ts';
import type { Expression } from './expression.ts';
import { NameScope } from './name-scope.ts';
import { RESERVED_NAMES } from './reserved-names.ts';

/** Suffixes of the functions of an integration, after the name of the list's own function. */
const SUFFIXES: Readonly<Partial<Record<Integration, string>>> = {
  tanstack: 'InfiniteOptions',
  swr: 'Infinite',
  msw: 'Handler',
};

/** @throws InputError `unknown-integration` */
export function refuseUnknown(names: readonly string[]): void {
  const unknown = names.find((name) => !INTEGRATIONS.some((known) => known === name));
  if (unknown === undefined) return;
  throw new InputError(
    'unknown-integration',
    `A client cannot be generated with \`${unknown}\`.`,
    didYouMean(unknown, INTEGRATIONS, `The integrations are ${INTEGRATIONS.join(', ')}.`),
  );
}

/** Plans the files of the integrations that the user wants, each once. */
export function planIntegrations(
  wanted: readonly Integration[],
  groups: readonly GroupPlan[],
  models: readonly ModelPlan[],
  routeOf: (operation: OperationPlan) => Expression,
): readonly IntegrationPlan[] {
  return [...new Set(wanted)].sort().map((name) => {
    const suffix = SUFFIXES[name];
    const all = suffix === undefined ? [] : planLists(suffix, groups, models);
    const lists = name === 'msw' ? all : all.filter(({ operation }) => isResumable(operation));
    if (name !== 'msw') return { name, lists };
    return { name, lists: lists.map((list) => ({ ...list, route: routeOf(list.operation) })) };
  });
}

/** True if each page has a checkpoint, by which caches request the next one. */
function isResumable({ strategies }: OperationPlan): boolean {
  return strategies.every(({ source }) => source.response.stateful !== true);
}

/** Names the functions of one file. The names that the file imports are taken. */
function planLists(suffix: string, groups: readonly GroupPlan[], models: readonly ModelPlan[]): readonly ListPlan[] {
  const operations = groups.flatMap((group) => group.operations.map((operation) => ({ group, operation })));
  const imported = operations.flatMap(({ operation }) => {
    const { functionName, paramsName, itemName, resultName } = operation;
    return [functionName, paramsName, itemName, resultName].filter((name) => name !== undefined);
  });
  const scope = new NameScope([...RESERVED_NAMES, ...imported, ...models.map(({ name }) => name)]);
  return operations
    .filter(({ operation }) => operation.strategies.length > 0)
    .map(({ group, operation }) => {
      const name = scope.allocate([operation.functionName + suffix, `${operation.functionName}List${suffix}`]);
      return { name, operation, module: group.path.replace(/\.ts$/, '') };
    });
}
