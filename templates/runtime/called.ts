/** The names of the operations whose functions were called: a bundler renames functions, so that they do not tell. */
const names = new WeakMap<object, string>();

/** Notes which operation a generated function calls. */
export function noteCall(source: object | undefined, operation: string): void {
  if (source !== undefined) names.set(source, operation);
}

/** Returns the operation of a generated function; undefined if it was never called. */
export function calledBy(source: object): string | undefined {
  return names.get(source);
}
