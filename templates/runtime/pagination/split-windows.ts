import { ClientError } from '../errors.js';
import type { JsonValue, WalkState } from './checkpoint.js';
import { fetchPage } from './fetch-page.js';
import { at } from './json.js';
import { isUsable, ORDER, type OrderedType } from './order.js';
import type { ListCall } from './strategy.js';

/** What of a deep walk's declaration splitting needs. */
interface Axis {
  readonly field: string;
  readonly from?: string;
  readonly type: OrderedType;
}

const DAY = 86_400_000;

/**
 * Cuts a deep walk in parts of equal spans of its field. Where the values end is found by asking for ever later
 * windows, then by halving; the last part has no end, so that it need not be exact.
 */
export async function splitWindows(
  call: ListCall,
  parts: number,
  start: WalkState,
  axis: Axis,
): Promise<readonly WalkState[]> {
  const { operation, strategy } = call;
  const { type, field } = axis;
  if (type === 'string') {
    throw new ClientError(
      'INVALID_OPTION',
      operation.name,
      `split(n) needs a number or date to cut by: ${field} is text`,
    );
  }
  const sign = axis.from === undefined ? -1 : 1;
  const [item] = (await fetchPage(call, { ...start, window: {} }, [])).items;
  const origin = at(item, field);
  if (item === undefined || !isUsable(origin, type)) return [{ ...start, window: {} }];
  const zero = type === 'number' ? Number(origin) : Date.parse(String(origin));
  const valueAt = (distance: number): JsonValue => like(origin as number | string, zero + sign * distance);
  const { first: _, limit: __, ...rest } = start;
  const opened = (distance: number): WalkState => ({
    ...rest,
    position: strategy.style.start ?? 0,
    first: true,
    window: { bound: valueAt(distance), met: true },
  });
  const reaches = async (distance: number): Promise<boolean> => {
    const { items } = await fetchPage(call, opened(distance), []);
    return items.some((found) => sign * ORDER[type](at(found, field) as never, valueAt(distance) as never) >= 0);
  };
  let near = 0;
  let far = type === 'number' ? parts : DAY;
  for (let tries = 0; tries < 20 && (await reaches(far)); tries++) [near, far] = [far, far * 4];
  for (let halvings = 0; halvings < 24 && far - near > far / 16; halvings++) {
    const middle = (near + far) / 2;
    if (await reaches(middle)) near = middle;
    else far = middle;
  }
  const edges = [
    ...new Set(Array.from({ length: parts - 1 }, (_, index) => valueAt((far * (index + 1)) / parts))),
  ].filter((edge) => edge !== origin);
  // A part asks from a little before its edge on, since servers round bounds or leave them out; the client cuts exactly.
  const margin = far / parts / 100;
  return [undefined, ...edges].map((from, index) => {
    const end = edges[index] === undefined ? {} : { end: edges[index] as JsonValue };
    if (from === undefined) return { ...start, window: end };
    const distance = sign * ((type === 'number' ? Number(from) : Date.parse(String(from))) - zero);
    const state = opened(Math.max(0, distance - margin));
    return { ...state, window: { ...state.window, from, ...end } };
  });
}

/** A value in the form of another: whole numbers stay whole, dates keep their precision and zone. */
function like(example: number | string, value: number): JsonValue {
  if (typeof example === 'number') return Number.isInteger(example) ? Math.round(value) : value;
  const text = new Date(Math.min(value, Date.UTC(9999, 11, 31))).toISOString();
  if (/^\d{4}-\d{2}-\d{2}$/.test(example)) return text.slice(0, 10);
  const zone = /(Z|z|[+-]\d{2}:?\d{2})$/.exec(example)?.[1];
  return zone === undefined ? text.slice(0, -1) : zone === '+00:00' ? text.replace('Z', zone) : text;
}
