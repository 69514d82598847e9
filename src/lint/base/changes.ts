import { limitKeysThatBreak } from '../../annotation/field-keys.ts';
import type { DeepPagination, Limits, Strategy } from '../../model/strategy.ts';
import { type Change, change, changedFrom, type Version } from './change.ts';
import { requestChanges, responseChanges, sentAs } from './field-changes.ts';

/** Returns every change between two versions of one strategy that breaks clients of the old one. */
export function changesOf(old: Version, now: Version): Change[] {
  const [before, after] = [old.strategy, now.strategy];
  if (before.style !== after.style) {
    return [change(`the style changed from \`${before.style}\` to \`${after.style}\``, after, 'style')];
  }
  return [
    ...requestChanges(old, now),
    ...responseChanges(old, now),
    ...limitChanges(before, after),
    ...deepChanges(before, after),
    ...(before.key !== undefined && before.key !== after.key
      ? [
          change(
            after.key === undefined ? '`key` was removed' : changedFrom('key', before.key, after.key),
            after,
            'key',
          ),
        ]
      : []),
  ];
}

/** Returns the changes of `deep`: old clients still send the old bound and order. */
function deepChanges({ deep: before }: Strategy, now: Strategy): Change[] {
  const { deep: after } = now;
  if (before === undefined) return [];
  if (after === undefined) return [change('`deep` was removed', now, 'style')];
  const bound = ({ from, until }: DeepPagination): string =>
    [from && `from ${sentAs(from)}`, until && `until ${sentAs(until)}`].join('');
  const sort = (deep: DeepPagination): string =>
    JSON.stringify(deep.sort.map(({ field, value }) => [sentAs(field), value]));
  return [
    ...(before.field === after.field
      ? []
      : [change(changedFrom('deep.field', before.field, after.field), now, 'deep.field')]),
    ...(bound(before) === bound(after)
      ? []
      : [change('the bound of `deep` changed', now, after.from === undefined ? 'deep.until' : 'deep.from')]),
    ...(sort(before) === sort(after) ? [] : [change('`deep.sort` changed', now, 'deep.sort')]),
  ];
}

/** Returns a change for each limit that forbids requests which used to be allowed. */
function limitChanges(old: Strategy, now: Strategy): Change[] {
  const [before, after] = [old.limits, now.limits];
  const isLower = (key: keyof Limits): boolean => after[key] !== undefined && after[key] < (before[key] ?? 0);
  const isNew = (key: keyof Limits): boolean => after[key] !== undefined && before[key] === undefined;
  const sizes = sizeChanges(old, now);
  // An `enum` of page sizes implies a minimum and a maximum: its change is reported once.
  const isImplied = (key: keyof Limits): boolean => sizes.length > 0 && !now.places.has(`limits.${key}`);
  const changed: (keyof Limits)[] = limitKeysThatBreak('lower-or-new').filter(
    (key) => (isLower(key) || isNew(key)) && !isImplied(key),
  );
  if ((after.minLimit ?? 1) > Math.max(before.minLimit ?? 1, 1) && !isImplied('minLimit')) changed.push('minLimit');
  // Callers that send no page size get smaller pages.
  if (isLower('defaultLimit')) changed.push('defaultLimit');
  return [...changed.map((key) => limitChange(key, old, now)), ...sizes];
}

function limitChange(key: keyof Limits, { limits: before }: Strategy, now: Strategy): Change {
  const after = now.limits[key];
  const label = `limits.${key}`;
  const what = before[key] === undefined ? `\`${label}: ${after}\` was added` : changedFrom(label, before[key], after);
  return { what, location: now.places.get(label) ?? now.request.limit?.location ?? now.location };
}

/** Returns a change if the `enum` of page sizes is new or has lost values. */
function sizeChanges({ sizes: before }: Strategy, now: Strategy): Change[] {
  const { sizes: after, request, location } = now;
  if (after === undefined) return [];
  const place = request.limit?.location ?? location;
  if (before === undefined) return [{ what: `the page size must now be one of ${after.join(', ')}`, location: place }];
  const gone = before.filter((size) => !after.includes(size));
  return gone.length === 0 ? [] : [{ what: `the page size can no longer be ${gone.join(' or ')}`, location: place }];
}
