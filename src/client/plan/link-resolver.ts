import type { Parameter } from '../../model/parameter.ts';
import type { Schema } from '../../model/schema.ts';
import { dereference, type Schemas } from '../../model/schema-kinds.ts';
import type { Strategy } from '../../model/strategy.ts';
import type { JsonValue } from '../../shared/json.ts';
import { call, type Expression, list, literal, object, optional, symbol } from './expression.ts';
import { responsePlace } from './page-facts.ts';
import { parameterData } from './parameter-data.ts';
import { withoutFragment } from './path-template.ts';

/** Plans how the links of a strategy become URLs. Returns undefined if the links are URLs themselves. */
export function planResolver(
  { request, response }: Strategy,
  keys: ReadonlyMap<Parameter, string>,
  schemas: Schemas,
): Expression | undefined {
  const next = request.operation;
  if (next === undefined) {
    const { linkBase } = response;
    if (linkBase === undefined || linkBase === 'server') return linkBase && symbol('fromServer');
    const place = responsePlace(linkBase);
    return place && call('fromBase', place);
  }
  const { operation, link } = next;
  const own = operation.parameters.filter((parameter) => parameter.in === 'path' || parameter.in === 'query');
  const parameters = own
    .filter((parameter) => parameter !== link)
    .map((parameter) => parameterData(parameter, keyOf(parameter, keys)));
  const constants = own.flatMap((parameter): [string, JsonValue][] => {
    const value = fixedValue(parameter.schema, schemas);
    return value === undefined ? [] : [[keyOf(parameter, keys), value]];
  });
  return call(
    'throughOperation',
    object({
      path: literal(withoutFragment(operation.path)),
      link: literal(link.name),
      parameters: parameters.length === 0 ? undefined : list(parameters),
      constants: optional(Object.fromEntries(constants)),
    }),
  );
}

/** Returns the key under which the caller of the first operation sets a parameter of the next operation. */
function keyOf(parameter: Parameter, keys: ReadonlyMap<Parameter, string>): string {
  for (const [own, key] of keys) if (own.in === parameter.in && own.name === parameter.name) return key;
  return parameter.name;
}

/** Returns the only value that a parameter can have, or else its default. */
function fixedValue(schema: Schema, schemas: Schemas): JsonValue | undefined {
  const target = dereference(schema, schemas);
  if (target?.kind === 'enum' && target.values.length === 1) return target.values[0];
  return schema.default ?? target?.default;
}
