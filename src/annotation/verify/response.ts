import { itemSchemaOf, type PageResponse, pageResponseOf } from '../../model/page-response.ts';
import { parseItemPointer, parseResponseExpression } from '../../model/pagination-fields.ts';
import type { Schema } from '../../model/schema.ts';
import { schemaAt } from '../../model/schema-at.ts';
import { describeKinds, type JsonKind, kindsFit, kindsOf } from '../../model/schema-kinds.ts';
import type { ResponseField, Strategy } from '../../model/strategy.ts';
import type { JsonPointer, JsonValue, Located } from '../../shared/json.ts';
import { suggestName } from '../../shared/suggest.ts';
import { fieldOf, type Subject } from './subject.ts';

/** Finds the place that a response expression names. Undefined, and reported, where the response has none. */
function bindResponseField(
  subject: Subject,
  label: string,
  node: Located,
  page: PageResponse,
): ResponseField | undefined {
  const expression = parseResponseExpression(String(node.value));
  if (expression === undefined) return undefined;
  if (expression.in === 'header') return bindHeader(subject, label, expression.name, node, page);
  const { pointer } = expression;
  const lookup = schemaAt(page.body, pointer, subject.schemas);
  if (lookup.found) return { in: 'body', pointer, schema: lookup.schema, location: node.location };
  const { status } = page.response;
  const message = `\`${label}\` is \`${pointer}\`, but the ${status} response of ${subject.name} has no \`${lookup.missing}\` there.`;
  const advice = suggestName(lookup.missing, lookup.candidates);
  subject.error('pagination-pointer-to-nothing', message, node.location, advice);
  return undefined;
}

/** A header that is not declared is but a warning: documents leave many out. `Link` needs no declaration. */
function bindHeader(
  subject: Subject,
  label: string,
  name: string,
  { location }: Located,
  { response }: PageResponse,
): ResponseField {
  const wanted = name.toLowerCase();
  const header = response.headers.find((candidate) => candidate.name.toLowerCase() === wanted);
  if (header !== undefined) return { in: 'header', name, schema: header.schema, location };
  if (wanted !== 'link') {
    const message = `\`${label}\` is the header \`${name}\`, which the ${response.status} response of ${subject.name} does not declare.`;
    const advice = suggestName(
      name,
      response.headers.map((candidate) => candidate.name),
    );
    subject.warning('pagination-undeclared-header', message, location, advice);
  }
  return { in: 'header', name, location };
}

/** Reports a field whose schema admits none of `wanted`. Headers are text, read as what the field is. */
function expectKind(subject: Subject, label: string, field: ResponseField, wanted: readonly JsonKind[]): void {
  if (field.schema === undefined) return;
  const kinds = kindsOf(field.schema, subject.schemas);
  if (kindsFit(kinds, field.in === 'header' ? [...wanted, 'string'] : wanted)) return;
  const place = field.in === 'header' ? `the header \`${field.name}\`` : `\`${field.pointer}\``;
  const message = `\`${label}\` must be ${wanted[0]}, but ${place} of the response of ${subject.name} is ${describeKinds(kinds)}.`;
  subject.error('pagination-response-type', message, field.location);
}

/** A place in the item: its pointer and, where it can be found, its schema. */
export function bindItemPointer(
  subject: Subject,
  label: string,
  node: Located,
  item: Schema | undefined,
): { readonly pointer: JsonPointer; readonly schema?: Schema; readonly optional: boolean } | undefined {
  const pointer = parseItemPointer(String(node.value));
  if (pointer === undefined || item === undefined) return undefined;
  const lookup = schemaAt(item, pointer, subject.schemas);
  if (lookup.found) return { pointer, schema: lookup.schema, optional: lookup.optional };
  const message = `\`${label}\` is \`${pointer}\`, but an item of ${subject.name} has no \`${lookup.missing}\` there.`;
  const advice = suggestName(lookup.missing, lookup.candidates);
  subject.error('pagination-pointer-to-nothing', message, node.location, advice);
  return undefined;
}

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
