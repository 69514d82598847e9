import { ClientError, NetworkError } from '../errors.js';
import type { Tie } from './abortable.js';

/** Turns an answer into its body. */
export interface ResponseReader {
  readonly accept: string;
  read(response: Response, operation: string, tie: Tie): Promise<unknown>;
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
