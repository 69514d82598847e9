import { totalOfRange } from '../../../templates/runtime/fields/response-header.js';
import type { Limits } from '../../../templates/runtime/paginator/options.js';
import type { Page } from '../../../templates/runtime/paginator/paginate.js';
import { isContentRange } from '../../model/pagination-fields.ts';
import type { ResponseField } from '../../model/strategy.ts';
import { isJsonObject, type JsonPointer, type JsonValue, parsePointer } from '../../shared/json.ts';

/** A response as it was received. */
export interface Received {
  readonly body: JsonValue | undefined;
  readonly headers: Headers;
  readonly status: number;
}

/** A page as a client received it. */
export interface SeenPage extends Received {
  readonly items: readonly JsonValue[];
}

/** How a walk ended. */
export type WalkEnd =
  /** The client took the last page for the end of the list. */
  | { readonly kind: 'end' }
  /** More pages may follow: the walk was to have no more, or the budget ran out. */
  | { readonly kind: 'cut' }
  /** A limit that the document declares. */
  | { readonly kind: 'ceiling'; readonly message: string }
  | { readonly kind: 'refused'; readonly status: number; readonly message: string }
  /** The connection failed, or took too long. */
  | { readonly kind: 'failed'; readonly message: string }
  /** The response is not what the document declares. */
  | { readonly kind: 'broken'; readonly message: string; readonly isLoop: boolean };

export interface WalkResult {
  readonly pages: readonly SeenPage[];
  readonly end: WalkEnd;
  /** The last response. It is not among the pages if it only confirmed the end, or could not be read. */
  readonly last: (Received & { readonly isPage: boolean }) | undefined;
}

/** The result of a request for one page. */
export interface PageResult extends WalkResult {
  readonly page?: SeenPage;
}

export interface WalkOptions {
  readonly limit?: number | undefined;
  /** Default: the strategy's own start. */
  readonly position?: number | undefined;
  readonly maxPages: number;
  /** Ignores the declared ceilings, to see what the API does beyond them. */
  readonly ignoresCeilings?: boolean;
  /** Follows the cursor or URL of the declared last page. */
  readonly ignoresLastPage?: boolean;
  /** Returns the items of groups instead of the groups. */
  readonly readsItems?: boolean;
  /** Passes a ceiling at this offset or page by windows. */
  readonly windowsOf?: Limits;
}

/** Parses a body. Returns undefined if it is not JSON. */
export function parseBody(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}

/** Returns the value at a pointer, or undefined if there is none. */
export function valueAt(whole: JsonValue | undefined, pointer: JsonPointer): JsonValue | undefined {
  let value: unknown = whole;
  for (const token of parsePointer(pointer) ?? []) {
    if (Array.isArray(value)) value = /^\d+$/.test(token) ? value[Number(token)] : undefined;
    else value = isJsonObject(value) && Object.hasOwn(value, token) ? value[token] : undefined;
  }
  return value as JsonValue | undefined;
}

/** Returns the value of a response field. Undefined if the response lacks it, or if it is null. */
export function readField({ body, headers }: Received, field: ResponseField): JsonValue | undefined {
  if (field.in === 'body') return valueAt(body, field.pointer) ?? undefined;
  const text = headers.get(field.name) ?? undefined;
  return field.pointer === undefined || text === undefined
    ? text
    : (valueAt(parseBody(text), field.pointer) ?? undefined);
}

/** Result of reading a whole number that a field should contain. */
export type Count =
  | { readonly kind: 'absent' }
  | { readonly kind: 'count'; readonly count: number }
  | { readonly kind: 'other'; readonly value: JsonValue };

/** Reads a whole number. Some APIs write -1 for "not counted", which counts as absent. */
export function readCount(response: Received, field: ResponseField): Count {
  const value = readField(response, field);
  if (value === undefined || value === '') return { kind: 'absent' };
  if (isContentRange(field)) return readRangeTotal(String(value));
  const number = typeof value === 'string' && /^\s*-?\d+\s*$/.test(value) ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isInteger(number)) return { kind: 'other', value };
  return number < 0 ? { kind: 'absent' } : { kind: 'count', count: number };
}

function readRangeTotal(text: string): Count {
  if (/\/\*\s*$/.test(text)) return { kind: 'absent' };
  const count = totalOfRange(text);
  return count === undefined ? { kind: 'other', value: text } : { kind: 'count', count };
}

/** Returns equal texts for equal JSON values, whatever the order of their members. */
export function canonicalText(value: JsonValue | undefined): string {
  if (Array.isArray(value)) return `[${value.map(canonicalText).join(',')}]`;
  if (!isJsonObject(value)) return JSON.stringify(value ?? null);
  const members = Object.entries(value as { readonly [key: string]: JsonValue });
  const sorted = members.toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${sorted.map(([key, each]) => `${JSON.stringify(key)}:${canonicalText(each)}`).join(',')}}`;
}

/** Returns a page of a client without its functions. */
export function toSeenPage({ items, body, headers, status }: Page<JsonValue, unknown, unknown>): SeenPage {
  return { items, body: body as JsonValue | undefined, headers, status };
}

/** Returns how a walk ended that threw this error. */
export function endOf(error: unknown): WalkEnd {
  const { name, message, status } = error as Error & { status?: unknown };
  // An expired cursor is an error of the API too, although the document declares it.
  const isRefusal = name === 'ApiError' || name === 'CursorExpiredError';
  if (isRefusal && typeof status === 'number') return { kind: 'refused', status, message };
  if (name === 'NetworkError' || name === 'TimeoutError') return { kind: 'failed', message };
  if (name === 'PaginationCeilingError') return { kind: 'ceiling', message };
  return { kind: 'broken', message, isLoop: name === 'PaginationLoopError' };
}
