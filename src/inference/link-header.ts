import type { ApiModel } from '../ir/api.ts';
import type { Operation } from '../ir/operation.ts';
import type { RequestPlace } from './request-places.ts';
import type { ResponseShape } from './response-places.ts';

/** What says that the next page stands in the `Link` header; `strength` 3 is said of this operation, 2 of the API. */
export interface LinkEvidence {
  readonly strength: 2 | 3;
  readonly reason: string;
}

const MENTION =
  /\blink\b[`'"*]*\s+(?:response\s+|http\s+|next\s+)*headers?\b|\bheaders?\b[^.\n]{0,40}[`'"*]link\b|[`'"]?next[`'"]? link relation|\brel=\\?["']?next/i;

/** Looks for the `Link` header (RFC 8288): declared, or mentioned where the request or the API is described. */
export function linkEvidence(
  model: ApiModel,
  operation: Operation,
  places: readonly RequestPlace[],
  shape: ResponseShape,
): LinkEvidence | undefined {
  if (shape.headers.some(({ name }) => name.toLowerCase() === 'link')) {
    return { strength: 3, reason: 'the response declares the header `Link`' };
  }
  if (places.some(({ text }) => MENTION.test(text)) || MENTION.test(operation.description ?? '')) {
    return { strength: 3, reason: 'a description mentions the `Link` header' };
  }
  if (MENTION.test(model.description ?? '')) {
    return { strength: 2, reason: "the API's description mentions the `Link` header" };
  }
  return undefined;
}

const TOKEN_NAME =
  '[`\'"*]*\\b((?:x-)?[a-z]+(?:-[a-z]+)*-(?:cursor|token|marker|continuation|after|next)[a-z-]*)[`\'"*]*';
const HEADER_TOKENS = [
  new RegExp(`${TOKEN_NAME}\\s+(?:response\\s+)?header\\b`, 'i'),
  new RegExp(`\\bresponse headers?\\b[:,]?\\s+(?:called |named )?${TOKEN_NAME}`, 'i'),
];

/** The name of a response header that a cursor parameter's description says its value comes from. */
export function mentionedHeader(places: readonly RequestPlace[]): string | undefined {
  for (const { text } of places) {
    const name = HEADER_TOKENS.map((pattern) => pattern.exec(text)?.[1]).find((found) => found !== undefined);
    if (name !== undefined) return name.replace(/(?:^|-)[a-z]/g, (letter) => letter.toUpperCase());
  }
  return undefined;
}
