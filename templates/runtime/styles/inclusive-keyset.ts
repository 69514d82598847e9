import type { PageAnswer } from '../fields/answer.js';
import { at, canonical } from '../fields/values.js';
import type { WalkState } from '../paginator/checkpoint.js';
import { PaginationCeilingError, PaginationProtocolError } from '../paginator/errors.js';
import { type CallContext, END, type NextStep, type Pager } from './pager.js';
import type { Strategy } from './strategy.js';

/**
 * Changes a keyset whose server returns the item at the cursor again. Items that were returned are dropped; each page must
 * begin with one of them, which proves that no item was skipped.
 *
 * @param fields pointers into the last item, from which the cursor is taken
 */
export function inclusiveKeyset(strategy: Strategy, fields: readonly string[]): Strategy {
  const { spec } = strategy;
  return {
    ...strategy,
    // The last page may repeat the one before it item for item. A server that ignores the cursor fails the proof.
    spec: { ...spec, response: { repeat: 'allow', ...spec.response } },
    rules: ['inclusive', strategy.rules],
    open: (context) => openInclusive(context, strategy, fields),
  };
}

function openInclusive(context: CallContext, strategy: Strategy, fields: readonly string[]): Pager {
  const pager = strategy.open(context);
  const { name } = context.operation;
  const { key = '' } = strategy.spec;
  const fail = (message: string, page: PageAnswer): never => {
    throw new PaginationProtocolError(name, message, page);
  };
  const cursorOf = (item: unknown): string => canonical(fields.map((field) => at(item, field)));

  const keyOf = (item: unknown, page: PageAnswer): string => {
    const identity = at(item, key);
    if (identity !== undefined && identity !== null) return canonical(identity);
    return fail(`an item has no ${key}, by which an item that comes again is recognized`, page);
  };

  /** Returns the indices of the items that are new; undefined means all. */
  const select = ({ keyset }: WalkState, page: PageAnswer): readonly number[] | undefined => {
    if (keyset === undefined || page.isPastEnd) return undefined;
    const { value, known } = keyset;
    const unproven = `the page after the cursor ${value} does not begin with the item that it was taken from: the server does not return it again, or items may be missing`;
    let isProven = false;
    const fresh = [...page.items.keys()].filter((index) => {
      const item = page.items[index];
      if (known.includes(keyOf(item, page))) {
        isProven = true;
        return false;
      }
      // Items with the value of the cursor may come in another order.
      return isProven || cursorOf(item) === value || fail(unproven, page);
    });
    return isProven ? fresh : fail(unproven, page);
  };

  return {
    ...pager,
    select,
    next(state, page, hasWindows): NextStep {
      const step = pager.next(state, page, hasWindows);
      if (step.kind !== 'page') return step;
      const { items, limit = 0, hasMore } = page;
      const value = cursorOf(items[items.length - 1]);
      // No server has a page size of 1 unless it is asked for one.
      const least = context.askedSize === 1 ? 1 : 2;
      const longest = Math.max(state.keyset?.longest ?? least, limit, items.length);
      if (value === state.keyset?.value || select(state, page)?.length === 0) {
        if (!hasMore && items.length < longest) return END;
        const message = `more items have the cursor ${value} than fit on a page, so that no cursor leads past them; every item up to there was returned. Set a larger page size, or narrow the query`;
        throw new PaginationCeilingError(name, 'maxLimit', [...(strategy.spec.alternatives ?? [])], message);
      }
      const known = items.filter((item) => cursorOf(item) === value).map((item) => keyOf(item, page));
      return { ...step, state: { ...step.state, keyset: { value, known, longest } } };
    },
  };
}
