import type { PageAnswer } from '../fields/answer.js';
import type { WalkState } from '../paginator/checkpoint.js';
import type { Pager, PageSource, RequestAbortably } from './pager.js';

/** A request in flight. */
interface Flight {
  readonly state: WalkState;
  readonly answer: Promise<PageAnswer>;
  readonly stop: AbortController;
}

/**
 * Requests up to `concurrency` pages at once, by predicting positions as if every page were full. The walk itself stays
 * in order: if a page turns out otherwise than predicted, the requests behind it are discarded, errors and all.
 */
export function lookAhead(pager: Pager, request: RequestAbortably, concurrency: number): PageSource {
  let flights: Flight[] = [];
  const launch = (state: WalkState): Flight => {
    const stop = new AbortController();
    const answer = request(state, stop.signal);
    // The walk may never come to this page: then nobody handles its error.
    answer.catch(() => {});
    const flight = { state, answer, stop };
    flights.push(flight);
    return flight;
  };
  const stop = (): void => {
    for (const flight of flights) flight.stop.abort();
    flights = [];
  };
  const align = (state: WalkState): Flight => {
    const [first] = flights;
    if (first !== undefined && isSameRequest(first.state, state)) return first;
    stop();
    return launch(state);
  };
  return {
    prepare(state, most, total) {
      if (most < 1) return;
      let last = align(state).state;
      while (flights.length < Math.min(concurrency, most)) {
        last = flights[flights.length - 1]?.state ?? last;
        const guess = pager.predict?.(last);
        if (guess === undefined || isBeyond(pager, last, guess, total)) return;
        const { end } = last;
        const window = last.window && { window: last.window };
        const fitted = pager.fit({ ...guess, ...window, ...(end !== undefined && { end }) });
        if (fitted.kind === 'ceiling') return;
        launch({ ...fitted.state, isConfirming: true });
      }
    },
    async request(state) {
      const flight = align(state);
      flights.shift();
      try {
        const answer = await flight.answer;
        // A predicted request may be answered "past the end", which the walk has no reason to expect: it asks again.
        return answer.isPastEnd && flight.state.isConfirming !== state.isConfirming
          ? await request(state, flight.stop.signal)
          : answer;
      } catch (error) {
        stop();
        throw error;
      }
    },
    stop,
  };
}

function isSameRequest(a: WalkState, b: WalkState): boolean {
  return a.position === b.position && a.limit === b.limit && a.window?.bound === b.window?.bound;
}

function isBeyond(pager: Pager, last: WalkState, guess: WalkState, total: number | undefined): boolean {
  if (last.end !== undefined && Number(guess.position) >= Number(last.end)) return true;
  const before = pager.itemsBefore(guess);
  return total !== undefined && before !== undefined && before >= total;
}
