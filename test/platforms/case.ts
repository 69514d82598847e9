import type { Reply, SeenRequest } from '../support/fault-server.ts';

/** Where the two servers of a run are. */
export interface Origins {
  readonly main: string;
  /** Another origin; it records what it is sent. */
  readonly other: string;
}

/** A request as a server saw it, and how many of this case it was answering then. */
export type Recorded = SeenRequest & { readonly inFlight: number };

/** The requests of one case, as the server received them. */
export interface Seen {
  readonly requests: readonly Recorded[];
  /** Requests of the whole run that were given up before they were answered. */
  readonly aborted: number;
}

/** The surroundings in which a case runs. */
export interface Context {
  /** Where the case's own part of the main server begins. */
  readonly url: string;
  /** Where its part of the other server begins. */
  readonly other: string;
  readonly inBrowser: boolean;
  seen(): Promise<Seen>;
  seenByOther(): Promise<Seen>;
  /** Records what this platform does where platforms differ. */
  fact(name: string, value: string): void;
}

/** One behaviour to be shown on every platform: what the servers answer, and what the client makes of it. */
export interface Case {
  readonly name: string;
  /** Of both servers; `index` counts the requests of this case at that server. */
  answer(request: SeenRequest, index: number, origins: Origins): Reply;
  run(context: Context): Promise<void>;
}

/** Throws where two JSON values differ. */
export function same(actual: unknown, expected: unknown, what = 'value'): void {
  const [found, wanted] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (found !== wanted) throw new Error(`${what}: expected ${shorten(wanted)}, found ${shorten(found)}`);
}

export function ensure(condition: boolean, what: string): void {
  if (!condition) throw new Error(what);
}

/** Returns the error that a promise rejects with. */
export async function failure(work: PromiseLike<unknown>): Promise<Error & { readonly code?: string }> {
  const missing = new Error('expected a failure');
  const error = await work.then(
    () => missing,
    (reason: unknown) => reason,
  );
  if (error === missing) throw missing;
  return error as Error;
}

/** Asks until an answer satisfies; for what a server notices a little later. */
export async function eventually<T>(ask: () => Promise<T>, satisfies: (value: T) => boolean): Promise<void> {
  for (let round = 0; round < 100; round++) {
    const value = await ask();
    if (satisfies(value)) return;
    await pause(20);
    if (round === 99) throw new Error(`waited in vain; last: ${shorten(JSON.stringify(value))}`);
  }
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

function shorten(text: string | undefined): string {
  return text !== undefined && text.length > 400 ? `${text.slice(0, 400)}…` : String(text);
}
