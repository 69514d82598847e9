import { styles } from '../../annotation/styles.ts';
import type { Parameter } from '../../model/operation.ts';
import { isRequiredField, schemaOfRequestField } from '../../model/pagination-fields.ts';
import { schemaAt } from '../../model/schema-at.ts';
import type { RequestField, ResponseField } from '../../model/strategy.ts';
import { nameOf, placeOf, wireNameOf } from '../lists.ts';
import { additions, type Change, change, insteadOf, typeChange, type Version } from './change.ts';

const REQUEST_FIELDS = ['offset', 'page', 'cursor', 'limit'] as const;

/** What clients send that is no longer taken as it was. */
export function requestChanges(old: Version, now: Version): Change[] {
  const [before, after] = [old.strategy.request, now.strategy.request];
  const { strategy } = now;
  const standard = styles.get(strategy.style)?.start;
  const [wasStart, isStart] = [before.start ?? standard, after.start ?? standard];
  const [wasNext, isNext] = [before.operation, after.operation].map((next) => next && nameOf(next.operation));
  return [
    ...REQUEST_FIELDS.flatMap((key) => requestFieldChanges(key, old, now)),
    ...(JSON.stringify(wasStart) === JSON.stringify(isStart)
      ? []
      : [change(insteadOf('request.start', wasStart ?? null, isStart ?? null), strategy, 'request.start')]),
    ...additions('request.firstPageOnly', before.firstPageOnly, after.firstPageOnly, strategy, parameterName),
    ...additions('request.carry', before.carry, after.carry, strategy, parameterName),
    ...(wasNext === isNext
      ? []
      : [change(insteadOf('request.operation', wasNext ?? null, isNext ?? null), strategy, 'request.operation')]),
  ];
}

function requestFieldChanges(key: (typeof REQUEST_FIELDS)[number], old: Version, now: Version): Change[] {
  const [before, after] = [old.strategy.request[key], now.strategy.request[key]];
  const { strategy } = now;
  const label = `request.${key}`;
  if (before === undefined) return [];
  if (after === undefined) return [change(`The removed \`${label}\``, strategy, label)];
  if (sentAs(before) !== sentAs(after)) {
    const [was, is] = [wireNameOf(before), wireNameOf(after)];
    return [change(was === is ? `The other place of \`${label}\`` : insteadOf(label, was, is), strategy, label)];
  }
  const becameRequired = !isRequiredField(before, old.schemas) && isRequiredField(after, now.schemas);
  return [
    // The position is left out on the first page.
    ...(becameRequired && strategy.request.start === undefined
      ? [change(`\`${label}\`, which is required now,`, strategy, label)]
      : []),
    ...typeChange(
      label,
      [schemaOfRequestField(before, old.schemas), old.schemas],
      [schemaOfRequestField(after, now.schemas), now.schemas],
      strategy,
    ),
  ];
}

/** A field of the same name in another place is another field; names of headers are the same in any letter case. */
export function sentAs(field: RequestField): string {
  if (field.in === 'body') return `body ${wireNameOf(field)}`;
  const name = wireNameOf(field);
  return `${field.parameter.in} ${field.parameter.in === 'header' ? name.toLowerCase() : name}`;
}

function parameterName({ name }: Parameter): string {
  return `\`${name}\``;
}

const RESPONSE_FIELDS = ['items', 'nextCursor', 'nextUrl', 'hasMore', 'total', 'totalPages', 'limit'] as const;
/** Words that mean something else to clients of either version. */
const WORDS = ['rel', 'nextMethod'] as const;

/** What clients read that is no longer where it was, or no longer means what it did. */
export function responseChanges(old: Version, now: Version): Change[] {
  const [before, after] = [old.strategy.response, now.strategy.response];
  const { strategy } = now;
  const word = (key: string, was: string, is: string, breaks = was !== is): Change[] =>
    breaks ? [change(insteadOf(`response.${key}`, was, is), strategy, `response.${key}`)] : [];
  return [
    ...RESPONSE_FIELDS.flatMap((key) => responseFieldChanges(key, old, now)),
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

function responseFieldChanges(key: (typeof RESPONSE_FIELDS)[number], old: Version, now: Version): Change[] {
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
