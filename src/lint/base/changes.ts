import type { DeepPagination, Strategy } from '../../ir/pagination.ts';
import { type Change, change, insteadOf, type Version } from './change.ts';
import { limitChanges } from './limit-changes.ts';
import { requestChanges, sentAs } from './request-changes.ts';
import { responseChanges } from './response-changes.ts';

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
