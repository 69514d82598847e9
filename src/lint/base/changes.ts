import type { DeepPagination, Limits, Strategy } from '../../model/strategy.ts';
import { type Change, change, insteadOf, type Version } from './change.ts';
import { requestChanges, responseChanges, sentAs } from './field-changes.ts';

/** Every change between two versions of one strategy that breaks clients of the old one. */
export function changesOf(old: Version, now: Version): Change[] {
  const [before, after] = [old.strategy, now.strategy];
  if (before.style !== after.style) {
    return [change(`The style \`${after.style}\` instead of \`${before.style}\``, after, 'style')];
  }
  return [
    ...requestChanges(old, now),
    ...responseChanges(old, now),
    ...limitChanges(before, after),
    ...deepChanges(before, after),
    ...(before.key !== undefined && before.key !== after.key
      ? [change(after.key === undefined ? 'The removed `key`' : insteadOf('key', before.key, after.key), after, 'key')]
      : []),
  ];
}

/** Clients go on walking deeply as they did. */
function deepChanges({ deep: before }: Strategy, now: Strategy): Change[] {
  const { deep: after } = now;
  if (before === undefined) return [];
  if (after === undefined) return [change('The removed `deep`', now, 'style')];
  const bound = ({ from, until }: DeepPagination): string =>
    [from && `from ${sentAs(from)}`, until && `until ${sentAs(until)}`].join('');
  const sort = (deep: DeepPagination): string =>
    JSON.stringify(deep.sort.map(({ field, value }) => [sentAs(field), value]));
  return [
    ...(before.field === after.field
      ? []
      : [change(insteadOf('deep.field', before.field, after.field), now, 'deep.field')]),
    ...(bound(before) === bound(after)
      ? []
      : [change('The other bound of `deep`', now, after.from === undefined ? 'deep.until' : 'deep.from')]),
    ...(sort(before) === sort(after) ? [] : [change('The other `deep.sort`', now, 'deep.sort')]),
  ];
}

/** Limits that break clients when they go down, or appear. */
const CEILINGS = ['maxLimit', 'maxOffset', 'maxPage', 'maxResults', 'cursorTtl'] as const;

/** Requests that were allowed and are not any more. */
function limitChanges(old: Strategy, now: Strategy): Change[] {
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
