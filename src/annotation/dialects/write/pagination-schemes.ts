import { type JsonPointer, type JsonValue, type Location, parsePointer } from '../../../shared/json.ts';
import {
  bodyAt,
  type DialectWriter,
  headerAt,
  inexpressible,
  objectOf,
  type Part,
  requestAt,
  styleOf,
  type WriteSource,
  type Written,
} from './written.ts';

const KEY = 'paginationSchemes';

/** The OpenAPI Pagination Schemes Extension: a shared scheme, and a reference to it under `x-pagination`. */
export const schemesWriter: DialectWriter = { key: KEY, write };

const TYPES: Readonly<Record<string, string>> = {
  offset: 'pageNumber',
  page: 'pageNumber',
  'next-url': 'nextLink',
  'link-header': 'nextLink',
};

interface Field {
  readonly group: string;
  readonly name: string;
  readonly role: string;
}

function write(source: WriteSource): Written {
  const style = styleOf(source);
  const type = TYPES[style] ?? 'pageToken';
  const items = bodyAt(source, 'items');
  if (items === undefined) return inexpressible('The items must be in the body of the response.');
  const isLink = type === 'nextLink';
  const key = style === 'offset' || style === 'page' ? style : 'cursor';
  const position = isLink ? undefined : requestField(source, key, key === 'cursor' ? 'pageToken' : key);
  if (!isLink && position === undefined)
    return inexpressible('The position must be a parameter or a member of the body.');
  const nextKey = isLink ? 'nextUrl' : 'nextCursor';
  const next =
    style === 'link-header'
      ? { group: 'headers', name: 'Link', role: 'nextLink' }
      : responseField(source, nextKey, isLink ? 'nextLink' : 'nextPageToken');
  if (next === undefined && type !== 'pageNumber')
    return inexpressible('The response must have the next token or link.');
  const backKey = isLink ? 'prevUrl' : 'prevCursor';
  const back =
    bodyAt(source, backKey) === undefined
      ? undefined
      : responseField(source, backKey, isLink ? 'previousLink' : 'previousPageToken');
  const backCursor = back && requestField(source, 'backCursor', 'previousPageToken');
  const limit = requestField(source, 'limit', 'pageSize');
  const total = responseField(source, 'total', 'totalCount');
  const pages = responseField(source, 'totalPages', 'totalPages');
  const scheme = objectOf({
    type,
    // Each operation names its scheme; others may have the same parameters and no pages.
    autoDetect: false,
    request: fieldsOf([position, backCursor, limit]),
    response: objectOf({
      envelope: items === '' ? undefined : { itemsField: dotPath(items) },
      ...(fieldsOf([next, back, total, pages]) as Record<string, JsonValue> | undefined),
    }),
  });
  const said: Part[] = [
    ['response.items', items],
    [`request.${key}`, position?.name],
    [`response.${nextKey}`, style === 'link-header' ? undefined : next?.name],
    [`response.${backKey}`, back?.name],
    ['request.backCursor', backCursor?.name],
    ['request.limit', limit?.name],
    ['response.total', total?.name],
    ['response.totalPages', pages?.name],
  ];
  const name = source.nameScheme(scheme, style === 'offset' || style === 'page' ? style : type);
  return {
    kind: 'written',
    members: [
      { at: rootOf(source), key: 'components', value: { [KEY]: { [name]: scheme } } },
      { at: source.model.operation.location, key: 'x-pagination', value: [{ scheme: name }], replaces: true },
    ],
    said: said.flatMap(([field, value]) => (value === undefined ? [] : [field])),
  };
}

function rootOf({ model }: WriteSource): Location {
  return { file: model.operation.location.file, pointer: '' };
}

function fieldsOf(fields: readonly (Field | undefined)[]): JsonValue | undefined {
  const groups: Record<string, Record<string, JsonValue>> = {};
  for (const field of fields) {
    if (field === undefined) continue;
    groups[field.group] = { ...groups[field.group], [field.name]: { role: field.role } };
  }
  return Object.keys(groups).length === 0 ? undefined : groups;
}

const REQUEST_GROUPS = { query: 'queryParameters', header: 'headerFields', body: 'bodyFields' } as const;

function requestField(source: WriteSource, key: string, role: string): Field | undefined {
  const place = requestAt(source, key);
  if (place === undefined) return undefined;
  return { group: REQUEST_GROUPS[place.in], name: place.in === 'body' ? dotPath(place.pointer) : place.name, role };
}

function responseField(source: WriteSource, key: string, role: string): Field | undefined {
  const header = headerAt(source, key);
  if (header !== undefined) return { group: 'headers', name: header, role };
  const pointer = bodyAt(source, key);
  return pointer === undefined ? undefined : { group: 'bodyFields', name: dotPath(pointer), role };
}

function dotPath(pointer: JsonPointer): string {
  return (parsePointer(pointer) ?? [])
    .map((token, index) =>
      token === '' || /[.[\]]/.test(token)
        ? `["${token.replace(/["\\]/g, '\\$&')}"]`
        : `${index > 0 ? '.' : ''}${token}`,
    )
    .join('');
}
