import { type HttpHandler, HttpResponse, http } from 'msw';
import type { ListRoute } from './list-route.js';
import { Refusal, servePage } from './serve-page.js';

/** What `setupServer` and `setupWorker` take. */
export type ListHandler = HttpHandler;

export interface ListHandlerOptions<Body> {
  /** Where the client looks for the API. Default: the document's first server. */
  readonly baseUrl?: string | undefined;
  /** What answers hold besides the fields that pagination reads. Default: nothing. */
  readonly body?: Partial<Body> | undefined;
}

/** The items of a list, or what gives them for a request. */
export type ListItems<Item> = readonly Item[] | ((request: Request) => readonly Item[]);

/** A handler that serves `items` page by page, by the rules of the operation; what they forbid is answered with 400. */
export function listHandler<Item, Body>(
  route: ListRoute,
  items: ListItems<Item>,
  { baseUrl = route.server, body = {} }: ListHandlerOptions<Body>,
): ListHandler {
  return http[route.method](pattern(baseUrl, route.path), async ({ request }) => {
    const all = typeof items === 'function' ? items(request.clone()) : items;
    try {
      const page = await servePage(route, request, all, body);
      const headers = new Headers(page.headers);
      return page.body === undefined
        ? new HttpResponse(null, { status: page.status, headers })
        : HttpResponse.json(page.body as object, { status: page.status, headers });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return HttpResponse.json({ error: error.message }, { status: 400 });
    }
  });
}

/** Matches URLs without query; a base that is no whole URL stands behind any origin. */
function pattern(baseUrl = '', path: string): RegExp {
  const origin = /^[a-z][a-z0-9+.-]*:/i.test(baseUrl) ? '' : '[a-z]+://[^/]+';
  const parts = (baseUrl.replace(/\/$/, '') + path.replace(/[?#].*$/s, '')).split(/\{[^{}]*\}/);
  return new RegExp(`^${origin}${parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('[^/]+')}$`);
}
