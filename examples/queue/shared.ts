import type { Checkpoint, ListLeadsParams } from './client/index.js';

/** The queue, and in Redis beside it the lists of what workers received and of the jobs that they began. */
export const QUEUE = 'leads';
export const RECEIVED = 'received';
export const BEGUN = 'begun';

/** One part of a walk: plain JSON, as the payload of a job has to be. */
export interface Part {
  readonly params: ListLeadsParams;
  readonly resume: Checkpoint;
}

/** An item as a worker stored it. */
export interface Received {
  readonly id: string;
  readonly job: string;
}

export interface RedisAddress {
  readonly host: string;
  readonly port: number;
}
