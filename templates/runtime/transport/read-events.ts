import { type Arrival, type ResponseReader, readArriving, UnexpectedContentError } from './readers.js';
import { parseJson, recordsOf } from './streams.js';

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
    const [, field = '', value = ''] = /^([^:]*)(?:: ?(.*))?$/s.exec(line) ?? [];
    if (field === 'data') data.push(value);
    else if (field === 'event') fields = { ...fields, event: value };
    else if (field === 'id' && !value.includes('\0')) fields = { ...fields, id: value };
    else if (field === 'retry' && /^\d+$/.test(value)) fields = { ...fields, retry: Number(value) };
  }
}
