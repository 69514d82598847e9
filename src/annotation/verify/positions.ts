import { describeRequestField, schemaOfRequestField } from '../../model/pagination-fields.ts';
import type { Schema } from '../../model/schema.ts';
import { schemaAt } from '../../model/schema-at.ts';
import {
  describeKinds,
  type JsonKind,
  kindOfValue,
  kindsFit,
  kindsOf,
  numberConstraints,
} from '../../model/schema-kinds.ts';
import type { CursorPart, RequestField, Strategy } from '../../model/strategy.ts';
import type { Fix } from '../../shared/diagnostic.ts';
import { isJsonObject } from '../../shared/json.ts';
import { capitalize } from '../../shared/words.ts';
import type { StyleCheck } from '../style.ts';

/**
 * Checks that `start` is a non-negative integer, and that default and bounds of the parameter agree with the position of
 * the first page. With a wrong start, a walk would miss items or get none.
 */
export function verifyCountedPosition(
  strategy: Strategy,
  key: 'offset' | 'page',
  standard: number,
  check: StyleCheck,
): void {
  const { start } = strategy.request;
  const field = strategy.request[key];
  if (start !== undefined && !(typeof start === 'number' && Number.isSafeInteger(start) && start >= 0)) {
    const message = `\`request.start\` of the style \`${key}\` must be a non-negative integer; found ${JSON.stringify(start)}.`;
    check.error('pagination-start', message, check.at('request', 'start'));
    return;
  }
  if (field !== undefined) compareWithDocument(field, key, start, standard, check);
}

function compareWithDocument(
  field: RequestField,
  key: 'offset' | 'page',
  start: number | undefined,
  standard: number,
  check: StyleCheck,
): void {
  const schema = schemaOfRequestField(field, check.schemas);
  if (schema === undefined) return;
  const constraints = numberConstraints(schema, check.schemas);
  const first = start ?? standard;
  const expectation =
    start === undefined ? `the style \`${key}\` starts at ${standard}` : `\`request.start\` is ${start}`;
  const reportContradiction = (what: string, wanted: number, isDefault = false): void => {
    const field_ = describeRequestField(field);
    const message = `${capitalize(field_)} ${what}, but ${expectation}.`;
    const hint = start === undefined ? `Add \`start: ${wanted}\` to \`request\`.` : `Write \`start: ${wanted}\`.`;
    // The default is the position of the first page, so the fix is safe. Bounds allow more than one position.
    const isSafe = isDefault;
    const fix: Fix =
      start === undefined ? { kind: 'add-member', key: 'start', value: wanted } : { kind: 'set-number', value: wanted };
    const related = [{ message: `${capitalize(field_)} is declared here.`, location: schema.location }];
    check.error('pagination-start', message, check.at('request', start === undefined ? key : 'start'), {
      hint,
      ...(isSafe && { fix }),
      related,
    });
  };
  // Only 0 and 1 are first positions: a default of 20 is a mistake of the document or a page size that was copied.
  if (constraints.default === 0 || constraints.default === 1) {
    if (constraints.default !== first)
      reportContradiction(`has the default ${constraints.default}`, constraints.default, true);
  } else if (constraints.minimum !== undefined && constraints.minimum > first) {
    reportContradiction(`has the minimum ${constraints.minimum}`, constraints.minimum);
  } else if (constraints.minimum === 0 && first > 0 && start === undefined) {
    reportContradiction('has the minimum 0', 0);
  } else if (constraints.maximum !== undefined && constraints.maximum < first) {
    reportContradiction(`has the maximum ${constraints.maximum}`, constraints.maximum);
  }
}

/** Checks that the request accepts the cursors of the response, and the declared first one. */
export function verifyCursor(strategy: Strategy, check: StyleCheck): void {
  const { cursor, backCursor, start } = strategy.request;
  if (strategy.cursorParts !== undefined) verifyParts(strategy, strategy.cursorParts, check);
  if (cursor === undefined) return;
  verifyStart(cursor, start, check);
  for (const key of ['nextCursor', 'prevCursor'] as const) verifyHeader(strategy.response[key], key, check);
  const next = cursorSchema(strategy, ['nextCursor', 'itemCursor'], check);
  if (next !== undefined) verifyType('cursor', cursor, next.schema, next.key, check);
  const previous = cursorSchema(strategy, ['prevCursor', 'firstItemCursor'], check);
  if (previous === undefined) return;
  if (backCursor !== undefined) verifyType('backCursor', backCursor, previous.schema, previous.key, check);
  else if (previous.key === 'prevCursor') verifyType('cursor', cursor, previous.schema, previous.key, check);
}

/** Checks that the request accepts each part of the cursor, and that the declared first cursor has only these parts. */
function verifyParts({ request: { start }, item }: Strategy, parts: readonly CursorPart[], check: StyleCheck): void {
  for (const { field, next, item: pointer } of parts) {
    const lookup = pointer === undefined ? undefined : schemaAt(item, pointer, check.schemas);
    const schema = lookup?.found ? lookup.schema : next?.in === 'body' ? next.schema : undefined;
    if (schema !== undefined)
      verifyType('cursor', field, schema, next === undefined ? 'itemCursor' : 'nextCursor', check);
  }
  const names = parts.map(({ name }) => name);
  if (start === undefined || (isJsonObject(start) && Object.keys(start).every((name) => names.includes(name)))) return;
  const message = `\`request.start\` is ${JSON.stringify(start)}, but the cursor is a map with the parts ${names.join(', ')}.`;
  check.error('pagination-start', message, check.at('request', 'start'));
}

function verifyStart(cursor: RequestField, start: Strategy['request']['start'], check: StyleCheck): void {
  const schema = schemaOfRequestField(cursor, check.schemas);
  // A required cursor without a start is supplied by the caller: it is where the walk starts.
  if (start === undefined) return;
  const kinds = schema && kindsOf(schema, check.schemas);
  if (kinds === undefined || kindsFit(kinds, [kindOfValue(start)])) return;
  const message = `\`request.start\` is ${JSON.stringify(start)}, but ${describeRequestField(cursor)} has type ${describeKinds(kinds)}.`;
  check.error('pagination-start', message, check.at('request', 'start'));
}

function verifyHeader(
  field: Strategy['response']['nextCursor'],
  key: 'nextCursor' | 'prevCursor',
  check: StyleCheck,
): void {
  if (field?.in !== 'header' || field.pointer !== undefined || field.schema === undefined) return;
  const kinds = kindsOf(field.schema, check.schemas);
  if (!isNoScalar(kinds)) return;
  const message = `\`response.${key}\` is the text of the header \`${field.name}\`, which has type ${describeKinds(kinds)}.`;
  const hint = `If the header contains JSON, write \`$response.header.${field.name}#\` and a pointer to the cursor.`;
  check.error('pagination-cursor-type', message, check.at('response', key), { hint });
}

type CursorKeys = readonly ['nextCursor', 'itemCursor'] | readonly ['prevCursor', 'firstItemCursor'];

/** Returns the schema of a cursor. Returns none for a header, whose text fits every type of the request field. */
function cursorSchema(
  { response, item }: Strategy,
  [token, ofItem]: CursorKeys,
  { schemas }: StyleCheck,
): { schema: Schema; key: CursorKeys[number] } | undefined {
  const field = response[token];
  if (field?.in === 'body' && field.schema !== undefined) return { schema: field.schema, key: token };
  const pointer = response[ofItem];
  if (pointer === undefined) return undefined;
  const lookup = schemaAt(item, pointer, schemas);
  return lookup.found ? { schema: lookup.schema, key: ofItem } : undefined;
}

function verifyType(
  key: 'cursor' | 'backCursor',
  cursor: RequestField,
  next: Schema,
  field: string,
  check: StyleCheck,
): void {
  const given = withoutNull(kindsOf(next, check.schemas));
  const schema = schemaOfRequestField(cursor, check.schemas);
  const taken = withoutNull(schema === undefined ? new Set<JsonKind>(['unknown']) : kindsOf(schema, check.schemas));
  const there = describeRequestField(cursor);
  if (isNoScalar(given) && cursor.in === 'parameter' && cursor.parameter.content === undefined && !isNoScalar(taken)) {
    const message = `\`response.${field}\` has type ${describeKinds(given)}, but ${there} can only carry a scalar.`;
    const hint = 'Declare the parameter as an array or object, or with `content: application/json`.';
    check.error('pagination-cursor-not-scalar', message, check.at('request', key), { hint });
  } else if (given.size > 0 && taken.size > 0 && !kindsFit(given, taken)) {
    const message = `\`response.${field}\` has type ${describeKinds(given)}, but ${there} has type ${describeKinds(taken)}.`;
    check.error('pagination-cursor-type', message, check.at('response', field));
  }
}

function isNoScalar(kinds: ReadonlySet<JsonKind>): boolean {
  return kinds.has('array') || kinds.has('object');
}

function withoutNull(kinds: ReadonlySet<JsonKind>): Set<JsonKind> {
  return new Set([...kinds].filter((kind) => kind !== 'null'));
}
