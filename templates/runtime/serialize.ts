import type { ParameterSpec } from './operation.js';

/** A name and a value of a query or cookie, encoded. */
type Pair = string;

/** Between the values of a style that does not explode; the comma is `form`'s. */
const DELIMITERS: Record<string, string> = { spaceDelimited: '%20', pipeDelimited: '%7C' };

/**
 * Percent-encodes all but RFC 3986's unreserved characters. With `allowReserved` the reserved ones and what is
 * percent-encoded already stay too (RFC 6570 section 3.2.3), all but `#`, which would end the query. Halves of surrogate
 * pairs have no encoding: they become U+FFFD, as in a URL parser.
 */
export function encode(value: unknown, allowReserved?: boolean): string {
  const text = encodeURIComponent(scalar(value).replace(/\p{Cs}/gu, '\ufffd')).replace(/[!'()*]/g, percent);
  return allowReserved
    ? text
        .replace(/%(3A|2F|3F|5B|5D|40|21|24|26|27|28|29|2A|2B|2C|3B|3D)/g, decodeURIComponent)
        .replace(/%25([0-9A-Fa-f]{2})/g, '%$1')
    : text;
}

/** Serialises a path parameter: what replaces `{name}` in the template. */
export function pathValue(spec: ParameterSpec, value: unknown): string {
  if (spec.json) return encode(JSON.stringify(value));
  const { style = 'simple', explode = false } = spec;
  const separator = style === 'label' ? '.' : style === 'matrix' ? ';' : ',';
  const prefix = style === 'simple' ? '' : separator;
  const named = style === 'matrix';
  const entries = members(value);
  if (entries === undefined) return prefix + (named ? assignment(spec.name, value) : encode(value));
  if (explode) {
    const parts = entries.map(([key, item]) => {
      if (named) return assignment(key ?? spec.name, item);
      return key === undefined ? encode(item) : `${encode(key)}=${encode(item)}`;
    });
    return prefix + parts.join(separator);
  }
  const list = entries.flatMap(([key, item]) => (key === undefined ? [encode(item)] : [encode(key), encode(item)]));
  return prefix + (named ? `${encode(spec.name)}=` : '') + list.join(',');
}

/** Serialises a query or cookie parameter to `name=value` pairs; none for what is not sent. */
export function queryPairs(spec: ParameterSpec, value: unknown): Pair[] {
  const { style = 'form', explode = style === 'form' || style === 'cookie', allowReserved } = spec;
  // Style `cookie` sends values as they are (OpenAPI 3.2).
  const text = (item: unknown): string => (style === 'cookie' ? scalar(item) : encode(item, allowReserved));
  const write = (name: string, item: unknown): Pair => `${style === 'cookie' ? name : encode(name)}=${text(item)}`;
  if (value === undefined || value === null) return [];
  if (spec.json) return [write(spec.name, JSON.stringify(value))];
  const entries = members(value);
  if (entries === undefined) return [write(spec.name, value)];
  if (style === 'deepObject') return deepPairs(spec.name, value, write);
  if (entries.length === 0) return [];
  if (explode) return entries.map(([key, item]) => write(key ?? spec.name, item));
  const list = entries.flatMap(([key, item]) =>
    key === undefined ? [text(item)] : [style === 'cookie' ? key : encode(key), text(item)],
  );
  return [`${encode(spec.name)}=${list.join(DELIMITERS[style] ?? ',')}`];
}

/** Serialises a whole query: the members of an object, each as a parameter of its own, or JSON, or text as it is. */
export function wholeQuery(spec: ParameterSpec, value: unknown): Pair[] {
  if (value === undefined || value === null) return [];
  if (spec.json) return [encode(JSON.stringify(value))];
  if (typeof value !== 'object') return [encode(value, true)];
  return Object.entries(value).flatMap(([name, item]) => queryPairs({ name, in: 'query' }, item));
}

/** Serialises a header parameter (style `simple`); undefined where it is not sent. */
export function headerValue(spec: ParameterSpec, value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (spec.json) return JSON.stringify(value);
  const entries = members(value);
  if (entries === undefined) return scalar(value);
  const parts = entries.map(([key, item]) =>
    key === undefined ? scalar(item) : `${key}${spec.explode ? '=' : ','}${scalar(item)}`,
  );
  return parts.join(',');
}

/** Replaces all values of a query parameter; the other parameters stay as they are, byte for byte. */
export function setQuery(url: URL, name: string, pairs: readonly Pair[]): void {
  const others = url.search
    .slice(1)
    .split('&')
    .filter((pair) => pair !== '' && !new URLSearchParams(pair).has(name));
  url.search = [...others, ...pairs].join('&');
}

/** `filter[a][b]=1`: OpenAPI leaves nesting and arrays open; this is what servers in the field read. */
function deepPairs(name: string, value: unknown, write: (name: string, item: unknown) => Pair): Pair[] {
  const entries = members(value);
  if (entries === undefined) return [write(name, value)];
  return entries.flatMap(([key, item]) => deepPairs(key === undefined ? name : `${name}[${key}]`, item, write));
}

/** The members that are sent of an array (no keys) or object; undefined for a scalar. */
function members(value: unknown): [string | undefined, unknown][] | undefined {
  if (typeof value !== 'object' || value === null || value instanceof Date) return undefined;
  const entries: [string | undefined, unknown][] = Array.isArray(value)
    ? value.map((item) => [undefined, item])
    : Object.entries(value);
  return entries.filter(([, item]) => item !== undefined && item !== null);
}

function assignment(name: string, value: unknown): string {
  const text = encode(value);
  // RFC 6570, section 3.2.7: `;name` without a value has no equals sign.
  return text === '' ? encode(name) : `${encode(name)}=${text}`;
}

function scalar(value: unknown): string {
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function percent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}
