import type { Report } from '../../shared/diagnostic.ts';
import { appendToken, isJsonObject, type Located, type Location, parsePointer } from '../../shared/json.ts';
import type { SourceDocument } from '../parse/source-document.ts';
import { type Path, selectPaths } from './json-path.ts';

type Container = Record<string | number, unknown> | unknown[];

/**
 * A document that overlays change, with the place that each of its parts was written in. The original data never
 * changes: an object or array is copied before its first change. Parts that YAML aliases share therefore change in one
 * place only.
 */
export class LayeredTree {
  readonly #file: string;
  #root: unknown;
  readonly #owned = new WeakSet<object>();
  /** Object or array → its members that were written in another place than the object or array. */
  readonly #origins = new WeakMap<object, Map<string | number, Location>>();

  constructor(data: unknown, file: string) {
    this.#root = data;
    this.#file = file;
  }

  get root(): unknown {
    return this.#root;
  }

  at(path: Path): unknown {
    return path.reduce(memberOf, this.#root);
  }

  /** Returns the place that the value at a path was written in. */
  originOf(path: Path): Location {
    let location: Location = { file: this.#file, pointer: '' };
    let node = this.#root;
    for (const token of path) {
      const own = isContainer(node) ? this.#origins.get(node)?.get(token) : undefined;
      location = own ?? { file: location.file, pointer: appendToken(location.pointer, token) };
      node = memberOf(node, token);
    }
    return location;
  }

  /** Returns the place that the value at `pointer` was written in, or undefined if it is that very place. */
  elsewhere(pointer: string): Location | undefined {
    const tokens = parsePointer(pointer) ?? [];
    const path: (string | number)[] = [];
    let node = this.#root;
    for (const token of tokens) {
      path.push(Array.isArray(node) && /^(0|[1-9]\d*)$/.test(token) ? Number(token) : token);
      node = memberOf(node, path.at(-1)!);
    }
    const origin = this.originOf(path);
    return origin.file === this.#file && origin.pointer === pointer ? undefined : origin;
  }

  /** Sets a member of an object or an element of an array. */
  set(parent: Path, token: string | number, value: unknown, origin: Location): void {
    const node = this.#own(parent);
    // A plain assignment to `__proto__` would set the prototype.
    Object.defineProperty(node, token, { value, writable: true, enumerable: true, configurable: true });
    this.#originsOf(node).set(token, origin);
  }

  /** Replaces the whole document. */
  replaceRoot(value: unknown): void {
    this.#root = value;
  }

  append(array: Path, value: unknown, origin: Location): void {
    const node = this.#own(array) as unknown[];
    this.set(array, node.length, value, origin);
  }

  remove(path: Path): void {
    const parent = path.slice(0, -1);
    const token = path.at(-1)!;
    if (!isContainer(this.at(parent))) return;
    const node = this.#own(parent);
    if (!Array.isArray(node)) {
      delete node[token];
      this.#origins.get(node)?.delete(token);
      return;
    }
    const origins = node.map((_, index) => this.originOf([...parent, index]));
    node.splice(Number(token), 1);
    origins.splice(Number(token), 1);
    this.#origins.set(node, new Map(origins.entries()));
  }

  /** Copies the value at a path, for use at another path. The parts of the copy keep their places. */
  copyOf(path: Path): unknown {
    return this.#copy(this.at(path));
  }

  #copy(value: unknown): unknown {
    if (!isContainer(value)) return value;
    const copy = shallowCopy(value, (member) => this.#copy(member));
    this.#origins.set(copy, new Map(this.#origins.get(value)));
    this.#owned.add(copy);
    return copy;
  }

  #own(path: Path): Container {
    this.#root = this.#ownValue(this.#root);
    let node = this.#root as Container;
    for (const token of path) {
      const child = this.#ownValue(memberOf(node, token));
      Object.defineProperty(node, token, { value: child, writable: true, enumerable: true, configurable: true });
      node = child as Container;
    }
    return node;
  }

  #ownValue(value: unknown): unknown {
    if (!isContainer(value) || this.#owned.has(value)) return value;
    const copy = shallowCopy(value, (member) => member);
    this.#origins.set(copy, new Map(this.#origins.get(value)));
    this.#owned.add(copy);
    return copy;
  }

  #originsOf(node: Container): Map<string | number, Location> {
    const known = this.#origins.get(node) ?? new Map<string | number, Location>();
    this.#origins.set(node, known);
    return known;
  }
}

export function isContainer(value: unknown): value is Container {
  return Array.isArray(value) || isJsonObject(value);
}

function memberOf(node: unknown, token: string | number): unknown {
  return isContainer(node) && Object.hasOwn(node, token) ? (node as Record<string, unknown>)[token] : undefined;
}

function shallowCopy(value: Container, member: (value: unknown) => unknown): Container {
  if (Array.isArray(value)) return value.map(member);
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, member(each)]));
}

/**
 * Returns the paths of all values that a JSONPath query (RFC 9535) selects, each path once. If the text is not a query,
 * reports the offending character and returns undefined.
 */
export function select(
  data: unknown,
  query: Located<string>,
  overlay: SourceDocument,
  report: Report,
): Path[] | undefined {
  try {
    return selectPaths(data, query.value);
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'SyntaxError') throw error;
    const offset = (error as { location?: { start: { offset: number } } }).location?.start.offset;
    const range = offset === undefined ? undefined : rangeInside(query, offset, overlay);
    const rest = query.value.slice(offset ?? 0);
    const hint = rest.startsWith('-') ? "Write names with `-` in brackets and quotes: `['x-name']`." : undefined;
    report({
      code: 'overlay-invalid-jsonpath',
      severity: 'error',
      message: `\`${query.value}\` is not a JSONPath query (RFC 9535): ${rest === '' ? 'it ends too early' : `it is invalid from \`${rest}\` on`}.`,
      ...(hint && { hint }),
      location: query.location,
      ...(range && { range }),
    });
    return undefined;
  }
}

/**
 * Returns the place of the invalid character, or undefined if the file writes the query in an escaped or folded form.
 */
function rangeInside({ value, location }: Located<string>, offset: number, overlay: SourceDocument) {
  const range = overlay.range(location.pointer, 'value');
  const line = overlay.text.split(/\r\n|[\n\r]/)[range.line - 1] ?? '';
  const start = line.indexOf(value, range.column - 1);
  if (start < 0) return undefined;
  const column = start + offset + 1;
  return { line: range.line, column, endLine: range.line, endColumn: column + (offset < value.length ? 1 : 0) };
}
