/** Returns the essence of a media type (RFC 9110 section 8.3.1): lower case, without parameters. */
export function essenceOf(mediaType: string): string {
  return (mediaType.split(';', 1)[0] ?? '').trim().toLowerCase();
}

/**
 * True for `application/json`, `text/json`, every `+json` type (RFC 6839 section 3.1) and the ranges that include them.
 */
export function isJsonMediaType(mediaType: string): boolean {
  const essence = essenceOf(mediaType);
  return /^(?:(?:application|text)\/json|.*\+json|\*\/\*|application\/\*)$/.test(essence);
}

/** True for `text/*`, except for `text/json`. */
export function isTextMediaType(mediaType: string): boolean {
  const essence = essenceOf(mediaType);
  return essence.startsWith('text/') && essence !== 'text/json';
}

/** True for `application/x-www-form-urlencoded` and `multipart/*`: their bodies are written property by property. */
export function isFormMediaType(mediaType: string): boolean {
  const essence = essenceOf(mediaType);
  return essence === 'application/x-www-form-urlencoded' || essence.startsWith('multipart/');
}
