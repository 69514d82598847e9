import type { ClientCore } from '../client.js';
import { ClientError, NetworkError } from '../errors.js';
import type { Operation, ResponseReader } from '../operation.js';
import { type Draft, own, writeParameter } from '../parameters/parameter.js';
import type { BodyInit } from './bodies.js';
import { stateOf } from './client-state.js';
import type { OutgoingRequest } from './credentials.js';

/** Returns the document's own server. */
export function documentServer(client: ClientCore): string | undefined {
  const { baseUrl } = stateOf(client).api;
  return typeof baseUrl === 'function' ? baseUrl(client.config.variables) : baseUrl;
}

/** Returns the URL to which the operation's path is appended, without a fragment. Throws `INVALID_BASE_URL`. */
export function baseUrlOf(client: ClientCore, operation: Operation): URL {
  const { baseUrl: chosen } = client.config;
  const server = documentServer(client);
  const text = chosen ?? operation.server ?? server ?? '';
  const here = (globalThis as { location?: { href: string } }).location?.href;
  let base: URL;
  try {
    // A relative server of an operation is relative to the API's own.
    const isRelative = chosen === undefined && operation.server?.startsWith('/') && server !== undefined;
    base = new URL(text, isRelative ? new URL(server, here) : here);
  } catch (cause) {
    throw new ClientError('INVALID_BASE_URL', operation.name, `baseUrl '${text}' is not an absolute URL`, cause);
  }
  // `fetch` refuses credentials in a URL with an error that quotes them.
  if (!/^https?:$/.test(base.protocol) || base.username !== '' || base.password !== '') {
    throw new ClientError(
      'INVALID_BASE_URL',
      operation.name,
      'baseUrl must be an http: or https: URL without credentials',
    );
  }
  base.hash = '';
  return base;
}

/** Returns the URL of a path below the base, without a trailing slash of the base. The base's own query comes first. */
export function urlBelow(base: URL, path: string, query: readonly string[] = []): URL {
  const [pathname = '', ...own] = path.split('?');
  const pairs = [base.search.slice(1), own.join('?'), ...query].filter((pair) => pair !== '');
  const search = pairs.length === 0 ? '' : `?${pairs.join('&')}`;
  return new URL(base.origin + base.pathname.replace(/\/$/, '') + pathname + search);
}

/** Builds the request of one call. Throws `ClientError` for a missing or unusable parameter or header. */
export function buildRequest(
  client: ClientCore,
  operation: Operation,
  params: object,
  callHeaders?: Readonly<Record<string, string>>,
): OutgoingRequest {
  const { name, method, path, parameters = [] } = operation;
  const headers = new Headers({ Accept: operation.accept ?? (operation.reader ?? readJson).accept });
  addHeaders(headers, client.config.headers, name);
  addHeaders(headers, callHeaders, name);
  const draft: Draft = { operation: name, path, query: [], headers };
  for (const parameter of parameters) writeParameter(draft, parameter, own(params, parameter.key ?? parameter.name));
  const body = writeBody(operation, own(params, 'body'), headers);
  const url = urlBelow(baseUrlOf(client, operation), draft.path, draft.query);
  return { method, url, headers, body, isTrusted: true };
}

function addHeaders(headers: Headers, added: Readonly<Record<string, string>> | undefined, operation: string): void {
  for (const [name, value] of Object.entries(added ?? {})) {
    try {
      headers.set(name, value);
    } catch {
      // The platform's own error quotes the value, which may be a secret.
      throw new ClientError(
        'INVALID_PARAMETER',
        operation,
        `the header '${name}' has a name or value that HTTP forbids`,
      );
    }
  }
}

function writeBody(operation: Operation, value: unknown, headers: Headers): BodyInit | undefined {
  if (value === undefined) return undefined;
  const { body, contentType } = operation.body?.(value) ?? {
    body: JSON.stringify(value),
    contentType: 'application/json',
  };
  if (contentType !== undefined && !headers.has('Content-Type')) headers.set('Content-Type', contentType);
  return body;
}

/** A body that is still arriving. */
export interface Arrival {
  readonly response: Response;
  readonly operation: string;
  readonly signal: AbortSignal;
  /** Called when the body has ended. */
  release(): void;
}

/** Returns a reader of a body that arrives while the caller uses it. */
export function readArriving<Body>(start: (arrival: Arrival) => Body): ResponseReader['read'] {
  return async (response, operation, { signal, keep }) => start({ response, operation, signal, release: keep() });
}

/** An answer of another media type than the document declares. Code: `UNEXPECTED_CONTENT`. */
export class UnexpectedContentError extends ClientError {
  readonly status: number;
  readonly body: string;

  constructor(operation: string, status: number, type: string, body: string, expected = 'instead of JSON') {
    const message = `answered ${status} with ${type} ${expected}: ${body.slice(0, 100)}`;
    super('UNEXPECTED_CONTENT', operation, message);
    this.status = status;
    this.body = body;
  }
}

/** Reads JSON; undefined for an empty body. Broken JSON is a truncated body, which is requested again. */
export const readJson: ResponseReader = {
  accept: 'application/json',
  async read(response, operation) {
    const text = await response.text();
    if (text === '') return undefined;
    try {
      return JSON.parse(text);
    } catch (cause) {
      const type = response.headers.get('content-type') ?? 'application/json';
      if (isJson(type))
        throw new NetworkError('INVALID_JSON', operation, 'the JSON body is truncated or broken', cause);
      throw new UnexpectedContentError(operation, response.status, type, text);
    }
  },
};

const isJson = (type: string): boolean => /[/+]json\b/i.test(type);
const ANY = 'application/json, text/*;q=0.9, */*;q=0.8';

/** Reads a body of any media type and value: parsed if it is JSON, as text if it is that, else as a `Blob`. */
export const readAny: ResponseReader = {
  accept: ANY,
  async read(response, operation, tie) {
    const type = response.headers.get('content-type') ?? 'text/plain';
    if (isJson(type)) return readJson.read(response, operation, tie);
    return /^text\/|[/+]xml\b/i.test(type) ? response.text() : response.blob();
  },
};

/** Reads a string of any media type. Some servers send a string as it is under the media type of JSON. */
export const readString: ResponseReader = {
  accept: ANY,
  async read(response) {
    const text = await response.text();
    if (!isJson(response.headers.get('content-type') ?? '')) return text;
    try {
      const value: unknown = JSON.parse(text);
      return typeof value === 'string' || value === null ? value : text;
    } catch {
      return text;
    }
  },
};

export const readText: ResponseReader = { accept: 'text/*, */*;q=0.1', read: (response) => response.text() };

export const readBlob: ResponseReader = { accept: '*/*', read: (response) => response.blob() };

/** Returns the body as it arrives, such as a sequence of parts. */
export const readStream: ResponseReader = {
  accept: '*/*',
  read: (response, operation, tie) => readArriving(({ response: { body } }) => body)(response, operation, tie),
};

/** For operations that answer without a body. */
export const readNothing: ResponseReader = {
  accept: '*/*',
  read: async (response) => {
    await response.arrayBuffer();
    return undefined;
  },
};

/** Reads the body of an error answer: parsed if it is JSON, else as text. */
export async function readError(response: Response): Promise<unknown> {
  const text = await response.text();
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    return text;
  }
}
