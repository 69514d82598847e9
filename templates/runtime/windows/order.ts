/** The types of values that a walk can be ordered by. */
export type OrderedType = 'number' | 'date-time' | 'string';

/** Returns true if a value can be compared with others of the type. */
export function isUsable(value: unknown, type: OrderedType): boolean {
  if (type === 'number') return typeof value === 'number';
  return typeof value === 'string' && (type === 'string' || !Number.isNaN(instantOf(value)[0]));
}

/** Compares two usable values: numbers numerically, date-times by instant, other strings by code unit. */
export function compareValues(a: unknown, b: unknown, type: OrderedType): number {
  if (type === 'number') return Number(a) - Number(b);
  if (type === 'string') return compareText(String(a), String(b));
  const [instantA, fractionA] = instantOf(String(a));
  const [instantB, fractionB] = instantOf(String(b));
  return instantA - instantB || compareText(fractionA, fractionB);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

const DATE_TIME = /^(.*?\d)(?:\.(\d+))?(Z|z|[+-]\d{2}:?\d{2})?$/;

/**
 * Returns the milliseconds of the whole second, and the digits of its fraction without trailing zeros. No offset means
 * UTC. A leap second (RFC 3339, section 5.7) lies between the second before it and the one after it.
 */
export function instantOf(text: string): [milliseconds: number, fraction: string] {
  const [, date = '', fraction = '', zone = ''] = DATE_TIME.exec(text.replace(' ', 'T')) ?? [];
  const digits = fraction.replace(/0+$/, '');
  if (/^\d{4}-\d{2}-\d{2}$/.test(date)) return [Date.parse(`${date}T00:00:00Z`), digits];
  const isLeap = date.endsWith(':60');
  const second = Date.parse((isLeap ? date.replace(/60$/, '59') : date) + (zone || 'Z'));
  return [isLeap ? second + 500 : second, digits];
}
