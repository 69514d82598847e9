import { Readable } from 'node:stream';
import type { Paginator } from '../paginator/paginate.js';
import { ndjsonChunks } from './ndjson.js';

/**
 * The items of a list, in object mode. The walk goes on as fast as they are read; destroying the stream ends it and the
 * request in flight.
 */
export function toItemReadable(list: Paginator<unknown>): Readable {
  return Readable.from(list);
}

/** A list as NDJSON in UTF-8, a chunk a page; as lazy as `toItemReadable`. */
export function toNdjsonReadable(list: Paginator<unknown>): Readable {
  return Readable.from(ndjsonChunks(list), { objectMode: false });
}
