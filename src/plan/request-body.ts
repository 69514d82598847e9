import type { JsonValue } from '../ir/json.ts';
import { essenceOf, isJsonMediaType, isTextMediaType } from '../ir/media-type.ts';
import type { MediaType, RequestBody } from '../ir/operation.ts';
import type { BodyPlan } from './client-plan.ts';

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

/** How the runtime writes a body; undefined where it is plain JSON, its default. */
export function planBody(body: RequestBody | undefined): BodyPlan | undefined {
  const content = requestContent(body);
  if (content === undefined) return undefined;
  const essence = essenceOf(content.mediaType);
  if (isJsonMediaType(content.mediaType)) {
    if (essence === 'application/json' || essence.includes('*')) return undefined;
    return { writer: 'jsonBody', argument: content.mediaType };
  }
  if (essence.startsWith('multipart/')) return withEncodings('multipartBody', content);
  if (essence === 'application/x-www-form-urlencoded') return withEncodings('formBody', content);
  return { writer: 'rawBody', argument: content.mediaType };
}

function withEncodings(writer: 'formBody' | 'multipartBody', content: MediaType): BodyPlan {
  const encodings: [string, JsonValue][] = [...content.encoding].map(([name, { contentType, style, explode }]) => [
    name,
    {
      ...(contentType !== undefined && { contentType }),
      ...(style !== undefined && { style }),
      ...(explode !== undefined && { explode }),
    },
  ]);
  return encodings.length === 0 ? { writer } : { writer, argument: Object.fromEntries(encodings) };
}
