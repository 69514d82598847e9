import { ApiError } from '../errors.js';
import type { FieldSource, PageAnswer } from '../fields/answer.js';
import {
  type FieldReader,
  type ResponseField,
  readBoolean,
  readCount,
  readField,
  unexpected,
} from '../fields/values.js';
import { paramWriter } from '../parameters/parameter.js';
import type { RequestPage } from '../styles/pager.js';
import type { StrategySpec } from '../styles/strategy.js';
import type { Signals } from '../transport/abortable.js';
import { buildRequest, UnexpectedContentError } from '../transport/messages.js';
import { type Answer, send, validatorOf } from '../transport/send.js';
import type { WalkState } from './checkpoint.js';
import { PaginationProtocolError } from './errors.js';
import type { ListCall } from './list-call.js';

/** Statuses with which servers answer a position past the end, as a request finds that only confirms the end. */
const PAST_END = [400, 404, 416, 422];

/**
 * Requests the page at a state and reads its fields.
 *
 * Throws the errors of `send`, `ApiError` (`ERROR_IN_BODY`) for a 2xx answer that is an error, and
 * `PaginationProtocolError` for one that lacks or contradicts a declaration of the document.
 */
export async function requestPage(call: ListCall, state: WalkState, cancel: Signals): Promise<PageAnswer> {
  const { client, options, pager, strategy } = call;
  const operation = (state.position === undefined ? undefined : pager.through) ?? call.operation;
  const first = buildRequest(client, operation, requestParams(call, state), options.headers);
  call.strategy.spec.request.fixed?.writeHeaders(operation, first.headers);
  const request = pager.follow?.(state, first) ?? first;
  const { cursorTtl } = call.limits;
  const accepts = (status: number): boolean => isPastEnd(call, state, status);
  const { stateful, expired } = strategy.spec.response;
  const hasCursor = !pager.isCounted && state.position !== undefined;
  if (hasCursor) stateful?.claim(operation.name, state);
  try {
    const extras = {
      cancel,
      isReadOnly: true,
      accepts,
      isUrgent: hasCursor && cursorTtl !== undefined,
      ...(hasCursor && stateful && { mayRepeat: stateful.mayRepeat }),
    };
    const answer = await send(client, operation, request, options, extras);
    expired?.check(call, state, answer);
    return readPage(call, state, answer);
  } catch (error) {
    if (error instanceof UnexpectedContentError) {
      // Its message begins with the operation already.
      const message = error.message.slice(operation.name.length + 2);
      const { status } = error;
      throw Object.assign(new PaginationProtocolError(operation.name, message, { status }, error), {
        body: error.body,
      });
    }
    const isStatus = error instanceof ApiError && error.code === 'HTTP_STATUS';
    if (isStatus) expired?.check(call, state, error);
    if (isStatus && error.status < 500 && hasCursor && cursorTtl)
      error.message += ` (a cursor of this list stays valid for ${cursorTtl} s: start again if it is older)`;
    throw error;
  }
}

/** Returns the function that requests the pages of a call, without anything else that could stop it. */
export function requestOf(call: ListCall): RequestPage {
  return (state) => requestPage(call, state, []);
}

/** Returns the caller's params with this page's position, size, bound and order; only changed parts are copied. */
function requestParams(call: ListCall, state: WalkState): object {
  const { strategy, operation, pager, windows } = call;
  const { limit, firstPageOnly } = strategy.spec.request;
  const write = paramWriter(operation.name);
  let params = pager.write?.(call.params, state, write) ?? call.params;
  if (limit !== undefined && state.limit !== undefined) params = write(params, limit, state.limit);
  if (windows !== undefined) params = windows.write(params, state.window, write);
  if (state.isFirst || firstPageOnly === undefined) return params;
  if (typeof firstPageOnly === 'function') return firstPageOnly(params);
  return Object.fromEntries(Object.entries(params).filter(([name]) => !firstPageOnly.includes(name)));
}

/** Returns true for a status that means "past the last page" here. */
function isPastEnd({ pager, strategy }: ListCall, state: WalkState, status: number): boolean {
  // A cursor that is refused may be too old, which is not the end of the list.
  if (state.isConfirming && pager.isCounted && PAST_END.includes(status)) return true;
  const ownStart = strategy.spec.request.start ?? pager.start;
  const isAtStart = state.isFirst && (state.position === undefined || state.position === ownStart);
  return !isAtStart && !state.isPromised && (strategy.spec.response.pastEnd?.includes(status) ?? false);
}

function readPage(call: ListCall, state: WalkState, answer: Answer): PageAnswer {
  const { operation, strategy } = call;
  const { response } = strategy.spec;
  const { status, headers, url } = answer;
  const { name } = operation;
  if (response.error?.(answer)) {
    const kind = { code: 'ERROR_IN_BODY', note: ' with an error in its body' } as const;
    throw new ApiError(name, answer, answer.request, kind);
  }
  const pastEnd = isPastEnd(call, state, status);
  if (!pastEnd) validatorOf(call.client, call.options).answer?.(name, answer);
  const fields: Partial<StrategySpec['response']> = pastEnd ? {} : response;
  const items = pastEnd ? [] : readItems(call, answer);
  const page: PageAnswer = {
    items: items ?? [],
    count: countOf(answer, fields.items) ?? items?.length ?? 0,
    isWithoutItems: items === undefined,
    body: answer.body,
    status,
    headers,
    url,
    isPastEnd: pastEnd,
    hasMore: readBoolean(name, answer, fields.hasMore),
    total: readCount(answer, fields.total),
    totalPages: readCount(answer, fields.totalPages),
    limit: readCount(answer, fields.limit),
  };
  if (answer.type === 'cors' && state.isFirst && !pastEnd) {
    for (const field of Object.values(response)) (field as Partial<FieldReader>).checkExposed?.(name, response, page);
  }
  return page;
}

function countOf(answer: FieldSource, field: ResponseField | undefined): number | undefined {
  return typeof field === 'object' ? field.count?.(answer) : undefined;
}

/** Reads the items; undefined if the answer has none and the schema allows that. */
function readItems({ operation, strategy }: ListCall, answer: FieldSource): readonly unknown[] | undefined {
  const { items: field, missingItems, noContent } = strategy.spec.response;
  const items = readField(answer, field);
  if (Array.isArray(items)) return items;
  if (answer.body === undefined && noContent?.includes(answer.status)) return [];
  const isAbsent = items === undefined || items === null;
  const reason = isAbsent ? missingItems?.(answer) : undefined;
  if (isAbsent && missingItems !== undefined && reason === undefined) return items === null ? [] : undefined;
  const expected = `the page's items, an array,`;
  const error = unexpected(operation.name, answer, field, expected, items);
  if (reason !== undefined) error.message += `; ${reason}`;
  throw error;
}
