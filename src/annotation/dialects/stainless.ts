import { describeValue, isJsonObject, keyLocation, type Located, memberOf } from '../../shared/json.ts';
import { type Annotation, defineExtension, type StrategyAnnotation } from '../annotation.ts';
import { type Fields, locate, ONE_PAGE, paginated, strategy, unpaginated, untranslated } from './dialect.ts';
import { itemsOr, responsePlace } from './items.ts';
import { findMarks, type MarkedOperation, type Marker, type Marks, reportUnused } from './markers.ts';
import { firstCursor, firstPosition, type RequestPlace } from './request-places.ts';

const KEY = 'x-stainless-pagination-property';

/** Stands for `is_top_level_array`, which has no purpose of its own. */
const WHOLE_BODY = 'is_top_level_array';
const POSITIONS = ['next_cursor_param', 'next_cursor_id_param', 'page_number_param', 'offset_count_param'];
const BACKWARD = ['previous_cursor_param', 'previous_cursor_id_param', 'previous_cursor_field'];
const PURPOSES = new Set([
  ...[...POSITIONS, ...BACKWARD, 'items', 'has_next_page', 'next_cursor_field', 'cursor_item_id', 'cursor_url_field'],
  ...['total_page_count_field', 'offset_total_count_field'],
]);

/**
 * Stainless: the schemas of parameters and of response fields are marked with a purpose. A marked parameter makes its
 * operation paginated, and so does a marked link.
 */
export const xStainless = defineExtension({
  key: KEY,
  dialect: true,
  markerFault: (key, value) => (key === KEY && value !== false ? faultIn(value) : undefined),
  open(document) {
    if (!document.keys.has(KEY)) return () => undefined;
    return (owner, model) => {
      if (memberOf(owner, KEY)?.value === false) return ONE_PAGE;
      const marks = findMarks(model, document, readMarkers);
      const position = POSITIONS.flatMap((role) => marks.request.get(role) ?? [])[0];
      const link = marks.response.get('cursor_url_field');
      const location = position?.expression.location ?? link?.location;
      if (location === undefined) return undefined;
      return translate({ node: locate(true, location), marks, model, report: document.report });
    };
  },
});

function faultIn(value: unknown): string | undefined {
  if (!isJsonObject(value)) return `\`${KEY}\` must be an object; found ${describeValue(value)}.`;
  const { purpose, from_header: _, [WHOLE_BODY]: whole, ...others } = value;
  const [other] = Object.keys(others).filter((key) => !key.startsWith('x-'));
  if (other !== undefined) return `\`${other}\` has no effect here and is ignored.`;
  if (purpose === undefined && whole !== undefined) return undefined;
  if (typeof purpose !== 'string') return `\`purpose\` must be a string; found ${describeValue(purpose)}.`;
  return PURPOSES.has(purpose) ? undefined : `The purpose \`${purpose}\` has no effect here and is ignored.`;
}

function readMarkers(node: Located): Marker[] {
  const block = memberOf(node, KEY);
  if (block === undefined) return [];
  const purpose = memberOf(block, 'purpose')?.value;
  const header = memberOf(block, 'from_header')?.value;
  const whole = memberOf(block, WHOLE_BODY)?.value === true ? [{ role: WHOLE_BODY, location: block.location }] : [];
  if (typeof purpose !== 'string') return whole;
  return [...whole, { role: purpose, location: block.location, ...(typeof header === 'string' && { header }) }];
}

function translate(source: MarkedOperation): Annotation | undefined {
  const found = strategyOf(source);
  reportUnused(source, found, POSITIONS);
  return paginated(found);
}

function strategyOf(source: MarkedOperation): StrategyAnnotation | undefined {
  const { marks, report, node } = source;
  const request = (role: string): RequestPlace | undefined => marks.request.get(role);
  const cursor = request('next_cursor_param') ?? request('next_cursor_id_param');
  if (cursor !== undefined) return byCursor(source, cursor);
  reportBackward(source);
  const page = request('page_number_param');
  if (page !== undefined) return counted(source, 'page', page);
  const offset = request('offset_count_param');
  if (offset !== undefined) return counted(source, 'offset', offset);
  return byLink(source) ?? unpaginated(report, 'No parameter is marked for pages.', node.location);
}

function byCursor(source: MarkedOperation, cursor: RequestPlace): StrategyAnnotation | undefined {
  const { marks, node, report } = source;
  const id = marks.response.get('cursor_item_id');
  const itemCursor = id?.in === 'item' ? locate(id.pointer, id.location) : undefined;
  const next = placeOf(marks, 'next_cursor_field');
  if (next !== undefined || itemCursor !== undefined) {
    const back = wayBack(source, itemCursor);
    const request = { cursor: cursor.expression, start: firstCursor(cursor), ...back.request };
    const place = next === undefined ? { itemCursor } : { nextCursor: next };
    return make(source, `cursor-${cursor.in}`, request, { ...place, ...back.response });
  }
  reportBackward(source);
  const reason = 'No response field is marked `next_cursor_field` or `cursor_item_id`.';
  return unpaginated(report, reason, node.location);
}

interface WayBack {
  readonly request: Fields;
  readonly response: Fields;
}

/**
 * Returns how a list with a cursor goes back: by a token of its own, or else by the id of the first item. Without a
 * parameter of its own, a token goes back in the one of the next page.
 */
function wayBack(source: MarkedOperation, itemCursor: Located<string> | undefined): WayBack {
  const { request } = source.marks;
  const param = request.get('previous_cursor_param') ?? request.get('previous_cursor_id_param');
  const backCursor = param?.expression;
  const prevCursor = placeOf(source.marks, 'previous_cursor_field');
  if (prevCursor !== undefined) return { request: { backCursor }, response: { prevCursor } };
  if (backCursor === undefined) return { request: {}, response: {} };
  if (itemCursor !== undefined) return { request: { backCursor }, response: { firstItemCursor: itemCursor } };
  reportBackward(source);
  return { request: {}, response: {} };
}

/** Reports a way back that has no cursor, or belongs to another kind of list. */
function reportBackward({ marks, report }: MarkedOperation): void {
  for (const role of BACKWARD) {
    const location = marks.request.get(role)?.expression.location ?? marks.response.get(role)?.location;
    if (location === undefined) continue;
    const reason =
      'The way back needs a cursor, and a response field or an item that has the cursor of the page before.';
    untranslated(report, reason, keyLocation(location));
  }
}

function counted(
  source: MarkedOperation,
  style: 'offset' | 'page',
  position: RequestPlace,
): StrategyAnnotation | undefined {
  const start = firstPosition(source.model, position, style === 'page' ? 1 : 0);
  const totals = {
    total: placeOf(source.marks, 'offset_total_count_field'),
    totalPages: placeOf(source.marks, 'total_page_count_field'),
  };
  return make(source, style, { [style]: position.expression, start }, totals);
}

function byLink(source: MarkedOperation): StrategyAnnotation | undefined {
  const link = source.marks.response.get('cursor_url_field');
  if (link === undefined) return undefined;
  if (link.header?.toLowerCase() === 'link') return make(source, 'link-header', {}, {});
  return make(source, 'next-url', {}, { nextUrl: placeOf(source.marks, 'cursor_url_field') });
}

function make(
  { node, marks, model, report }: MarkedOperation,
  style: Parameters<typeof strategy>[1],
  request: Fields,
  response: Fields,
): StrategyAnnotation | undefined {
  const items = marks.response.get('items') ?? marks.response.get(WHOLE_BODY);
  const named = items?.in === 'body' ? locate(items.pointer, items.location) : undefined;
  return strategy(node.location, style, {
    request,
    response: {
      items: itemsOr(model, named, { key: KEY, location: node.location, report }),
      hasMore: placeOf(marks, 'has_next_page'),
      ...response,
    },
  });
}

/** Returns the response expression of a marked field: its header, or its place in the body. */
function placeOf({ response }: Marks, role: string): Located<string> | undefined {
  const place = response.get(role);
  if (place === undefined) return undefined;
  if (place.header !== undefined) return locate(`$response.header.${place.header}`, place.location);
  return place.in === 'body' ? responsePlace(locate(place.pointer, place.location)) : undefined;
}
