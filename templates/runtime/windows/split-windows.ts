import { ClientError } from '../errors.js';
import { at, canonical } from '../fields/values.js';
import type { JsonValue, WalkState, WindowState } from '../paginator/checkpoint.js';
import type { RequestPage } from '../styles/pager.js';
import { compareValues, instantOf, isUsable, type OrderedType } from './order.js';

/** The parts of a deep walk's declaration that splitting needs. */
interface Axis {
  readonly field: string;
  readonly key: string;
  readonly from?: string;
  readonly type: OrderedType;
}

/** A value where one part ends and the next begins, with the keys of items that were seen there. */
interface Cut {
  readonly value: JsonValue;
  readonly witnesses: readonly string[];
}

const DAY = 86_400_000;
/** The years that ISO 8601 writes with four digits. */
const YEAR_1 = Date.parse('0001-01-01T00:00:00Z');
const YEAR_9999 = Date.parse('9999-12-31T00:00:00Z');
/** Each part costs a request, and an interval of the field is only divided so far. */
const MOST_PARTS = 1000;

/**
 * Cuts a deep walk into parts of about equal spans of its field. Later and later windows, then halving, find where the
 * values end. Parts are cut at values of items that were seen, so that each part can prove its bound like any window;
 * the last one has no end.
 *
 * @param begin the first request of a new window
 * @param start the first request of the walk
 * @param skip items of its page that were returned before: no part may begin among them
 * @throws ClientError `INVALID_OPTION` for a field that is text
 */
export async function splitWindows(
  operation: string,
  begin: WalkState,
  start: WalkState,
  skip: number,
  parts: number,
  load: RequestPage,
  axis: Axis,
): Promise<readonly WalkState[]> {
  const { type, field, key } = axis;
  if (type === 'string') {
    const message = `split(n) needs a number or date to cut by, and ${field} is text`;
    throw new ClientError('INVALID_OPTION', operation, message);
  }
  const window = start.window ?? {};
  const direction = axis.from === undefined ? -1 : 1;
  const compare = (a: unknown, b: unknown): number => direction * compareValues(a, b, type);
  const known = skip === 0 ? (window.last ?? window.bound) : undefined;
  const origin = known ?? at((await load(start)).items[Math.max(0, skip - 1)], field);
  const whole = { ...start, window };
  if (!isUsable(origin, type)) return [whole];
  const zero = type === 'number' ? Number(origin) : instantOf(String(origin))[0];
  const valueAt = (distance: number): JsonValue => toForm(origin as number | string, zero + direction * distance);
  /** Looks for the first item at a distance or beyond it. */
  const find = async (distance: number): Promise<Cut | undefined> => {
    const target = valueAt(distance);
    const { items } = await load({ ...begin, window: { from: target } });
    const beyond = items.filter((item) => isUsable(at(item, field), type) && compare(at(item, field), target) >= 0);
    if (beyond.length === 0) return undefined;
    const value = at(beyond[0], field) as JsonValue;
    const there = beyond.filter((item) => compare(at(item, field), value) === 0);
    return { value, witnesses: there.map((item) => canonical(at(item, key))) };
  };
  let near = 0;
  let far = type === 'number' ? parts : DAY;
  for (let tries = 0; tries < 20 && (await find(far)) !== undefined; tries++) [near, far] = [far, far * 4];
  for (let halvings = 0; halvings < 24 && far - near > far / 16; halvings++) {
    const middle = (near + far) / 2;
    if ((await find(middle)) === undefined) far = middle;
    else near = middle;
  }
  const count = Math.min(parts, MOST_PARTS);
  const states: WalkState[] = [];
  let opened: WalkState = whole;
  let last: JsonValue = origin as JsonValue;
  for (let index = 1; index < count; index++) {
    const cut = await find((far * index) / count);
    if (cut === undefined) break;
    if (compare(cut.value, last) <= 0) continue;
    states.push(withEnd(opened, cut.value));
    opened = { ...begin, window: { from: cut.value, witnesses: cut.witnesses, ...endOf(window) } };
    last = cut.value;
  }
  return [...states, opened];
}

function withEnd(state: WalkState, end: JsonValue): WalkState {
  return { ...state, window: { ...state.window, end } };
}

/** A part that is itself split keeps its end. */
function endOf({ end }: WindowState): WindowState {
  return end === undefined ? {} : { end };
}

/** Returns a value in the form of another: whole numbers stay whole, dates keep their precision and zone. */
function toForm(example: number | string, value: number): JsonValue {
  if (typeof example === 'number') return Number.isInteger(example) ? Math.round(value) : value;
  const text = new Date(Math.min(Math.max(value, YEAR_1), YEAR_9999)).toISOString();
  if (/^\d{4}-\d{2}-\d{2}$/.test(example)) return text.slice(0, 10);
  const zone = /(Z|z|[+-]\d{2}:?\d{2})$/.exec(example)?.[1];
  if (zone === undefined) return text.slice(0, -1);
  return zone === '+00:00' ? text.replace('Z', zone) : text;
}
