import { ClientError, excerpt } from '../errors.js';
import type { FieldSource } from '../fields/answer.js';
import type { Ceiling, Limits } from './limits.js';

/** Base of the errors about pagination. */
export class PaginationError extends ClientError {
  override readonly name: string = 'PaginationError';
}

/** A page size or start position outside of the limits; thrown before any request. Code: `PAGINATION_LIMIT`. */
export class PaginationLimitError extends PaginationError {
  override readonly name: string = 'PaginationLimitError';
  /** The limit that was not kept. */
  readonly limit: keyof Limits;
  /** The page size or position that was asked for. */
  readonly value: number;
  /** The nearest value that the limit allows. */
  readonly allowed: number;

  constructor(operation: string, limit: keyof Limits, value: number, allowed: number, message: string) {
    super('PAGINATION_LIMIT', operation, message);
    this.limit = limit;
    this.value = value;
    this.allowed = allowed;
  }
}

/**
 * A limit of the API ends the walk before the list ends; every reachable item was returned. Code: `PAGINATION_CEILING`.
 */
export class PaginationCeilingError extends PaginationError {
  override readonly name: string = 'PaginationCeilingError';
  /** The limit that ended the walk. */
  readonly ceiling: Ceiling;
  /** Strategies of the same operation, and other operations, that serve walks of this size. */
  readonly alternatives: string[];

  constructor(operation: string, ceiling: Ceiling, alternatives: string[], message: string) {
    super('PAGINATION_CEILING', operation, message);
    this.ceiling = ceiling;
    this.alternatives = alternatives;
  }
}

/** The walk would never end: a cursor, URL or page comes again, or pages stay empty. Code: `PAGINATION_LOOP`. */
export class PaginationLoopError extends PaginationError {
  override readonly name: string = 'PaginationLoopError';
  constructor(operation: string, message: string) {
    super('PAGINATION_LOOP', operation, message);
  }
}

/** The answer lacks or contradicts a declaration of the document. Code: `PAGINATION_PROTOCOL`. */
export class PaginationProtocolError extends PaginationError {
  override readonly name: string = 'PaginationProtocolError';
  /** The status of the answer. */
  readonly status: number | undefined;
  /** The body of the answer. */
  readonly body: unknown;

  constructor(operation: string, message: string, answer?: Partial<FieldSource>, cause?: unknown) {
    const text = answer?.body === undefined ? '' : (JSON.stringify(answer.body) ?? '');
    const source = answer?.status === undefined ? '' : ` (status ${answer.status}${text && `: ${excerpt(text)}`})`;
    super('PAGINATION_PROTOCOL', operation, message + source, cause);
    this.status = answer?.status;
    this.body = answer?.body;
  }
}

/** A next link leads to another origin; it was not requested. Code: `PAGINATION_ORIGIN`. */
export class PaginationOriginError extends PaginationError {
  override readonly name: string = 'PaginationOriginError';
  constructor(operation: string, message: string) {
    super('PAGINATION_ORIGIN', operation, message);
  }
}

/** A cursor is no longer valid, by an answer that the document declares under `expiredOn`. Code: `CURSOR_EXPIRED`. */
export class CursorExpiredError extends PaginationError {
  override readonly name: string = 'CursorExpiredError';
  /** The status of the answer. */
  readonly status: number;
  /** The body of the answer. */
  readonly body: unknown;

  constructor(operation: string, message: string, { status, body }: FieldSource, cause?: unknown) {
    super('CURSOR_EXPIRED', operation, message, cause);
    this.status = status;
    this.body = body;
  }
}

/** A checkpoint that does not belong to this call. Code: `CHECKPOINT`. */
export class CheckpointError extends PaginationError {
  override readonly name: string = 'CheckpointError';
  constructor(operation: string, message: string) {
    super('CHECKPOINT', operation, message);
  }
}
