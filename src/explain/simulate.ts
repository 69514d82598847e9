import { setImmediate } from 'node:timers/promises';
import type { Page, Paginator } from '../../templates/runtime/pagination/paginate.js';
import type { ListCall } from '../bind/bind-call.ts';
import type { ApiModel } from '../ir/api.ts';
import type { JsonValue } from '../ir/json.ts';
import { createMock } from '../mock/create-mock.ts';

/** What came of a walk through an API that lives in memory. */
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

export interface Walk {
  readonly call: ListCall;
  readonly params: object;
  readonly strategy: string;
  readonly total: number;
}

const ORIGIN = 'http://simulation.invalid';
const SHOWN = 3;
/** Requests after which the event loop has its turn, so that an interrupt is heard. */
const BREATH = 200;

/** Walks with the runtime of generated clients through the mock, whose items are empty but for key and order. */
export async function simulate(model: ApiModel, { call, params, strategy, total }: Walk): Promise<Simulation> {
  const mock = createMock(model, { items: total, faults: {}, sample: () => null });
  const first: string[] = [];
  let last = '';
  let requests = 0;
  const fetch = async (input: string | URL | Request, init: RequestInit = {}): Promise<Response> => {
    if (++requests % BREATH === 0) await setImmediate();
    const { method = 'GET' } = init;
    const url = new URL(String(input));
    const text = typeof init.body === 'string' ? init.body : undefined;
    last = [method, decodeURI(url.pathname) + decoded(url.search), text].filter((part) => part !== undefined).join(' ');
    if (first.length < SHOWN) first.push(last);
    const body = text === undefined ? undefined : (JSON.parse(text) as JsonValue);
    const { status, headers, body: answer } = mock.answer({ method, url, headers: new Headers(init.headers), body });
    return new Response(answer === undefined ? null : JSON.stringify(answer), {
      status,
      headers: { 'content-type': 'application/json', ...headers },
    });
  };
  const walk = call(params, { strategy }, { baseUrl: ORIGIN, retry: false, fetch });
  const { items, windows, error } = await count(walk);
  const end = error === undefined ? 'complete' : error.name === 'PaginationCeilingError' ? 'ceiling' : 'error';
  return { total, items, requests, windows, outcome: end, ...(error && { message: error.message }), first, last };
}

async function count(walk: Paginator<JsonValue>): Promise<{ items: number; windows: number; error?: Error }> {
  const bounds = new Set<string>();
  let items = 0;
  const look = ({ items: own, checkpoint }: Page<JsonValue>): void => {
    items += own.length;
    const bound = checkpoint.state?.window?.bound;
    if (bound !== undefined) bounds.add(JSON.stringify(bound));
  };
  try {
    for await (const page of walk.pages()) look(page);
    return { items, windows: bounds.size + 1 };
  } catch (error) {
    return { items, windows: bounds.size + 1, error: error as Error };
  }
}

function decoded(search: string): string {
  try {
    return decodeURIComponent(search);
  } catch {
    return search;
  }
}
