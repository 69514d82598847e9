import { noteCall } from './called.js';
import type { ClientCore } from './client.js';
import type { ApiError, Failing } from './errors.js';
import type { CallOptions, Operation } from './operation.js';
import { buildRequest } from './transport/messages.js';
import { send, validatorOf } from './transport/send.js';

export type { CallOptions } from './operation.js';

/** The body of an answer with its status and headers. */
export interface CallResponse<Body> {
  /** As the operation's own promise resolves to it. */
  readonly body: Body;
  /** The HTTP status. */
  readonly status: number;
  /** Browsers show those that the API allows. */
  readonly headers: Headers;
}

/** A promise of the body of an answer. */
export interface Call<Body, Failure = ApiError> extends Promise<Body>, Failing<Failure> {
  /** Resolves to the body with the status and headers of its answer. */
  withResponse(): Promise<CallResponse<Body>>;
}

/**
 * Calls an operation that is not paginated. The request is sent at once.
 *
 * @param source the generated function
 */
export function call<Body, Failure = ApiError>(
  client: ClientCore,
  operation: Operation,
  params: object,
  options: CallOptions,
  source?: object,
): Call<Body, Failure> {
  noteCall(source, operation.name);
  const answer = start(client, operation, params, options);
  const body = answer.then((response) => response.body as Body);
  return Object.assign(body, {
    withResponse: async (): Promise<CallResponse<Body>> => {
      // The promise of this method reports the failure; the other one must not report it as unhandled.
      body.catch(() => {});
      const { body: value, status, headers } = await answer;
      return { body: value as Body, status, headers };
    },
  });
}

async function start(client: ClientCore, declared: Operation, params: object, options: CallOptions) {
  const operation = declared.choose?.(declared, options) ?? declared;
  const validator = validatorOf(client, options);
  validator.params?.(operation.name, params);
  const answer = await send(client, operation, buildRequest(client, operation, params, options.headers), options);
  validator.answer?.(operation.name, answer);
  return answer;
}
