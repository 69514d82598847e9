import type { Parameter } from '../model/parameter.ts';
import type { Schema } from '../model/schema.ts';
import { dereference, type Schemas } from '../model/schema-kinds.ts';
import type { Strategy } from '../model/strategy.ts';
import type { JsonValue } from '../shared/json.ts';
import { planWriter } from './parameter-writer.ts';
import { withoutFragment } from './path-template.ts';
import type { ResolverPlan } from './strategy-plan.ts';

/** What makes a URL of the links of a strategy; undefined where they are URLs. */
export function planResolver(
  { request, response }: Strategy,
  keys: ReadonlyMap<Parameter, string>,
  schemas: Schemas,
): ResolverPlan | undefined {
  const next = request.operation;
  if (next === undefined) return response.linkBase === 'server' ? { symbol: 'fromServer' } : undefined;
  const { operation, link } = next;
  const own = operation.parameters.filter((parameter) => parameter.in === 'path' || parameter.in === 'query');
  const parameters = own.flatMap((parameter) =>
    parameter === link ? [] : [planWriter(parameter, keyOf(parameter, keys))],
  );
  const constants = own.flatMap((parameter): [string, JsonValue][] => {
    const value = fixedValue(parameter.schema, schemas);
    return value === undefined ? [] : [[keyOf(parameter, keys), value]];
  });
  return {
    symbol: 'throughOperation',
    argument: {
      path: withoutFragment(operation.path),
      link: link.name,
      ...(parameters.length > 0 && { parameters }),
      ...(constants.length > 0 && { constants: Object.fromEntries(constants) }),
    },
  };
}

/** Where the caller of the first operation has the value of a parameter of the next one. */
function keyOf(parameter: Parameter, keys: ReadonlyMap<Parameter, string>): string {
  for (const [own, key] of keys) if (own.in === parameter.in && own.name === parameter.name) return key;
  return parameter.name;
}

/** The only value that a parameter can have, else its default. */
function fixedValue(schema: Schema, schemas: Schemas): JsonValue | undefined {
  const target = dereference(schema, schemas);
  if (target?.kind === 'enum' && target.values.length === 1) return target.values[0];
  return schema.default ?? target?.default;
}
