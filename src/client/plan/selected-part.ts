import type { ApiModel, Incoming } from '../../model/api.ts';
import { type MediaType, type Operation, schemasOf } from '../../model/operation.ts';
import { reach, references, type SchemaId } from '../../model/schema.ts';
import type { OperationSelection } from '../../model/select-operations.ts';
import { InputError } from '../../shared/diagnostic.ts';
import { isWithin } from '../../shared/json.ts';

/** The operations of a client. */
export interface Selection extends OperationSelection {
  /** Omit all operations that are not paginated. Default: false. */
  readonly paginatedOnly?: boolean | undefined;
}

/**
 * Reduces an API, whose operations match the selectors already, to what a client of it needs: without `paginatedOnly`'s
 * other operations, and with the schemas that the rest uses. Webhooks are omitted if `include` or `paginatedOnly`
 * select operations. Callbacks go with their operations.
 *
 * @throws InputError `nothing-selected` if no operation is paginated
 */
export function selectedPart(model: ApiModel, { include = [], exclude = [], paginatedOnly }: Selection): ApiModel {
  if (include.length + exclude.length === 0 && !paginatedOnly) return model;
  const operations = model.operations.filter(({ strategies }) => !paginatedOnly || strategies.length > 0);
  if (operations.length === 0 && model.operations.length > 0) {
    throw new InputError('nothing-selected', `No operation of ${model.title} is left.`);
  }
  const stays = ({ kind, location }: Incoming): boolean =>
    kind === 'callback'
      ? operations.some((operation) => isWithin(location, operation.location))
      : include.length === 0 && !paginatedOnly;
  const { incoming: all, ...api } = model;
  const incoming = all?.filter(stays) ?? [];
  const needed = neededSchemas(model, operations, incoming);
  return {
    ...api,
    operations,
    schemas: new Map([...model.schemas].filter(([id]) => needed.has(id))),
    ...(incoming.length > 0 && { incoming }),
  };
}

function neededSchemas(
  { schemas }: ApiModel,
  operations: readonly Operation[],
  incoming: readonly Incoming[],
): Set<SchemaId> {
  const of = (content: readonly MediaType[]) => content.flatMap(schemasOf);
  const used = [
    ...operations.flatMap(({ parameters, requestBody, responses, strategies }) => [
      ...parameters.map(({ schema }) => schema),
      ...of(requestBody?.content ?? []),
      ...responses.flatMap(({ content, headers }) => [...of(content), ...headers.map(({ schema }) => schema)]),
      ...strategies.map(({ item }) => item),
    ]),
    ...incoming.flatMap(({ content, answers }) => [...of(content), ...of(answers)]),
  ];
  const edges = new Map([...schemas].map(([id, { schema }]) => [id, references(schema)]));
  return reach(new Set(used.flatMap((schema) => [...references(schema)])), edges);
}
