import { kindsAt, RESPONSE_PLACE_KEYS } from '../../annotation/fields.ts';
import { type Operation, operationLabel } from '../../model/operation.ts';
import { pageResponseOf } from '../../model/page-bodies.ts';
import { describeRequestField, describeResponseField, endFlagOf } from '../../model/pagination-fields.ts';
import { schemaAt } from '../../model/schema-at.ts';
import { describeKinds, type JsonKind, kindOfValue, kindsFit } from '../../model/schema-kinds.ts';
import type { ResponseField, Strategy } from '../../model/strategy.ts';
import { describeValue, type JsonValue, type Located } from '../../shared/json.ts';
import type { RuleContext } from '../rule.ts';
import { checkItems } from './check-items.ts';
import { findItems } from './find-items.ts';
import { cursorKinds, lookUp } from './look-up.ts';

/** The fields whose value has one type. The cursor is compared with the request, the items one by one. */
const TYPED = RESPONSE_PLACE_KEYS.filter((key) => key !== 'items' && key !== 'nextCursor');

/** Compares one example of the response with the strategy, field by field. */
export function checkExample(example: Located, strategy: Strategy, operation: Operation, context: RuleContext): void {
  const { response } = strategy;
  const found = inBody(response.items) ? findItems(example, response.items) : [];
  const items = found.flatMap((one) => (one.kind === 'item' ? [one.node] : []));
  for (const one of found) if (one.kind === 'fault') report(context, operation, one.node, one.what, 'items', strategy);
  if (items.length === found.length) checkItems(items, strategy, operation, context);
  const typed = response.nextUrl?.select === undefined ? TYPED : TYPED.filter((key) => key !== 'nextUrl');
  for (const key of typed) checkField(example, key, kindsAt(key) ?? [], strategy, operation, context);
  checkField(example, 'nextCursor', cursorKinds(strategy, context), strategy, operation, context);
  checkMore(example, strategy, operation, context);
}

type Key = keyof Strategy['response'] & string;

function checkField(
  example: Located,
  key: Key,
  kinds: readonly JsonKind[],
  strategy: Strategy,
  operation: Operation,
  context: RuleContext,
): void {
  const field = strategy.response[key] as ResponseField | undefined;
  if (field === undefined || !inBody(field)) return;
  const spot = lookUp(example, field.pointer);
  if (!spot.found) {
    if (canBeAbsent(field.pointer, operation, context)) return;
    report(context, operation, spot.last, `has no \`${spot.missing}\` there`, key, strategy);
  } else if (spot.node.value !== null && !isEnd(spot.node.value, key, strategy)) {
    if (kindsFit(new Set([kindOfValue(spot.node.value as JsonValue)]), kinds)) return;
    const found = `has ${describeValue(spot.node.value)} there; expected ${describeKinds(new Set(kinds))}`;
    report(context, operation, spot.node, found, key, strategy);
  }
}

/** True if an example may omit the place: the schema must declare it as optional. */
function canBeAbsent(pointer: string, operation: Operation, { api }: RuleContext): boolean {
  const page = pageResponseOf(operation);
  const lookup = page && schemaAt(page.body, pointer, api.schemas);
  return lookup?.found === true && lookup.optional && lookup.schema.kind !== 'unknown';
}

function isEnd(value: unknown, key: Key, { response }: Strategy): boolean {
  return (key === 'nextCursor' || key === 'nextUrl') && response.end.includes(value as JsonValue);
}

/** Reports an example with `hasMore: true` or `isLast: false` that has no next page, an answer that clients reject. */
function checkMore(example: Located, strategy: Strategy, operation: Operation, context: RuleContext): void {
  const { nextCursor, nextUrl } = strategy.response;
  const flag = endFlagOf(strategy.response);
  const next = nextCursor ?? (nextUrl?.select === undefined ? nextUrl : undefined);
  // If an operation has several strategies, an example may show any of them.
  if (flag === undefined || next === undefined || !inBody(flag.field) || !inBody(next)) return;
  if (operation.strategies.length > 1) return;
  const more = lookUp(example, flag.field.pointer);
  if (!more.found || more.node.value !== !flag.last) return;
  const spot = lookUp(example, next.pointer);
  const value = spot.found ? spot.node.value : null;
  const key = nextCursor === undefined ? 'nextUrl' : 'nextCursor';
  if (value !== null && !isEnd(value, key, strategy)) return;
  const cursor = strategy.request.cursor;
  const carried = cursor === undefined ? '' : ` for ${describeRequestField(cursor)}`;
  context.report({
    message: `This example of ${operationLabel(operation)} has \`response.${flag.key}: ${!flag.last}\`, but no \`response.${key}\`${carried}.`,
    location: more.node.location,
    related: [{ message: `\`response.${key}\` is declared here.`, location: next.location }],
  });
}

function report(
  context: RuleContext,
  operation: Operation,
  node: Located,
  what: string,
  key: Key,
  strategy: Strategy,
): void {
  const field = strategy.response[key] as ResponseField;
  context.report({
    message: `\`response.${key}\` is ${describeResponseField(field)}, but this example of ${operationLabel(operation)} ${what}.`,
    location: node.location,
    related: [{ message: `\`response.${key}\` is declared here.`, location: field.location }],
  });
}

function inBody(field: ResponseField): field is ResponseField & { readonly in: 'body' } {
  return field.in === 'body';
}
