/** A JSON Pointer (RFC 6901): `''` is the whole value, `/a~1b` the member `a/b`. */
export type JsonPointer = string;

/** One reference token, escaped as RFC 6901 section 3 says. */
function escapeToken(token: string | number): string {
  // Hardly any token needs it, and there are millions of them in a large document.
  if (typeof token === 'number' || !/[~/]/.test(token)) return String(token);
  return token.replaceAll('~', '~0').replaceAll('/', '~1');
}

/** The reference tokens of a pointer, unescaped. Returns undefined for text that is no JSON Pointer. */
export function parsePointer(pointer: string): string[] | undefined {
  if (pointer === '') return [];
  if (!pointer.startsWith('/') || /~(?![01])/.test(pointer)) return undefined;
  return pointer
    .slice(1)
    .split('/')
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** The pointer of a list of (unescaped) tokens. */
export function formatPointer(tokens: readonly (string | number)[]): JsonPointer {
  return tokens.map((token) => `/${escapeToken(token)}`).join('');
}

/** `pointer` with one more token. */
export function appendToken(pointer: JsonPointer, token: string | number): JsonPointer {
  return `${pointer}/${escapeToken(token)}`;
}
