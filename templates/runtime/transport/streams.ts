import { excerpt, NetworkError } from '../errors.js';
import type { ResponseReader } from '../operation.js';
import { type Arrival, readArriving, UnexpectedContentError } from './messages.js';

/**
 * Returns the lines or records of a body as they arrive. It reads on only when the next one is asked for, so that the
 * server waits for a slow caller. Leaving the loop closes the connection; an abort rejects with the signal's reason.
 *
 * @param isComplete what follows the last separator is a record of its own
 */
async function* recordsOf(
  arrival: Arrival,
  separator: RegExp | string,
  isComplete: boolean,
): AsyncGenerator<string, void, undefined> {
  const { response, signal } = arrival;
  const pending: string[] = [];
  let endsWithReturn = false;
  for await (const chunk of textsOf(response, arrival)) {
    // A line end of two characters may be split over two chunks.
    const text = endsWithReturn && chunk.startsWith('\n') ? chunk.slice(1) : chunk;
    if (chunk !== '') endsWithReturn = chunk.endsWith('\r');
    const [first = '', ...others] = text.split(separator);
    pending.push(first);
    for (const other of others) {
      signal.throwIfAborted();
      yield pending.splice(0).join('');
      pending.push(other);
    }
  }
  if (isComplete) yield pending.join('');
}

async function* textsOf(
  { body }: Response,
  { operation, signal, release }: Arrival,
): AsyncGenerator<string, void, undefined> {
  const reader = body?.getReader();
  const decoder = new TextDecoder();
  try {
    for (;;) {
      signal.throwIfAborted();
      const { done, value } = (await reader?.read()) ?? { done: true, value: undefined };
      yield decoder.decode(value, { stream: !done });
      if (done) return;
    }
  } catch (cause) {
    // On some platforms the error of an aborted body is not the reason of the abort.
    if (signal.aborted) throw signal.reason;
    throw new NetworkError('NETWORK', operation, `the stream broke off: ${String(cause)}`, cause);
  } finally {
    release();
    await reader?.cancel().catch(() => {});
  }
}

/** Parses one value of a stream. */
export function parseJson(text: string, operation: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new NetworkError('INVALID_JSON', operation, `an item of the stream is not JSON: ${excerpt(text)}`, cause);
  }
}

/** A server-sent event (WHATWG HTML, section 9.2). Fields that the server did not send are absent. */
export interface ServerSentEvent<Data = string> {
  readonly event?: string;
  readonly data: Data;
  readonly id?: string;
  /** Milliseconds that the server asks to wait before a new connection. The client opens none by itself. */
  readonly retry?: number;
}

/**
 * Returns server-sent events as they arrive.
 *
 * @param json whether `data` is JSON; a list means that it is for events of these names
 */
export function readEvents(json: boolean | readonly string[] = false): ResponseReader {
  const isJson = (event = ''): boolean => (typeof json === 'boolean' ? json : json.includes(event));
  return {
    accept: 'text/event-stream',
    async read(response, operation, tie) {
      const type = response.headers.get('content-type') ?? 'text/event-stream';
      // Read as events, a body of another type would look like a stream without any.
      if (!/^\s*text\/event-stream\b/i.test(type) && response.body !== null)
        throw new UnexpectedContentError(operation, response.status, type, await response.text(), 'instead of events');
      return readArriving((arrival) => eventsOf(arrival, isJson))(response, operation, tie);
    },
  };
}

async function* eventsOf(
  arrival: Arrival,
  isJson: (event?: string) => boolean,
): AsyncGenerator<ServerSentEvent<unknown>, void, undefined> {
  let data: string[] = [];
  let fields: Omit<ServerSentEvent, 'data'> = {};
  // An event that no blank line ends is incomplete and does not count.
  for await (const line of recordsOf(arrival, /\r\n|\n|\r/, false)) {
    if (line === '') {
      const text = data.join('\n');
      const hasData = data.length > 0;
      const event = fields;
      data = [];
      fields = {};
      if (!hasData) continue;
      const parses = isJson(event.event);
      // Many APIs end a stream of JSON with this text.
      if (parses && text === '[DONE]') return;
      yield { ...event, data: parses ? parseJson(text, arrival.operation) : text };
      continue;
    }
    // A line without a colon is a field without a value; one that begins with a colon is a comment.
    const [, field = '', value = ''] = /^([^:]*)(?:: ?([\s\S]*))?$/.exec(line) ?? [];
    if (field === 'data') data.push(value);
    else if (field === 'event') fields = { ...fields, event: value };
    else if (field === 'id' && !value.includes('\0')) fields = { ...fields, id: value };
    else if (field === 'retry' && /^\d+$/.test(value)) fields = { ...fields, retry: Number(value) };
  }
}

/** Returns the values of JSON Lines and NDJSON as they arrive. */
export const readItems: ResponseReader = {
  accept: 'application/jsonl, application/x-ndjson;q=0.9, */*;q=0.1',
  read: readArriving((arrival) => itemsOf(arrival, /\n/)),
};

/** Returns the values of a JSON text sequence (RFC 7464) as they arrive. */
export const readJsonSequence: ResponseReader = {
  accept: 'application/json-seq, */*;q=0.1',
  read: readArriving((arrival) => itemsOf(arrival, '\u001e')),
};

async function* itemsOf(arrival: Arrival, separator: RegExp | string): AsyncGenerator<unknown, void, undefined> {
  for await (const record of recordsOf(arrival, separator, true)) {
    if (record.trim() !== '') yield parseJson(record, arrival.operation);
  }
}
