/** The parts of a request that parameters write. */
export interface Draft {
  /** The operation's name, for messages. */
  readonly operation: string;
  /** The path template, filled in so far. */
  path: string;
  /** `name=value`, encoded. */
  readonly query: string[];
  readonly headers: Headers;
}

/**
 * Writes the value of a parameter to its place. Undefined and null are not sent. Throws `ClientError` for a value that
 * cannot be sent.
 */
export type ParameterWriter = (draft: Draft, parameter: Parameter, value: unknown) => void;

/** One parameter (OpenAPI Parameter Object). Members with the default value of their place are absent. */
export interface Parameter {
  /** Wire name. */
  readonly name: string;
  readonly in: ParameterWriter;
  /** Its key in `params`, if that is not the wire name. */
  readonly key?: string;
  /** Of the writers `inStyledPath`, `inStyledQuery` and `inStyledCookie`. */
  readonly style?: 'label' | 'matrix' | 'spaceDelimited' | 'pipeDelimited' | 'tabDelimited' | 'cookie';
  /** Default: as in OpenAPI, true for the styles `form` and `cookie`. */
  readonly explode?: boolean;
  /** Of `inStyledQuery` and `asDeepObject`. */
  readonly allowReserved?: boolean;
  /** Sent as JSON (`content: application/json`). */
  readonly json?: boolean;
}

/** Returns the `name=value` pairs of a query parameter; none for parameters of other places. */
export function queryPairs(parameter: Parameter, value: unknown): readonly string[] {
  const draft: Draft = { operation: '', path: '', query: [], headers: new Headers() };
  writeParameter(draft, parameter, value);
  return draft.query;
}

export function writeParameter(draft: Draft, parameter: Parameter, value: unknown): void {
  const isAbsent = value === undefined || value === null;
  parameter.in(draft, parameter, parameter.json && !isAbsent ? JSON.stringify(value) : value);
}
