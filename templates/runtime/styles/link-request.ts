import type { PageAnswer } from '../fields/answer.js';
import type { Link } from '../fields/link-in.js';
import type { JsonValue, WalkState } from '../paginator/checkpoint.js';
import { PaginationOriginError, PaginationProtocolError } from '../paginator/errors.js';
import type { OutgoingRequest } from '../transport/credentials.js';
import type { CallContext } from './pager.js';
import { followUrl, type UrlSpec } from './url.js';

/** How links with a method or body of their own become positions and requests. */
export interface LinkRequest {
  /** Returns the position of a link: everything that its request depends on. */
  position(context: CallContext, page: PageAnswer, url: string, link: Link): JsonValue;
  follow(context: CallContext, spec: UrlSpec, state: WalkState, first: OutgoingRequest): OutgoingRequest;
}

interface LinkPosition {
  readonly url: string;
  readonly method?: 'GET' | 'POST';
  readonly body?: JsonValue;
  readonly merge?: true;
}

/** STAC searches go on with POST and a body that completes that of the search, or with GET. */
export const requestOfLink: LinkRequest = {
  position({ operation }, page, url, link) {
    const named = typeof link.method === 'string' ? link.method.toUpperCase() : (link.method ?? undefined);
    const method = named === 'GET' || named === 'POST' ? named : undefined;
    if (named !== method) {
      const message = `the next link has the method ${JSON.stringify(link.method)}; expected GET or POST`;
      throw new PaginationProtocolError(operation.name, message, page);
    }
    const { body } = link;
    const position: LinkPosition = {
      url,
      ...(method !== undefined && { method }),
      ...(body !== undefined && body !== null && { body: body as JsonValue }),
      ...(link.merge === true && { merge: true }),
    };
    return { ...position };
  },
  follow(context, spec, state, first) {
    if (state.position === undefined) return first;
    const { url, method, body, merge } = Object(state.position) as LinkPosition;
    const followed = followUrl(context, spec, { ...state, position: url }, first);
    const verb = method ?? followed.method;
    if (verb === 'GET') return { ...followed, method: verb, body: undefined };
    if (body === undefined && !merge) return { ...followed, method: verb, body: first.body };
    if (!followed.isTrusted) {
      const message = `the next link has a body for ${new URL(url).origin}, which must not see it; name that origin in allowedOrigins with credentials: true`;
      throw new PaginationOriginError(context.operation.name, message);
    }
    const headers = new Headers(followed.headers);
    headers.set('Content-Type', 'application/json');
    const own: unknown = merge && typeof first.body === 'string' ? JSON.parse(first.body) : {};
    const whole = merge ? { ...Object(own), ...Object(body) } : body;
    return { ...followed, method: verb, headers, body: JSON.stringify(whole) };
  },
};
