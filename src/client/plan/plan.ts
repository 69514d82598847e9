import type { ApiModel, Budget } from '../../model/api.ts';
import { operationLabel } from '../../model/operation.ts';
import type { Report } from '../../shared/diagnostic.ts';
import type { ClientPlan, GroupPlan, PlanOptions } from './client-plan.ts';
import { DatePlanner } from './dates.ts';
import { planEnums } from './enums.ts';
import { literal } from './expression.ts';
import { planIntegrations } from './integrations.ts';
import { callRoute, listRoute } from './list-route.ts';
import { planModels } from './models.ts';
import { NameRegister, NameScope } from './name-scope.ts';
import type { OperationPlan, ResultPlan } from './operation-plan.ts';
import { planOperations } from './operations.ts';
import { planRepeatedTypes } from './repeated-types.ts';
import { RESERVED_NAMES } from './reserved-names.ts';
import {
  PUBLIC_BUDGET_SYMBOLS,
  PUBLIC_PAGINATION_SYMBOLS,
  PUBLIC_SYMBOLS,
  RUNTIME_SYMBOLS,
  type RuntimeSymbol,
} from './runtime-symbols.ts';
import { clientSettings, serverUrl } from './settings.ts';
import { listCallSymbols } from './strategies.ts';
import { camelCase, pascalCase } from './words.ts';

/**
 * Decides every name, path and type of a client. Names are handed out in one order, whatever they are for: the
 * runtime's, the client's own, models in document order, operations in document order, the types of operations. Who
 * comes later gets out of the way and is reported as `info`.
 */
export function plan(model: ApiModel, options: PlanOptions, report: Report): ClientPlan {
  const scope = new NameScope(RESERVED_NAMES);
  const register = new NameRegister(scope, report);
  const className = nameClient(model, options, scope, report);
  const { models, names } = planModels(model, register);
  const dates = options.dates === 'date' ? new DatePlanner(model, names.response, register) : undefined;
  const groups = planOperations(model, register, options.methodNames, dates);
  for (const { operations } of groups) reportNamelessParts(operations, report);
  const repeated = planRepeatedTypes(models, register);
  const enums = options.enums === 'object' ? planEnums(models, groups, register) : [];
  const [server] = model.servers;
  const budgets = usedBudgets(model);
  const paginated = model.operations.some(({ strategies }) => strategies.length > 0);
  return {
    title: model.title,
    ...(model.description !== undefined && { description: model.description }),
    ...(model.externalDocs && { externalDocs: model.externalDocs }),
    className,
    variableName: exampleName(className),
    importExtension: options.importExtension,
    ...(server && { server }),
    needsBaseUrl: server === undefined && model.operations.some(({ servers = [] }) => servers.length === 0),
    schemes: model.securitySchemes,
    budgets,
    settings: clientSettings(server, model.securitySchemes, budgets),
    models,
    repeated,
    enums,
    dates: dates?.constants,
    groups,
    integrations: planIntegrations(
      options.with ?? [],
      groups,
      models,
      ({ source, result, strategies, server: own }) => {
        const base = own ?? serverUrl(server);
        return literal(
          strategies.length > 0 ? listRoute(source, model.schemas, base) : { ...callRoute(source, result, base) },
        );
      },
    ),
    runtime: RUNTIME_SYMBOLS,
    publicSymbols: [
      ...PUBLIC_SYMBOLS,
      ...(paginated ? PUBLIC_PAGINATION_SYMBOLS : []),
      ...(budgets.length > 0 ? PUBLIC_BUDGET_SYMBOLS : []),
      ...(hasOpenErrors(groups) ? (['StatusOf'] as const) : []),
      ...paginatorSymbols(groups.flatMap(({ operations }) => operations)),
      ...contentSymbols(groups.flatMap(({ operations }) => operations)),
    ],
    schemas: model.schemas,
    modelNames: names,
    repeatedNames: new Map(repeated.flatMap(({ name, places }) => [...places].map((schema) => [schema, name]))),
  };
}

/** Returns true if a declared error stands for all statuses that others do not name. */
function hasOpenErrors(groups: readonly GroupPlan[]): boolean {
  const errors = groups.flatMap(({ operations }) => operations.map((operation) => operation.errors));
  return errors.some((all) => all.length > 1 && all.some(({ status }) => !/^\d+$/.test(status)));
}

/** Returns the types of lists whose pages lead back. */
function paginatorSymbols(operations: readonly OperationPlan[]): readonly RuntimeSymbol[] {
  const paginators = new Set(operations.map(({ strategies }) => listCallSymbols(strategies).paginator));
  paginators.delete('Paginator');
  return paginators.size === 0 ? [] : [...paginators, 'TwoWayPage'];
}

/** Returns the types of the runtime in signatures of operations with several media types, or with events. */
function contentSymbols(operations: readonly OperationPlan[]): readonly RuntimeSymbol[] {
  const has = (test: (operation: OperationPlan) => boolean | undefined): boolean => operations.some(test);
  const isEvents = ({ type }: Pick<ResultPlan, 'type'>): boolean => type.kind === 'events';
  return [
    ...(has(({ result }) => result.choices.length > 0) ? (['AcceptOptions'] as const) : []),
    ...(has(({ body }) => (body?.choices.length ?? 0) > 0) ? (['ContentTypeOptions'] as const) : []),
    ...(has(({ result }) => [result, ...result.choices].some(isEvents)) ? (['ServerSentEvent'] as const) : []),
  ];
}

/** Reports multipart bodies whose parts have no names. A body without a schema is a `FormData` of the caller's. */
function reportNamelessParts(operations: readonly OperationPlan[], report: Report): void {
  for (const { source, body } of operations) {
    if (!body?.acceptsForm || body.type.schema.kind === 'unknown') continue;
    report({
      code: 'nameless-parts',
      severity: 'warning',
      message: `The multipart body of ${operationLabel(source)} is not an object, so its parts have no names. The client calls them \`file\`.`,
      hint: 'Declare an object with a property for each part.',
      location: body.type.schema.location,
    });
  }
}

function usedBudgets({ budgets = [], operations }: ApiModel): readonly Budget[] {
  const used = new Set(operations.flatMap((operation) => operation.budgets ?? []));
  return budgets.filter(({ name }) => used.has(name));
}

/** `info.title`, or the name that the user wants, in PascalCase, less a closing "API" or "Client". */
function nameClient(model: ApiModel, options: PlanOptions, scope: NameScope, report: Report): string {
  const title = options.name ?? model.title;
  const plain = pascalCase(title.trimEnd().replace(/(?:\bAPI|Client)$/i, '')) || pascalCase(title) || 'Api';
  const name = scope.allocate([`${plain}Client`, `${plain}ApiClient`]);
  if (name.length > MAX_CLASS_NAME && options.name === undefined && model.titleLocation !== undefined) {
    report({
      code: 'long-client-name',
      severity: 'info',
      message: `The title of the document makes a long class name, \`${name}\`. Set a shorter one with \`--name\`.`,
      location: model.titleLocation,
    });
  }
  return name;
}

/** A class with a longer name is hard to read where it is used. */
const MAX_CLASS_NAME = 40;

/** A name for the variable that holds a client in examples: `CloseClient` → `close`. */
function exampleName(className: string): string {
  const name = camelCase(className.replace(/Client$/, ''));
  return name === '' || RESERVED_NAMES.has(name) ? 'api' : name;
}
