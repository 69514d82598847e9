import {
  REQUEST_PLACE_KEYS,
  RESPONSE_PLACE_KEYS,
  type RequestPlaceKey,
  type ResponsePlaceKey,
  responseKeysThatBreak,
} from '../../annotation/field-keys.ts';
import type { ResponseKey } from '../../annotation/fields.ts';
import { styles } from '../../annotation/styles.ts';
import { operationLabel } from '../../model/operation.ts';
import {
  describeRequestField,
  describeResponseField,
  isRequiredField,
  readFrom,
  schemaOfRequestField,
  wireName,
} from '../../model/pagination-fields.ts';
import type { Parameter } from '../../model/parameter.ts';
import { schemaAt } from '../../model/schema-at.ts';
import type { FixedValue, LinkField, RequestField, Strategy } from '../../model/strategy.ts';
import { additions, type Change, change, changedFrom, typeChange, type Version } from './change.ts';

/** Returns the changes of what clients send. */
export function requestChanges(old: Version, now: Version): Change[] {
  const [before, after] = [old.strategy.request, now.strategy.request];
  const { strategy } = now;
  const standard = styles.get(strategy.style)?.start;
  const [wasStart, isStart] = [before.start ?? standard, after.start ?? standard];
  const [wasNext, isNext] = [before.operation, after.operation].map((next) => next && operationLabel(next.operation));
  return [
    ...REQUEST_PLACE_KEYS.flatMap((key) => requestFieldChanges(key, old, now)),
    ...(JSON.stringify(wasStart) === JSON.stringify(isStart)
      ? []
      : [change(changedFrom('request.start', wasStart ?? null, isStart ?? null), strategy, 'request.start')]),
    ...partsChanges(old, now),
    ...fixedChanges(old, now),
    ...firstPageChanges(old, now),
    ...additions('request.carry', before.carry, after.carry, strategy, parameterName),
    ...(wasNext === isNext
      ? []
      : [change(changedFrom('request.operation', wasNext ?? null, isNext ?? null), strategy, 'request.operation')]),
  ];
}

/** Old clients go on sending a parameter that is now for the first page only. */
function firstPageChanges({ strategy: { request: before } }: Version, { strategy }: Version): Change[] {
  const after = strategy.request;
  const names = ({ firstPageOnly, isFirstPageOnlyAll }: typeof after): string[] =>
    isFirstPageOnlyAll ? ["`'*'`"] : firstPageOnly.map(parameterName);
  return before.isFirstPageOnlyAll
    ? []
    : additions('request.firstPageOnly', names(before), names(after), strategy, (name) => name);
}

/** Old clients send and read the old parts of the cursor. */
function partsChanges({ strategy: old }: Version, { strategy }: Version): Change[] {
  if (old.cursorParts === undefined) return [];
  const textsOf = (parts: Strategy['cursorParts'] = []): string[] =>
    parts.map(({ name, field, next, item, optional, keep }) => {
      const flag = optional ? ' (optional)' : keep ? ' (kept)' : '';
      return `${name}: ${sentAs(field)} from ${next === undefined ? `the last item's ${item}` : readFrom(next)}${flag}`;
    });
  const [was, is] = [textsOf(old.cursorParts).sort(), textsOf(strategy.cursorParts).sort()];
  return JSON.stringify(was) === JSON.stringify(is)
    ? []
    : [change(changedFrom('request.cursor', was, is), strategy, 'request.cursor')];
}

/** Old clients send the old values. */
function fixedChanges(old: Version, { strategy }: Version): Change[] {
  const textOf = ({ field, value }: FixedValue): string => `${sentAs(field)}: ${JSON.stringify(value)}`;
  const [was, is] = [old.strategy.request.fixed, strategy.request.fixed].map((fixed) => fixed.map(textOf).sort());
  return JSON.stringify(was) === JSON.stringify(is)
    ? []
    : [change(changedFrom('request.fixed', was, is), strategy, 'request.fixed')];
}

function requestFieldChanges(key: RequestPlaceKey, old: Version, now: Version): Change[] {
  const [before, after] = [old.strategy.request[key], now.strategy.request[key]];
  const { strategy } = now;
  const label = `request.${key}`;
  if (before === undefined) return [];
  if (after === undefined) return [change(`\`${label}\` was removed`, strategy, label)];
  if (sentAs(before) !== sentAs(after)) {
    const [was, is] = [wireName(before), wireName(after)];
    const moved = `\`${label}\` moved from ${describeRequestField(before)} to ${describeRequestField(after)}`;
    return [change(was === is ? moved : changedFrom(label, was, is), strategy, label)];
  }
  const becameRequired = !isRequiredField(before, old.schemas) && isRequiredField(after, now.schemas);
  return [
    // Without `start`, the first request does not send the position.
    ...(becameRequired && strategy.request.start === undefined
      ? [change(`\`${label}\` is now required`, strategy, label)]
      : []),
    ...typeChange(
      label,
      [schemaOfRequestField(before, old.schemas), old.schemas],
      [schemaOfRequestField(after, now.schemas), now.schemas],
      strategy,
    ),
  ];
}

/**
 * Returns a text that is equal for fields that requests send in the same way. The place counts: a header and a query
 * parameter of one name are different fields. Header names are compared without case.
 */
export function sentAs(field: RequestField): string {
  if (field.in === 'body') return `body ${wireName(field)}`;
  const name = wireName(field);
  return `${field.parameter.in} ${field.parameter.in === 'header' ? name.toLowerCase() : name}`;
}

function parameterName({ name }: Parameter): string {
  return `\`${name}\``;
}

/** Returns the changes of what clients read. */
export function responseChanges(old: Version, now: Version): Change[] {
  const [before, after] = [old.strategy.response, now.strategy.response];
  const { strategy } = now;
  const word = (key: string, was: string, is: string, breaks = was !== is): Change[] =>
    breaks ? [change(changedFrom(`response.${key}`, was, is), strategy, `response.${key}`)] : [];
  return [
    ...RESPONSE_PLACE_KEYS.flatMap((key) => responseFieldChanges(key, old, now)),
    ...itemCursorChanges(old, now),
    ...typeChange('items', [old.strategy.item, old.schemas], [strategy.item, now.schemas], strategy),
    ...responseKeysThatBreak('value').flatMap((key) => valueChanges(key, old, now)),
    ...lastPageChanges(old, now),
    ...word('repeat', before.repeat, after.repeat, before.repeat !== after.repeat && after.repeat !== 'error'),
    ...additions('response.end', before.end, after.end, strategy),
    ...additions('response.pastEnd', before.pastEnd, after.pastEnd, strategy),
  ];
}

/** A client selects the link of an array by its relation, and reads its members. */
function selectionOf({ select }: LinkField): string {
  return JSON.stringify(select ?? null);
}

function itemFormChanges({ strategy: { response } }: Version, { strategy }: Version): Change[] {
  const formOf = ({ map = false, each, counts = 'rows' }: Strategy['response']['items']): string =>
    JSON.stringify({ map, each: each?.pointer ?? null, ...(each && { counts }) });
  const [was, is] = [formOf(response.items), formOf(strategy.response.items)];
  return was === is ? [] : [change(changedFrom('response.items', was, is), strategy, 'response.items')];
}

/**
 * Old clients of `short` take the first short page for the last one, and those of `empty` an empty page. Clients that
 * have neither follow cursors that lead nowhere.
 */
function lastPageChanges(old: Version, now: Version): Change[] {
  const [was = 'none', is = 'none'] = [old.strategy.response.lastPage, now.strategy.response.lastPage];
  const breaks = was === 'none' ? is !== 'none' : is === 'none' || (was === 'short' && is === 'empty');
  return breaks ? [change(changedFrom('response.lastPage', was, is), now.strategy, 'response.lastPage')] : [];
}

function responseFieldChanges(key: ResponsePlaceKey, old: Version, now: Version): Change[] {
  const [before, after] = [old.strategy.response[key], now.strategy.response[key]];
  const label = `response.${key}`;
  if (before === undefined) return [];
  if (after === undefined) return [change(`\`${label}\` was removed`, now.strategy, label)];
  if (readFrom(before) !== readFrom(after)) {
    const moved = `\`${label}\` changed from ${describeResponseField(before)} to ${describeResponseField(after)}`;
    return [change(moved, now.strategy, label)];
  }
  const [was, is] = [selectionOf(before), selectionOf(after)];
  if (was !== is) return [change(changedFrom(label, was, is), now.strategy, label)];
  return key === 'items'
    ? itemFormChanges(old, now)
    : typeChange(label, [before.schema, old.schemas], [after.schema, now.schemas], now.strategy);
}

/** Returns a change if the setting differs. `itemCursor` also has a type: see {@link itemCursorChanges}. */
function valueChanges(key: ResponseKey, { strategy: old }: Version, { strategy }: Version): Change[] {
  if (key === 'itemCursor') return [];
  const [was, is] = [settingOf(key, old), settingOf(key, strategy)];
  const label = `response.${key}`;
  // Clients work without these: a new one is a further check, and one that is gone finds nothing.
  const isOptional = key === 'error' || key === 'position';
  // Old clients do not go back.
  if ((key === 'firstItemCursor' || key === 'backOrder') && old.request.backCursor === undefined) return [];
  const breaks = was !== is && !(isOptional && (was === NONE || is === NONE)) && !(key === 'stateful' && is === NONE);
  return breaks ? [change(changedFrom(label, was, is), strategy, label)] : [];
}

const NONE = 'none';

/** Returns the value of a setting as a text that is equal for equal settings, wherever they are written. */
function settingOf(key: ResponseKey, { response }: Strategy): string {
  if (key === 'error') return errorSetting(response.error);
  if (key === 'position' && response.position !== undefined) {
    const { field, start } = response.position;
    return start === undefined ? readFrom(field) : `${readFrom(field)} from ${start}`;
  }
  if (key === 'linkBase') {
    const { linkBase = 'request' } = response;
    return typeof linkBase === 'string' ? linkBase : readFrom(linkBase);
  }
  const value = response[key] ?? NONE;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function errorSetting(error: Strategy['response']['error']): string {
  if (error === undefined || error === false) return NONE;
  const conditions = error.map(({ field, is, not }) => {
    const values =
      is === undefined ? (not === undefined ? '' : ` not ${JSON.stringify(not)}`) : ` is ${JSON.stringify(is)}`;
    return readFrom(field) + values;
  });
  return conditions.join(', ');
}

function itemCursorChanges(old: Version, now: Version): Change[] {
  const [before, after] = [old.strategy.response.itemCursor, now.strategy.response.itemCursor];
  const label = 'response.itemCursor';
  if (before === undefined) return [];
  if (after === undefined) return [change(`\`${label}\` was removed`, now.strategy, label)];
  if (before !== after) return [change(changedFrom(label, before, after), now.strategy, label)];
  const [was, is] = [schemaAt(old.strategy.item, before, old.schemas), schemaAt(now.strategy.item, after, now.schemas)];
  if (!was.found || !is.found) return [];
  return typeChange(label, [was.schema, old.schemas], [is.schema, now.schemas], now.strategy);
}
