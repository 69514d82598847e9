/** The types of values that a walk can be ordered by. */
export type OrderedType = 'number' | 'date-time' | 'string';

/** Whether a value can be compared with others of the type. */
export function isUsable(value: unknown, type: OrderedType): boolean {
  if (type === 'number') return typeof value === 'number';
  return typeof value === 'string' && (type === 'string' || !Number.isNaN(instant(value)[0]));
}

/** The order of each type: numbers numerically, date-times by instant, other strings by code unit. */
export const ORDER = {
  number: (a: number, b: number): number => a - b,
  string: (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0),
  'date-time': (a: string, b: string): number => {
    const [secondsA, fractionA] = instant(a);
    const [secondsB, fractionB] = instant(b);
    return secondsA - secondsB || ORDER.string(fractionA, fractionB);
  },
} as const;

/** Milliseconds of the whole second, and the fraction's digits without trailing zeros. No offset means UTC. */
function instant(text: string): [number, string] {
  const [, date, fraction = '', zone = ''] =
    /^(.*?\d)(?:\.(\d+))?(Z|z|[+-]\d{2}:?\d{2})?$/.exec(text.replace(' ', 'T')) ?? [];
  const day = date !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(date);
  return [Date.parse(day ? `${date}T00:00:00Z` : `${date}${zone || 'Z'}`), fraction.replace(/0+$/, '')];
}
