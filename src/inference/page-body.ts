import { essenceOf } from '../ir/media-type.ts';
import type { Operation } from '../ir/operation.ts';
import { type PageResponse, pageResponseOf } from '../ir/page-response.ts';

/**
 * The successful response that a page is read from. Frameworks that do not know better declare their JSON as any type
 * of media; other types than JSON are read whole, never page by page.
 */
export function pageBodyOf(operation: Operation): PageResponse | undefined {
  const json = pageResponseOf(operation);
  if (json !== undefined) return json;
  for (const response of operation.responses.filter(({ status }) => /^2(?:\d\d|xx)$/i.test(status))) {
    const content = response.content.find(({ mediaType }) => essenceOf(mediaType) === '*/*');
    if (content !== undefined) return { response, body: content.schema };
  }
  return undefined;
}
