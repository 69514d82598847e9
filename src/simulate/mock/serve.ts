import { createServer } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { cors } from 'hono/cors';
import { parseBody } from '../../../templates/runtime/integrations/request-value.js';
import { InputError } from '../../shared/diagnostic.ts';
import type { JsonValue } from '../../shared/json.ts';
import type { Mock } from './create-mock.ts';
import type { MockRequest } from './exchange.ts';

export interface ServeOptions extends AppOptions {
  readonly host: string;
  /** 0 selects a free port. */
  readonly port: number;
}

export interface RunningMock {
  /** Origin, such as `http://127.0.0.1:4010`. */
  readonly origin: string;
  /** Closes all connections and stops listening. */
  close(): Promise<void>;
}

/**
 * Serves the mock on a port.
 *
 * @throws InputError `port-unavailable` if another program uses the port, if the system forbids it, or if the host is not
 *   an address of this machine
 */
export async function serveMock(mock: Mock, options: ServeOptions): Promise<RunningMock> {
  const { host, port } = options;
  const server = createServer(getRequestListener(createApp(mock, options).fetch, { overrideGlobalObjects: false }));
  await new Promise<void>((resolve, reject) => {
    const fail = (cause: unknown): void => reject(listenError(host, port, cause));
    server.once('error', fail);
    try {
      server.listen(port, host, resolve);
    } catch (cause) {
      fail(cause);
    }
  });
  const address = server.address();
  const own = typeof address === 'object' && address !== null ? address.port : port;
  return {
    origin: `http://${authority(host, own)}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Returns host and port as URLs have them (RFC 3986, section 3.2). */
function authority(host: string, port: number): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port}`;
}

interface Reason {
  readonly why: string;
  readonly hint: string;
}

const FREE_PORT = 'Set another port with --port, or use --port 0 to select a free one.';
const LOCAL_HOST = 'Use --host 127.0.0.1 for this machine only, or --host 0.0.0.0 for all of its addresses.';

/** Errors of `listen` that a user can do something about, by their code. */
const REASONS: Readonly<Record<string, (host: string, port: number) => Reason>> = {
  EADDRINUSE: (_, port) => ({
    why: `another program already listens on port ${port}`,
    hint: 'Stop that program. Or set another port with --port, or use --port 0 to select a free one.',
  }),
  EACCES: (_, port) => ({
    why: `the system does not allow this user to listen on port ${port}`,
    hint: 'Ports below 1024 are usually reserved: set a higher one with --port, or use --port 0 to select a free one.',
  }),
  EADDRNOTAVAIL: (host) => ({ why: `${host} is not an address of this machine`, hint: LOCAL_HOST }),
  ENOTFOUND: (host) => ({ why: `there is no host called ${host}`, hint: LOCAL_HOST }),
  EAI_AGAIN: (host) => ({ why: `the host ${host} could not be looked up`, hint: LOCAL_HOST }),
  EAFNOSUPPORT: () => ({ why: 'this machine does not support that kind of address', hint: LOCAL_HOST }),
  ERR_SOCKET_BAD_PORT: () => ({ why: 'a port is a whole number from 0 to 65535', hint: FREE_PORT }),
};

function listenError(host: string, port: number, cause: unknown): InputError {
  const { code = '', message = '' } = cause instanceof Error ? (cause as NodeJS.ErrnoException) : {};
  const { why, hint } = REASONS[code]?.(host, port) ?? { why: `${message} (${code})`, hint: FREE_PORT };
  return new InputError('port-unavailable', `Cannot listen on ${authority(host, port)}: ${why}.`, { hint, cause });
}

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
