import type { Operation } from '../../model/operation.ts';
import { pageRequestOf } from '../../model/page-bodies.ts';
import type { Parameter } from '../../model/parameter.ts';
import { presetValue, propertiesOf, type Schemas } from '../../model/schema-kinds.ts';
import type { Strategy } from '../../model/strategy.ts';
import type { JsonValue } from '../../shared/json.ts';
import { type CallExpression, call, type ObjectExpression, object, optional } from './expression.ts';

/** Another operation that returns the pages after the first, as its list sees it. */
export interface ContinuedOperation {
  readonly operation: Operation;
  /** Keys of its parameters in `params`: those of the list for parameters that both have. */
  readonly keys: ReadonlyMap<Parameter, string>;
  /** The operation as data for the runtime. */
  readonly data: ObjectExpression;
}

/** Returns the keys of an operation's parameters: those of the list for parameters that both have, else free ones. */
export function continuedKeys(next: Operation, keys: ReadonlyMap<Parameter, string>): ReadonlyMap<Parameter, string> {
  const taken = new Set(['body', ...keys.values()]);
  return new Map(
    next.parameters.map((parameter) => {
      const own = [...keys].find(([known]) => isSame(known, parameter))?.[1];
      let key = own ?? parameter.name;
      while (own === undefined && taken.has(key)) key += '_';
      taken.add(key);
      return [parameter, key];
    }),
  );
}

/** Plans a strategy whose cursors another operation takes. */
export function planContinuation(
  list: Operation,
  { request }: Strategy,
  { operation, keys, data }: ContinuedOperation,
  schemas: Schemas,
  created: CallExpression,
): CallExpression {
  const isFirstOnly = (parameter: Parameter): boolean =>
    request.firstPageOnly.some((one) => isSame(one, parameter)) ||
    (request.isFirstPageOnlyAll === true && !isHeader(parameter));
  const shared = operation.parameters.filter(
    (parameter) => list.parameters.some((one) => isSame(one, parameter)) && !isFirstOnly(parameter),
  );
  const [own, next] = [list, operation].map((one) => membersOf(one, schemas));
  const known = new Set(own?.map(({ name }) => name));
  const members = request.isFirstPageOnlyAll
    ? []
    : (next ?? []).filter(({ name }) => known.has(name)).map(({ name }) => name);
  const parameters = operation.parameters.flatMap((parameter): [string, JsonValue][] => {
    const value = presetValue(parameter.schema, schemas);
    return value === undefined ? [] : [[keys.get(parameter) ?? parameter.name, value]];
  });
  const body = (next ?? []).flatMap(({ name, schema }): [string, JsonValue][] => {
    const value = presetValue(schema, schemas);
    return value === undefined ? [] : [[name, value]];
  });
  const constants = { ...Object.fromEntries(parameters), ...(body.length > 0 && { body: Object.fromEntries(body) }) };
  const continuation = object({
    operation: data,
    shared: optional(shared.map((parameter) => keys.get(parameter) ?? parameter.name)),
    members: optional(members),
    constants: optional(constants),
  });
  return call('continueThrough', created, continuation);
}

function membersOf(operation: Operation, schemas: Schemas) {
  const body = pageRequestOf(operation)?.schema;
  return body === undefined ? [] : propertiesOf(body, schemas);
}

function isSame(a: Parameter, b: Parameter): boolean {
  return a.in === b.in && a.name === b.name;
}

function isHeader(parameter: Parameter): boolean {
  return parameter.in === 'header' || parameter.in === 'path';
}
