import type { WalkState } from './checkpoint.js';
import { PaginationError, PaginationLoopError, PaginationProtocolError } from './errors.js';
import { canonical, follow, hash, hasRounded, tokens } from './json.js';
import type { Ceiling } from './options.js';
import type { ListCall, PageAnswer } from './strategy.js';

/** How a walk goes on after a page: by one of these, or not at all, which is its end. */
export interface Outcome {
  readonly next?: WalkState | undefined;
  readonly ceiling?: Ceiling | undefined;
  /** The page is sound, but there is no way on. */
  readonly fault?: PaginationError;
}

export interface Judgement {
  /** Indices of the items to give out; undefined: all. */
  readonly kept: readonly number[] | undefined;
  readonly outcome: Outcome;
  /** The declared total, under windows the first one's. */
  readonly total: number | undefined;
}

/** Positions of a walk, hashed, with the index of the page that led there. */
export type Seen = Map<number, number>;

const END: Outcome = {};

/** Judges an answer: what of it is new, and where the walk goes on. Throws where the page itself is not to be given out. */
export function judge(call: ListCall, state: WalkState, answer: PageAnswer, index: number, seen: Seen): Judgement {
  const { style, spec } = call.strategy;
  const print = fingerprint(call, answer.items);
  const repeat = call.options.repeat ?? spec.response.repeat ?? 'error';
  if (print !== undefined && print === state.print && repeat !== 'allow') {
    if (repeat === 'end') return { kept: [], outcome: END, total: answer.total };
    throw loop(call, 'the page repeats the previous one item for item, though the position moved');
  }
  const { kept, window, over } = call.deep?.admit(call, state, answer) ?? {
    kept: style.kept?.(state, answer),
    window: undefined,
    over: false,
  };
  const total = window?.total ?? answer.total;
  if (over) return { kept, outcome: END, total };
  try {
    const here = window === undefined ? state : { ...state, window };
    return { kept, outcome: outcomeOf(call, here, answer, index, seen, print, repeat), total };
  } catch (fault) {
    if (!(fault instanceof PaginationError)) throw fault;
    return { kept, outcome: { fault }, total };
  }
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
  const step = style.next(call, state, answer);
  const ceiling = step === undefined ? style.exhausted?.(call, state, answer) : undefined;
  if (ceiling !== undefined) return { ceiling };
  if (step !== undefined) {
    // Numbers only grow.
    if (repeat !== 'allow' && style.start === undefined && isLoop(call, state, answer, step, index, seen)) {
      if (repeat === 'end') return END;
      throw loop(call, `the next position was seen before in this walk: ${JSON.stringify(step.position)}`);
    }
    const empty = answer.items.length === 0 ? (state.empty ?? 0) + 1 : 0;
    const { maxEmptyPages = 100 } = call.options;
    if (empty > maxEmptyPages) throw loop(call, `more than ${maxEmptyPages} empty pages in a row`);
    const next = { ...step, ...(empty && { empty }), ...(print !== undefined && { print }), ...(window && { window }) };
    const fitted = style.fit(call, next);
    if (typeof fitted !== 'string') return { next: fitted };
    if (!step.sure) {
      const further = window && call.deep?.advance(call, next, window);
      return typeof further === 'object' ? { next: further } : { ceiling: further ?? fitted };
    }
  }
  if (window !== undefined) call.deep?.finish(call, window);
  return END;
}

/** Whether the next cursor or URL led to an earlier page of this walk, or to this one. */
function isLoop(
  call: ListCall,
  state: WalkState,
  answer: PageAnswer,
  next: WalkState,
  index: number,
  seen: Seen,
): boolean {
  const mark = (position: unknown): number => hash(canonical(position));
  // Where positions are URLs, the first request has one too.
  const here = state.position ?? (call.strategy.style.position === undefined ? answer.url : undefined);
  if (here !== undefined && !seen.has(mark(here))) seen.set(mark(here), index);
  return (seen.get(mark(next.position)) ?? Infinity) <= index;
}

/** A hash of the page's identities, where its items have them. */
function fingerprint(call: ListCall, items: readonly unknown[]): number | undefined {
  const { key } = call.strategy.spec;
  const path = tokens(key ?? '/id');
  const identities: string[] = [];
  for (const item of items) {
    const identity = follow(item, path);
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

function loop({ operation }: ListCall, message: string): PaginationLoopError {
  return new PaginationLoopError(operation.name, message);
}
