import { ClientError } from '../errors.js';
import type { SecurityScheme } from './auth.js';
import type { ServerTemplate } from './server-template.js';

/** The facts about the API that all operations share. */
export interface ApiSettings {
  /** The document's first server. */
  readonly baseUrl?: string | ServerTemplate;
  readonly schemes?: Readonly<Record<string, SecurityScheme>>;
}

/** The state that all calls of one client share. */
export interface ClientState {
  readonly api: ApiSettings;
  /** Requests in flight. */
  active: number;
  /** Calls that wait for a free place under `maxConcurrency`. */
  readonly waiting: (() => void)[];
  /** No request is sent before this time, in epoch milliseconds: the API asked for a pause. */
  resumeAt: number;
}

/** Kept outside of the clients, so that completions do not show it. */
const states = new WeakMap<object, ClientState>();

/** Throws `ClientError` (`INVALID_OPTION`) if `maxConcurrency` is not a whole number from 1. */
export function createState(client: object, api: ApiSettings, maxConcurrency = 1): void {
  // Any other value would make every call wait forever.
  if (!(maxConcurrency >= 1 && (Number.isInteger(maxConcurrency) || maxConcurrency === Infinity))) {
    const message = `maxConcurrency must be a whole number from 1; found ${maxConcurrency}`;
    throw new ClientError('INVALID_OPTION', undefined, message);
  }
  states.set(client, { api, active: 0, waiting: [], resumeAt: 0 });
}

/** Throws `ClientError` (`INVALID_OPTION`) for a client that another copy of this runtime made. */
export function stateOf(client: object): ClientState {
  const state = states.get(client);
  if (state === undefined) throw new ClientError('INVALID_OPTION', undefined, 'the client was not made by this module');
  return state;
}
