import { type JsonValue, parsePointer } from '../../../shared/json.ts';
import {
  bodyAt,
  type DialectWriter,
  fieldIn,
  headerAt,
  inexpressible,
  itemCursorOf,
  objectOf,
  onOperation,
  type Part,
  requestAt,
  styleOf,
  type WriteSource,
  type Written,
} from './written.ts';

const KEY = 'x-scalar-pagination';

type Entry = { readonly key: string; readonly value: JsonValue };

/** Scalar: a scheme with the fields of the request and of the response, each with its type. */
export const scalarWriter: DialectWriter = { key: KEY, write };

const TYPES: Readonly<Record<string, string>> = { offset: 'offset', page: 'pageNumber' };

function write(source: WriteSource): Written {
  const style = styleOf(source);
  const items = bodyAt(source, 'items');
  if (items === undefined) return inexpressible('The items must be in the body of the response.');
  const item = itemCursorOf(source);
  const list: Entry = {
    key: lastName(items) ?? 'items',
    value: objectOf({ type: 'items', path: names(items), itemCursor: item === undefined ? undefined : names(item) }),
  };
  const type =
    TYPES[style] ?? (style.startsWith('cursor-') ? (item === undefined ? 'cursor' : 'cursorId') : 'cursorUrl');
  const positionKey = style === 'offset' || style === 'page' ? style : 'cursor';
  const isLink = type === 'cursorUrl';
  const position = isLink ? undefined : requestField(source, positionKey, type === 'cursorId' ? 'cursorId' : type);
  if (!isLink && position === undefined)
    return inexpressible('The position must be a parameter or a member of the body.');
  const next =
    style === 'link-header'
      ? linkHeader(source)
      : responseField(source, isLink ? 'nextUrl' : 'nextCursor', isLink ? 'cursorUrl' : 'cursor');
  if (next === undefined && (isLink || type === 'cursor'))
    return inexpressible('The response must have the next cursor or link.');
  const limit = requestField(source, 'limit', 'limit');
  const counts = (['hasMore', 'total', 'totalPages', 'limit'] as const).map(
    (key) => [`response.${key}`, responseField(source, key, key === 'limit' ? 'pageSize' : key)] as const,
  );
  const said: Part[] = [
    ['response.items', list.value],
    ['response.itemCursor', item],
    [`request.${positionKey}`, position?.value],
    [style === 'next-url' ? 'response.nextUrl' : 'response.nextCursor', next?.value],
    ['response.rel', style === 'link-header' ? next?.value : undefined],
    ['request.limit', limit?.value],
    ...counts.map(([field, entry]): Part => [field, entry?.value]),
  ];
  const request = membersOf([position, limit]);
  const response = membersOf([list, next, ...counts.map(([, entry]) => entry)]);
  if (request === undefined || response === undefined) return inexpressible('Two fields have the same name.');
  const hasRequest = Object.keys(request).length > 0;
  return onOperation(source, KEY, objectOf({ type, request: hasRequest ? request : undefined, response }), said);
}

/** Returns the fields as members; undefined if two have one key, which names a field in the absence of a path. */
function membersOf(entries: readonly (Entry | undefined)[]): { readonly [key: string]: JsonValue } | undefined {
  const given = entries.filter((entry) => entry !== undefined);
  const members = Object.fromEntries(given.map(({ key, value }) => [key, value]));
  return Object.keys(members).length === given.length ? members : undefined;
}

function requestField(source: WriteSource, key: string, type: string): Entry | undefined {
  const place = requestAt(source, key);
  if (place === undefined) return undefined;
  if (place.in !== 'body')
    return { key: place.name, value: objectOf({ type, location: place.in === 'header' ? 'header' : undefined }) };
  return { key: lastName(place.pointer) ?? key, value: { type, location: 'body', path: names(place.pointer) } };
}

function responseField(source: WriteSource, key: string, type: string): Entry | undefined {
  const header = headerAt(source, key);
  if (header !== undefined) return { key: header, value: { type, location: 'header', headerName: header } };
  const pointer = bodyAt(source, key);
  return pointer === undefined ? undefined : { key: names(pointer).join('.'), value: { type, path: names(pointer) } };
}

function linkHeader(source: WriteSource): Entry {
  const rel = fieldIn(source, 'response', 'rel')?.value;
  return {
    key: 'Link',
    value: objectOf({ type: 'cursorUrl', location: 'linkHeader', rel: typeof rel === 'string' ? rel : undefined }),
  };
}

function names(pointer: string): string[] {
  return parsePointer(pointer) ?? [];
}

function lastName(pointer: string): string | undefined {
  return names(pointer).at(-1);
}
