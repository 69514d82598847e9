import type { BodyWriter } from './bodies.js';
import type { Parameter } from './parameters/parameter.js';
import type { ResponseReader } from './readers.js';

/** One operation of the API, as data. */
export interface Operation {
  /** The generated function's name; it stands in messages, checkpoints and `limits`. */
  readonly name: string;
  readonly method: string;
  /** Path template. */
  readonly path: string;
  /** Overrides the client's default server. */
  readonly server?: string;
  readonly parameters?: readonly Parameter[];
  /** Default: JSON. */
  readonly body?: BodyWriter;
  /** The `Accept` header. Default: the reader's. */
  readonly accept?: string;
  /** Default: JSON. */
  readonly reader?: ResponseReader;
  /** Alternatives in order of preference, each a list of scheme names; absent: none needed. */
  readonly security?: readonly (readonly string[])[];
}
