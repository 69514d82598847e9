import type { JsonPointer, JsonValue, Location } from '../shared/json.ts';
import type { Operation, Parameter } from './operation.ts';
import type { Schema } from './schema.ts';

export const STYLE_NAMES = [
  'offset',
  'page',
  'cursor-query',
  'cursor-body',
  'cursor-header',
  'next-url',
  'link-header',
] as const;
export type StyleName = (typeof STYLE_NAMES)[number];

/** Where a request carries a value. */
export type RequestField =
  /** A parameter, or (`property`) one property of a `deepObject` parameter. */
  | { readonly in: 'parameter'; readonly parameter: Parameter; readonly property?: string; readonly location: Location }
  /** A place in the JSON request body. */
  | {
      readonly in: 'body';
      readonly pointer: JsonPointer;
      readonly schema?: Schema;
      /** Whether the schema of the body demands it. */
      readonly required?: boolean;
      readonly location: Location;
    };

/** Where a response carries a value. `schema` is what the document declares there, where it declares anything. */
export type ResponseField =
  | { readonly in: 'body'; readonly pointer: JsonPointer; readonly schema?: Schema; readonly location: Location }
  | { readonly in: 'header'; readonly name: string; readonly schema?: Schema; readonly location: Location };

export interface Limits {
  readonly minLimit?: number;
  readonly maxLimit?: number;
  readonly defaultLimit?: number;
  readonly maxOffset?: number;
  readonly maxPage?: number;
  readonly maxResults?: number;
  /** Seconds. */
  readonly cursorTtl?: number;
}

export interface DeepPagination {
  /** Pointer into the item. */
  readonly field: JsonPointer;
  /** Exactly one of `from` and `until`. */
  readonly from?: RequestField;
  readonly until?: RequestField;
  readonly sort: readonly { readonly field: RequestField; readonly value: JsonValue }[];
  readonly fieldSchema?: Schema;
}

/** Another operation that gives the pages after the first. */
export interface NextOperation {
  readonly operation: Operation;
  /** The parameter of its path that the link takes the place of, as it is. */
  readonly link: Parameter;
}

/**
 * One way to page through an operation: the annotation after shared strategies, `extends` and short forms are worked
 * out, and verified against its operation. Every default of the annotation is filled in.
 */
export interface Strategy {
  readonly name: string;
  readonly style: StyleName;
  readonly request: {
    readonly offset?: RequestField;
    readonly page?: RequestField;
    readonly cursor?: RequestField;
    readonly limit?: RequestField;
    /** Absent: the style's own default (offset 0, page 1, cursor absent). */
    readonly start?: JsonValue;
    readonly firstPageOnly: readonly Parameter[];
    readonly carry: readonly Parameter[];
    readonly operation?: NextOperation;
  };
  readonly response: {
    readonly items: ResponseField;
    readonly nextCursor?: ResponseField;
    /** Pointer into the last item. */
    readonly itemCursor?: JsonPointer;
    readonly nextUrl?: ResponseField;
    /** `server`: the link is a path below the server's URL. Absent: it is relative to the request, as URLs are. */
    readonly linkBase?: 'server';
    /** Default `[""]`. */
    readonly end: readonly JsonValue[];
    readonly hasMore?: ResponseField;
    readonly total?: ResponseField;
    readonly totalPages?: ResponseField;
    readonly limit?: ResponseField;
    readonly lastPage: 'empty' | 'short';
    readonly pastEnd: readonly number[];
    readonly rel: string;
    readonly nextMethod: 'GET' | 'same';
    readonly repeat: 'error' | 'end' | 'allow';
  };
  /** Declared ones together with the limit parameter's own `minimum`, `maximum`, `default` and `enum`. */
  readonly limits: Limits;
  /** The only page sizes that the limit parameter's `enum` allows, ascending. */
  readonly sizes?: readonly number[];
  /** Pointer into the item. */
  readonly key?: JsonPointer;
  readonly deep?: DeepPagination;
  /** operationIds. */
  readonly alternatives: readonly string[];
  /** The schema of one item, resolved from the schema at `items`. */
  readonly item: Schema;
  /** Where each field that is written stands, inherited ones included: `style`, `response.hasMore`, `limits.maxLimit`. */
  readonly places: ReadonlyMap<string, Location>;
  readonly location: Location;
}
