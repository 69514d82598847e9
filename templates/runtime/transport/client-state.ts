import { ClientError } from '../errors.js';
import type { Hold, Signals } from './abortable.js';
import type { SecurityScheme } from './auth.js';
import type { ServerTemplate } from './server-template.js';

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

/** A place among the requests in flight. */
export interface RequestSlot {
  /** Waits for a free place. */
  take(signals: Signals): Promise<void>;
  free(): void;
}

/** A request that counts against budgets. */
export interface BudgetedRequest {
  readonly names: readonly string[];
  /** Goes before other waiting requests: its cursor expires. */
  readonly isUrgent: boolean;
  readonly signal: AbortSignal;
  readonly slot: RequestSlot;
  readonly hold: Hold;
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
export function createState(client: object, api: ApiSettings, { maxConcurrency = 1, budgets }: StateOptions): void {
  // Any other value would make every call wait forever.
  if (!(maxConcurrency >= 1 && (Number.isInteger(maxConcurrency) || maxConcurrency === Infinity))) {
    const message = `maxConcurrency must be a whole number from 1; found ${maxConcurrency}`;
    throw new ClientError('INVALID_OPTION', undefined, message);
  }
  states.set(client, { api, active: 0, waiting: [], resumeAt: 0, scheduler: api.budgets?.(budgets) });
}

/** Throws `ClientError` (`INVALID_OPTION`) for a client that another copy of this runtime made. */
export function stateOf(client: object): ClientState {
  const state = states.get(client);
  if (state === undefined) throw new ClientError('INVALID_OPTION', undefined, 'the client was not made by this module');
  return state;
}
