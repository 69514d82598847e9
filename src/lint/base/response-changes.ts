import type { ResponseField } from '../../ir/pagination.ts';
import { schemaAt } from '../../ir/schema-at.ts';
import { placeOf } from '../lists.ts';
import { additions, type Change, change, insteadOf, typeChange, type Version } from './change.ts';

const FIELDS = ['items', 'nextCursor', 'nextUrl', 'hasMore', 'total', 'totalPages', 'limit'] as const;
/** Words that mean something else to clients of either version. */
const WORDS = ['rel', 'nextMethod'] as const;

/** What clients read that is no longer where it was, or no longer means what it did. */
export function responseChanges(old: Version, now: Version): Change[] {
  const [before, after] = [old.strategy.response, now.strategy.response];
  const { strategy } = now;
  const word = (key: string, was: string, is: string, breaks = was !== is): Change[] =>
    breaks ? [change(insteadOf(`response.${key}`, was, is), strategy, `response.${key}`)] : [];
  return [
    ...FIELDS.flatMap((key) => fieldChanges(key, old, now)),
    ...itemCursorChanges(old, now),
    ...typeChange('items', [old.strategy.item, old.schemas], [strategy.item, now.schemas], strategy),
    ...WORDS.flatMap((key) => word(key, before[key], after[key])),
    ...word('linkBase', before.linkBase ?? 'request', after.linkBase ?? 'request'),
    // Old clients take the first short page for the last.
    ...word('lastPage', before.lastPage, after.lastPage, before.lastPage === 'short' && after.lastPage === 'empty'),
    ...word('repeat', before.repeat, after.repeat, before.repeat !== after.repeat && after.repeat !== 'error'),
    ...additions('response.end', before.end, after.end, strategy),
    ...additions('response.pastEnd', before.pastEnd, after.pastEnd, strategy),
  ];
}

function fieldChanges(key: (typeof FIELDS)[number], old: Version, now: Version): Change[] {
  const [before, after] = [old.strategy.response[key], now.strategy.response[key]];
  const label = `response.${key}`;
  if (before === undefined) return [];
  if (after === undefined) return [change(`The removed \`${label}\``, now.strategy, label)];
  if (readFrom(before) !== readFrom(after)) {
    return [change(insteadOf(label, placeOf(before), placeOf(after)), now.strategy, label)];
  }
  return key === 'items'
    ? []
    : typeChange(label, [before.schema, old.schemas], [after.schema, now.schemas], now.strategy);
}

function itemCursorChanges(old: Version, now: Version): Change[] {
  const [before, after] = [old.strategy.response.itemCursor, now.strategy.response.itemCursor];
  const label = 'response.itemCursor';
  if (before === undefined) return [];
  if (after === undefined) return [change(`The removed \`${label}\``, now.strategy, label)];
  if (before !== after) return [change(insteadOf(label, before, after), now.strategy, label)];
  const [was, is] = [schemaAt(old.strategy.item, before, old.schemas), schemaAt(now.strategy.item, after, now.schemas)];
  if (!was.found || !is.found) return [];
  return typeChange(label, [was.schema, old.schemas], [is.schema, now.schemas], now.strategy);
}

function readFrom(field: ResponseField): string {
  return field.in === 'header' ? `header ${field.name.toLowerCase()}` : field.pointer;
}
