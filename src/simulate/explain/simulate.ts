import { setImmediate } from 'node:timers/promises';
import type { Page, Paginator } from '../../../templates/runtime/pagination/paginate.js';
import type { ListCall } from '../../bind/bind-call.ts';
import type { ApiModel } from '../../model/api.ts';
import type { JsonValue } from '../../shared/json.ts';
import { createMock, type Mock } from '../mock/create-mock.ts';

/** What came of a walk. */
export interface Simulation {
  /** Items that the API holds. */
  readonly total: number;
  /** Items that the walk gave. */
  readonly items: number;
  readonly requests: number;
  /** Of deep pagination; 1 without. */
  readonly windows: number;
  readonly outcome: 'complete' | 'ceiling' | 'error';
  /** In the words of the client, where the walk did not end by itself. */
  readonly message?: string;
  /** The first three, and the last. */
  readonly first: readonly string[];
  readonly last: string;
}

/** One request of a walk. */
export interface Step {
  /** Query, header fields and body; with the path in front where that is another than the first request's. */
  readonly sends: string;
  /** What it gave that was not given before. */
  readonly items: number;
  /** Of deep pagination, from 1. */
  readonly window: number;
}

export interface Walk {
  readonly call: ListCall;
  readonly params: object;
  readonly strategy: string;
  /** Is told of each request once it is known what it gave. */
  readonly onStep?: ((step: Step) => void) | undefined;
}

/** An API that lives in memory. */
export interface SimulatedApi {
  readonly mock: Mock;
  /** Items of each list. */
  readonly total: number;
}

const ORIGIN = 'http://simulation.invalid';
const SHOWN = 3;
/** Requests after which the event loop has its turn, so that an interrupt is heard. */
const BREATH = 200;

/** The mock, whose items are empty but for key and order. */
export function simulatedApi(model: ApiModel, total: number): SimulatedApi {
  return { mock: createMock(model, { items: total, faults: {}, sample: () => null }), total };
}

/** Walks with the runtime of generated clients through an API in memory. */
export async function simulate({ mock, total }: SimulatedApi, walk: Walk): Promise<Simulation> {
  const { call, params, strategy, onStep } = walk;
  const first: string[] = [];
  let last = '';
  let requests = 0;
  let start: string | undefined;
  let step: Step | undefined;
  const bounds = new Set<string>();
  const end = (): void => {
    if (step !== undefined) onStep?.(step);
  };
  const fetch = async (input: string | URL | Request, init: RequestInit = {}): Promise<Response> => {
    if (++requests % BREATH === 0) await setImmediate();
    const { method = 'GET' } = init;
    const url = new URL(String(input));
    const text = typeof init.body === 'string' ? init.body : undefined;
    const path = decoded(url.pathname, decodeURI);
    const query = decoded(url.search, decodeURIComponent);
    last = joined([method, path + query, text]);
    if (first.length < SHOWN) first.push(last);
    end();
    start ??= path;
    const sends = joined([path === start ? query : path + query, ...fieldsOf(init.headers), text]);
    step = { sends, items: 0, window: bounds.size + 1 };
    const body = text === undefined ? undefined : (JSON.parse(text) as JsonValue);
    const { status, headers, body: answer } = mock.answer({ method, url, headers: new Headers(init.headers), body });
    return new Response(answer === undefined ? null : JSON.stringify(answer), {
      status,
      headers: { 'content-type': 'application/json', ...headers },
    });
  };
  const look = ({ items, checkpoint }: Page<JsonValue>): void => {
    if (step !== undefined) step = { ...step, items: step.items + items.length };
    const bound = checkpoint.state?.window?.bound;
    if (bound !== undefined) bounds.add(JSON.stringify(bound));
  };
  const { items, error } = await count(call(params, { strategy }, { baseUrl: ORIGIN, retry: false, fetch }), look);
  end();
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

async function count(
  walk: Paginator<JsonValue>,
  look: (page: Page<JsonValue>) => void,
): Promise<{ items: number; error?: Error }> {
  let items = 0;
  try {
    for await (const page of walk.pages()) {
      items += page.items.length;
      look(page);
    }
    return { items };
  } catch (error) {
    return { items, error: error as Error };
  }
}

/** Header fields but those that every request has. */
function fieldsOf(headers: ConstructorParameters<typeof Headers>[0]): string[] {
  return [...new Headers(headers)].flatMap(([name, value]) =>
    name === 'accept' || name === 'content-type' ? [] : [`${name}: ${value}`],
  );
}

function joined(parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join(' ');
}

function decoded(text: string, decode: (text: string) => string): string {
  try {
    return decode(text);
  } catch {
    return text;
  }
}
