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
  const continuations = nexts.map(({ path, link }) => pathPattern(baseUrl, path, link));
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

/**
 * Returns a pattern for URLs without query. A base without origin matches every origin. The placeholder `captured`
 * becomes a group.
 */
function pathPattern(baseUrl = '', path: string, captured?: string): string {
  const origin = /^[a-z][a-z0-9+.-]*:/i.test(baseUrl) ? '' : '[a-z]+://[^/]+';
  const template = baseUrl.replace(/\/$/, '') + path.replace(/[?#][\s\S]*$/, '');
  const parts = template.split(/(\{[^{}]*\})/).map((part, index) => {
    if (index % 2 === 0) return part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    return part === `{${captured}}` ? '([^/]+)' : '[^/]+';
  });
  return origin + parts.join('');
}

function placeholderOf({ origin, pathname }: URL, pattern: string): string | undefined {
  const found = new RegExp(`^${pattern}$`).exec(origin + pathname)?.[1];
  return found === undefined ? undefined : decodeURIComponent(found);
}
