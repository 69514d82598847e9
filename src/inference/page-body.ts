import { isJsonMediaType } from '../ir/media-type.ts';
import type { Operation, Response } from '../ir/operation.ts';
import type { Schema } from '../ir/schema.ts';

/** The successful response that a page would be read from. */
export interface PageBody {
  readonly response: Response;
  readonly schema: Schema;
  readonly isJson: boolean;
}

/** The lowest successful status with a JSON body, then `2XX`, then `default`; where none is JSON, one that is data. */
export function pageBodyOf({ responses }: Operation): PageBody | undefined {
  const exact = responses.filter(({ status }) => /^2\d\d$/.test(status));
  const candidates = [
    ...exact.sort((a, b) => Number(a.status) - Number(b.status)),
    ...responses.filter(({ status }) => /^2xx$/i.test(status)),
    ...responses.filter(({ status }) => status === 'default'),
  ];
  return firstOf(candidates, isJsonMediaType, true) ?? firstOf(candidates, isOtherData, false);
}

function isOtherData(mediaType: string): boolean {
  return /^\*\/\*|[/+]xml\b/i.test(mediaType);
}

function firstOf(
  responses: readonly Response[],
  accepts: (mediaType: string) => boolean,
  isJson: boolean,
): PageBody | undefined {
  for (const response of responses) {
    const content = response.content.find(({ mediaType }) => accepts(mediaType));
    if (content !== undefined) return { response, schema: content.schema, isJson };
  }
  return undefined;
}
