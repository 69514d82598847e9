import type { Limits } from '../pagination/options.js';

/** Where a request carries a value: a query parameter or header by name, a place in the JSON body by pointer. */
export type RequestPlace = { readonly query: string } | { readonly header: string } | { readonly body: string };

/** Where an answer carries a value: a JSON Pointer into its body (`''`: all of it), or a header. */
export type ResponsePlace = string | { readonly header: string };

/** One way to page through a list, as a server sees it. */
export interface ListWay {
  readonly style: 'offset' | 'page' | 'cursor' | 'link';
  /** Of offset, page number or cursor; links carry a query parameter of their own. */
  readonly position?: RequestPlace;
  readonly limit?: RequestPlace;
  /** The first position, where it is not 0, or 1 under `page`. */
  readonly start?: unknown;
  /** The only page sizes. */
  readonly sizes?: readonly number[];
  readonly limits: Limits;
  readonly response: {
    readonly items: ResponsePlace;
    readonly hasMore?: ResponsePlace;
    readonly total?: ResponsePlace;
    readonly totalPages?: ResponsePlace;
    readonly limit?: ResponsePlace;
    readonly nextCursor?: ResponsePlace;
    /** What a cursor is. Default: a text. */
    readonly cursorType?: 'number' | 'array';
    /** Pointer into the last item, which is the cursor. */
    readonly itemCursor?: string;
    readonly nextUrl?: ResponsePlace;
    /** Relation of the link in the `Link` header. */
    readonly rel?: string;
    /** Status of a page behind the last. */
    readonly pastEnd?: number;
  };
  /** Inclusive bounds of the items, by a field. */
  readonly deep?: { readonly field: string; readonly from?: RequestPlace; readonly until?: RequestPlace };
}

/** A list operation, as a server sees it. */
export interface ListRoute {
  /** `all` where links are followed by another method. */
  readonly method: 'all' | 'get' | 'post' | 'put' | 'patch' | 'delete' | 'options' | 'head';
  /** Of the document; absent: any. */
  readonly server?: string;
  /** With `{placeholders}`. */
  readonly path: string;
  /** Of a page. */
  readonly status: number;
  /** In order of preference. */
  readonly ways: readonly ListWay[];
}
