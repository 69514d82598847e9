import { isJsonMediaType } from './media-type.ts';
import type { Operation, Response } from './operation.ts';
import type { Schema } from './schema.ts';

/** The response that a page is read from. */
export interface PageResponse {
  readonly response: Response;
  readonly body: Schema;
}

/** The lowest successful status with a JSON body; else `2XX`; else `default`. */
export function pageResponseOf(operation: Operation): PageResponse | undefined {
  const exact = operation.responses.filter(({ status }) => /^2\d\d$/.test(status));
  const candidates = [
    ...exact.sort((a, b) => Number(a.status) - Number(b.status)),
    ...operation.responses.filter(({ status }) => status === '2XX'),
    ...operation.responses.filter(({ status }) => status === 'default'),
  ];
  for (const response of candidates) {
    const json = response.content.find(({ mediaType }) => isJsonMediaType(mediaType));
    if (json !== undefined) return { response, body: json.schema };
  }
  return undefined;
}
