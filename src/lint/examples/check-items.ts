import { type Operation, operationLabel } from '../../model/operation.ts';
import { describeKinds, type JsonKind, kindOfValue, kindsFit } from '../../model/schema-kinds.ts';
import type { Strategy } from '../../model/strategy.ts';
import { describeValue, type JsonPointer, type JsonValue, type Located } from '../../shared/json.ts';
import type { RuleContext } from '../rule.ts';
import { cursorKinds, lookUp } from './look-up.ts';

/** Checks the fields that a strategy reads in items: `key` and `deep.field` in each, `response.itemCursor` in the last. */
export function checkItems(
  items: readonly Located[],
  strategy: Strategy,
  operation: Operation,
  context: RuleContext,
): void {
  const last = items.at(-1);
  const check = (item: Located, label: string, pointer: JsonPointer, kinds: readonly JsonKind[]): void => {
    const spot = lookUp(item, pointer);
    const node = spot.found ? spot.node : spot.last;
    const fits = spot.found && kindsFit(new Set([kindOfValue(node.value as JsonValue)]), kinds);
    if (fits && node.value !== null) return;
    const found = spot.found
      ? `has ${describeValue(node.value)} there${kinds.includes('unknown') ? '' : `; expected ${describeKinds(new Set(kinds))}`}`
      : `has no \`${spot.missing}\` there`;
    context.report({
      message: `\`${label}\` is \`${pointer}\`, but this item in an example of ${operationLabel(operation)} ${found}.`,
      location: node.location,
    });
  };
  for (const item of items) {
    if (strategy.key !== undefined) check(item, 'key', strategy.key, ['unknown']);
    if (strategy.deep !== undefined) check(item, 'deep.field', strategy.deep.field, ['string', 'number', 'integer']);
  }
  const { itemCursor } = strategy.response;
  if (last === undefined || itemCursor === undefined || itemCursor === strategy.key) return;
  check(last, 'response.itemCursor', itemCursor, cursorKinds(strategy, context));
}
