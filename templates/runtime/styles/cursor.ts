import type { PageAnswer } from '../fields/answer.js';
import { at } from '../fields/json.js';
import { type ResponseField, readField } from '../fields/response-field.js';
import { PaginationProtocolError } from '../paginator/errors.js';
import { atPointer, type CallContext, type Pager, type Strategy, type StrategySpec } from './strategy.js';
import { nextToken, type TokenFields, tokenPager } from './token.js';

export interface CursorSpec extends StrategySpec {
  readonly style: 'cursor-query' | 'cursor-body' | 'cursor-header';
  readonly request: StrategySpec['request'] & { readonly cursor: string };
  readonly response: StrategySpec['response'] &
    TokenFields & {
      readonly nextCursor?: ResponseField;
      /** Pointer into the last item. */
      readonly itemCursor?: string;
    };
}

/** Pages by a token from the answer, or (`itemCursor`) from the page's last item; it goes back unchanged. */
export function cursor(spec: CursorSpec): Strategy {
  const { itemCursor } = spec.response;
  return {
    name: spec.name ?? spec.style,
    positions: [spec.request.cursor],
    spec,
    rules: itemCursor === undefined ? spec.style : [spec.style, itemCursor],
    open: (context) => openCursor(context, spec),
  };
}

function openCursor(context: CallContext, { request, response }: CursorSpec): Pager {
  const { itemCursor, nextCursor = '' } = response;
  const pager: Pager = {
    ...tokenPager(context, request),
    ...atPointer(context, request.cursor),
    // The last item of a full page says nothing about a next one.
    announcesPages: itemCursor === undefined,
    next(state, page, hasWindows) {
      const token = itemCursor === undefined ? readField(page, nextCursor) : lastToken(context, page, itemCursor);
      if (!request.cursor.startsWith('/body/')) refuseNull(context, page, request.cursor, token);
      return nextToken(context, pager, state, page, hasWindows, token, response);
    },
  };
  return pager;
}

/** Returns a value of the page's last item; undefined if the page is empty. */
export function lastToken({ operation }: CallContext, page: PageAnswer, pointer: string): unknown {
  const last = page.items[page.items.length - 1];
  if (last === undefined) return undefined;
  const token = at(last, pointer);
  if (token === undefined || token === null) {
    const message = `the last item of the page has no ${pointer}, from which the next cursor is taken`;
    throw new PaginationProtocolError(operation.name, message, { status: page.status, body: last });
  }
  return token;
}

/** Parameters skip null in lists, so that another cursor would arrive; only a JSON parameter can carry it. */
export function refuseNull({ operation }: CallContext, page: PageAnswer, position: string, token: unknown): void {
  if (!Array.isArray(token) || !token.includes(null)) return;
  const name = position.slice(1);
  const parameter = operation.parameters?.find((one) => (one.key ?? one.name) === name);
  if (parameter?.json) return;
  const message = `the cursor ${JSON.stringify(token)} contains null, which the parameter ${name} cannot carry`;
  throw new PaginationProtocolError(operation.name, message, page);
}
