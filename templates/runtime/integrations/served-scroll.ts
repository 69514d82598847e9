import type { ListWay } from './list-route.js';

/** For each way whose position the server keeps: the index of the next item, by the number of the scroll. */
const scrolls = new WeakMap<ListWay, number[]>();

/** Begins a scroll and returns its number. */
export function openScroll(way: ListWay): number {
  const all = scrolls.get(way) ?? [];
  scrolls.set(way, all);
  return all.push(0) - 1;
}

/** Returns the index of the next item of a scroll; undefined if there is no such scroll. */
export function readScroll(way: ListWay, scroll: number): number | undefined {
  return scrolls.get(way)?.[scroll];
}

/** Moves a scroll on. */
export function moveScroll(way: ListWay, scroll: number, next: number): void {
  const all = scrolls.get(way);
  if (all !== undefined) all[scroll] = next;
}
