import { type HttpHandler, HttpResponse, http } from 'msw';
import type { ListRoute } from './list-route.js';
import { arraySource } from './list-source.js';
import type { PageFaults } from './page-faults.js';
import { RequestRejected } from './page-selection.js';
import { parseBody } from './request-value.js';
import { servePage } from './serve-page.js';

/** An argument for `setupServer` and `setupWorker`. */
export type ListHandler = HttpHandler;

export interface ListHandlerOptions<Body> {
  /** The client's base URL. Default: the document's first server. */
  readonly baseUrl?: string | undefined;
  /** Members of the responses in addition to the fields that pagination reads. Default: none. */
  readonly body?: Partial<Body> | undefined;
  /** Faults to inject, such as `{ cap: 5 }`. Default: none. */
  readonly faults?: PageFaults | undefined;
}

/** The items of a list, or a function that returns them for a request. */
export type ListItems<Item> = readonly Item[] | ((request: Request) => readonly Item[]);

/**
 * Creates a handler that serves `items` page by page, by the rules of the operation. It answers 400 to requests that the
 * rules do not allow.
 */
export function listHandler<Item, Body>(
  route: ListRoute,
  items: ListItems<Item>,
  { baseUrl = route.server, body = {}, faults }: ListHandlerOptions<Body>,
): ListHandler {
  const nexts = route.ways.flatMap(({ next }) => (next === undefined ? [] : [next]));
  const own = pathPattern(baseUrl, route.path);
  const continuations = nexts.map(({ path, link }) => pathPattern(baseUrl, path, [link]));
  const matches = new RegExp([own, ...continuations].map((pattern) => `^${pattern}$`).join('|'));
  return http[route.method](matches, async ({ request }) => {
    const all = typeof items === 'function' ? items(request.clone()) : items;
    const url = new URL(request.url);
    const linkPosition = continuations
      .map((pattern) => placeholderOf(url, pattern))
      .find((found) => found !== undefined);
    const asked = { url, headers: request.headers, body: parseBody(await request.clone().text(), request.headers) };
    try {
      const page = servePage(route, asked, arraySource(all), { frame: body, faults, linkPosition });
      const headers = new Headers(page.headers);
      return page.body === undefined
        ? new HttpResponse(null, { status: page.status, headers })
        : HttpResponse.json(page.body as object, { status: page.status, headers });
    } catch (error) {
      if (!(error instanceof RequestRejected)) throw error;
      return HttpResponse.json({ error: error.message }, { status: 400 });
    }
  });
}

/** An operation that is not a list, as a server sees it. */
export interface CallRoute {
  readonly method: ListRoute['method'];
  readonly server?: string;
  /** Path template. */
  readonly path: string;
  /** The status of a success. */
  readonly status: number;
  /** The media type of an answer that is not JSON. */
  readonly type?: string;
}

/** A body that is not JSON. */
export type ServedBody = ConstructorParameters<typeof Response>[0];

/** A request to an operation that is not a list. */
export interface ServedCall<Path, Sent> {
  readonly request: Request;
  /** The parameters in the path. */
  readonly path: Path;
  readonly query: URLSearchParams;
  /** JSON and forms are parsed; `FormData` if it is multipart, text otherwise. */
  readonly body: Sent;
}

/** The body of a success, or a function that returns it, or a whole `Response`, for a request. */
export type CallAnswer<Body, Path, Sent> =
  | Body
  | ((call: ServedCall<Path, Sent>) => Body | Response | Promise<Body | Response>);

export interface CallHandlerOptions {
  /** The client's base URL. Default: the document's first server. */
  readonly baseUrl?: string | undefined;
}

/** Creates a handler that answers an operation that is not a list. */
export function callHandler<Body, Path, Sent>(
  route: CallRoute,
  answer: CallAnswer<Body, Path, Sent>,
  { baseUrl = route.server }: CallHandlerOptions,
): ListHandler {
  const names = [...route.path.matchAll(/\{([^{}]*)\}/g)].map(([, name = '']) => name);
  const pattern = new RegExp(`^${pathPattern(baseUrl, route.path, names)}$`);
  return http[route.method](pattern, async ({ request }) => {
    const { origin, pathname, searchParams } = new URL(request.url);
    const values = (pattern.exec(origin + pathname) ?? []).slice(1);
    const path = Object.fromEntries(names.map((name, index) => [name, decodeURIComponent(values[index] ?? '')]));
    const sent = await bodyOf(request.clone());
    const call = { request, path: path as Path, query: searchParams, body: sent as Sent };
    const found =
      typeof answer === 'function' ? await (answer as (call: ServedCall<Path, Sent>) => unknown)(call) : answer;
    if (found instanceof Response) return found;
    const { status, type } = route;
    if (found === undefined) return new HttpResponse(null, { status });
    if (type === undefined) return HttpResponse.json(found as object, { status });
    return new HttpResponse(found as ServedBody, { status, headers: { 'content-type': type } });
  });
}

async function bodyOf(request: Request): Promise<unknown> {
  const type = request.headers.get('content-type') ?? '';
  if (/^multipart\//i.test(type)) return request.formData();
  const text = await request.text();
  if (text === '') return undefined;
  return /\bjson\b|urlencoded/i.test(type) ? parseBody(text, request.headers) : text;
}

/**
 * Returns a pattern for URLs without query. A base without origin matches every origin. The placeholders `captured`
 * become groups.
 */
function pathPattern(baseUrl = '', path: string, captured: readonly (string | undefined)[] = []): string {
  const origin = /^[a-z][a-z0-9+.-]*:/i.test(baseUrl) ? '' : '[a-z]+://[^/]+';
  const template = baseUrl.replace(/\/$/, '') + path.replace(/[?#][\s\S]*$/, '');
  const parts = template.split(/(\{[^{}]*\})/).map((part, index) => {
    if (index % 2 === 0) return part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    return captured.includes(part.slice(1, -1)) ? '([^/]+)' : '[^/]+';
  });
  return origin + parts.join('');
}

function placeholderOf({ origin, pathname }: URL, pattern: string): string | undefined {
  const found = new RegExp(`^${pattern}$`).exec(origin + pathname)?.[1];
  return found === undefined ? undefined : decodeURIComponent(found);
}
