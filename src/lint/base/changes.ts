import type { JsonValue } from '../../ir/json.ts';
import type { Location } from '../../ir/location.ts';
import type { Limits, RequestField, Strategy } from '../../ir/pagination.ts';
import { placeOf, wireNameOf } from '../lists.ts';

/** One thing that clients of the old strategy rely on and the new one does not keep. */
export interface Change {
  /** What changed, as the subject of a sentence. */
  readonly what: string;
  readonly location: Location;
}

const REQUEST = ['offset', 'page', 'cursor', 'limit'] as const;
const RESPONSE = ['items', 'nextCursor', 'nextUrl', 'hasMore', 'total', 'totalPages', 'limit'] as const;
/** Limits that break clients when they go down, or appear. */
const CEILINGS = ['maxLimit', 'maxOffset', 'maxPage', 'maxResults', 'cursorTtl'] as const;

/** Every change between two versions of one strategy that breaks clients of the old one. */
export function changesOf(old: Strategy, now: Strategy): Change[] {
  if (old.style !== now.style) {
    return [change(`The style \`${now.style}\` instead of \`${old.style}\``, now, 'style')];
  }
  return [
    ...requestChanges(old, now),
    ...responseChanges(old, now),
    ...limitChanges(old, now),
    ...walkChanges(old, now),
  ];
}

function change(what: string, { places, location }: Strategy, field: string): Change {
  return { what, location: places.get(field) ?? location };
}

function requestChanges(old: Strategy, now: Strategy): Change[] {
  const moved = REQUEST.flatMap((key) => {
    const [before, after] = [old.request[key], now.request[key]];
    if (before === undefined || same(before, after, sentAs)) return [];
    const what =
      after === undefined ? `The removed \`request.${key}\`` : movedFrom(`request.${key}`, before, after, wireNameOf);
    return [change(what, now, `request.${key}`)];
  });
  if (equal(old.request.start, now.request.start)) return moved;
  return [...moved, change('The other `request.start`', now, 'request.start')];
}

function responseChanges(old: Strategy, now: Strategy): Change[] {
  return RESPONSE.flatMap((key) => {
    const [before, after] = [old.response[key], now.response[key]];
    if (before === undefined || same(before, after, placeOf)) return [];
    const what =
      after === undefined ? `The removed \`response.${key}\`` : movedFrom(`response.${key}`, before, after, placeOf);
    return [change(what, now, `response.${key}`)];
  });
}

function limitChanges(old: Strategy, now: Strategy): Change[] {
  const lowered = CEILINGS.flatMap((key) => {
    const [before, after] = [old.limits[key], now.limits[key]];
    if (after === undefined || (before !== undefined && after >= before)) return [];
    return [limitChange(key, before, after, now)];
  });
  const { minLimit = 0, defaultLimit } = now.limits;
  return [
    ...lowered,
    ...(minLimit > (old.limits.minLimit ?? 0) && minLimit > 1
      ? [limitChange('minLimit', old.limits.minLimit, minLimit, now)]
      : []),
    ...(old.limits.defaultLimit !== undefined && defaultLimit !== undefined && defaultLimit < old.limits.defaultLimit
      ? [limitChange('defaultLimit', old.limits.defaultLimit, defaultLimit, now)]
      : []),
  ];
}

function limitChange(key: keyof Limits, before: number | undefined, after: number, now: Strategy): Change {
  const what =
    before === undefined ? `The new \`limits.${key}\`, ${after},` : `\`limits.${key}\`, ${after} instead of ${before},`;
  const { limit } = now.request;
  return { what, location: now.places.get(`limits.${key}`) ?? limit?.location ?? now.location };
}

function walkChanges(old: Strategy, now: Strategy): Change[] {
  return [
    ...(old.deep !== undefined && now.deep === undefined ? [change('The removed `deep`', now, 'style')] : []),
    ...(old.key !== undefined && old.key !== now.key ? [change('The other `key`', now, 'key')] : []),
    ...(old.response.itemCursor !== now.response.itemCursor
      ? [change('The other `response.itemCursor`', now, 'response.itemCursor')]
      : []),
  ];
}

function movedFrom<Field>(label: string, before: Field, after: Field, shown: (field: Field) => string): string {
  const [was, is] = [shown(before), shown(after)];
  return was === is ? `The other place of \`${label}\`` : `\`${label}\`, \`${is}\` instead of \`${was}\`,`;
}

function same<Field>(before: Field, after: Field | undefined, shown: (field: Field) => string): boolean {
  return after !== undefined && shown(before) === shown(after);
}

/** A field of the same name in another place is another field. */
function sentAs(field: RequestField): string {
  return `${field.in === 'body' ? 'body' : field.parameter.in} ${wireNameOf(field)}`;
}

function equal(a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
