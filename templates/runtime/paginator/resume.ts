import type { Checkpoint } from './checkpoint.js';
import { CheckpointError } from './errors.js';
import { type ListCall, withWindows } from './list-call.js';
import { newMemory, type Start } from './walk.js';

/** Returns the walk that a checkpoint resumes. Throws `CheckpointError` if it does not belong to this call. */
export function resumeFrom(call: ListCall, resume: Checkpoint): { readonly call: ListCall; readonly start: Start } {
  const { state, index, previous } = resume ?? {};
  const { deep } = call.strategy.spec;
  // The checkpoint of a walk that has ended has no state to tell.
  const hasEnded = state === undefined && resume?.rules !== call.stamp.rules;
  const isDeep = state?.window !== undefined || (hasEnded && deep !== undefined);
  const resumed = isDeep ? withWindows(call, deep) : call;
  const names = ['version', 'operation', 'strategy', 'direction', 'params', 'rules'] as const;
  const other = names.find((name) => resume?.[name] !== resumed.stamp[name]);
  const isDamaged = !(Number.isInteger(index) && index >= 0 && (state === undefined || Object(state) === state));
  let reason: string | undefined;
  if (other === 'params') reason = 'it was taken with other parameters';
  else if (isDeep && deep === undefined) reason = 'it was taken from a deep walk, and the strategy declares none';
  else if (other === 'rules') reason = 'the document has since changed how this list pages';
  else if (other !== undefined)
    reason = `its ${other} is ${JSON.stringify(resume?.[other])}, expected ${JSON.stringify(resumed.stamp[other])}`;
  else if (isDamaged) reason = 'it is damaged';
  if (reason !== undefined)
    throw new CheckpointError(call.operation.name, `the checkpoint does not belong here: ${reason}`);
  if (state !== undefined) call.pager.checkStart?.(state);
  return { call: resumed, start: { state, skip: index, memory: newMemory(previous) } };
}
