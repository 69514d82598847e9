import type { Checkpoint, ListLeadsParams } from './client/index.ts';

/** Names in Redis: the queue, the list of items that workers received, and the list of jobs that they began. */
export const QUEUE = 'leads';
export const RECEIVED = 'received';
export const BEGUN = 'begun';

/** One part of a walk. It is plain JSON, as the payload of a job must be. */
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
