import { essenceOf, isFormMediaType, isJsonMediaType, isTextMediaType } from '../../model/media-type.ts';
import type { MediaType, RequestBody } from '../../model/operation.ts';
import type { Schema } from '../../model/schema.ts';
import type { JsonValue } from '../../shared/json.ts';
import { call, type Expression, literal } from './expression.ts';

/** Kinds of bodies in order of preference, where a document offers several. */
const PREFERENCE: readonly ((mediaType: string) => boolean)[] = [
  isJsonMediaType,
  (type) => essenceOf(type).startsWith('multipart/'),
  (type) => essenceOf(type) === 'application/x-www-form-urlencoded',
  isTextMediaType,
  () => true,
];

/** The media type in which a client sends a body; undefined where there is no body. */
export function requestContent(body: RequestBody | undefined): MediaType | undefined {
  return preferred(body?.content ?? []);
}

/** The first in order of preference. */
export function preferred(content: readonly MediaType[]): MediaType | undefined {
  for (const matches of PREFERENCE) {
    const found = content.find(({ mediaType }) => matches(mediaType));
    if (found !== undefined) return found;
  }
  return undefined;
}

/**
 * What the caller supplies as the body. Bodies that are neither JSON nor a form are sent as they are given: text where
 * the media type is text, XML for instance, and bytes otherwise, whatever structure the schema describes.
 */
export function bodySchema({ mediaType, schema }: MediaType): Schema {
  const essence = essenceOf(mediaType);
  if (isJsonMediaType(mediaType) || isFormMediaType(essence)) return schema;
  const { description, location } = schema;
  const notes = { location, ...(description !== undefined && { description }) };
  if (!isText(mediaType)) return { ...notes, kind: 'binary' };
  return SCALARS.has(schema.kind) ? schema : { ...notes, kind: 'string' };
}

const SCALARS: ReadonlySet<Schema['kind']> = new Set(['string', 'enum', 'number', 'integer', 'boolean']);

/** Text in every way but its name: XML (RFC 7303), and lines of JSON. */
export function isText(mediaType: string): boolean {
  const essence = essenceOf(mediaType);
  return isTextMediaType(mediaType) || /[/+]xml$/.test(essence) || /[/+](?:x-)?(?:ndjson|jsonl|yaml)$/.test(essence);
}

/** Plans the runtime's writer of a body. Returns undefined for plain JSON, its default. */
export function bodyWriter(body: RequestBody | undefined): Expression | undefined {
  const content = requestContent(body);
  if (content === undefined) return undefined;
  const { mediaType } = content;
  const essence = essenceOf(mediaType);
  if (isJsonMediaType(mediaType)) {
    return essence === 'application/json' || essence.includes('*') ? undefined : call('jsonBody', literal(mediaType));
  }
  if (essence.startsWith('multipart/')) return formWriter('multipartBody', content);
  if (essence === 'application/x-www-form-urlencoded') return formWriter('formBody', content);
  return call('rawBody', literal(mediaType));
}

function formWriter(writer: 'formBody' | 'multipartBody', content: MediaType): Expression {
  const encodings = [...content.encoding].map(([name, { contentType, style, explode }]): [string, JsonValue] => [
    name,
    {
      ...(contentType !== undefined && { contentType }),
      ...(style !== undefined && { style }),
      ...(explode !== undefined && { explode }),
    },
  ]);
  return encodings.length === 0 ? call(writer) : call(writer, literal(Object.fromEntries(encodings)));
}
