import type { BodyWriter } from './bodies.js';
import type { ResponseReader } from './readers.js';

/** How one parameter goes out (OpenAPI Parameter Object). What holds the default of its place is left out. */
export interface ParameterSpec {
  /** Wire name. */
  readonly name: string;
  /** `querystring`: the whole query, as the members of an object or as text. */
  readonly in: 'path' | 'query' | 'querystring' | 'header' | 'cookie';
  /** Its key in `params`, where that is not the wire name. */
  readonly key?: string;
  readonly style?:
    | 'simple'
    | 'label'
    | 'matrix'
    | 'form'
    | 'spaceDelimited'
    | 'pipeDelimited'
    | 'deepObject'
    | 'cookie';
  /** Default: true for `form` and `cookie`, else false. */
  readonly explode?: boolean;
  readonly allowReserved?: boolean;
  /** Sent as JSON (`content: application/json`). */
  readonly json?: boolean;
}

/** One operation of the API, as data. */
export interface Operation {
  /** The generated function's name; it stands in messages, checkpoints and `limits`. */
  readonly name: string;
  readonly method: string;
  /** Path template. */
  readonly path: string;
  /** Overrides the client's default server. */
  readonly server?: string;
  readonly parameters?: readonly ParameterSpec[];
  /** Default: JSON. */
  readonly body?: BodyWriter;
  /** The `Accept` header. Default: the reader's. */
  readonly accept?: string;
  /** Default: JSON. */
  readonly reader?: ResponseReader;
  /** Alternatives in order of preference, each a list of scheme names; absent: none needed. */
  readonly security?: readonly (readonly string[])[];
}
