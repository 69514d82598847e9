import type { Checkpoint } from './paginator/checkpoint.js';

/**
 * Base of every error that the client throws, except an abort, which rejects with the signal's own reason.
 *
 * Its own codes: `MISSING_CREDENTIALS`, `MISSING_PARAMETER`, `INVALID_PARAMETER`, `INVALID_OPTION`, `INVALID_BASE_URL`,
 * `UNEXPECTED_CONTENT`, `UNKNOWN_STRATEGY`, `STRATEGY_CONFLICT`, `NO_NEXT_PAGE`, `NO_PREVIOUS_PAGE`, `NOT_RESUMABLE`,
 * `PAGE_SIZE_CAPPED`.
 */
export class ClientError extends Error {
  override readonly name: string = 'ClientError';
  /** A documented constant, such as `MISSING_CREDENTIALS`. */
  readonly code: string;
  /** The operation that was called. */
  readonly operation: string | undefined;
  /** In a walk: resumes after the last item that was returned. Undefined if the server keeps the position. */
  checkpoint: Checkpoint | undefined = undefined;
  /** In a walk: the number of items that were returned. */
  delivered: number | undefined = undefined;

  constructor(code: string, operation: string | undefined, message: string, cause?: unknown) {
    super(operation === undefined ? message : `${operation}: ${message}`, cause === undefined ? undefined : { cause });
    this.code = code;
    this.operation = operation;
  }
}

/** The request behind an error, without credentials. */
export interface FailedRequest {
  /** The HTTP method. */
  readonly method: string;
  /** The whole URL, with the query. */
  readonly url: string;
}

/** An answer that is an error. */
interface ErrorAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

/** The kind of an `ApiError`, other than an error status. */
interface ErrorKind {
  readonly code: 'WAIT_TOO_LONG' | 'ERROR_IN_BODY';
  /** Continues the sentence "GET /x answered 200". */
  readonly note: string;
}

/**
 * The API answered with an error. Codes: `HTTP_STATUS`; `WAIT_TOO_LONG` if it asks for a longer wait than
 * `retry.maxWait`; `ERROR_IN_BODY` if a 2xx answer contains an error, as the document declares.
 */
export class ApiError<Body = unknown, Status extends number = number> extends ClientError {
  override readonly name: string = 'ApiError';
  /** The HTTP status. */
  readonly status: Status;
  /** The headers of the answer. */
  readonly headers: Headers;
  /** The body of the answer: parsed if it is JSON, else its text. */
  readonly body: Body;
  /** The request that was answered, without credentials. */
  readonly request: FailedRequest;

  constructor(operation: string, answer: ErrorAnswer, request: FailedRequest, kind?: ErrorKind) {
    const { status, headers, body } = answer;
    const text = typeof body === 'string' ? body : (JSON.stringify(body) ?? '');
    const message = `${request.method} ${request.url} answered ${status}${kind?.note ?? ''}`;
    super(kind?.code ?? 'HTTP_STATUS', operation, text === '' ? message : `${message}: ${excerpt(text)}`);
    this.status = status as Status;
    this.headers = headers;
    this.body = body as Body;
    this.request = request;
  }
}

type Digit = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9;
type NumberIn<Text extends string> = Text extends `${infer Value extends number}` ? Value : never;

/** All statuses of a class, such as 400 to 499 for `4`. */
export type StatusOf<Class extends 3 | 4 | 5> = NumberIn<`${Class}${Digit}${Digit}`>;

/** The key of a type that has no value: that of an operation's errors, in the type of its result. */
declare const failure: unique symbol;

/** The result of an operation whose declared errors are of a type. */
export interface Failing<Failure> {
  readonly [failure]?: Failure;
}

/** No usable answer arrived. Codes: `NETWORK`, `INVALID_JSON` (a truncated body), `REDIRECT_REFUSED`. */
export class NetworkError extends ClientError {
  override readonly name: string = 'NetworkError';
}

/** An attempt took longer than `timeout`. Code: `TIMEOUT`. */
export class TimeoutError extends ClientError {
  override readonly name: string = 'TimeoutError';
}

/** The first 300 characters of a text. */
export function excerpt(text: string): string {
  return text.length > 300 ? `${text.slice(0, 300)}…` : text;
}
