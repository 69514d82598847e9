import { at } from '../fields/values.js';

/** The items of a list, in the order of the list. */
export interface ListSource {
  readonly total: number;
  /** Number of items of the whole list before the first of these. Cursors count from the start of the whole list. */
  readonly skipped: number;
  slice(from: number, end: number): readonly unknown[];
  /** Returns the index of the item with a value in a field (a pointer). Negative for an item before the first one. */
  find(field: string, value: unknown): number | undefined;
  /** Returns the items within inclusive bounds of a field. Undefined if a bound has another type than the field. */
  within(field: string, from: unknown, until: unknown): ListSource | undefined;
}

/** Serves the items of an array. */
export function arraySource(items: readonly unknown[], skipped = 0): ListSource {
  return {
    total: items.length,
    skipped,
    slice: (from, end) => items.slice(from, end),
    find(field, value) {
      const index = items.findIndex((item) => String(at(item, field)) === String(value));
      return index < 0 ? undefined : index;
    },
    within(field, from, until) {
      const ranks = items.map((item) => rank(at(item, field)));
      const [low, high] = [from, until].map((bound) => (bound === undefined ? undefined : rank(bound)));
      const misfits = [low, high].some(
        (bound) => bound !== undefined && !ranks.every((own) => typeof own === typeof bound),
      );
      if (misfits) return undefined;
      const isWithin = (own: number | string): boolean =>
        (low === undefined || own >= low) && (high === undefined || own <= high);
      const first = ranks.findIndex(isWithin);
      return arraySource(
        items.filter((_, index) => isWithin(ranks[index] ?? '')),
        skipped + Math.max(0, first),
      );
    },
  };
}

/** Returns the value that times, numbers and texts are compared by. */
function rank(value: unknown): number | string {
  const text = String(value);
  const number = /^\d{4}-\d\d-\d\d/.test(text) ? Date.parse(text) : Number(text);
  return Number.isNaN(number) ? text : number;
}
