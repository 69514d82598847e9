import { Readable } from 'node:stream';
import type { Paginator } from '../paginator/paginate.js';
import { ndjsonChunks } from './ndjson.js';

/**
 * Returns the items of a list as a stream in object mode. The walk goes on as fast as they are read; destroying the stream
 * ends it and the request in flight.
 */
export function toItemReadable(list: Paginator<unknown, unknown, unknown>): Readable {
  return Readable.from(list);
}

/** Returns a list as a stream of NDJSON in UTF-8, one chunk per page, as lazy as `toItemReadable`. */
export function toNdjsonReadable(list: Paginator<unknown, unknown, unknown>): Readable {
  return Readable.from(ndjsonChunks(list), { objectMode: false });
}
