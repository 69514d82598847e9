import { type Call, call } from './call.js';
import type { ClientCore } from './client.js';
import { ApiError } from './errors.js';
import type { CallOptions, Dates, Operation, ResponseReader } from './operation.js';
import { isScalar, own } from './parameters/parameter.js';

/** A time of RFC 3339. Some servers omit the zone and mean UTC, or write a blank for the `T`. */
const TIME = /^(\d{4}-\d\d-\d\d)[t ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)(z|[+-]\d\d:?\d\d)?$/i;

/** Returns a value with a `Date` at the declared places. Text that is not a time stays. The value itself is not changed. */
export function withDates(value: unknown, dates: Dates): unknown {
  if (dates === 'date') return typeof value === 'string' ? toDate(value) : value;
  if (typeof dates === 'function') return withDates(value, dates());
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  if ('all' in dates) return dates.all.reduce((read: unknown, each) => withDates(read, each), value);
  if ('tag' in dates) {
    const tag = own(value, dates.tag);
    const found = isScalar(tag) ? own(dates.by, String(tag)) : undefined;
    return found === undefined ? value : withDates(value, found);
  }
  const read = (name: string, inner: unknown): unknown => {
    if (!('members' in dates)) return dates[0] === undefined ? inner : withDates(inner, dates[0]);
    const others = dates.except?.includes(name) ? undefined : dates.others;
    const found = own(dates.members, name) ?? others;
    return found === undefined ? inner : withDates(inner, found);
  };
  if (Array.isArray(value)) return value.map((inner, index) => read(String(index), inner));
  if (!('members' in dates)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, read(name, inner)]));
}

function toDate(text: string): Date | string {
  const [, day = '', time = '', zone = 'Z'] = TIME.exec(text) ?? [];
  // A leap second is the second before it to JavaScript.
  const date = new Date(`${day}T${time.replace(/:60/, ':59')}${zone.toUpperCase()}`);
  return Number.isNaN(date.getTime()) ? text : date;
}

/** Reads dates in the body of an answer. */
export function readDates({ accept, read }: ResponseReader, dates: Dates): ResponseReader {
  return { accept, read: async (...answer) => withDates(await read(...answer), dates) };
}

/** Reads dates in the values of a stream. */
export function readDatesOfItems({ accept, read }: ResponseReader, dates: Dates): ResponseReader {
  const change = (item: unknown): unknown => withDates(item, dates);
  return { accept, read: async (...answer) => mapped((await read(...answer)) as AsyncIterable<unknown>, change) };
}

/** Reads dates in the data of events. */
export function readDatesOfEvents({ accept, read }: ResponseReader, dates: Dates): ResponseReader {
  const change = (event: { data: unknown }): unknown => ({ ...event, data: withDates(event.data, dates) });
  return {
    accept,
    read: async (...answer) => mapped((await read(...answer)) as AsyncIterable<{ data: unknown }>, change),
  };
}

async function* mapped<From, To>(values: AsyncIterable<From>, change: (value: From) => To): AsyncGenerator<To> {
  for await (const value of values) yield change(value);
}

/** Throws an error again, with the dates of its body. */
export function rethrowWithDates(error: unknown, { dates }: Operation): never {
  if (error instanceof ApiError && dates?.errors !== undefined) {
    const { errors } = dates;
    const status = String(error.status);
    const found = own(errors, status) ?? own(errors, `${status[0]}XX`) ?? own(errors, 'default');
    if (found !== undefined) Object.assign(error, { body: withDates(error.body, found) });
  }
  throw error;
}

/** Does the same as `call`, and reads dates in the bodies of errors. */
export function callWithDates<Body, Failure = ApiError>(
  client: ClientCore,
  operation: Operation,
  params: object,
  options: CallOptions,
  source?: object,
): Call<Body, Failure> {
  const plain = call<Body, Failure>(client, operation, params, options, source);
  const body = plain.catch((error: unknown) => rethrowWithDates(error, operation));
  return Object.assign(body, {
    withResponse: () => {
      // The promise of this method reports the failure; the other one must not report it as unhandled.
      body.catch(() => {});
      return plain.withResponse().catch((error: unknown) => rethrowWithDates(error, operation));
    },
  });
}
