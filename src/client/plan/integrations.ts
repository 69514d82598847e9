import { INTEGRATIONS, type Integration } from '../../model/api.ts';
import { InputError } from '../../shared/diagnostic.ts';
import { didYouMean } from '../../shared/suggest.ts';
import type { GroupPlan, IntegrationPlan, ListPlan, ModelPlan, OperationPlan, SchemasPlan } from './client-plan.ts';
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
    if (name === 'zod') return { name, lists: [], schemas: planSchemas(groups, models) };
    const suffix = SUFFIXES[name];
    const all = suffix === undefined ? [] : planLists(suffix, groups, models);
    const lists = name === 'msw' ? all : all.filter(({ operation }) => isResumable(operation));
    if (name !== 'msw') return { name, lists };
    return { name, lists: lists.map((list) => ({ ...list, route: routeOf(list.operation) })) };
  });
}

/** Names the schemas of all models and operations. */
function planSchemas(groups: readonly GroupPlan[], models: readonly ModelPlan[]): SchemasPlan {
  const operations = groups.flatMap((group) => group.operations);
  const scope = new NameScope([...RESERVED_NAMES, 'z', ...models.map(({ name }) => name)]);
  return {
    models: models.map((model) => ({ name: scope.allocate([`${model.name}Schema`, `${model.name}ZodSchema`]), model })),
    operations: operations.map((operation) => {
      const { functionName } = operation;
      const items = operation.strategies[0]?.source.response.items;
      return {
        name: scope.allocate([`${functionName}Schemas`, `${functionName}ZodSchemas`]),
        operation,
        ...(items?.in === 'body' && { items: items.pointer }),
      };
    }),
    all: scope.allocate(['allSchemas', 'allZodSchemas']),
  };
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
