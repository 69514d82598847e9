import type { JsonValue, Location } from '../shared/json.ts';
import type { Parameter, ParameterStyle } from './parameter.ts';
import type { ExternalDocs, Schema } from './schema.ts';
import type { Strategy } from './strategy.ts';

/** The encoding of a property in a form or multipart body (Encoding Object). */
export interface PropertyEncoding {
  readonly contentType?: string;
  readonly style?: ParameterStyle;
  readonly explode?: boolean;
  /** The delimiters of arrays inside the array (Swagger 2.0), the outermost first. */
  readonly nested?: readonly string[];
}

export interface MediaType {
  /** The name as written, such as `application/json`. */
  readonly mediaType: string;
  readonly schema: Schema;
  readonly encoding: ReadonlyMap<string, PropertyEncoding>;
  /** The schema of each item of a sequence, such as an event (OpenAPI 3.2). */
  readonly itemSchema?: Schema;
  /** Bodies that the document shows. */
  readonly examples?: readonly JsonValue[];
  readonly location: Location;
}

/** Returns all schemas of a media type. */
export function schemasOf({ schema, itemSchema }: MediaType): readonly Schema[] {
  return itemSchema === undefined ? [schema] : [schema, itemSchema];
}

export interface RequestBody {
  readonly required: boolean;
  readonly description?: string;
  /** In document order; at least one. */
  readonly content: readonly MediaType[];
  readonly location: Location;
}

export interface ResponseHeader {
  /** The name as written. Header names ignore letter case. */
  readonly name: string;
  readonly schema: Schema;
  readonly required: boolean;
  readonly description?: string;
  readonly example?: JsonValue;
}

export interface Response {
  /** The status as written: `200`, `2XX` or `default`. */
  readonly status: string;
  readonly description?: string;
  readonly content: readonly MediaType[];
  readonly headers: readonly ResponseHeader[];
  /** The link called `next` (Link Object), if its operation has an operationId. */
  readonly nextLink?: ResponseLink;
  readonly location: Location;
}

/** A Link Object: another call that an answer makes possible. */
export interface ResponseLink {
  readonly operationId: string;
  /** Parameter → runtime expression or value. A parameter may be qualified by its place, such as `query.page`. */
  readonly parameters: ReadonlyMap<string, JsonValue>;
}

/** Scheme name → scopes. A request needs all these schemes together. An empty requirement means no credentials. */
export type SecurityRequirement = ReadonlyMap<string, readonly string[]>;

export type SecurityScheme = {
  /** The key in the document, which is also the name in `auth`. */
  readonly name: string;
  readonly description?: string;
  readonly location: Location;
} & (
  | { readonly type: 'basic' }
  /** `http` with `bearer`, `oauth2` and `openIdConnect`: the client sends a bearer token for all of them. */
  | { readonly type: 'bearer' }
  /** Any other HTTP authentication scheme. The caller supplies the text after its name. */
  | { readonly type: 'http'; readonly scheme: string }
  | { readonly type: 'apiKey'; readonly in: 'query' | 'header' | 'cookie'; readonly parameter: string }
  /** The client sends nothing. */
  | { readonly type: 'mutualTLS' }
);

export interface ServerVariable {
  readonly name: string;
  readonly default: string;
  readonly enum?: readonly string[];
  readonly description?: string;
}

export interface Server {
  /** May be relative, and may contain `{variables}`. */
  readonly url: string;
  readonly description?: string;
  readonly variables: readonly ServerVariable[];
}

export type Method = 'GET' | 'PUT' | 'POST' | 'DELETE' | 'OPTIONS' | 'HEAD' | 'PATCH' | 'TRACE' | (string & {});

export interface Operation {
  readonly operationId?: string;
  /** In upper case. */
  readonly method: Method;
  /** The path template as written, such as `/lead/{id}/`. */
  readonly path: string;
  readonly summary?: string;
  readonly description?: string;
  readonly deprecated: boolean;
  readonly externalDocs?: ExternalDocs;
  readonly tags: readonly string[];
  /** Parameters of the path item and of the operation, which wins, in document order. */
  readonly parameters: readonly Parameter[];
  readonly requestBody?: RequestBody;
  readonly responses: readonly Response[];
  /** Alternatives in order of preference. Empty if a request needs no credentials. */
  readonly security: readonly SecurityRequirement[];
  /** Set if the operation or its path item overrides the servers of the document. */
  readonly servers?: readonly Server[];
  /** The first is the default. Empty if the operation is not paginated. */
  readonly strategies: readonly Strategy[];
  /** Names of the budgets that its requests count against. Missing if there are none. */
  readonly budgets?: readonly string[];
  /** Set if the annotation is `false`: the author says that the list is not paginated. */
  readonly paginationDeclined?: true;
  /** Set if a part without which the operation cannot be called could not be read. */
  readonly isIncomplete?: true;
  readonly location: Location;
}

/** Returns the operationId, or method and path: the name of an operation in messages. */
export function operationLabel({
  operationId,
  method,
  path,
}: Pick<Operation, 'operationId' | 'method' | 'path'>): string {
  return operationId ?? `${method} ${path}`;
}
