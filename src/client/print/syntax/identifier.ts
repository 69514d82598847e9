const IDENTIFIER = /^[\p{ID_Start}_$][\p{ID_Continue}$]*$/u;

/**
 * A name that the plan has allocated, checked once more before it reaches code.
 *
 * @throws {TypeError} where the text is no identifier: a fault of ours, never of the document.
 */
export function identifier(name: string): string {
  if (!IDENTIFIER.test(name)) throw new TypeError(`Not an identifier: ${JSON.stringify(name)}`);
  return name;
}
