import type { JsonObject } from '../../shared/json.ts';

/** `collectionFormat` (Swagger 2.0, Parameter Object) → the style of an array. */
const STYLES: ReadonlyMap<unknown, JsonObject> = new Map([
  ['csv', { style: 'form', explode: false }],
  ['ssv', { style: 'spaceDelimited', explode: false }],
  ['tsv', { style: 'tabDelimited', explode: false }],
  ['pipes', { style: 'pipeDelimited', explode: false }],
  ['multi', { style: 'form', explode: true }],
]);

/** Returns the style of an array in a form. The default is `csv`. */
export function styleOf(format: unknown): JsonObject {
  return STYLES.get(format) ?? STYLES.get('csv') ?? {};
}

/** Adds the style of an array where the upgrader has none: tabs in queries, and delimiters in paths and headers. */
export function withStyle(parameter: JsonObject): JsonObject {
  const { in: place, collectionFormat: format } = parameter;
  const isQuery = place === 'query' && format === 'tsv';
  const isOther = (place === 'path' || place === 'header') && /^(?:ssv|tsv|pipes)$/.test(String(format));
  return parameter.type === 'array' && (isQuery || isOther) ? { ...parameter, ...styleOf(format) } : parameter;
}

/** Returns false for an array with a `collectionFormat` that does not exist in its place. */
export function isKnownFormat({ type, in: place, collectionFormat: format }: JsonObject): boolean {
  if (type !== 'array' || format === undefined) return true;
  return STYLES.has(format) && (format !== 'multi' || place === 'query' || place === 'formData');
}
