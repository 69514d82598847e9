import type { ItemForm } from '../fields/collect-items.js';
import type { JsonValue } from '../paginator/checkpoint.js';

/**
 * The place of a value in a request: a query parameter or header by name, a path parameter with a pattern for the end of
 * the path, the places of a cursor with several parts, or a place in the body by pointer.
 * The members of an object with `form: 'members'` are all query parameters besides the `others`. `form` is missing if the value is a single text.
 */
export type RequestPlace =
  | { readonly query: string; readonly form?: ParameterForm }
  | { readonly query: string; readonly form: 'members'; readonly others: readonly string[] }
  | { readonly header: string; readonly form?: ParameterForm }
  | { readonly path: string; readonly pattern: string }
  | { readonly parts: { readonly [name: string]: RequestPlace } }
  | { readonly body: string };

/**
 * The way in which a parameter contains an array or object: as JSON, as `name[member]`, as a parameter that is repeated,
 * or as values (`list`) or alternating names and values (`pairs`) between delimiters.
 */
export type ParameterForm =
  | 'json'
  | 'deep-object'
  | 'repeated'
  | 'list'
  | 'space-list'
  | 'pipe-list'
  | 'pairs'
  | 'space-pairs'
  | 'pipe-pairs';

/**
 * The place of a value in a response: a JSON Pointer into its body (`''` is all of it), or a header. With a `pointer`, the
 * header contains JSON; `isRange` is for a total in `Content-Range`.
 */
export type ResponsePlace = string | { readonly header: string; readonly pointer?: string; readonly isRange?: true };

/** The types of a cursor's parts. Default: `text`. */
export type CursorShape = 'text' | 'number' | readonly CursorShape[] | { readonly [name: string]: CursorShape };

/** The source of a part of a cursor. */
export type CursorPartPlace = {
  readonly name: string;
  readonly place?: ResponsePlace;
  readonly item?: string;
  readonly shape?: CursorShape;
  /** Its value on the last page. If missing, the part is omitted there. */
  readonly end?: JsonValue;
  readonly isKept?: true;
};

/** The numbers that a server enforces. */
export type RouteLimits = {
  readonly minLimit?: number;
  readonly maxLimit?: number;
  readonly defaultLimit?: number;
  readonly maxOffset?: number;
  readonly maxPage?: number;
  readonly maxResults?: number;
};

/** The response fields of one way to page. */
export type RouteResponse = {
  readonly items: ResponsePlace;
  readonly form?: ItemForm;
  readonly hasMore?: ResponsePlace;
  readonly isLast?: ResponsePlace;
  readonly total?: ResponsePlace;
  readonly totalPages?: ResponsePlace;
  readonly limit?: ResponsePlace;
  readonly nextCursor?: ResponsePlace;
  readonly nextUrl?: ResponsePlace;
  /** The position that was served, and the number where its numbering begins if that is not the request's. */
  readonly position?: { readonly at: ResponsePlace; readonly start?: number };
  /** Members that say that the response is not an error. Without a value, the member is omitted. */
  readonly success?: readonly { readonly at: ResponsePlace; readonly value?: JsonValue }[];
  /** Value of the next cursor or URL on the last page. If missing, the field is omitted there. */
  readonly end?: JsonValue;
  readonly cursor?: CursorShape;
  /** The server keeps the position, and its cursor stays the same. */
  readonly isStateful?: true;
  /** Every page has a next cursor or URL, also the last one. */
  readonly isEndless?: true;
  /** Pointer into the last item: its value is the next cursor. */
  readonly itemCursor?: string;
  /** A page begins with the item at the cursor, not after it. */
  readonly isInclusive?: true;
  /** The parts of a cursor: each is in the response (`place`), in the last item (`item`), or the same on all pages. */
  readonly parts?: readonly CursorPartPlace[];
  /** Relation of the link in the `Link` header. */
  readonly rel?: string;
  /** The members of the links in an array at `nextUrl`. */
  readonly link?: {
    readonly where: { readonly [member: string]: JsonValue };
    readonly url: string;
    readonly method?: string;
    readonly merge?: string;
    readonly body?: string;
  };
  /** For links without an origin: `server`, or the place of the URL that they are relative to. */
  readonly linkBase?: 'server' | { readonly at: ResponsePlace };
  /** Status of a page after the last one. */
  readonly pastEnd?: number;
};

/** The way back, as a server sees it. */
export type RouteBack = {
  /** Of the cursor. If missing, it is that of the way forward. */
  readonly position?: RequestPlace;
  /** If missing, that of the way forward. */
  readonly limit?: RequestPlace;
  readonly prevCursor?: ResponsePlace;
  /** Pointer into the first item: its value is the cursor. */
  readonly firstItemCursor?: string;
  readonly prevUrl?: ResponsePlace;
  readonly link?: NonNullable<RouteResponse['link']>;
  /** Relation of the link in the `Link` header. */
  readonly rel?: string;
  readonly hasPrevious?: ResponsePlace;
  /** Value of the cursor or URL on the first page. If missing, the field is omitted there. */
  readonly end?: JsonValue;
  /** The nearest item comes first. */
  readonly isReversed?: true;
};

/** One way to page through a list, as a server sees it. */
export type ListWay = {
  readonly style: 'offset' | 'page' | 'cursor' | 'link';
  /** Of the offset, page number or cursor. For links, a query parameter that only links contain. */
  readonly position: RequestPlace;
  readonly limit?: RequestPlace;
  /** The first position. Default: 1 for pages, otherwise 0. */
  readonly start?: JsonValue;
  /** The only page sizes. */
  readonly sizes?: readonly number[];
  readonly limits: RouteLimits;
  /** Parameters that only a request for the first page may contain. */
  readonly firstPageOnly?: readonly RequestPlace[];
  /** Values that a request must have; a list may have more. */
  readonly fixed?: readonly { readonly at: RequestPlace; readonly value: JsonValue; readonly isList?: true }[];
  /** Names of query parameters that links lack. */
  readonly carry?: readonly string[];
  /** Another operation for the pages after the first. The link replaces a placeholder of its path. */
  readonly next?: { readonly path: string; readonly link?: string };
  readonly response: RouteResponse;
  readonly back?: RouteBack;
  /** Inclusive bounds of the items, by a field. */
  readonly deep?: { readonly field: string; readonly from?: RequestPlace; readonly until?: RequestPlace };
};

/** A list operation, as a server sees it. */
export type ListRoute = {
  /** `all` if links are followed with another method. */
  readonly method: 'all' | 'get' | 'post' | 'put' | 'patch' | 'delete' | 'options' | 'head';
  /** URL of the document's server. If missing, every server matches. */
  readonly server?: string;
  /** Path template. */
  readonly path: string;
  /** Status of a page. */
  readonly status: number;
  /** In order of preference. */
  readonly ways: readonly ListWay[];
};
