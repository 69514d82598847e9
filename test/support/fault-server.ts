import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One way in which an answer can go wrong. */
export type Fault =
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>> }
  /** The connection ends before any byte. */
  | 'reset'
  /** The connection ends in the middle of the body. */
  | 'reset-in-body'
  /** The body comes in two pieces, a little apart. */
  | 'slow-body'
  /** The body stops halfway, and the connection stays. */
  | 'stalled-body'
  /** A complete answer whose JSON is cut off. */
  | 'truncated'
  | 'html'
  | 'no-content'
  /** Never answers. */
  | 'silence';

export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly search: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: unknown;
}

/** An answer: what becomes the JSON body, or a fault. */
export interface Reply {
  readonly body?: unknown;
  readonly text?: string;
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly fault?: Fault | undefined;
  /** Milliseconds before it is sent. */
  readonly delay?: number;
}

export interface FaultServer {
  readonly url: string;
  readonly requests: SeenRequest[];
  /** Requests being answered right now, and the most there were at once. */
  readonly load: { now: number; most: number };
  /** Connections that the client gave up before they were answered. */
  readonly aborted: { count: number };
  close(): Promise<void>;
}

/** A real HTTP server on loopback that answers as a script says, faults included. */
export async function serve(
  answer: (request: SeenRequest, index: number) => Reply | Promise<Reply>,
): Promise<FaultServer> {
  const requests: SeenRequest[] = [];
  const load = { now: 0, most: 0 };
  const aborted = { count: 0 };
  const server = createServer(async (incoming, response) => {
    load.most = Math.max(load.most, ++load.now);
    let closed = false;
    response.once('close', () => {
      closed = true;
      load.now--;
      if (!response.writableEnded) aborted.count++;
    });
    const request = await see(incoming);
    requests.push(request);
    const reply = await answer(request, requests.length - 1);
    if (reply.delay !== undefined) await new Promise((resolve) => setTimeout(resolve, reply.delay));
    if (!closed) send(response, reply);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    load,
    aborted,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function see(incoming: IncomingMessage): Promise<SeenRequest> {
  const url = new URL(incoming.url ?? '/', 'http://localhost');
  let text = '';
  for await (const chunk of incoming) text += chunk;
  return {
    method: incoming.method ?? '',
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    search: url.search,
    headers: incoming.headers,
    body: text === '' ? undefined : parse(text),
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function send(response: ServerResponse, { body, text, status = 200, headers = {}, fault }: Reply): void {
  const payload = text ?? (body === undefined ? '' : JSON.stringify(body));
  if (fault === undefined) {
    response.writeHead(status, { ...(payload === '' ? {} : { 'content-type': 'application/json' }), ...headers });
    response.end(payload);
  } else if (fault === 'reset') response.destroy();
  else if (fault === 'reset-in-body') {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': String(payload.length + 10) });
    response.write(payload.slice(0, Math.max(1, payload.length / 2)), () => response.destroy());
  } else if (fault === 'slow-body' || fault === 'stalled-body') {
    const half = payload.length >> 1;
    response.writeHead(200, { 'content-type': 'application/json', ...headers });
    response.write(payload.slice(0, half));
    if (fault === 'slow-body') setTimeout(() => response.end(payload.slice(half)), 5);
  } else if (fault === 'truncated') {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(payload.slice(0, Math.max(1, payload.length / 2)));
  } else if (fault === 'html') {
    response.writeHead(200, { 'content-type': 'text/html' });
    response.end('<html><body>Sign in</body></html>');
  } else if (fault === 'no-content') {
    response.writeHead(204);
    response.end();
  } else if (fault !== 'silence') {
    response.writeHead(fault.status, { 'content-type': 'application/json', ...fault.headers });
    response.end(JSON.stringify({ error: `status ${fault.status}` }));
  }
}
