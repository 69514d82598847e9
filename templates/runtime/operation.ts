import type { CallValidator, FetchOptions, RetryOptions } from './client.js';
import type { Parameter } from './parameters/parameter.js';
import type { Tie } from './transport/abortable.js';
import type { BodyWriter } from './transport/bodies.js';

/** Turns an answer into its body. */
export interface ResponseReader {
  readonly accept: string;
  read(response: Response, operation: string, tie: Tie): Promise<unknown>;
}

/**
 * The places of dates in a value: a date itself, those of a named schema, each element of a list, the members of an object
 * or tuple, all of several places, or those of the value of a discriminator.
 */
export type Dates =
  | 'date'
  | (() => Dates)
  | readonly [Dates?]
  | {
      readonly members: Readonly<Record<string, Dates>>;
      /** Of the members that are not declared. */
      readonly others?: Dates;
      /** Declared members without a date. */
      readonly except?: readonly string[];
    }
  | { readonly all: readonly Dates[] }
  | { readonly tag: string; readonly by: Readonly<Record<string, Dates>> };

/** The places of dates in the pages and errors of an operation. Those of other answers belong to the reader. */
export interface OperationDates {
  readonly item?: Dates;
  readonly body?: Dates;
  /** By status. */
  readonly errors?: Readonly<Record<string, Dates>>;
}

/** One operation of the API, as data. */
export interface Operation {
  /** The generated function's name. Messages, checkpoints and `limits` use it. */
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
  /** The budgets that its requests count against. */
  readonly budgets?: readonly string[];
  /** Applies the media types that the options of a call select. */
  readonly choose?: (operation: Operation, options: CallOptions) => Operation;
  /** The places of dates in answers. */
  readonly dates?: OperationDates;
  /** Alternatives, each a list of scheme names that are used together; absent: no credentials are needed. */
  readonly security?: readonly (readonly string[])[];
}

/** Options of every call. */
export interface CallOptions {
  /** Aborts the call, which then rejects with the signal's own reason. */
  signal?: AbortSignal | undefined;
  /** Milliseconds for each attempt. Default: the client's. */
  timeout?: number | undefined;
  /** Sent in addition to the client's headers; these win. */
  headers?: Readonly<Record<string, string>> | undefined;
  /** Default: the client's. */
  retry?: RetryOptions | false | undefined;
  /** Options of `fetch` for this call, in addition to the client's. */
  requestInit?: FetchOptions | undefined;
  /** Checks params and answers. `false` turns off the client's. Default: the client's. */
  validate?: CallValidator | false | undefined;
}
