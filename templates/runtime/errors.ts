import type { Checkpoint } from './pagination/checkpoint.js';

/**
 * Base of every error that the client throws. An abort is not one of them: it rejects with the signal's own reason.
 *
 * Its own codes: `MISSING_CREDENTIALS`, `MISSING_PARAMETER`, `INVALID_PARAMETER`, `INVALID_OPTION`, `INVALID_BASE_URL`,
 * `UNEXPECTED_CONTENT`, `UNKNOWN_STRATEGY`, `STRATEGY_CONFLICT`, `NO_NEXT_PAGE`.
 */
export class ClientError extends Error {
  override readonly name: string = 'ClientError';
  /** A documented constant, such as `MISSING_CREDENTIALS`. */
  readonly code: string;
  /** The operation that was called. */
  readonly operation: string | undefined;
  /** Inside a walk: where to go on, after the last item given out. */
  checkpoint: Checkpoint | undefined = undefined;
  /** Inside a walk: the number of items given out. */
  delivered: number | undefined = undefined;

  constructor(code: string, operation: string | undefined, message: string, cause?: unknown) {
    super(operation === undefined ? message : `${operation}: ${message}`, cause === undefined ? undefined : { cause });
    this.code = code;
    this.operation = operation;
  }
}

/** The request behind an error, without credentials. */
export interface FailedRequest {
  readonly method: string;
  readonly url: string;
}

/** The API answered with an error status. Codes: `HTTP_STATUS`, and `WAIT_TOO_LONG` where it asks for a longer wait than `retry.maxWait`. */
export class ApiError<Body = unknown> extends ClientError {
  override readonly name: string = 'ApiError';
  readonly status: number;
  readonly headers: Headers;
  /** The answer's body: parsed where it is JSON, else its text. */
  readonly body: Body;
  readonly request: FailedRequest;

  /** `tooLong`: the wait that the API asks for and the longest that is borne, in milliseconds. */
  constructor(
    operation: string,
    { status, headers, body }: { status: number; headers: Headers; body: unknown },
    request: FailedRequest,
    tooLong?: { wait: number; maxWait: number },
  ) {
    const text = typeof body === 'string' ? body : (JSON.stringify(body) ?? '');
    const wait = tooLong
      ? ` and asks to wait ${Math.ceil(tooLong.wait / 1000)} s, longer than retry.maxWait (${tooLong.maxWait / 1000} s)`
      : '';
    const excerpt = text && `: ${text.length > 300 ? `${text.slice(0, 300)}…` : text}`;
    const said = `${request.method} ${request.url} answered ${status}${wait}${excerpt}`;
    super(tooLong ? 'WAIT_TOO_LONG' : 'HTTP_STATUS', operation, said);
    this.status = status;
    this.headers = headers;
    this.body = body as Body;
    this.request = request;
  }
}

/** No usable answer arrived. Codes: `NETWORK`, `INVALID_JSON` (a truncated body), `REDIRECT_REFUSED`. */
export class NetworkError extends ClientError {
  override readonly name: string = 'NetworkError';
}

/** An attempt took longer than `timeout`. Code: `TIMEOUT`. */
export class TimeoutError extends ClientError {
  override readonly name: string = 'TimeoutError';
}
