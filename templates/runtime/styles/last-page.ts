import type { PageAnswer } from '../fields/answer.js';
import type { WalkState } from '../paginator/checkpoint.js';
import { askedFor } from './counted.js';
import type { CallContext } from './strategy.js';

/** Returns true if a page is the last one, although it has a next cursor or URL. */
export type LastPageRule = (context: CallContext, state: WalkState, page: PageAnswer) => boolean;

/** Scrolls and change feeds return a token with every page; an empty page is their end. */
export const isEmptyPage: LastPageRule = (_context, _state, { count }) => count === 0;

/** A page shorter than the known page size is the last one. If no size is known, only an empty page is. */
export const isShortPage: LastPageRule = (context, state, { count, limit }) =>
  count === 0 || count < (limit ?? askedFor(context, state) ?? 0);
