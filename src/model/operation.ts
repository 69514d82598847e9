import type { JsonValue, Location } from '../shared/json.ts';
import type { ExternalDocs, Schema } from './schema.ts';
import type { Strategy } from './strategy.ts';

/** `querystring` is the whole query as one value (OpenAPI 3.2). */
export type ParameterPlace = 'path' | 'query' | 'querystring' | 'header' | 'cookie';
export type ParameterStyle =
  | 'simple'
  | 'label'
  | 'matrix'
  | 'form'
  | 'spaceDelimited'
  | 'pipeDelimited'
  | 'deepObject'
  | 'cookie';

export interface Parameter {
  /** Wire name. */
  readonly name: string;
  readonly in: ParameterPlace;
  readonly required: boolean;
  readonly deprecated: boolean;
  readonly description?: string;
  readonly example?: JsonValue;
  readonly schema: Schema;
  /** Filled in with the default of the place. */
  readonly style: ParameterStyle;
  /** Filled in with the default of the style. */
  readonly explode: boolean;
  readonly allowReserved: boolean;
  /** Media type of a parameter that is declared by `content` rather than by `schema`. */
  readonly content?: string;
  readonly location: Location;
}

/** How an encoded property of a form or multipart body goes out (Encoding Object). */
export interface PropertyEncoding {
  readonly contentType?: string;
  readonly style?: ParameterStyle;
  readonly explode?: boolean;
}

export interface MediaType {
  /** As written, such as `application/json`. */
  readonly mediaType: string;
  readonly schema: Schema;
  readonly encoding: ReadonlyMap<string, PropertyEncoding>;
  /** Set where it is a sequence of items that are described one by one (`itemSchema`, OpenAPI 3.2). */
  readonly sequential?: true;
  readonly location: Location;
}

export interface RequestBody {
  readonly required: boolean;
  readonly description?: string;
  /** In document order; at least one. */
  readonly content: readonly MediaType[];
  readonly location: Location;
}

export interface ResponseHeader {
  /** As written; header names compare without regard to case. */
  readonly name: string;
  readonly schema: Schema;
  readonly required: boolean;
}

export interface Response {
  /** `200`, `2XX` or `default`, as written. */
  readonly status: string;
  readonly description?: string;
  readonly content: readonly MediaType[];
  readonly headers: readonly ResponseHeader[];
  readonly location: Location;
}

/** All of these schemes together; an empty one means: no credentials. */
export type SecurityRequirement = ReadonlyMap<string, readonly string[]>;

export type SecurityScheme = {
  /** Its key in the document, which is also its name in `auth`. */
  readonly name: string;
  readonly description?: string;
  readonly location: Location;
} & (
  | { readonly type: 'basic' }
  /** `http` with `bearer`, `oauth2` and `openIdConnect`: all go out as a bearer token. */
  | { readonly type: 'bearer' }
  /** Any other HTTP authentication scheme: the caller supplies what follows its name. */
  | { readonly type: 'http'; readonly scheme: string }
  | { readonly type: 'apiKey'; readonly in: 'query' | 'header' | 'cookie'; readonly parameter: string }
  /** Nothing to send. */
  | { readonly type: 'mutualTLS' }
);

export interface ServerVariable {
  readonly name: string;
  readonly default: string;
  readonly enum?: readonly string[];
  readonly description?: string;
}

export interface Server {
  /** May be relative; may hold `{variables}`. */
  readonly url: string;
  readonly description?: string;
  readonly variables: readonly ServerVariable[];
}

export type Method = 'GET' | 'PUT' | 'POST' | 'DELETE' | 'OPTIONS' | 'HEAD' | 'PATCH' | 'TRACE' | (string & {});

export interface Operation {
  readonly operationId?: string;
  /** Upper case. */
  readonly method: Method;
  /** Path template as written, such as `/lead/{id}/`. */
  readonly path: string;
  readonly summary?: string;
  readonly description?: string;
  readonly deprecated: boolean;
  readonly externalDocs?: ExternalDocs;
  readonly tags: readonly string[];
  /** Path item's and operation's parameters together, the operation's winning; in document order. */
  readonly parameters: readonly Parameter[];
  readonly requestBody?: RequestBody;
  readonly responses: readonly Response[];
  /** Alternatives in order of preference; empty: none needed. */
  readonly security: readonly SecurityRequirement[];
  /** Set where operation or path item override the document's. */
  readonly servers?: readonly Server[];
  /** Empty: not paginated. The first is the default. */
  readonly strategies: readonly Strategy[];
  /** Set where the annotation says `false`: a list that is not paginated, on purpose. */
  readonly paginationDeclined?: true;
  /** Set where something in it (its schemas apart) is at fault: what is left cannot be relied on. */
  readonly unsound?: true;
  readonly location: Location;
}
