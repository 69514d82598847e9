import { Hono } from 'hono';
import { cors } from 'hono/cors';
import { parseBody } from '../../../templates/runtime/integrations/request-value.js';
import type { JsonValue } from '../../shared/json.ts';
import type { Mock } from './create-mock.ts';
import type { MockRequest } from './exchange.ts';

/** A request and the status of its response, for a log. */
export interface AnsweredRequest {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly status: number;
  /** Why the request was rejected. */
  readonly reason?: string | undefined;
}

export interface AppOptions {
  /** Milliseconds before each answer. Default: 0. */
  readonly delay?: number | undefined;
  readonly onAnswer?: ((exchange: AnsweredRequest) => void) | undefined;
}

/** Creates a web application for the mock. Browsers may read its responses from any origin. */
export function createApp(mock: Mock, { delay = 0, onAnswer }: AppOptions = {}): Hono {
  const app = new Hono();
  app.use(cors({ origin: (origin) => origin || '*', credentials: true, exposeHeaders: ['*', 'Link', 'Retry-After'] }));
  app.all('*', async ({ req }) => {
    if (delay > 0) await new Promise((resolve) => setTimeout(resolve, delay));
    const request = await read(req.raw);
    const { status, headers, body, text } = mock.answer(request);
    const { pathname, search } = request.url;
    onAnswer?.({ method: request.method, path: pathname + search, status, reason: headers['x-mock-error'] });
    const content = body === undefined ? text : JSON.stringify(body);
    const type = body === undefined ? undefined : { 'content-type': 'application/json' };
    const isEmpty = content === undefined || status === 204 || status === 304 || request.method === 'HEAD';
    return new Response(isEmpty ? null : content, { status, headers: { ...type, ...headers } });
  });
  return app;
}

async function read(request: Request): Promise<MockRequest> {
  const text = await request.text();
  return {
    method: request.method,
    url: new URL(request.url),
    headers: request.headers,
    body: parseBody(text, request.headers) as JsonValue | undefined,
    text,
  };
}
