import { ClientError } from '../errors.js';
import { runAbortable, type Signals, sleep, type Tie } from './abortable.js';

export interface UserPassword {
  readonly username: string;
  readonly password: string;
}

/** The parts of a request that carry credentials. */
export interface Credentialed {
  readonly url: URL;
  readonly headers: Headers;
}

/** A security scheme of the document. */
export interface SecurityScheme {
  /** Adds a secret to a request; absent if the scheme sends nothing itself, such as mutual TLS. */
  place?(request: Credentialed, secret: string | UserPassword): void;
  /** Removes secrets from a URL. */
  conceal?(url: URL): void;
}

/** The facts about the API that all operations share. */
export interface ApiSettings {
  /** The document's first server. */
  readonly baseUrl?: string | ServerTemplate;
  readonly schemes?: Readonly<Record<string, SecurityScheme>>;
  readonly budgets?: OpenBudgets;
}

/**
 * Opens the declared budgets for one client: the result of `requestBudgets({ … })`. Throws `ClientError` (`INVALID_OPTION`) if
 * the client's own budgets cannot be used. Returns undefined if the client turns budgets off.
 */
export type OpenBudgets = (changed: object | false | undefined) => Scheduler | undefined;

/** Keeps the requests of a client within its budgets. */
export interface Scheduler {
  /** Returns a `fetch` that waits for its turn. */
  fetch(fetcher: typeof fetch, request: BudgetedRequest): typeof fetch;
  /** Returns the least milliseconds from the first to the last of some requests. */
  shortest(names: readonly string[], requests: number): number;
}

/** A request that counts against budgets. */
export interface BudgetedRequest {
  readonly names: readonly string[];
  /** Goes before other waiting requests: its cursor expires. */
  readonly isUrgent: boolean;
  readonly tie: Tie;
  readonly slot: Slot;
}

/** The state that all calls of one client share. */
export interface ClientState {
  readonly api: ApiSettings;
  /** Places that are free for further requests under `maxConcurrency`. */
  free: number;
  /** Calls that wait for a free place under `maxConcurrency`. */
  readonly waiting: (() => void)[];
  /** No request is sent before this time of `performance.now()`: the API asked for a pause. */
  resumeAt: number;
  readonly scheduler: Scheduler | undefined;
}

/** Kept outside of the clients, so that completions do not show it. */
const states = new WeakMap<object, ClientState>();

/** The client options that the shared state depends on. */
interface StateOptions {
  readonly maxConcurrency?: number | undefined;
  readonly budgets?: object | false | undefined;
}

/** Throws `ClientError` (`INVALID_OPTION`) if `maxConcurrency` is not a whole number from 1, or for unusable budgets. */
export function createState(
  client: object,
  api: ApiSettings,
  { maxConcurrency = Infinity, budgets }: StateOptions,
): void {
  // Any other value would make every call wait forever.
  if (!(maxConcurrency >= 1 && (Number.isInteger(maxConcurrency) || maxConcurrency === Infinity))) {
    const message = `maxConcurrency must be a whole number from 1; found ${maxConcurrency}`;
    throw new ClientError('INVALID_OPTION', undefined, message);
  }
  states.set(client, { api, free: maxConcurrency, waiting: [], resumeAt: 0, scheduler: api.budgets?.(budgets) });
}

/** Throws `ClientError` (`INVALID_OPTION`) for a client that another copy of this runtime made. */
export function stateOf(client: object): ClientState {
  const state = states.get(client);
  if (state === undefined) throw new ClientError('INVALID_OPTION', undefined, 'the client was not made by this module');
  return state;
}

/** Holds back every request of a client for some milliseconds. */
export function pauseRequests(client: object, wait: number): void {
  const state = stateOf(client);
  state.resumeAt = Math.max(state.resumeAt, performance.now() + wait);
}

/** A place among the requests in flight, of which a client has `maxConcurrency`. */
export class Slot {
  readonly #state: ClientState;
  #isTaken = false;

  constructor(state: ClientState) {
    this.#state = state;
  }

  /** Waits for a free place, and until a pause that a 429 asked for is over. */
  async take(signals: Signals): Promise<void> {
    const state = this.#state;
    for (;;) {
      for (const signal of signals) signal?.throwIfAborted();
      const pause = state.resumeAt - performance.now();
      if (pause > 0) await sleep(pause, signals);
      else if (state.free > 0) break;
      else await runAbortable(signals, () => new Promise<void>((resolve) => state.waiting.push(resolve)));
    }
    state.free--;
    this.#isTaken = true;
  }

  free(): void {
    if (!this.#isTaken) return;
    this.#isTaken = false;
    this.#state.free++;
    // All wake and one gets the place: a waiter that was aborted meanwhile must not take the turn with it.
    for (const wake of this.#state.waiting.splice(0)) wake();
  }
}

/** The URL of a server, filled in with the caller's values of its variables (OpenAPI Server Variable Object). */
export type ServerTemplate = (values?: Readonly<Record<string, string | undefined>>) => string;

export function serverTemplate(url: string, defaults: Readonly<Record<string, string>>): ServerTemplate {
  return (values = {}) =>
    url.replace(/\{([^{}]+)\}/g, (whole, name: string) => values[name] ?? defaults[name] ?? whole);
}
