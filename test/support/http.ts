import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as it arrived, and the status it was answered with. */
export interface RecordedRequest {
  readonly method: string;
  /** Path and query as sent. */
  readonly url: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  /** Parsed where it is JSON, else the text; undefined where there is none. */
  readonly body: unknown;
  /** 0 until the request is answered. */
  status: number;
}

export interface Answer {
  /** Default 200. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON; undefined sends no body. */
  readonly body?: unknown;
  /** Sent as it is, instead of a body. */
  readonly text?: string;
}

export interface LocalServer {
  /** Origin, such as `http://127.0.0.1:49152`. */
  readonly url: string;
  /** Every request so far, in order of arrival. */
  readonly requests: readonly RecordedRequest[];
  /** Ends all connections and stops listening. */
  close(): Promise<void>;
}

/** Looks at each request before the server does; an answer of its own replaces the server's. */
export type Intercept = (request: RecordedRequest, index: number) => Answer | undefined | Promise<Answer | undefined>;

/** Starts a real HTTP server on a free port of the loopback interface. A fault in `answer` is answered with 500. */
export async function listen(answer: (request: RecordedRequest) => Answer | Promise<Answer>): Promise<LocalServer> {
  const requests: RecordedRequest[] = [];
  const server = createServer(async (incoming, response) => {
    try {
      const request = await record(incoming);
      requests.push(request);
      const reply = await answer(request);
      request.status = reply.status ?? 200;
      send(response, reply);
    } catch (fault) {
      send(response, { status: 500, body: { error: String(fault) } });
    }
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const close = () =>
    new Promise<void>((resolve, reject) => {
      server.close((fault) => (fault ? reject(fault) : resolve()));
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${port}`, requests, close };
}

/** A JSON object, and no array: what a body has to be before its fields are read. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

async function record(incoming: IncomingMessage): Promise<RecordedRequest> {
  const { method = 'GET', url = '/', headers } = incoming;
  const { pathname, searchParams } = new URL(url, 'http://localhost');
  return { method, url, path: pathname, query: searchParams, headers, body: await readBody(incoming), status: 0 };
}

async function readBody(incoming: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString();
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function send(response: ServerResponse, { status = 200, headers = {}, body, text: own }: Answer): void {
  if (body === undefined) {
    response.writeHead(status, headers).end(own);
    return;
  }
  const text = JSON.stringify(body);
  const length = { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(text)) };
  response.writeHead(status, { ...length, ...headers }).end(text);
}
