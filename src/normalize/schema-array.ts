import { elementsOf, type Located, memberOf } from '../ir/located.ts';
import type { Schema, SchemaShape } from '../ir/schema.ts';
import type { Context } from './context.ts';
import { elementsIn, tolerate } from './expect.ts';
import { schemaObject } from './schema-object.ts';

/**
 * `items` and `prefixItems` (JSON Schema 2020-12 section 10.3.1). An array without `items` holds anything. A list of
 * `items` is what `prefixItems` was called in earlier drafts.
 */
export function arrayShape(ctx: Context, node: Located): SchemaShape {
  const items = memberOf(node, 'items');
  if (Array.isArray(items?.value)) {
    tolerate(ctx, items, '`items` is one schema; a list is taken as `prefixItems`.');
    const listed = elementsOf(items).map((element) => schemaObject(ctx, element));
    return { kind: 'tuple', items: listed, rest: { kind: 'unknown', location: node.location } };
  }
  const rest: Schema = items === undefined ? { kind: 'unknown', location: node.location } : schemaObject(ctx, items);
  if (memberOf(node, 'prefixItems') === undefined) return { kind: 'array', items: rest };
  const prefix = elementsIn(ctx, node, 'prefixItems').map((element) => schemaObject(ctx, element));
  return { kind: 'tuple', items: prefix, ...(rest.kind === 'never' ? {} : { rest }) };
}
