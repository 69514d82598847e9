const SEGMENT = /^[a-z0-9]+(?:[.-][a-z0-9]+)*$/i;

/**
 * Returns a path of the plan, checked once more before it names a file: relative, with `/`, without `..`, ASCII.
 *
 * @throws {TypeError} if it is not such a path: a bug of pagegen, never an error of the document.
 */
export function filePath(path: string): string {
  if (!path.split('/').every((segment) => SEGMENT.test(segment))) {
    throw new TypeError(`Not a path of a generated file: ${JSON.stringify(path)}`);
  }
  return path;
}
