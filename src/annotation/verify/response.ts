import { isJsonMediaType } from '../../model/media-type.ts';
import { type PageResponse, pageResponseOf } from '../../model/page-bodies.ts';
import { parseItemPointer, parseResponseExpression } from '../../model/pagination-fields.ts';
import type { Schema } from '../../model/schema.ts';
import { schemaAt } from '../../model/schema-at.ts';
import type { ErrorCondition, ExpiredCondition, ResponseField, Strategy } from '../../model/strategy.ts';
import {
  elementsOf,
  isJsonObject,
  type JsonPointer,
  type JsonValue,
  type Located,
  memberOf,
  valueIn,
} from '../../shared/json.ts';
import { suggestName } from '../../shared/suggest.ts';
import { kindsAt, RESPONSE_PLACE_KEYS, type ResponsePlaceKey } from '../field-keys.ts';
import { bindItems } from './items.ts';
import { bindLinkBase, bindLinks, bindResponseField, expectKind, otherNotation } from './response-field.ts';
import { fieldOf, type StrategyCheck } from './strategy-check.ts';

/** Finds a place in an item. Reports it and returns undefined if the schema of the item has no such place. */
export function bindItemPointer(
  check: StrategyCheck,
  label: string,
  node: Located,
  item: Schema | undefined,
): { readonly pointer: JsonPointer; readonly schema?: Schema; readonly optional: boolean } | undefined {
  const pointer = parseItemPointer(String(node.value));
  if (pointer === undefined || item === undefined) return undefined;
  const lookup = schemaAt(item, pointer, check.schemas);
  if (lookup.found) return { pointer, schema: lookup.schema, optional: lookup.optional };
  const message = `\`${label}\` is \`${pointer}\`, but an item of ${check.name} has no \`${lookup.missing}\` there.`;
  const advice = otherNotation(node.value, item, check.schemas) ?? suggestName(lookup.missing, lookup.candidates);
  check.error('pagination-pointer-to-nothing', message, node.location, advice);
  return undefined;
}

/** The fields that name a place, except for those that can also be objects. */
type Bound = { -readonly [Key in Exclude<ResponsePlaceKey, 'items' | 'nextUrl' | 'prevUrl'>]?: ResponseField };

/** Finds the fields of `response` and the schema of an item. Reports it and returns undefined if there is no page. */
export function bindResponse(
  check: StrategyCheck,
): { readonly response: Strategy['response']; readonly item: Schema } | undefined {
  const page = pageResponseOf(check.operation);
  if (page === undefined) {
    const message = `${check.name} is paginated, but declares no successful response with a JSON body.`;
    const types = check.operation.responses
      .filter(({ status }) => status.startsWith('2'))
      .flatMap(({ content }) => content.map(({ mediaType }) => mediaType));
    const hint = `Clients read pages from JSON only, and the document declares ${types.join(', ')}. Declare JSON if the API can answer with it.`;
    check.error('pagination-no-json-response', message, check.annotation.location, types.length > 0 ? { hint } : {});
    return undefined;
  }
  const items = bindItems(check, page);
  const bound = bindFields(check, page);
  const itemNode = fieldOf(check, 'response', 'itemCursor');
  const itemCursor =
    itemNode && !isJsonObject(itemNode.value) && bindItemPointer(check, 'response.itemCursor', itemNode, items?.item);
  if (items === undefined) return undefined;
  const firstNode = fieldOf(check, 'response', 'firstItemCursor');
  const first = firstNode && bindItemPointer(check, 'response.firstItemCursor', firstNode, items.item);
  const response = {
    items: items.field,
    ...bound,
    ...(itemCursor && { itemCursor: itemCursor.pointer }),
    ...(first !== undefined && { firstItemCursor: first.pointer }),
    ...bindLinks(check, page),
    ...bindLinkBase(check, page),
    ...bindErrors(check, page),
    ...bindPosition(check, page),
    ...settings(check),
  };
  return { response, item: items.item };
}

function bindFields(check: StrategyCheck, page: PageResponse): Bound {
  const bound: Bound = {};
  for (const key of RESPONSE_PLACE_KEYS) {
    const node = fieldOf(check, 'response', key);
    const isBound =
      key !== 'items' && key !== 'nextUrl' && key !== 'prevUrl' && !(key === 'nextCursor' && isJsonObject(node?.value));
    if (!isBound || node === undefined || !check.style.response.includes(key)) continue;
    const field = bindResponseField(check, `response.${key}`, node, page);
    if (field === undefined) continue;
    expectKind(check, `response.${key}`, field, kindsAt(key) ?? []);
    bound[key] = field;
  }
  return bound;
}

/** Finds the fields of the conditions under which a successful response is an error. */
function bindErrors(check: StrategyCheck, page: PageResponse): Pick<Strategy['response'], 'error'> {
  const node = fieldOf(check, 'response', 'error');
  if (node === undefined || node.value === null) return {};
  if (node.value === false) return { error: false };
  const nodes = Array.isArray(node.value) ? elementsOf(node) : [node];
  const conditions = nodes.flatMap((condition): ErrorCondition[] => {
    const at = isJsonObject(condition.value) ? memberOf(condition, 'at') : condition;
    const field = at && bindResponseField(check, 'response.error', at, page);
    if (field === undefined) return [];
    const is = listAt(condition, 'is');
    const not = listAt(condition, 'not');
    const lookup = field.in === 'body' ? schemaAt(page.body, field.pointer, check.schemas) : undefined;
    const required = lookup?.found === true && !lookup.optional;
    return [{ field, required, ...(is && { is }), ...(not && { not }) }];
  });
  return { error: conditions };
}

/** Returns the values of a member, which may be written as one value or as a list. */
function listAt(node: Located, key: string): readonly JsonValue[] | undefined {
  const value = valueIn(node, key) as JsonValue | undefined;
  return value === undefined || Array.isArray(value) ? value : [value];
}

function bindPosition(check: StrategyCheck, page: PageResponse): Pick<Strategy['response'], 'position'> {
  const node = fieldOf(check, 'response', 'position');
  if (node === undefined || node.value === null || !check.style.response.includes('position')) return {};
  const at = isJsonObject(node.value) ? memberOf(node, 'at') : node;
  const field = at && bindResponseField(check, 'response.position', at, page);
  if (field === undefined) return {};
  expectKind(check, 'response.position', field, ['integer', 'string']);
  const start = memberOf(node, 'start')?.value;
  return { position: { field, ...(typeof start === 'number' && { start }) } };
}

/** Returns the fields of `response` that are settings rather than places, with their defaults. */
function settings(
  check: StrategyCheck,
): Pick<
  Strategy['response'],
  'end' | 'inclusive' | 'lastPage' | 'stateful' | 'backOrder' | 'pastEnd' | 'rel' | 'nextMethod' | 'repeat'
> {
  const value = <T>(key: string, fallback: T): T =>
    (fieldOf(check, 'response', key)?.value as T | undefined) ?? fallback;
  const isCounted = check.style.name === 'offset' || check.style.name === 'page';
  const lastPage = value<'empty' | 'short' | undefined>('lastPage', isCounted ? 'empty' : undefined);
  return {
    end: value<readonly JsonValue[]>('end', ['']),
    ...(lastPage !== undefined && { lastPage }),
    ...(value<boolean>('inclusive', false) && { inclusive: true as const }),
    ...(value<boolean>('stateful', false) && { stateful: true as const }),
    ...(value<string>('backOrder', 'list') === 'reversed' && { backOrder: 'reversed' as const }),
    pastEnd: value<readonly number[]>('pastEnd', []),
    rel: value('rel', 'next'),
    nextMethod: value<'GET' | 'same'>('nextMethod', 'GET'),
    repeat: value<'error' | 'end' | 'allow'>('repeat', 'error'),
  };
}

/** Finds the fields of the conditions under which a cursor has expired. */
export function bindExpiredOn(
  check: StrategyCheck,
  pastEnd: readonly number[],
): Pick<Strategy['response'], 'expiredOn'> {
  const node = fieldOf(check, 'response', 'expiredOn');
  if (node === undefined || node.value === null) return {};
  const nodes = Array.isArray(node.value) ? elementsOf(node) : [node];
  return { expiredOn: nodes.flatMap((condition) => bindCondition(check, condition, pastEnd)) };
}

function bindCondition(check: StrategyCheck, node: Located, pastEnd: readonly number[]): ExpiredCondition[] {
  const status = Number(isJsonObject(node.value) ? valueIn(node, 'status') : node.value);
  const at = memberOf(node, 'at');
  if (at === undefined) {
    if (pastEnd.includes(status)) {
      const message = `Status ${status} is declared in both \`response.expiredOn\` and \`response.pastEnd\`.`;
      const hint = 'Remove it from one of them, or write `{ status, at, is }` under `expiredOn`.';
      check.annotationError('pagination-exclusive-fields', message, node.location, { hint });
    }
    return [{ status }];
  }
  const field = bindPlace(check, at, status);
  const is = valueIn(node, 'is') as JsonValue;
  return field === undefined ? [] : [{ status, field, is: Array.isArray(is) ? is : [is] }];
}

/** Finds a place in the response with a status. Without such a response in the document, the place is taken as written. */
function bindPlace(check: StrategyCheck, node: Located, status: number): ResponseField | undefined {
  const page = errorResponseOf(check, status);
  if (page !== undefined) return bindResponseField(check, 'response.expiredOn', node, page);
  const expression = parseResponseExpression(String(node.value));
  return expression && { ...expression, location: node.location };
}

function errorResponseOf({ operation }: StrategyCheck, status: number): PageResponse | undefined {
  const wanted = [String(status), `${String(status).charAt(0)}XX`, 'default'];
  const response = wanted
    .map((name) => operation.responses.find((candidate) => candidate.status === name))
    .find((found) => found !== undefined);
  const json = response?.content.find(({ mediaType }) => isJsonMediaType(mediaType));
  return response && json && { response, body: json.schema };
}
