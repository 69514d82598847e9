import type { JsonKind } from '../model/schema-kinds.ts';
import type { StyleName } from '../model/strategy.ts';
import {
  type BreakingChange,
  type Field,
  LIMITS,
  type LimitKey,
  REQUEST,
  RESPONSE,
  type RequestKey,
  type ResponseKey,
} from './fields.ts';

/** Returns the fields of `request` that a style supports. */
export function requestKeysOf(style: StyleName): RequestKey[] {
  return keysOf<RequestKey>(REQUEST, ({ styles }) => supports(styles, style));
}

/** Returns the fields of `response` that a style supports. */
export function responseKeysOf(style: StyleName): ResponseKey[] {
  return keysOf<ResponseKey>(RESPONSE, ({ styles }) => supports(styles, style));
}

/** Returns the fields of `limits` that a style supports. */
export function limitKeysOf(style: StyleName): LimitKey[] {
  return keysOf(LIMITS, ({ styles }) => supports(styles, style));
}

function supports(styles: readonly StyleName[] | undefined, style: StyleName): boolean {
  return styles === undefined || styles.includes(style);
}

/** The keys of fields with one breaking change. */
type KeyThatBreaks<Fields, Change extends BreakingChange> = {
  [Key in keyof Fields]: Fields[Key] extends { readonly breaks: Change } ? Key : never;
}[keyof Fields];

/** A field of `request` whose value is a place in the request. */
export type RequestPlaceKey = KeyThatBreaks<typeof REQUEST, 'place'>;

/** A field of `response` whose value is a place in the response. */
export type ResponsePlaceKey = KeyThatBreaks<typeof RESPONSE, 'place'>;

const breaksByPlace = ({ breaks }: Field): boolean => breaks === 'place';

export const REQUEST_PLACE_KEYS: readonly RequestPlaceKey[] = keysOf<RequestKey>(REQUEST, () => true).filter(
  (key): key is RequestPlaceKey => breaksByPlace(REQUEST[key]),
);

export const RESPONSE_PLACE_KEYS: readonly ResponsePlaceKey[] = keysOf<ResponseKey>(RESPONSE, () => true).filter(
  (key): key is ResponsePlaceKey => breaksByPlace(RESPONSE[key]),
);

/** Returns the fields of `response` with one breaking change. */
export function responseKeysThatBreak(change: BreakingChange): ResponseKey[] {
  return keysOf<ResponseKey>(RESPONSE, ({ breaks }) => breaks === change);
}

/** Returns the fields of `limits` with one breaking change. */
export function limitKeysThatBreak(change: BreakingChange): LimitKey[] {
  return keysOf(LIMITS, ({ breaks }) => breaks === change);
}

/** Returns the types of the value at a place of the response; undefined for the items. */
export function kindsAt(key: ResponsePlaceKey): readonly JsonKind[] | undefined {
  const field: Field = RESPONSE[key];
  return field.kinds;
}

function keysOf<Key extends string>(fields: Readonly<Record<Key, Field>>, accepts: (field: Field) => boolean): Key[] {
  const keys: Key[] = [];
  for (const key in fields) if (accepts(fields[key])) keys.push(key);
  return keys;
}
