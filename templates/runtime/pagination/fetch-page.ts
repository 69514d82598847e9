import { ApiError, ClientError } from '../errors.js';
import { buildRequest } from '../request.js';
import { send } from '../send.js';
import type { JsonValue, WalkState } from './checkpoint.js';
import { PaginationProtocolError } from './errors.js';
import { withValue } from './json.js';
import { readAnswer } from './read.js';
import type { ListCall, PageAnswer } from './strategy.js';

/** Statuses that mean the end to a request that only makes sure, the declared total being reached. */
const NOTHING_THERE = [400, 404, 416, 422];

/** Requests the page at `state`. */
export async function fetchPage(call: ListCall, state: WalkState, cancel: readonly AbortSignal[]): Promise<PageAnswer> {
  const { client, operation, options } = call;
  const { style } = call.strategy;
  const first = buildRequest(client, operation, requestParams(call, state), options.headers);
  const request =
    style.position === undefined && state.position !== undefined
      ? style.follow?.(call, String(state.position), first)
      : first;
  const accepts = (status: number): boolean => isPastEnd(call, state, status);
  try {
    const answer = await send(client, operation, request ?? first, options, { cancel, readOnly: true, accepts });
    const past = answer.status >= 300;
    const page = readAnswer(call, answer, (request ?? first).url.href, past);
    if (answer.type === 'cors' && !past) checkReadable(call, state, page);
    return page;
  } catch (error) {
    if (error instanceof ClientError && error.code === 'UNEXPECTED_CONTENT') {
      throw new PaginationProtocolError(operation.name, error.message, error);
    }
    const { cursorTtl } = call.limits;
    if (error instanceof ApiError && error.status < 500 && cursorTtl !== undefined && state.position !== undefined) {
      error.message += ` (a cursor of this list stays valid for ${cursorTtl} s: start anew if it is older)`;
    }
    throw error;
  }
}

/** The caller's parameters with this page's position, size, bound and order; a copy along what is written. */
function requestParams(call: ListCall, state: WalkState): object {
  const { strategy, operation, deep } = call;
  const { limit, firstPageOnly } = strategy.spec.request;
  const write = (params: object, pointer: string, value: JsonValue | undefined): object =>
    withValue(params, pointer, value, (parent) => {
      throw new ClientError('INVALID_PARAMETER', operation.name, `cannot write ${pointer}: ${parent} is no object`);
    }) as object;
  let params = call.params;
  if (strategy.style.position !== undefined) params = write(params, strategy.style.position, state.position);
  if (limit !== undefined && state.limit !== undefined) params = write(params, limit, state.limit);
  if (deep !== undefined) params = deep.apply(params, state.window, write);
  if (!state.first && firstPageOnly !== undefined) {
    params = Object.fromEntries(Object.entries(params).filter(([name]) => !firstPageOnly.includes(name)));
  }
  return params;
}

function isPastEnd(call: ListCall, state: WalkState, status: number): boolean {
  const { strategy } = call;
  // A cursor that is refused may be too old: no end of the list.
  if (state.sure && strategy.style.start !== undefined && NOTHING_THERE.includes(status)) return true;
  const own = strategy.spec.request.start ?? strategy.style.start;
  const atStart = state.first && (state.position === undefined || state.position === own);
  return !atStart && !state.more && (strategy.spec.response.pastEnd?.includes(status) ?? false);
}

/**
 * Across origins a browser hides headers that the API does not expose: absence would look like the end. A fault where
 * no declared header can be read, or not the one that names the next page although the total is not reached.
 */
function checkReadable(call: ListCall, state: WalkState, page: PageAnswer): void {
  const { style, spec } = call.strategy;
  const fields = Object.entries(spec.response as Record<string, unknown>).flatMap(([name, field]) => {
    const header = typeof field === 'object' && field !== null ? (field as { header?: string }).header : undefined;
    return header === undefined ? [] : [{ header, leads: name === 'nextCursor' || name === 'nextUrl' }];
  });
  if (style.name === 'link-header') fields.push({ header: 'Link', leads: true });
  const hidden = fields.filter(({ header }) => !page.headers.has(header));
  const short = page.items.length < (page.total ?? 0) && hidden.some(({ leads }) => leads);
  if (!state.first || hidden.length === 0 || (hidden.length < fields.length && !short)) return;
  const names = hidden.map(({ header }) => header).join(', ');
  throw new PaginationProtocolError(
    call.operation.name,
    `the browser hides the header ${names}: the API has to name it in Access-Control-Expose-Headers`,
  );
}
