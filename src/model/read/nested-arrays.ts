import { type Located, memberOf, valueIn } from '../../shared/json.ts';
import { type Context, isUpgraded } from './context.ts';

/** `collectionFormat` (Swagger 2.0, Items Object) → the delimiter. The default is `csv`. */
const DELIMITERS: ReadonlyMap<unknown, string> = new Map([
  ['csv', ','],
  ['ssv', ' '],
  ['tsv', '\t'],
  ['pipes', '|'],
]);

/**
 * Returns the delimiters of the arrays inside an array, the outermost first. Only Swagger 2.0 says how a parameter sends
 * them. Undefined if there are none.
 */
export function nestedDelimiters(ctx: Context, schema: Located | undefined): readonly string[] | undefined {
  const delimiters: string[] = [];
  let items = schema && isUpgraded(ctx, schema) ? memberOf(schema, 'items') : undefined;
  while (items !== undefined && valueIn(items, 'type') === 'array') {
    delimiters.push(DELIMITERS.get(valueIn(items, 'collectionFormat')) ?? ',');
    items = memberOf(items, 'items');
  }
  return delimiters.length === 0 ? undefined : delimiters;
}
