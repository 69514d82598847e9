import { ClientError } from '../errors.js';
import type { Checkpoint } from './checkpoint.js';
import { CheckpointError } from './errors.js';
import { fetchPage } from './fetch-page.js';
import type { Outcome, Seen } from './judge.js';
import type { ListCall } from './strategy.js';
import { checkpointAfter, cut, judged, type Start, type Step, stopAt } from './walk.js';

/** One page. It never changes, whatever is requested after it. */
export interface Page<Item, Body = unknown> {
  readonly items: Item[];
  /** The answer's body. */
  readonly body: Body;
  readonly status: number;
  readonly headers: Headers;
  /** Within its walk, from 0. */
  readonly index: number;
  /** Whether `next()` may bring more; true where the end is not known yet. */
  readonly hasNext: boolean;
  /** All items of the query, where the API says so. */
  readonly total: number | undefined;
  /** Resumes after this page. */
  readonly checkpoint: Checkpoint;
  /** Requests the next page. Rejects with the code `NO_NEXT_PAGE` where there is none. */
  next(): Promise<Page<Item, Body>>;
}

/** What iterators, errors and checkpoints ask of a running walk. */
export interface Walk {
  readonly call: ListCall;
  readonly start: Start;
  step: Step | undefined;
  /** Items of `step` given out. */
  given: number;
  delivered: number;
}

/** Requests one page, for `first()` and `next()`. `last`: the outcome of the page before. */
export async function request<Item, Body>(
  walk: Walk,
  from: Start,
  index: number,
  seen: Seen,
  delivered: number,
  last: Outcome = {},
): Promise<Page<Item, Body>> {
  const { call } = walk;
  try {
    if (from.state === undefined) {
      stopAt(call, last);
      throw new ClientError('NO_NEXT_PAGE', call.operation.name, 'there is no next page: the walk has ended');
    }
    const answer = await fetchPage(call, from.state, []);
    const step = await judged(call, from.state, answer, index, seen, delivered);
    const rest = cut(call, step, from.index, Infinity, []);
    return toPage<Item, Body>(walk, rest, seen, delivered + rest.items.length);
  } catch (error) {
    throw located(error, { ...walk, start: from, delivered });
  }
}

export function toPage<Item, Body>(walk: Walk, step: Step, seen: Seen, delivered: number): Page<Item, Body> {
  const { call } = walk;
  const { outcome, answer, items, index, total } = step;
  const { next: state, fault, ceiling } = outcome;
  const { length } = items;
  const { body, status, headers } = answer;
  return {
    items: items as Item[],
    body: body as Body,
    status,
    headers,
    index,
    total,
    hasNext: state !== undefined || fault !== undefined || (ceiling !== undefined && call.options.onCeiling !== 'stop'),
    checkpoint: checkpointAfter(call, step, length),
    next() {
      const here = { ...walk, step: state ? undefined : step, given: length };
      return request<Item, Body>(here, { state, index: 0 }, index + 1, seen, delivered, outcome);
    },
  };
}

/** Says in an error of the client where its walk stands. */
export function located(error: unknown, walk: Walk): unknown {
  if (error instanceof ClientError) {
    error.checkpoint ??= checkpointOf(walk);
    error.delivered ??= walk.delivered;
  }
  return error;
}

export function checkpointOf(walk: Walk): Checkpoint {
  const { call, step, given, start } = walk;
  if (step !== undefined) return checkpointAfter(call, step, given);
  const { state, index } = start;
  return state === undefined ? { ...call.stamp, index: 0 } : { ...call.stamp, state, index };
}

/** The start that a checkpoint names. Throws `CheckpointError` where it does not belong to this call. */
export function resumed({ stamp, operation, strategy }: ListCall, resume: Checkpoint): Start {
  const { state, index } = resume ?? {};
  const names = ['version', 'operation', 'strategy', 'params'] as const;
  const other = names.find((name) => resume?.[name] !== stamp[name]);
  const isDamaged = !(Number.isInteger(index) && index >= 0 && (state === undefined || Object(state) === state));
  const why =
    other === 'params'
      ? 'it was taken with other parameters'
      : other !== undefined
        ? `its ${other} is ${JSON.stringify(resume?.[other])}, expected ${JSON.stringify(stamp[other])}`
        : isDamaged
          ? 'it is damaged'
          : state?.window !== undefined && strategy.spec.deep === undefined && 'it was taken from a deep walk';
  if (why) throw new CheckpointError(operation.name, `the checkpoint does not belong here: ${why}`);
  return { state, index };
}
