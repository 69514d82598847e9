import type { JsonKind } from '../model/schema-kinds.ts';
import type { Limits, Strategy, StyleName } from '../model/strategy.ts';
import type { GroupName } from './annotation.ts';
import { cursorFields, itemCursorPointers, nextCursorPlaces } from './cursor-values.ts';
import { errorConditions, expiredConditions, itemsPlace, linkBase, linkPlace, servedPosition } from './field-forms.ts';
import {
  anything,
  choice,
  type FieldValue,
  flag,
  itemPointer,
  lastPageRule,
  names,
  namesOrAll,
  operationIds,
  positiveInteger,
  requestExpression,
  requestValues,
  responseExpression,
  statuses,
  text,
  values,
} from './field-values.ts';

export type RequestKey = Exclude<keyof Strategy['request'], 'isFirstPageOnlyAll'>;
export type ResponseKey = keyof Strategy['response'];
export type LimitKey = keyof Limits;
type DeepKey = 'field' | 'from' | 'until' | 'sort';
type OwnKey = 'style' | 'name' | 'key' | 'alternatives';

/** The ways in which a new version of a field breaks clients of the old one. */
export type BreakingChange =
  /** The field is removed, or is sent or read elsewhere, or with another type. */
  | 'place'
  /** Any other value. */
  | 'value'
  /** Values are added to the list. */
  | 'additions'
  /** The number becomes lower, or is new. */
  | 'lower-or-new'
  /** The number becomes lower. */
  | 'lower'
  /** The number becomes higher. */
  | 'higher';

/** One field of the annotation: everything that does not depend on an operation. */
export interface Field {
  readonly value: FieldValue;
  /** One sentence, for the JSON Schema and the reference. */
  readonly description: string;
  /** The styles that support the field. Default: all. */
  readonly styles?: readonly StyleName[];
  /** The types of the value that a response contains at this place. */
  readonly kinds?: readonly JsonKind[];
  readonly breaks?: BreakingChange;
}

const CURSOR: readonly StyleName[] = ['cursor-query', 'cursor-body', 'cursor-header'];
const URL: readonly StyleName[] = ['next-url', 'link-header'];
const COUNTED: readonly StyleName[] = ['offset', 'page'];

/** The fields that are not in a group. The reader of `style` compares it with the list of styles. */
const OWN: Readonly<Record<OwnKey, Field>> = {
  style: {
    value: text,
    description: 'Determines the kind of position and how the client finds the next page.',
    breaks: 'value',
  },
  name: { value: text, description: 'The name by which callers select the strategy. Default: the style.' },
  key: { value: itemPointer, description: "An item's identity.", breaks: 'value' },
  alternatives: {
    value: operationIds,
    description: 'operationIds of operations to use if a walk is too large for this strategy.',
  },
};

/** The fields of `request`. */
export const REQUEST = {
  offset: {
    value: requestExpression,
    description: 'Style offset: the number of items to skip.',
    styles: ['offset'],
    breaks: 'place',
  },
  page: {
    value: requestExpression,
    description: 'Style page: the number of the page.',
    styles: ['page'],
    breaks: 'place',
  },
  cursor: {
    value: cursorFields,
    description: 'Cursor styles: the token of the page.',
    styles: CURSOR,
    breaks: 'place',
  },
  limit: { value: requestExpression, description: 'The page size.', breaks: 'place' },
  backCursor: {
    value: requestExpression,
    description: 'Cursor styles: the token from which a walk goes back to the start of the list.',
    styles: CURSOR,
    breaks: 'place',
  },
  backLimit: {
    value: requestExpression,
    description: 'The page size of a walk back, if it has another name there.',
    styles: CURSOR,
    breaks: 'place',
  },
  start: {
    value: anything,
    description: 'The position of the first page. Default: offset 0, page 1 or no cursor.',
    styles: [...COUNTED, ...CURSOR],
    breaks: 'value',
  },
  firstPageOnly: {
    value: namesOrAll,
    description:
      "Parameters that only the first request sends; '*' means all query parameters and body members that later requests do not need.",
    breaks: 'additions',
  },
  fixed: {
    value: requestValues,
    description: 'Values that every request must have, by request expression.',
    breaks: 'value',
  },
  carry: {
    value: names,
    description: 'Styles next-url and link-header: query parameters to add to a followed URL that lacks them.',
    styles: URL,
    breaks: 'additions',
  },
  operation: {
    value: text,
    description: 'Cursor styles and next-url: the operationId of the operation that returns the following pages.',
    styles: [...CURSOR, 'next-url'],
    breaks: 'value',
  },
} as const satisfies Readonly<Record<RequestKey, Field>>;

/** The fields of `response`. */
export const RESPONSE = {
  items: {
    value: itemsPlace,
    description: 'The items of the page: an array, the values of an object, or an array in each element.',
    breaks: 'place',
  },
  nextCursor: {
    value: nextCursorPlaces,
    description: 'The cursor of the next page; absent or null on the last page.',
    styles: CURSOR,
    kinds: ['string', 'integer', 'array', 'object', 'boolean'],
    breaks: 'place',
  },
  itemCursor: {
    value: itemCursorPointers,
    description: 'Keyset pagination: the field of the last item that is the next cursor.',
    styles: CURSOR,
    breaks: 'value',
  },
  inclusive: {
    value: flag,
    description: 'Keyset pagination: the server returns the item at the cursor again. Default: false.',
    styles: CURSOR,
    breaks: 'value',
  },
  nextUrl: {
    value: linkPlace,
    description: 'The URL of the next page; absent or null on the last page.',
    styles: ['next-url'],
    kinds: ['string', 'object'],
    breaks: 'place',
  },
  linkBase: {
    value: linkBase,
    description:
      'Style next-url: whether a link is relative to the URL of the request, or is a path below the server URL or below a URL in the response. Default: request.',
    styles: ['next-url'],
    breaks: 'value',
  },
  end: {
    value: values,
    description: 'Values of the next cursor or URL that also mean the end. Default: [""].',
    styles: [...CURSOR, 'next-url'],
    breaks: 'additions',
  },
  hasMore: {
    value: responseExpression,
    description: 'A boolean that says whether there is a next page.',
    kinds: ['boolean', 'string', 'integer'],
    breaks: 'place',
  },
  isLast: {
    value: responseExpression,
    description: 'A boolean that says whether this is the last page: the inverse of hasMore.',
    kinds: ['boolean', 'string', 'integer'],
    breaks: 'place',
  },
  total: {
    value: responseExpression,
    description: 'The total number of items.',
    kinds: ['integer', 'string'],
    breaks: 'place',
  },
  totalPages: {
    value: responseExpression,
    description: 'The total number of pages.',
    kinds: ['integer', 'string'],
    breaks: 'place',
  },
  limit: {
    value: responseExpression,
    description: 'The page size that the server actually used.',
    kinds: ['integer', 'string'],
    breaks: 'place',
  },
  // A client of `empty` works with `short` too, but not the other way round: see the base comparison of the linter.
  lastPage: {
    value: lastPageRule,
    description:
      'Which page is the last, a short one (fewer items than requested) or an empty one. Default: empty for the styles offset and page, none for the others.',
  },
  pastEnd: { value: statuses, description: 'Statuses that mean "past the last page".', breaks: 'additions' },
  rel: {
    value: text,
    description: 'Style link-header: the relation type of the link. Default: next.',
    styles: ['link-header'],
    breaks: 'value',
  },
  nextMethod: {
    value: choice('GET', 'same'),
    description:
      'Styles next-url and link-header: the method that follows a URL; same means the method and body of the operation. Default: GET.',
    styles: URL,
    breaks: 'value',
  },
  // A client fails on repetitions unless it is told otherwise: see the base comparison of the linter.
  repeat: {
    value: choice('error', 'end', 'allow'),
    description: 'The reaction to a cursor, link or page that was seen before. Default: error.',
  },
  error: {
    value: errorConditions,
    description: 'Makes a successful response an error. By default: a value that is not null, false, 0, "" or [].',
    breaks: 'value',
  },
  expiredOn: {
    value: expiredConditions,
    description: 'The responses that mean an expired cursor.',
    styles: [...CURSOR, ...URL],
  },
  stateful: {
    value: flag,
    description: 'The server keeps the position, as scrolls do: no page can be requested twice. Default: false.',
    styles: [...CURSOR, ...URL],
    breaks: 'value',
  },
  position: {
    value: servedPosition,
    description:
      'Styles offset and page: the position that the server says it served, which must be the requested one.',
    styles: COUNTED,
    breaks: 'value',
  },
  prevCursor: {
    value: responseExpression,
    description: 'The cursor of the page before; absent or null on the first page.',
    styles: CURSOR,
    kinds: ['string', 'integer', 'array', 'object', 'boolean'],
    breaks: 'place',
  },
  firstItemCursor: {
    value: itemPointer,
    description: 'Keyset pagination: the field of the first item that is the cursor of the page before.',
    styles: CURSOR,
    breaks: 'value',
  },
  prevUrl: {
    value: linkPlace,
    description: 'The URL of the page before; absent or null on the first page.',
    styles: ['next-url'],
    kinds: ['string', 'object'],
    breaks: 'place',
  },
  hasPrevious: {
    value: responseExpression,
    description:
      'A boolean that says whether there is a page before; the field of hasMore if that follows the direction of the request.',
    styles: [...CURSOR, ...URL],
    kinds: ['boolean', 'string', 'integer'],
    breaks: 'place',
  },
  backOrder: {
    value: choice('list', 'reversed'),
    description:
      'The order of the items that a request with backCursor receives: of the list, or reversed (the nearest item first). Default: list.',
    styles: CURSOR,
    breaks: 'value',
  },
} as const satisfies Readonly<Record<ResponseKey, Field>>;

/** The fields of `limits`. */
export const LIMITS: Readonly<Record<LimitKey, Field>> = {
  minLimit: { value: positiveInteger, description: 'The smallest page size.', breaks: 'higher' },
  maxLimit: { value: positiveInteger, description: 'The largest page size.', breaks: 'lower-or-new' },
  defaultLimit: {
    value: positiveInteger,
    description: 'The page size that the server uses if the request has none.',
    breaks: 'lower',
  },
  maxOffset: {
    value: positiveInteger,
    description: 'Style offset: the largest number of items to skip.',
    styles: ['offset'],
    breaks: 'lower-or-new',
  },
  maxPage: {
    value: positiveInteger,
    description: 'Style page: the largest page number.',
    styles: ['page'],
    breaks: 'lower-or-new',
  },
  maxResults: {
    value: positiveInteger,
    description:
      'The largest offset + limit or page × limit. For cursors and URLs, the largest number of items in one walk.',
    breaks: 'lower-or-new',
  },
  cursorTtl: {
    value: positiveInteger,
    description: 'The number of seconds for which a cursor is valid.',
    styles: [...CURSOR, ...URL],
    breaks: 'lower-or-new',
  },
};

/** The fields of `deep`. */
const DEEP: Readonly<Record<DeepKey, Field>> = {
  field: {
    value: itemPointer,
    description: 'The item field by which the walk is sorted.',
    breaks: 'value',
  },
  from: {
    value: requestExpression,
    description: 'The inclusive lower bound, for ascending order.',
    breaks: 'place',
  },
  until: {
    value: requestExpression,
    description: 'The inclusive upper bound, for descending order.',
    breaks: 'place',
  },
  sort: {
    value: requestValues,
    description: 'Request values that make the server sort by the field; {} if it always does.',
    breaks: 'value',
  },
};

/** Every field in no group, by name. */
export const OWN_FIELDS: ReadonlyMap<string, Field> = new Map(Object.entries(OWN));

/** Every field of each group, by name. */
export const GROUP_FIELDS: Readonly<Record<GroupName, ReadonlyMap<string, Field>>> = {
  request: new Map(Object.entries<Field>(REQUEST)),
  response: new Map(Object.entries<Field>(RESPONSE)),
  limits: new Map(Object.entries<Field>(LIMITS)),
  deep: new Map(Object.entries<Field>(DEEP)),
};
