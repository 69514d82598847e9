import { type Arrival, type ResponseReader, readArriving } from './readers.js';
import { parseJson, recordsOf } from './streams.js';

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
