/**
 * Percent-encodes all but RFC 3986's unreserved characters. Halves of surrogate pairs have no encoding: they become
 * U+FFFD, as in a URL parser.
 */
export function encode(value: unknown): string {
  const text = scalar(value);
  if (/^[\w.~-]*$/.test(text)) return text;
  return encodeURIComponent(text.replace(/\p{Cs}/gu, '\ufffd')).replace(/[!'()*]/g, percent);
}

/** Returns a value as text: dates in ISO 8601, objects inside of others as JSON. */
export function scalar(value: unknown): string {
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** Returns true if a value is sent as a single text. */
export function isScalar(value: unknown): boolean {
  return typeof value !== 'object' || value === null || value instanceof Date;
}

/**
 * Returns the members that are sent: those of an object with their names, those of an array without, a scalar itself.
 * Null and undefined are not sent.
 */
export function members(value: unknown): [name: string | undefined, value: unknown][] {
  const all: [string | undefined, unknown][] =
    isScalar(value) || Array.isArray(value)
      ? [value].flat().map((item) => [undefined, item])
      : Object.entries(value as object);
  return all.filter(([, item]) => item !== undefined && item !== null);
}

/** Replaces all values of a query parameter; the other parameters stay as they are, byte for byte. */
export function setQuery(url: URL, name: string, pairs: readonly string[]): void {
  const others = url.search
    .slice(1)
    .split('&')
    .filter((pair) => pair !== '' && !new URLSearchParams(pair).has(name));
  url.search = [...others, ...pairs].join('&');
}

function percent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}
