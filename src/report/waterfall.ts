import { formatNumber } from '../shared/format-number.ts';
import type { WalkStep } from '../simulate/explain/simulate.ts';
import { cut } from './text.ts';

/** One bar of a waterfall: a request, or several alike. */
export interface Bar {
  readonly kind: 'page' | 'pages' | 'nothing' | 'beyond';
  /** `7`, or `3–118`. */
  readonly requests: string;
  /** What to say beside it, such as `window 2`; often nothing. */
  readonly note: string;
  /** What it gave: `100`, or `116 × 100`. */
  readonly gives: string;
  readonly sends: string;
  /** Items given by now. */
  readonly sum: string;
  /** Where the bar begins, and its width, in thousandths of all items. */
  readonly x: number;
  readonly width: number;
}

/** Requests of a window that are shown one by one before the others. */
const HEAD = 2;
/** Windows that are shown in full; of more, those between are one bar. */
const WINDOWS = 4;

interface Counted extends WalkStep {
  /** From 1. */
  readonly number: number;
  /** Items given before it. */
  readonly before: number;
}

/** The bars of a walk through `total` items. Requests alike are one bar, so that a walk of thousands stays readable. */
export function waterfall(steps: readonly WalkStep[], total: number): Bar[] {
  let before = 0;
  const counted = steps.map((step, index): Counted => {
    const own = { ...step, number: index + 1, before };
    before += step.items;
    return own;
  });
  return groups(counted).map((group) => barOf(group, total));
}

/** What a ceiling keeps out of reach. */
export function beyondBar(items: number, total: number, sends: string): Bar {
  const sum = `${formatNumber(total - items)} out of reach`;
  const x = share(items, total);
  return { kind: 'beyond', requests: '–', note: 'ceiling', gives: '–', sends, sum, x, width: 1000 - x };
}

function groups(steps: readonly Counted[]): (readonly Counted[])[] {
  const windows = [...new Set(steps.map(({ window }) => window))].map((own) =>
    steps.filter(({ window }) => window === own),
  );
  if (windows.length <= WINDOWS) return windows.flatMap(groupsOfWindow);
  const [first = [], second = [], ...others] = windows;
  const last = others.pop() ?? [];
  return [...groupsOfWindow(first), ...groupsOfWindow(second), others.flat(), ...groupsOfWindow(last)];
}

function groupsOfWindow(steps: readonly Counted[]): (readonly Counted[])[] {
  if (steps.length <= HEAD + 2) return steps.map((step) => [step]);
  const [head, middle, last] = [steps.slice(0, HEAD), steps.slice(HEAD, -1), steps.slice(-1)];
  return [...head.map((step) => [step]), middle, last];
}

function barOf(group: readonly Counted[], total: number): Bar {
  const [first] = group as readonly [Counted];
  const last = group.at(-1) as Counted;
  const sum = last.before + last.items;
  const x = share(first.before, total);
  const gives = new Set(group.map(({ items }) => items));
  const several = group.length > 1;
  return {
    kind: several ? 'pages' : first.items === 0 ? 'nothing' : 'page',
    requests: several ? `${formatNumber(first.number)}–${formatNumber(last.number)}` : formatNumber(first.number),
    note: noteOf(first, last),
    gives: several
      ? `${formatNumber(group.length)} × ${gives.size === 1 ? formatNumber(first.items) : 'several'}`
      : formatNumber(first.items),
    // One line each.
    sends: several ? `${cut(first.sends, 80)}\n… ${cut(last.sends, 80)}` : cut(first.sends, 160) || '(nothing)',
    sum: formatNumber(sum),
    x,
    width: share(sum, total) - x,
  };
}

function noteOf(first: Counted, last: Counted): string {
  if (first.window === 1) return '';
  return first.window === last.window
    ? `window ${formatNumber(first.window)}`
    : `windows ${first.window}–${last.window}`;
}

function share(items: number, total: number): number {
  return total === 0 ? 0 : Math.round((items / total) * 1000);
}
