import type { WalkState } from './checkpoint.js';
import type { ListCall, PageAnswer, Requests, Style } from './strategy.js';

interface Flight {
  readonly state: WalkState;
  readonly answer: Promise<PageAnswer>;
  readonly stop: AbortController;
}

/** The request after one that is still under way, were its page full; undefined where that cannot be told. */
export type Foretell = (call: ListCall, state: WalkState) => WalkState | undefined;

/**
 * Requests up to `concurrency` pages at once. The walk itself stays in order: a page that turns out otherwise than
 * foretold discards those behind it, errors and all.
 */
export function concurrent(foretell: Foretell): NonNullable<Style['requests']> {
  return (call, fetch): Requests => {
    const width = Math.max(1, call.options.concurrency ?? 1);
    let flights: Flight[] = [];
    const launch = (state: WalkState): void => {
      const stop = new AbortController();
      const answer = fetch(state, stop.signal);
      answer.catch(() => {});
      flights.push({ state, answer, stop });
    };
    const end = (): void => {
      for (const { stop } of flights) stop.abort();
      flights = [];
    };
    const align = (state: WalkState): void => {
      if (flights[0] !== undefined && !sameRequest(flights[0].state, state)) end();
      if (flights.length === 0) launch(state);
    };
    /** Fills up with foretold requests; `most` of them at the most, none beyond `total`. */
    const fill = (most: number, total: number | undefined): void => {
      while (flights.length < Math.min(width, most)) {
        const last = (flights.at(-1) as Flight).state;
        const guess = foretell(call, { ...last, position: last.position ?? call.strategy.style.start ?? 0 });
        if (guess === undefined || isBeyond(call, guess, total)) return;
        const { limit: _, first: __, more: ___, ...rest } = guess;
        const fitted = call.strategy.style.fit(call, rest);
        if (typeof fitted === 'string') return;
        launch({ ...fitted, sure: true });
      }
    };
    return {
      begin(state, most, total) {
        if (width === 1 || most < 1) return;
        align(state);
        fill(most, total);
      },
      async take(state) {
        align(state);
        const flight = flights.shift() as Flight;
        try {
          const answer = await flight.answer;
          if (!answer.past || flight.state.sure === state.sure) return answer;
        } catch (error) {
          end();
          throw error;
        }
        // A guess was answered "past the end" where the walk has no reason to expect it: ask in earnest.
        return fetch(state, flight.stop.signal);
      },
      end,
    };
  };
}

function sameRequest(a: WalkState, b: WalkState): boolean {
  return a.position === b.position && a.limit === b.limit && a.window?.bound === b.window?.bound;
}

function isBeyond(call: ListCall, state: WalkState, total: number | undefined): boolean {
  const start = call.strategy.style.start ?? 0;
  if (state.end !== undefined && Number(state.position) >= Number(state.end)) return true;
  if (total === undefined) return false;
  return (state.before ?? Number(state.position) - start) >= total;
}
