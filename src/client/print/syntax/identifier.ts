const IDENTIFIER = /^[\p{ID_Start}_$][\p{ID_Continue}$]*$/u;

/**
 * Returns a name of the plan, checked once more before it reaches code.
 *
 * @throws {TypeError} if the text is not an identifier: a bug of pagegen, never an error of the document.
 */
export function identifier(name: string): string {
  if (!IDENTIFIER.test(name)) throw new TypeError(`Not an identifier: ${JSON.stringify(name)}`);
  return name;
}
