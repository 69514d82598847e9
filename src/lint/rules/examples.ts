import { kindsAt, RESPONSE_PLACE_KEYS } from '../../annotation/field-keys.ts';
import { type Operation, operationLabel, type Server } from '../../model/operation.ts';
import { pageResponseOf } from '../../model/page-bodies.ts';
import { describeRequestField, describeResponseField, endFlagOf } from '../../model/pagination-fields.ts';
import { schemaAt } from '../../model/schema-at.ts';
import { describeKinds, type JsonKind, kindOfValue, kindsFit } from '../../model/schema-kinds.ts';
import type { ResponseField, Strategy } from '../../model/strategy.ts';
import { describeValue, type JsonPointer, type JsonValue, type Located, memberOf } from '../../shared/json.ts';
import { cursorKinds, examplesOf, findItems, lookUp } from '../read-example.ts';
import { defineRule, type RuleContext } from '../rule.ts';

/** Clients must be able to read an example as they read a page. */
export const paginationExampleContradicts = defineRule({
  id: 'pagination-example-contradicts',
  severity: 'error',
  summary: 'An example of the response does not match the annotation.',
  visit: {
    strategy(strategy, operation, context) {
      for (const example of examplesOf(operation, context)) checkExample(example, strategy, operation, context);
    },
  },
});

/** The fields whose value has one type. The cursor is compared with the request, the items one by one. */
const TYPED = RESPONSE_PLACE_KEYS.filter((key) => key !== 'items' && key !== 'nextCursor');

/** Compares one example of the response with the strategy, field by field. */
function checkExample(example: Located, strategy: Strategy, operation: Operation, context: RuleContext): void {
  const { response } = strategy;
  const found = inBody(response.items) ? findItems(example, response.items) : [];
  const items = found.flatMap((one) => (one.kind === 'item' ? [one.node] : []));
  for (const one of found) if (one.kind === 'fault') report(context, operation, one.node, one.what, 'items', strategy);
  if (items.length === found.length) checkItems(items, strategy, operation, context);
  // Links of an array have no one type.
  const typed = TYPED.filter((key) => !((key === 'nextUrl' || key === 'prevUrl') && response[key]?.select));
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
  const isToken = key === 'nextCursor' || key === 'nextUrl' || key === 'prevCursor' || key === 'prevUrl';
  return isToken && response.end.includes(value as JsonValue);
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

/** Checks the fields that a strategy reads in items: `key` and `deep.field` in each, cursors in the last and the first. */
function checkItems(items: readonly Located[], strategy: Strategy, operation: Operation, context: RuleContext): void {
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
  const { itemCursor, firstItemCursor } = strategy.response;
  const kinds = cursorKinds(strategy, context);
  if (last !== undefined && itemCursor !== undefined && itemCursor !== strategy.key)
    check(last, 'response.itemCursor', itemCursor, kinds);
  const [first] = items;
  if (first !== undefined && firstItemCursor !== undefined && ![strategy.key, itemCursor].includes(firstItemCursor))
    check(first, 'response.firstItemCursor', firstItemCursor, kinds);
}

/** Credentials must not be sent to another origin, so clients refuse to follow such a link. */
export const paginationForeignNextUrl = defineRule({
  id: 'pagination-foreign-next-url',
  severity: 'warning',
  summary: 'The URL of the next page has another origin than the servers of the API.',
  visit: {
    strategy({ response: { nextUrl } }, operation, context) {
      if (nextUrl?.in !== 'body' || nextUrl.select !== undefined) return;
      const origins = (operation.servers ?? context.api.servers).map(originOf).filter((origin) => origin !== undefined);
      if (origins.length === 0) return;
      const schema = nextUrl.schema && context.document.at(nextUrl.schema.location);
      const examples = examplesOf(operation, context).map((example) => lookUp(example, nextUrl.pointer));
      const values: (Located | undefined)[] = [
        schema && memberOf(schema, 'example'),
        ...examples.map((spot) => (spot.found ? spot.node : undefined)),
      ];
      for (const node of values) {
        const origin = typeof node?.value === 'string' ? originOf({ url: node.value, variables: [] }) : undefined;
        if (node === undefined || origin === undefined || origins.includes(origin)) continue;
        context.report({
          message: `The next page of ${operationLabel(operation)} is at ${origin} in this example, but the API is at ${origins.join(', ')}. Clients do not follow links to another origin.`,
          location: node.location,
        });
      }
    },
  },
});

/** Returns scheme, host and port, with variables at their defaults. Returns undefined for a relative URL. */
function originOf({ url, variables }: Pick<Server, 'url' | 'variables'>): string | undefined {
  const whole = variables.reduce((text, { name, default: value }) => text.replaceAll(`{${name}}`, value), url);
  return /^https?:/i.test(whole) && URL.canParse(whole) ? new URL(whole).origin : undefined;
}
