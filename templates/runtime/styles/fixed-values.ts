import { ClientError } from '../errors.js';
import { at, isSameJson, withValue } from '../fields/values.js';
import type { Operation } from '../operation.js';
import type { JsonValue } from '../paginator/checkpoint.js';

export interface FixedSpec {
  /** Pointer into `params` → value. */
  readonly params?: Readonly<Record<string, JsonValue>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** Names of `headers` that are lists, to which the caller may add. */
  readonly lists?: readonly string[];
  /** Pointers into `params` of required parameters that other strategies fix. */
  readonly needed?: readonly string[];
}

/** The values that a strategy sends, whatever the caller sets. */
export interface FixedValues {
  /** Checkpoints depend on them. */
  readonly rules: JsonValue;
  /** Writes the values into the params. Throws `ClientError` (`INVALID_PARAMETER`) if the caller sets another value. */
  writeParams(operation: Operation, params: object): object;
  /** The same for headers. */
  writeHeaders(operation: Operation, headers: Headers): void;
}

/** Sends values that the strategy needs, and refuses a caller's different ones. */
export function fixedValues({
  params: values = {},
  headers: texts = {},
  lists = [],
  needed = [],
}: FixedSpec): FixedValues {
  return {
    rules: [values, texts],
    writeParams(operation, params) {
      const refuse = (message: string): never => {
        throw new ClientError('INVALID_PARAMETER', operation.name, message);
      };
      for (const pointer of needed) {
        if (at(params, pointer) === undefined) refuse(`${pointer.slice(1)} is required under this strategy`);
      }
      let written = params;
      for (const [pointer, value] of Object.entries(values)) {
        const own = at(params, pointer);
        if (own !== undefined && !isSameJson(own, value) && String(own) !== String(value)) {
          const name = pointer.slice(1);
          refuse(`${name} is ${JSON.stringify(own)}, but the strategy needs ${JSON.stringify(value)}: omit it`);
        }
        const fail = (parent: string): never => refuse(`cannot write ${pointer}: ${parent} is not an object`);
        written = withValue(written, pointer, value, fail) as object;
      }
      return written;
    },
    writeHeaders({ name: operation }, headers) {
      for (const [name, text] of Object.entries(texts)) {
        headers.set(name, mergeHeader(operation, name, headers.get(name), text, lists.includes(name)));
      }
    },
  };
}

/** Returns the text of a header. A list such as `Prefer` also keeps what the caller asks for. */
function mergeHeader(operation: string, name: string, own: string | null, text: string, isList: boolean): string {
  if (own === null || own === text) return text;
  const given = elements(own);
  const added = elements(text).filter((element) => !given.includes(element));
  // `count=exact` and `count=none` contradict each other.
  const isContradicted = added.some((element) => given.some((other) => topic(other) === topic(element)));
  if (isList && !isContradicted) return [...given, ...added].join(', ');
  const message = `the header ${name} is ${JSON.stringify(own)}, but the strategy needs ${JSON.stringify(text)}`;
  throw new ClientError('INVALID_PARAMETER', operation, message);
}

function elements(text: string): string[] {
  return text
    .split(',')
    .map((element) => element.trim())
    .filter((element) => element !== '');
}

function topic(element: string): string {
  return element
    .replace(/[=;][\s\S]*/, '')
    .trim()
    .toLowerCase();
}

/** Returns the params of a request after the first. */
export type OmitParams = (params: object) => object;

/**
 * Keeps only some parameters in the requests after the first: some servers refuse everything besides the cursor.
 *
 * @param keys the keys of the parameters to keep
 * @param members the members of the body to keep
 */
export function keepParams(keys: readonly string[], members: readonly string[] = []): OmitParams {
  return ({ body, ...params }: { readonly body?: unknown }) => ({
    ...pick(params, keys),
    ...(body !== undefined && { body: isPlain(body) ? pick(body, members) : body }),
  });
}

function pick(values: object, names: readonly string[]): object {
  return Object.fromEntries(Object.entries(values).filter(([name]) => names.includes(name)));
}

function isPlain(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
