import { itemSchemaOf } from '../../ir/item-schema.ts';
import type { JsonValue } from '../../ir/json.ts';
import { type PageResponse, pageResponseOf } from '../../ir/page-response.ts';
import type { ResponseField, Strategy } from '../../ir/pagination.ts';
import type { Schema } from '../../ir/schema.ts';
import { describeKinds, type JsonKind, kindsOf } from '../../ir/schema-kinds.ts';
import { bindItemPointer, bindResponseField, expectKind } from './response-field.ts';
import { fieldOf, type Subject } from './subject.ts';

const KINDS = {
  hasMore: ['boolean'],
  total: ['integer'],
  totalPages: ['integer'],
  limit: ['integer'],
  nextUrl: ['string'],
  nextCursor: ['string', 'integer', 'array', 'object', 'boolean'],
} as const satisfies { [K in keyof Strategy['response']]?: readonly JsonKind[] };

type Bound = { -readonly [K in keyof typeof KINDS]?: ResponseField };

/** The fields of `response`, and the schema of an item; undefined, and reported, where there is no page to read. */
export function responseGroup(
  subject: Subject,
): { readonly response: Strategy['response']; readonly item: Schema } | undefined {
  const page = pageResponseOf(subject.operation);
  if (page === undefined) {
    const message = `${subject.name} is paginated, but declares no successful response with a JSON body.`;
    subject.error('pagination-no-json-response', message, subject.annotation.location);
    return undefined;
  }
  const items = bindItems(subject, page);
  const bound = bindFields(subject, page);
  const itemNode = fieldOf(subject, 'response', 'itemCursor');
  const itemCursor = itemNode && bindItemPointer(subject, 'response.itemCursor', itemNode, items?.item);
  if (items === undefined) return undefined;
  const response = {
    items: items.field,
    ...bound,
    ...(itemCursor !== undefined && { itemCursor: itemCursor.pointer }),
    ...settings(subject),
  };
  return { response, item: items.item };
}

function bindFields(subject: Subject, page: PageResponse): Bound {
  const bound: Bound = {};
  for (const [key, kinds] of Object.entries(KINDS) as [keyof typeof KINDS, readonly JsonKind[]][]) {
    const node = fieldOf(subject, 'response', key);
    if (node === undefined || !subject.style.response.includes(key)) continue;
    const field = bindResponseField(subject, `response.${key}`, node, page);
    if (field === undefined) continue;
    expectKind(subject, `response.${key}`, field, kinds);
    bound[key] = field;
  }
  return bound;
}

function bindItems(subject: Subject, page: PageResponse): { field: ResponseField; item: Schema } | undefined {
  const node = fieldOf(subject, 'response', 'items');
  const field = node && bindResponseField(subject, 'response.items', node, page);
  if (field === undefined) return undefined;
  if (field.in === 'header') {
    const message = '`response.items` must be in the body of the response; a header holds no array of items.';
    subject.annotationError('pagination-invalid-expression', message, field.location);
    return undefined;
  }
  const item = itemSchemaOf(field.schema!, subject.schemas);
  if (item !== undefined) return { field, item };
  const kinds = describeKinds(kindsOf(field.schema!, subject.schemas));
  const place = field.pointer === '' ? 'the whole body' : `\`${field.pointer}\``;
  const message = `\`response.items\` must be an array, but ${place} of the response of ${subject.name} is ${kinds}.`;
  subject.error('pagination-not-an-array', message, field.location);
  return undefined;
}

/** What needs no place in the response, with the defaults of the annotation. */
function settings(
  subject: Subject,
): Pick<Strategy['response'], 'linkBase' | 'end' | 'lastPage' | 'pastEnd' | 'rel' | 'nextMethod' | 'repeat'> {
  const value = <T>(key: string, fallback: T): T =>
    (fieldOf(subject, 'response', key)?.value as T | undefined) ?? fallback;
  return {
    ...(value<'request' | 'server'>('linkBase', 'request') === 'server' && { linkBase: 'server' as const }),
    end: value<readonly JsonValue[]>('end', ['']),
    lastPage: value<'empty' | 'short'>('lastPage', 'empty'),
    pastEnd: value<readonly number[]>('pastEnd', []),
    rel: value('rel', 'next'),
    nextMethod: value<'GET' | 'same'>('nextMethod', 'GET'),
    repeat: value<'error' | 'end' | 'allow'>('repeat', 'error'),
  };
}
