import type { ClientCore } from './client.js';
import type { Operation } from './operation.js';
import { buildRequest } from './request.js';
import { type CallOptions, send } from './send.js';

export type { CallOptions } from './send.js';

export interface CallResponse<Body> {
  readonly body: Body;
  readonly status: number;
  readonly headers: Headers;
}

/** The promise of a body; `withResponse()` gives status and headers with it. */
export interface Call<Body> extends Promise<Body> {
  withResponse(): Promise<CallResponse<Body>>;
}

/** Calls an operation that is not paginated. The request starts at once. */
export function call<Body>(client: ClientCore, operation: Operation, params: object, options: CallOptions): Call<Body> {
  const answer = start(client, operation, params, options);
  const body = answer.then((response) => response.body as Body);
  return Object.assign(body, {
    withResponse: async (): Promise<CallResponse<Body>> => {
      // The failure is this promise's to tell.
      body.catch(() => {});
      const { body: value, status, headers } = await answer;
      return { body: value as Body, status, headers };
    },
  });
}

async function start(client: ClientCore, operation: Operation, params: object, options: CallOptions) {
  return send(client, operation, buildRequest(client, operation, params, options.headers), options);
}
