import { essenceOf, isJsonMediaType } from './media-type.ts';
import type { MediaType, Operation } from './operation.ts';

/**
 * Returns the body in which a request can have a position or page size: JSON, or a form if the operation accepts neither
 * JSON nor multipart, which clients prefer.
 */
export function pageRequestOf({ requestBody }: Operation): MediaType | undefined {
  const content = requestBody?.content ?? [];
  const json = content.find(({ mediaType }) => isJsonMediaType(mediaType));
  if (json !== undefined) return json;
  const hasMultipart = content.some(({ mediaType }) => essenceOf(mediaType).startsWith('multipart/'));
  return hasMultipart ? undefined : content.find(({ mediaType }) => isFormBody(mediaType));
}

/** True for `application/x-www-form-urlencoded`. */
function isFormBody(mediaType: string): boolean {
  return essenceOf(mediaType) === 'application/x-www-form-urlencoded';
}
