import type { JsonPointer, JsonValue, Location } from '../shared/json.ts';
import type { Parameter } from './parameter.ts';
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

/** The place of a value in a request. */
export type RequestField =
  /** A parameter, or one `property` of a `deepObject` parameter. */
  | { readonly in: 'parameter'; readonly parameter: Parameter; readonly property?: string; readonly location: Location }
  /** A place in the JSON request body. */
  | {
      readonly in: 'body';
      readonly pointer: JsonPointer;
      readonly schema?: Schema;
      /** True if the schema of the body requires it. */
      readonly required?: boolean;
      readonly location: Location;
    };

/** The place of a value in a response. `schema` is missing if the document declares none. */
export type ResponseField =
  | { readonly in: 'body'; readonly pointer: JsonPointer; readonly schema?: Schema; readonly location: Location }
  | {
      readonly in: 'header';
      readonly name: string;
      /** Leads into the text of the header, which is then JSON. */
      readonly pointer?: JsonPointer;
      readonly schema?: Schema;
      readonly location: Location;
    };

/** Selects one link of an array by its relation. Pointers lead into the link. */
export interface LinkSelection {
  readonly where: { readonly [member: string]: JsonValue };
  readonly url: JsonPointer;
  readonly method?: JsonPointer;
  readonly body?: JsonPointer;
  /** A flag: the link's body completes the body of the operation instead of replacing it. */
  readonly merge?: JsonPointer;
  /** The schema requires the array. */
  readonly required: boolean;
}

/** The place of a link: a URL, an object with `href`, or (`select`) an array of links. */
export type LinkField = ResponseField & { readonly select?: LinkSelection };

/** The place of the items, and their form there if it is not one array. */
export type ItemsField = ResponseField & {
  /** The values of an object are the elements. */
  readonly map?: boolean;
  /** Each element has an array of items. `optional` if the schema lets it be absent or null. */
  readonly each?: { readonly pointer: JsonPointer; readonly optional: boolean };
  /** The unit of positions, limits and totals: items or elements. Default: items. */
  readonly counts?: 'rows' | 'groups';
};

/** A condition under which a successful answer is an error. Without `is` and `not`: any value that is not empty. */
export interface ErrorCondition {
  readonly field: ResponseField;
  readonly is?: readonly JsonValue[];
  readonly not?: readonly JsonValue[];
  /** The schema requires the field, so that its absence means an error under `not`. */
  readonly required: boolean;
}

/** An answer that means an expired cursor: a status, perhaps only with one of some values at a place. */
export interface ExpiredCondition {
  readonly status: number;
  readonly field?: ResponseField;
  readonly is?: readonly JsonValue[];
}

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

/** A value that a strategy sends, whatever the caller sets. */
export interface FixedValue {
  /** An undeclared header has a parameter that the operation does not have. */
  readonly field: RequestField;
  readonly value: JsonValue;
}

/** One value of a cursor that several fields of the request carry. */
export interface CursorPart {
  readonly name: string;
  readonly field: RequestField;
  /** Its value in the response, or … */
  readonly next?: ResponseField;
  /** … a pointer into the last item. Exactly one of the two. */
  readonly item?: JsonPointer;
  /** If the response lacks it, it is not sent. */
  readonly optional?: true;
  /** Goes with every request and never ends the walk. */
  readonly keep?: true;
}

/** The part of an operation that a client needs to follow a link to it. */
export interface LinkedOperation {
  readonly operationId?: string;
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly Parameter[];
}

/** Another operation that returns the pages after the first. */
export interface NextOperation {
  readonly operation: LinkedOperation;
  /** Style next-url: the path parameter that the client replaces with the link, without encoding. */
  readonly link?: Parameter;
}

/**
 * A style with the fields of one operation. It is an annotation after shared strategies, `extends` and short forms are
 * resolved, verified against its operation, with all defaults filled in.
 */
export interface Strategy {
  readonly name: string;
  readonly style: StyleName;
  readonly request: {
    readonly offset?: RequestField;
    readonly page?: RequestField;
    readonly cursor?: RequestField;
    readonly limit?: RequestField;
    /** The cursor of a walk back, and its page size if that has another name. */
    readonly backCursor?: RequestField;
    readonly backLimit?: RequestField;
    /** If missing, the default of the style: offset 0, page 1, no cursor. */
    readonly start?: JsonValue;
    /** The parameters that only the first request has. */
    readonly firstPageOnly: readonly Parameter[];
    /** Further requests also omit every member of the body that they do not need: `firstPageOnly: '*'`. */
    readonly isFirstPageOnlyAll?: true;
    readonly fixed: readonly FixedValue[];
    readonly carry: readonly Parameter[];
    /** If it is set, `cursor` is a field of that operation. */
    readonly operation?: NextOperation;
  };
  readonly response: {
    readonly items: ItemsField;
    readonly nextCursor?: ResponseField;
    /** Pointer into the last item. */
    readonly itemCursor?: JsonPointer;
    /** The server returns the item at the cursor again. */
    readonly inclusive?: true;
    readonly nextUrl?: LinkField;
    /** The link is a path below the server's URL, or below a URL in the response. If missing, it is relative to the request's URL. */
    readonly linkBase?: 'server' | ResponseField;
    /** Values that end the list. Default: `[""]`. */
    readonly end: readonly JsonValue[];
    readonly hasMore?: ResponseField;
    /** The inverse of `hasMore`. At most one of the two. */
    readonly isLast?: ResponseField;
    readonly total?: ResponseField;
    readonly totalPages?: ResponseField;
    readonly limit?: ResponseField;
    /** Always set for offset and page styles. */
    readonly lastPage?: 'empty' | 'short';
    readonly pastEnd: readonly number[];
    readonly rel: string;
    readonly nextMethod: 'GET' | 'same';
    readonly repeat: 'error' | 'end' | 'allow';
    /** The server keeps the position, so that no page can be requested twice. */
    readonly stateful?: true;
    /** The answers that mean an expired cursor. */
    readonly expiredOn?: readonly ExpiredCondition[];
    /** `false` if successful answers contain no errors. Missing if the annotation says nothing. */
    readonly error?: readonly ErrorCondition[] | false;
    /** The cursor of the page before. */
    readonly prevCursor?: ResponseField;
    /** Pointer into the first item, whose value is the cursor of the page before. */
    readonly firstItemCursor?: JsonPointer;
    readonly prevUrl?: LinkField;
    /** The flag of the page before, which may be the field of `hasMore`. */
    readonly hasPrevious?: ResponseField;
    /** A walk back receives the nearest item first. */
    readonly backOrder?: 'reversed';
    /** The position that the server says it served. `start` is where its numbering begins, if not where the request's does. */
    readonly position?: { readonly field: ResponseField; readonly start?: number };
  };
  /** Set if the cursor has several parts; `request.cursor`, `nextCursor` and `itemCursor` are missing then. */
  readonly cursorParts?: readonly CursorPart[];
  /** The declared limits, completed by `minimum`, `maximum`, `default` and `enum` of the limit parameter. */
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
  /** Field → its place, including inherited fields: `style`, `response.hasMore`, `limits.maxLimit`. */
  readonly places: ReadonlyMap<string, Location>;
  readonly location: Location;
}
