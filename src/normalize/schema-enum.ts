import type { JsonValue } from '../ir/json.ts';
import { type Located, memberOf } from '../ir/located.ts';
import type { SchemaShape } from '../ir/schema.ts';
import type { Context } from './context.ts';
import { elementsIn, given } from './expect.ts';
import type { OpenApiField } from './fields.ts';

/** `enum` or `const` (JSON Schema 2020-12 sections 6.1.2 and 6.1.3); null among the values makes it nullable. */
export function enumShape(
  ctx: Context,
  node: Located,
): { readonly shapes: readonly SchemaShape[]; readonly nullable: boolean } | undefined {
  const values = enumValues(ctx, node);
  if (values === undefined) return undefined;
  const kept = values.map((value, index) => ({ value, index })).filter(({ value }) => value !== null);
  const nullable = kept.length < values.length;
  if (kept.length === 0) return { shapes: [{ kind: nullable ? 'null' : 'never' }], nullable: false };
  const indexes = kept.map(({ index }) => index);
  const shape: SchemaShape = {
    kind: 'enum',
    values: kept.map(({ value }) => value),
    ...given('names', namesFor(ctx, node, 'x-enum-varnames', values.length, indexes)),
    ...given('descriptions', namesFor(ctx, node, 'x-enum-descriptions', values.length, indexes)),
  };
  return { shapes: [shape], nullable };
}

function enumValues(ctx: Context, node: Located): JsonValue[] | undefined {
  const constant = memberOf(node, 'const');
  if (constant !== undefined) return [constant.value as JsonValue];
  if (!Array.isArray(memberOf(node, 'enum')?.value)) {
    elementsIn(ctx, node, 'enum');
    return undefined;
  }
  return elementsIn(ctx, node, 'enum').map(({ value }) => value as JsonValue);
}

/** A list that goes with the values index for index; left out where the two have not the same length. */
function namesFor(
  ctx: Context,
  node: Located,
  key: OpenApiField,
  length: number,
  indexes: readonly number[],
): string[] | undefined {
  if (memberOf(node, key) === undefined) return undefined;
  const names = elementsIn(ctx, node, key);
  if (names.length !== length) return undefined;
  return indexes.map((index) => String(names[index]?.value ?? ''));
}
