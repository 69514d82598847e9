import { ApiError, ClientError } from '../errors.js';
import { buildRequest } from '../request.js';
import { send } from '../send.js';
import type { JsonValue, WalkState } from './checkpoint.js';
import { PaginationProtocolError } from './errors.js';
import { withValue } from './json.js';
import { readAnswer } from './read.js';
import type { HeaderField, ListCall, PageAnswer } from './strategy.js';

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
    if (answer.type === 'cors' && !past) {
      for (const field of Object.values(call.strategy.spec.response))
        (field as Partial<HeaderField>).check?.(call, state, page);
    }
    return page;
  } catch (error) {
    if (error instanceof ClientError && error.code === 'UNEXPECTED_CONTENT') {
      // Its message begins with the operation already.
      throw new PaginationProtocolError(operation.name, error.message.slice(operation.name.length + 2), error);
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
