import type { WalkState } from './checkpoint.js';
import { PaginationError, PaginationLoopError, PaginationProtocolError } from './errors.js';
import { at, canonical, hash, hasRounded } from './json.js';
import type { Ceiling } from './options.js';
import type { ListCall, PageAnswer } from './strategy.js';

/** How a walk goes on after a page. */
export type Outcome =
  | { readonly kind: 'next'; readonly state: WalkState }
  | { readonly kind: 'end' }
  | { readonly kind: 'ceiling'; readonly ceiling: Ceiling }
  /** The page is sound, but there is no way on. */
  | { readonly kind: 'fault'; readonly error: PaginationError };

export interface Judgement {
  /** Indices of the items to give out; undefined: all. */
  readonly kept: readonly number[] | undefined;
  readonly outcome: Outcome;
  /** The declared total, under windows the first one's. */
  readonly total: number | undefined;
}

/** Positions of a walk, hashed, with the index of the page that led there. */
export type Seen = Map<number, number>;

const END: Outcome = { kind: 'end' };

/** Judges an answer: what of it is new, and where the walk goes on. Throws where the page itself is not to be given out. */
export function judge(call: ListCall, state: WalkState, answer: PageAnswer, index: number, seen: Seen): Judgement {
  const print = fingerprint(call, answer.items);
  const repeat = call.options.repeat ?? call.strategy.spec.response.repeat ?? 'error';
  if (print !== undefined && print === state.print && repeat !== 'allow') {
    if (repeat === 'end') return { kept: [], outcome: END, total: answer.total };
    throw new PaginationLoopError(
      call.operation.name,
      'the page repeats the previous one item for item, though the position moved',
    );
  }
  const admitted = call.deep?.admit(call, state, answer);
  const window = admitted?.window;
  return {
    kept: admitted?.kept ?? call.strategy.style.kept?.(state, answer),
    outcome: admitted?.over
      ? END
      : outcomeOf(call, { ...state, ...(window && { window }) }, answer, index, seen, print, repeat),
    total: window?.total ?? answer.total,
  };
}

function outcomeOf(
  call: ListCall,
  state: WalkState,
  answer: PageAnswer,
  index: number,
  seen: Seen,
  print: number | undefined,
  repeat: 'error' | 'end' | 'allow',
): Outcome {
  const { style } = call.strategy;
  const { window } = state;
  try {
    const step = style.next(call, state, answer);
    if (step === undefined) {
      const ceiling = style.exhausted?.(call, state, answer);
      if (ceiling !== undefined) return { kind: 'ceiling', ceiling };
      if (window !== undefined) call.deep?.finish(call, window);
      return END;
    }
    if (repeat !== 'allow' && isLoop(call, state, answer, step, index, seen)) {
      if (repeat === 'end') return END;
      throw new PaginationLoopError(
        call.operation.name,
        `the next position was seen before in this walk: ${JSON.stringify(step.position)}`,
      );
    }
    const empty = answer.items.length === 0 ? (state.empty ?? 0) + 1 : undefined;
    const most = call.options.maxEmptyPages ?? 100;
    if (empty !== undefined && empty > most)
      throw new PaginationLoopError(call.operation.name, `more than ${most} empty pages in a row`);
    const next: WalkState = {
      ...step,
      ...(empty && { empty }),
      ...(print !== undefined && { print }),
      ...(window && { window }),
    };
    const fitted = style.fit(call, next);
    if (typeof fitted !== 'string') return { kind: 'next', state: fitted };
    if (step.sure) {
      if (window !== undefined) call.deep?.finish(call, window);
      return END;
    }
    const further = window && call.deep?.advance(call, next, window);
    return typeof further === 'object'
      ? { kind: 'next', state: further }
      : { kind: 'ceiling', ceiling: further ?? fitted };
  } catch (error) {
    if (error instanceof PaginationError) return { kind: 'fault', error };
    throw error;
  }
}

/** Whether the next cursor or URL led to an earlier page of this walk, or to this one. Numbers only grow. */
function isLoop(
  call: ListCall,
  state: WalkState,
  answer: PageAnswer,
  next: WalkState,
  index: number,
  seen: Seen,
): boolean {
  const { start, position } = call.strategy.style;
  if (start !== undefined) return false;
  const mark = (position: unknown): number => hash(canonical(position));
  // Where positions are URLs, the first request has one too.
  const here = state.position ?? (position === undefined ? answer.url : undefined);
  if (here !== undefined) {
    const own = mark(here);
    if (!seen.has(own)) seen.set(own, index);
  }
  const known = seen.get(mark(next.position));
  return known !== undefined && known <= index;
}

/** A hash of the page's identities, where its items have them. */
function fingerprint(call: ListCall, items: readonly unknown[]): number | undefined {
  const { key } = call.strategy.spec;
  const identities: string[] = [];
  for (const item of items) {
    const identity = at(item, key ?? '/id');
    if (key !== undefined && hasRounded(identity)) {
      throw new PaginationProtocolError(
        call.operation.name,
        `${key} of an item is an integer beyond 2^53 - 1 and was rounded: the API has to send it as a string`,
      );
    }
    if (identity === undefined || identity === null) return undefined;
    identities.push(typeof identity === 'string' ? identity : JSON.stringify(identity));
  }
  return identities.length === 0 ? undefined : hash(identities.join('\n'));
}
