import { INTEGRATIONS, type Integration } from '../../model/api.ts';
import { InputError } from '../../shared/diagnostic.ts';
import { didYouMean } from '../../shared/suggest.ts';
import type { GroupPlan, IntegrationFunction, IntegrationPlan, ModelPlan, SchemasPlan } from './client-plan.ts';
import type { Expression } from './expression.ts';
import { NameScope } from './name-scope.ts';
import type { OperationPlan } from './operation-plan.ts';
import { RESERVED_NAMES } from './reserved-names.ts';

/** Suffixes of the functions of an integration, after the name of the operation's own function. */
const SUFFIXES: Readonly<Partial<Record<Integration, Partial<Record<FunctionKind, string>>>>> = {
  tanstack: { lists: 'InfiniteOptions', reads: 'QueryOptions', writes: 'MutationOptions' },
  swr: { lists: 'Infinite', reads: 'Swr' },
  msw: { lists: 'Handler', reads: 'Handler', writes: 'Handler' },
};

type FunctionKind = 'lists' | 'reads' | 'writes';

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
    const functions = planFunctions(name, groups, models);
    if (name === 'zod') return { name, ...functions, schemas: planSchemas(groups, models) };
    if (name !== 'msw') return { name, ...functions };
    const routed = (own: IntegrationFunction): IntegrationFunction => ({ ...own, route: routeOf(own.operation) });
    const { lists, reads, writes } = functions;
    return { name, lists: lists.map(routed), reads: reads.map(routed), writes: writes.map(routed) };
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

/** Decides for which operations a file has functions of a kind. */
const IS_OF_KIND: Readonly<Record<FunctionKind, (operation: OperationPlan, integration: Integration) => boolean>> = {
  // Caches request a page by the checkpoint of the one before.
  lists: ({ strategies }, integration) =>
    strategies.length > 0 &&
    (integration === 'msw' || strategies.every(({ source }) => source.response.stateful !== true)),
  reads: (operation, integration) =>
    integration === 'msw'
      ? isRead(operation) && operation.strategies.length === 0
      : isRead(operation) && isCacheable(operation),
  writes: (operation) => !isRead(operation),
};

/** A list only reads, whatever its method. */
function isRead({ source, strategies }: OperationPlan): boolean {
  return strategies.length > 0 || source.method === 'GET' || source.method === 'QUERY';
}

/** Returns true if there is an answer to keep. A stream is read once. */
function isCacheable({ result: { type }, strategies }: OperationPlan): boolean {
  if (strategies.length > 0) return strategies.every(({ source }) => source.response.stateful !== true);
  return type.kind === 'json' || type.kind === 'text' || type.kind === 'blob';
}

/** Names the functions of one file. The names that the file imports are taken. */
function planFunctions(
  integration: Integration,
  groups: readonly GroupPlan[],
  models: readonly ModelPlan[],
): Record<FunctionKind, readonly IntegrationFunction[]> {
  const operations = groups.flatMap((group) => group.operations.map((operation) => ({ group, operation })));
  const imported = operations.flatMap(({ operation }) => {
    const { functionName, paramsName, itemName, resultName, answersName } = operation;
    return [functionName, paramsName, itemName, resultName, answersName].filter((name) => name !== undefined);
  });
  const taken = [...RESERVED_NAMES, 'queryKey', 'QueryGroups', ...imported, ...models.map(({ name }) => name)];
  const scope = new NameScope(taken);
  const named = (kind: FunctionKind): readonly IntegrationFunction[] => {
    const suffix = SUFFIXES[integration]?.[kind];
    if (suffix === undefined) return [];
    return operations
      .filter(({ operation }) => IS_OF_KIND[kind](operation, integration))
      .map(({ group, operation }) => {
        const plain = operation.functionName;
        const name = scope.allocate([plain + suffix, `${plain}${kind === 'lists' ? 'List' : 'Call'}${suffix}`]);
        return { name, operation, module: group.path.replace(/\.ts$/, ''), group: group.propertyName };
      });
  };
  return { lists: named('lists'), reads: named('reads'), writes: named('writes') };
}
