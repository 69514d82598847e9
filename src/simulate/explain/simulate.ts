import { setImmediate } from 'node:timers/promises';
import { parseBody } from '../../../templates/runtime/integrations/request-value.js';
import type { Checkpoint } from '../../../templates/runtime/paginator/checkpoint.js';
import type { PaginationPlan } from '../../../templates/runtime/paginator/options.js';
import type { Page } from '../../../templates/runtime/paginator/paginate.js';
import type { ListCall, UntypedList } from '../../client/evaluate/list-call.ts';
import type { ApiModel } from '../../model/api.ts';
import type { JsonValue } from '../../shared/json.ts';
import { createMock, type Mock } from '../mock/create-mock.ts';

/** The result of a simulated walk. */
export interface Simulation {
  /** Number of items in the API. */
  readonly total: number;
  /** Number of items that the walk returned. */
  readonly items: number;
  readonly requests: number;
  /** The least milliseconds that the requests take within the budgets. Absent if there are none. */
  readonly duration?: number;
  /** Number of windows; 1 without `deep`. */
  readonly windows: number;
  readonly outcome: 'complete' | 'ceiling' | 'error';
  /** The client's error message, if the walk did not end by itself. */
  readonly message?: string;
  /** The first three requests. */
  readonly first: readonly string[];
  /** The last request. Absent if the end of the walk was computed. */
  readonly last?: string;
  /** True if `requests` and `windows` were computed and may be off by a few. */
  readonly isEstimate?: true;
}

/** One request of a simulated walk. */
export interface WalkStep {
  /** Query, header fields and body. Begins with the path if it differs from that of the first request. */
  readonly sends: string;
  /** Number of items that no earlier request returned. */
  readonly items: number;
  /** Number of the window, from 1. */
  readonly window: number;
}

export interface SimulatedWalk {
  readonly call: ListCall;
  readonly params: object;
  readonly strategy: string;
  /** Called for each request, after its items have been counted. */
  readonly onStep?: ((step: WalkStep) => void) | undefined;
  /** Aborted to end the walk early; the simulation then has the outcome `error`. */
  readonly signal?: AbortSignal;
}

type UntypedPage = Page<JsonValue, unknown, Checkpoint | undefined>;

/** An API in memory. */
export interface SimulatedApi {
  readonly mock: Mock;
  /** Number of items in each list. */
  readonly total: number;
}

const ORIGIN = 'http://simulation.invalid';
/** Number of requests in {@link Simulation.first}. */
const FIRST_REQUESTS = 3;
/** Number of requests between two turns of the event loop. Without them, Ctrl+C would have no effect. */
const REQUESTS_PER_TURN = 200;

/** Creates an API in memory whose items contain only the fields that identify or sort them. */
export function createSimulatedApi(model: ApiModel, total: number): SimulatedApi {
  return { mock: createMock(model, { items: total, faults: {}, sample: () => null }), total };
}

/** Walks a list of an API in memory with the runtime of generated clients. */
export async function simulate({ mock, total }: SimulatedApi, walk: SimulatedWalk): Promise<Simulation> {
  const { call, params, strategy, onStep, signal } = walk;
  const first: string[] = [];
  let last = '';
  let requests = 0;
  let start: string | undefined;
  let step: WalkStep | undefined;
  const bounds = new Set<string>();
  const reportStep = (): void => {
    if (step !== undefined) onStep?.(step);
  };
  const fetch = async (input: string | URL | Request, init: RequestInit = {}): Promise<Response> => {
    signal?.throwIfAborted();
    if (++requests % REQUESTS_PER_TURN === 0) await setImmediate();
    const { method = 'GET' } = init;
    const url = new URL(String(input));
    const text = typeof init.body === 'string' ? init.body : undefined;
    const path = decode(url.pathname, decodeURI);
    const query = decode(url.search, decodeURIComponent);
    last = joinParts([method, path + query, text]);
    if (first.length < FIRST_REQUESTS) first.push(last);
    reportStep();
    start ??= path;
    const sends = joinParts([path === start ? query : path + query, ...readFields(init.headers), text]);
    step = { sends, items: 0, window: bounds.size + 1 };
    const sent = new Headers(init.headers);
    const body = text === undefined ? undefined : (parseBody(text, sent) as JsonValue | undefined);
    const { status, headers, body: answer } = mock.answer({ method, url, headers: sent, body });
    return new Response(answer === undefined ? null : JSON.stringify(answer), {
      status,
      headers: { 'content-type': 'application/json', ...headers },
    });
  };
  const onPage = ({ items, checkpoint }: UntypedPage): void => {
    if (step !== undefined) step = { ...step, items: step.items + items.length };
    const bound = checkpoint?.state?.window?.bound;
    if (bound !== undefined) bounds.add(JSON.stringify(bound));
  };
  const list = call(params, { strategy }, { baseUrl: ORIGIN, retry: false, fetch });
  const { items, error } = await countItems(list, onPage);
  reportStep();
  const outcome = error === undefined ? 'complete' : error.name === 'PaginationCeilingError' ? 'ceiling' : 'error';
  return {
    total,
    items,
    requests,
    windows: bounds.size + 1,
    outcome,
    ...(error && { message: error.message }),
    first,
    last,
  };
}

async function countItems(
  list: UntypedList,
  onPage: (page: UntypedPage) => void,
): Promise<{ items: number; error?: Error }> {
  let items = 0;
  try {
    for await (const page of list.pages()) {
      items += page.items.length;
      onPage(page);
    }
    return { items };
  } catch (error) {
    return { items, error: error as Error };
  }
}

/** Returns the header fields, except for those that every request has. */
function readFields(headers: ConstructorParameters<typeof Headers>[0]): string[] {
  return [...new Headers(headers)].flatMap(([name, value]) =>
    name === 'accept' || name === 'content-type' ? [] : [`${name}: ${value}`],
  );
}

function joinParts(parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join(' ');
}

function decode(text: string, decoder: (text: string) => string): string {
  try {
    return decoder(text);
  } catch {
    return text;
  }
}

/** The most requests that are sent to find out how a walk repeats itself. They take about a second. */
const MAX_REQUESTS = 1500;

/** A part of a walk that repeats: a page, or a window. */
interface Cycle {
  readonly items: number;
  readonly requests: number;
  readonly windows: number;
}

/** The part of an explanation that predicts how a walk goes. */
interface WalkForecast {
  readonly plan?: PaginationPlan;
  /** Number of items within reach without `deep`. Absent if there is no ceiling. */
  readonly reach?: number;
}

/**
 * Simulates a walk like `simulate`, in about a second. A long walk repeats itself page by page or window by window, so
 * only a shorter one with the same end is simulated, and the repetitions that it lacks are added.
 */
export async function simulateQuickly(
  model: ApiModel,
  total: number,
  walk: SimulatedWalk,
  { plan, reach = Number.POSITIVE_INFINITY }: WalkForecast,
  maxRequests = MAX_REQUESTS,
): Promise<Simulation> {
  const steps: WalkStep[] = [];
  const stop = new AbortController();
  const onStep = (step: WalkStep): void => {
    steps.push(step);
    if (steps.length >= maxRequests) stop.abort();
  };
  const begun = await simulate(createSimulatedApi(model, total), { ...walk, onStep, signal: stop.signal });
  if (!stop.signal.aborted) return begun;
  const size = steps[1]?.items ?? 1;
  const page: Cycle = { items: size, requests: 1, windows: 0 };
  if (total <= reach) return simulateEnd(page, Math.floor(total / size) - 10);
  const second = steps.filter(({ window }) => window === 2);
  const isWhole = steps.some(({ window }) => window === 3);
  const items = second.reduce((sum, step) => sum + step.items, 0);
  if (isWhole && items > 0) {
    return simulateEnd({ items, requests: second.length, windows: 1 }, Math.floor((total - reach) / items) - 2);
  }
  return estimate();

  /** Simulates the walk without the `wanted` repetitions of a cycle, and adds them. */
  async function simulateEnd(cycle: Cycle, wanted: number): Promise<Simulation> {
    const skipped = Math.max(0, wanted);
    const { last: _, ...end } = await simulate(createSimulatedApi(model, total - skipped * cycle.items), walk);
    return {
      ...end,
      total,
      items: end.items + skipped * cycle.items,
      requests: end.requests + skipped * cycle.requests,
      windows: end.windows + skipped * cycle.windows,
    };
  }

  /** Counts pages and windows of a walk whose windows are too long to simulate one. */
  function estimate(): Simulation {
    const { first } = begun;
    if (plan?.deep !== true) {
      const message = `the walk ends at ${plan?.ceiling?.name ?? 'a ceiling'}`;
      const requests = Math.ceil(reach / size);
      return { total, items: reach, requests, windows: 1, outcome: 'ceiling', message, first, isEstimate: true };
    }
    const requests = Math.ceil(total / size);
    return {
      total,
      items: total,
      requests,
      windows: Math.ceil(total / reach),
      outcome: 'complete',
      first,
      isEstimate: true,
    };
  }
}
