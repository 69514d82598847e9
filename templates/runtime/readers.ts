import { ClientError, NetworkError } from './errors.js';

/** Turns an answer into its body. `streams` marks a body that is still arriving when the call resolves. */
export interface ResponseReader {
  readonly accept: string;
  readonly streams?: boolean;
  read(response: Response, operation: string): Promise<unknown>;
}

/** JSON; undefined for an empty body. Broken JSON is a truncated body, which is asked for again. */
export const readJson: ResponseReader = {
  accept: 'application/json',
  async read(response, operation) {
    const text = await response.text();
    if (text === '') return undefined;
    try {
      return JSON.parse(text);
    } catch (cause) {
      const type = response.headers.get('content-type') ?? 'application/json';
      if (/[/+]json\b/i.test(type))
        throw new NetworkError('INVALID_JSON', operation, 'the JSON body is truncated or broken', cause);
      throw new ClientError(
        'UNEXPECTED_CONTENT',
        operation,
        `answered ${response.status} with ${type} where JSON was expected: ${text.slice(0, 100)}`,
      );
    }
  },
};

export const readText: ResponseReader = { accept: 'text/*, */*;q=0.1', read: (response) => response.text() };

export const readBlob: ResponseReader = { accept: '*/*', read: (response) => response.blob() };

/** The body as it arrives, such as server-sent events. */
export const readStream: ResponseReader = {
  accept: 'text/event-stream, */*;q=0.1',
  streams: true,
  read: async (response) => response.body,
};

/** For operations that answer without a body. */
export const readNothing: ResponseReader = {
  accept: '*/*',
  read: async (response) => {
    await response.arrayBuffer();
    return undefined;
  },
};

/** The body of an error answer: parsed where it is JSON, else its text. */
export async function readError(response: Response): Promise<unknown> {
  const text = await response.text();
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    return text;
  }
}
