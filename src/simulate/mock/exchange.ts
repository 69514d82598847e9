import type { JsonValue } from '../../shared/json.ts';

/** A request to the mock, with a parsed body. */
export interface MockRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Headers;
  readonly body: JsonValue | undefined;
  /** The body as it was sent. */
  readonly text?: string;
}

export interface MockAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Sent as JSON; undefined if there is no JSON body. */
  readonly body?: unknown;
  /** A body that is not JSON. */
  readonly text?: string | undefined;
}
