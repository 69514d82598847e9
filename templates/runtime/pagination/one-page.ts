import { ClientError } from '../errors.js';
import type { Checkpoint } from './checkpoint.js';
import { CheckpointError } from './errors.js';
import { fetchPage } from './fetch-page.js';
import type { Seen } from './judge.js';
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

/** Requests one page, for `first()` and `next()`. */
export async function request<Item, Body>(
  walk: Walk,
  from: Start,
  index: number,
  seen: Seen,
  delivered: number,
): Promise<Page<Item, Body>> {
  const { call } = walk;
  try {
    if (from.state === undefined)
      throw new ClientError('NO_NEXT_PAGE', call.operation.name, 'there is no next page: the walk has ended');
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
  const { outcome, answer } = step;
  const checkpoint = checkpointAfter(call, step, step.items.length);
  return {
    items: step.items as Item[],
    body: answer.body as Body,
    status: answer.status,
    headers: answer.headers,
    index: step.index,
    total: step.total,
    hasNext:
      outcome.kind === 'next' ||
      outcome.kind === 'fault' ||
      (outcome.kind === 'ceiling' && call.options.onCeiling !== 'stop'),
    checkpoint,
    async next() {
      if (outcome.kind === 'next')
        return request<Item, Body>(walk, { state: outcome.state, index: 0 }, step.index + 1, seen, delivered);
      try {
        stopAt(call, outcome);
        throw new ClientError('NO_NEXT_PAGE', call.operation.name, 'there is no next page: ask hasNext first');
      } catch (error) {
        throw located(error, { ...walk, step, given: step.items.length, delivered });
      }
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
export function resumed(call: ListCall, resume: Checkpoint): Start {
  const refuse = (what: string): never => {
    throw new CheckpointError(call.operation.name, `the checkpoint does not belong here: ${what}`);
  };
  for (const name of ['version', 'operation', 'strategy'] as const) {
    const found = resume?.[name];
    const own = call.stamp[name];
    if (found !== own) refuse(`its ${name} is ${JSON.stringify(found)}, expected ${JSON.stringify(own)}`);
  }
  if (resume.params !== call.stamp.params) refuse('it was taken with other parameters');
  const { state, index } = resume;
  if (state?.window !== undefined && call.strategy.spec.deep === undefined) refuse('it was taken from a deep walk');
  if (!Number.isInteger(index) || index < 0 || (state !== undefined && (typeof state !== 'object' || state === null)))
    refuse('it is damaged');
  return { state, index };
}
