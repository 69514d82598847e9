import { ClientError } from '../errors.js';
import type { Ceiling, Limits } from './options.js';

/** Base of the errors about pagination. */
export class PaginationError extends ClientError {
  override readonly name: string = 'PaginationError';
}

/** A page size or start position outside the limits; thrown before any request. Code: `PAGINATION_LIMIT`. */
export class PaginationLimitError extends PaginationError {
  override readonly name: string = 'PaginationLimitError';
  readonly limit: keyof Limits;
  readonly value: number;
  readonly allowed: number;

  constructor(operation: string, limit: keyof Limits, value: number, allowed: number, message: string) {
    super('PAGINATION_LIMIT', operation, message);
    this.limit = limit;
    this.value = value;
    this.allowed = allowed;
  }
}

/** A limit of the API keeps the walk from going on; every reachable item was given out. Code: `PAGINATION_CEILING`. */
export class PaginationCeilingError extends PaginationError {
  override readonly name: string = 'PaginationCeilingError';
  readonly ceiling: Ceiling;
  /** What serves walks of this size: strategies of the same operation, and other operations. */
  readonly alternatives: string[];

  constructor(operation: string, ceiling: Ceiling, alternatives: string[], message: string) {
    super('PAGINATION_CEILING', operation, message);
    this.ceiling = ceiling;
    this.alternatives = alternatives;
  }
}

/** The walk goes round in circles, or stays empty. Code: `PAGINATION_LOOP`. */
export class PaginationLoopError extends PaginationError {
  override readonly name: string = 'PaginationLoopError';
  constructor(operation: string, message: string) {
    super('PAGINATION_LOOP', operation, message);
  }
}

/** The answer lacks or contradicts what the document declares. Code: `PAGINATION_PROTOCOL`. */
export class PaginationProtocolError extends PaginationError {
  override readonly name: string = 'PaginationProtocolError';
  constructor(operation: string, message: string, cause?: unknown) {
    super('PAGINATION_PROTOCOL', operation, message, cause);
  }
}

/** A next link leads to another origin; it was not requested. Code: `PAGINATION_ORIGIN`. */
export class PaginationOriginError extends PaginationError {
  override readonly name: string = 'PaginationOriginError';
  constructor(operation: string, message: string) {
    super('PAGINATION_ORIGIN', operation, message);
  }
}

/** A checkpoint that does not belong here. Code: `CHECKPOINT`. */
export class CheckpointError extends PaginationError {
  override readonly name: string = 'CheckpointError';
  constructor(operation: string, message: string) {
    super('CHECKPOINT', operation, message);
  }
}
