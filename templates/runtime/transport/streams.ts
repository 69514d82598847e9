import { excerpt, NetworkError } from '../errors.js';
import type { Arrival } from './readers.js';

/**
 * Returns the lines or records of a body as they arrive. It reads on only when the next one is asked for, so that the
 * server waits for a slow caller. Leaving the loop closes the connection; an abort rejects with the signal's reason.
 *
 * @param isComplete what follows the last separator is a record of its own
 */
export async function* recordsOf(
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
