import type { Limits, Strategy } from '../../ir/pagination.ts';
import { type Change, insteadOf } from './change.ts';

/** Limits that break clients when they go down, or appear. */
const CEILINGS = ['maxLimit', 'maxOffset', 'maxPage', 'maxResults', 'cursorTtl'] as const;

/** Requests that were allowed and are not any more. */
export function limitChanges(old: Strategy, now: Strategy): Change[] {
  const [before, after] = [old.limits, now.limits];
  const isLower = (key: keyof Limits): boolean => after[key] !== undefined && after[key] < (before[key] ?? 0);
  const isNew = (key: keyof Limits): boolean => after[key] !== undefined && before[key] === undefined;
  const sizes = sizeChanges(old, now);
  // Page sizes to choose from say their least and largest as well.
  const isSaid = (key: keyof Limits): boolean => sizes.length > 0 && !now.places.has(`limits.${key}`);
  const changed: (keyof Limits)[] = CEILINGS.filter((key) => (isLower(key) || isNew(key)) && !isSaid(key));
  if ((after.minLimit ?? 1) > Math.max(before.minLimit ?? 1, 1) && !isSaid('minLimit')) changed.push('minLimit');
  // Callers that name no page size get smaller pages.
  if (isLower('defaultLimit')) changed.push('defaultLimit');
  return [...changed.map((key) => limitChange(key, old, now)), ...sizes];
}

function limitChange(key: keyof Limits, { limits: before }: Strategy, now: Strategy): Change {
  const after = now.limits[key];
  const label = `limits.${key}`;
  const what = before[key] === undefined ? `The new \`${label}\`, ${after},` : insteadOf(label, before[key], after);
  return { what, location: now.places.get(label) ?? now.request.limit?.location ?? now.location };
}

/** An `enum` of page sizes. */
function sizeChanges({ sizes: before }: Strategy, now: Strategy): Change[] {
  const { sizes: after, request, location } = now;
  if (after === undefined) return [];
  const place = request.limit?.location ?? location;
  if (before === undefined)
    return [{ what: `The page size, which now is one of ${after.join(', ')},`, location: place }];
  const gone = before.filter((size) => !after.includes(size));
  return gone.length === 0 ? [] : [{ what: `The removed page size ${gone.join(', ')}`, location: place }];
}
