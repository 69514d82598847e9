import { at } from '../fields/values.js';
import type { ParameterForm, RequestPlace } from './list-route.js';

/** A request to a served list, with a parsed body. */
export interface PageRequest {
  readonly url: URL;
  readonly headers: Headers;
  readonly body: unknown;
}

/** Delimiters between values, percent-encoded or not. */
const DELIMITERS: Readonly<Record<string, RegExp>> = { space: /%20|\+| /, pipe: /%7C|\|/i };

/** Reads a value of a request. Undefined if there is none. Scalars outside of the body are text. */
export function readValue(place: RequestPlace, { url, headers, body }: PageRequest): unknown {
  if ('body' in place) return at(body, place.body) ?? undefined;
  if ('others' in place) return readMembers(url, place.others);
  if ('parts' in place) return readParts(place.parts, { url, headers, body });
  if ('path' in place) return decode(new RegExp(place.pattern).exec(url.pathname)?.[1] ?? '');
  const text = 'query' in place ? url.searchParams.get(place.query) : headers.get(place.header);
  const { form } = place;
  if (form === undefined) return text ?? undefined;
  if ('query' in place) {
    if (form === 'deep-object') return readDeepObject(url, place.query);
    if (form === 'repeated')
      return url.searchParams.has(place.query) ? url.searchParams.getAll(place.query) : undefined;
  }
  if (text === null) return undefined;
  if (form === 'json') return parseJson(text) ?? text;
  // A delimiter inside of a value is percent-encoded.
  return 'query' in place ? split(rawQuery(url, place.query), form, decode) : split(text, form, (part) => part);
}

function readParts(parts: Readonly<Record<string, RequestPlace>>, request: PageRequest): unknown {
  const found = Object.entries(parts).flatMap(([name, place]) => {
    const value = readValue(place, request);
    return value === undefined ? [] : [[name, value] as const];
  });
  return found.length === 0 ? undefined : Object.fromEntries(found);
}

/** Describes a place in a message: the query parameter `limit`. */
export function describePlace(place: RequestPlace): string {
  if ('body' in place) return `\`${place.body}\` of the request body`;
  if ('parts' in place) return 'the cursor';
  if ('path' in place) return `the path parameter \`${place.path}\``;
  return 'query' in place ? `the query parameter \`${place.query}\`` : `the header parameter \`${place.header}\``;
}

/** Converts a whole number or its text to a number. Returns NaN for everything else. */
export function toWholeNumber(value: unknown): number {
  const isWhole = Number.isInteger(value) || (typeof value === 'string' && /^-?\d{1,15}$/.test(value));
  return isWhole ? Number(value) : Number.NaN;
}

/** Parses JSON. Returns undefined for any other text. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Parses a body: a form, whose values are texts, or JSON. Returns undefined for any other text. */
export function parseBody(text: string, headers: Headers): unknown {
  if (!/^application\/x-www-form-urlencoded\b/i.test(headers.get('content-type') ?? '')) return parseJson(text);
  const fields = new URLSearchParams(text);
  return Object.fromEntries(
    [...fields.keys()].map((name) => {
      const values = fields.getAll(name);
      return [name, values.length > 1 ? values : values[0]];
    }),
  );
}

function split(text: string, form: ParameterForm, read: (part: string) => string): unknown {
  const delimiter = DELIMITERS[form.replace(/-.*/, '')] ?? ',';
  const parts = text.split(delimiter).map(read);
  if (form.endsWith('list')) return parts;
  return Object.fromEntries(
    parts.flatMap((part, index) => (index % 2 === 0 ? [[part, parts[index + 1] ?? ''] as const] : [])),
  );
}

function readMembers(url: URL, others: readonly string[]): unknown {
  const members = [...url.searchParams].filter(([name]) => !others.includes(name));
  return members.length === 0 ? undefined : Object.fromEntries(members);
}

function readDeepObject(url: URL, name: string): unknown {
  const members = [...url.searchParams].flatMap(([key, value]) =>
    key.startsWith(`${name}[`) && key.endsWith(']') ? [[key.slice(name.length + 1, -1), value] as const] : [],
  );
  return members.length === 0 ? undefined : Object.fromEntries(members);
}

function rawQuery(url: URL, name: string): string {
  const pair = url.search
    .slice(1)
    .split('&')
    .find((text) => decode(text.replace(/=[\s\S]*/, '')) === name);
  return pair?.replace(/^[^=]*=?/, '') ?? '';
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}
