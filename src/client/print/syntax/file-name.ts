const SEGMENT = /^[a-z0-9]+(?:[.-][a-z0-9]+)*$/i;

/**
 * A path that the plan has decided on, checked once more before it names a file: relative, with `/`, no `..`, ASCII.
 *
 * @throws {TypeError} where it is none: a fault of ours, never of the document.
 */
export function filePath(path: string): string {
  if (!path.split('/').every((segment) => SEGMENT.test(segment))) {
    throw new TypeError(`Not a path of a generated file: ${JSON.stringify(path)}`);
  }
  return path;
}
