import { calledBy } from './called.js';
import type { ClientCore } from './client.js';
import { ApiError, type Failing } from './errors.js';

/** The function of an operation with declared errors. */
type Failable<Failure> = (client: ClientCore, ...rest: never[]) => Failing<Failure>;

/**
 * Returns true if an error is the API's answer to a call of this operation, by its function or a method. The error is of
 * the types that the document declares, by `status`. An API can send others, too.
 */
export function isApiError<Failure extends ApiError>(error: unknown, source: Failable<Failure>): error is Failure;
/** Returns true if an error is an answer of the API. */
export function isApiError(error: unknown): error is ApiError;
export function isApiError(error: unknown, source?: object): boolean {
  return error instanceof ApiError && (source === undefined || error.operation === calledBy(source));
}
