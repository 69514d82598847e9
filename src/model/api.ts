import type { Location } from '../shared/json.ts';
import type { MediaType, Operation, SecurityScheme, Server } from './operation.ts';
import type { ExternalDocs, NamedSchema, SchemaId } from './schema.ts';

/** An API, as the rest of pagegen sees it: no OpenAPI version, no `$ref` syntax, no vendor's annotation. */
export interface ApiModel {
  readonly title: string;
  readonly version: string;
  readonly description?: string;
  readonly servers: readonly Server[];
  readonly securitySchemes: readonly SecurityScheme[];
  readonly externalDocs?: ExternalDocs;
  readonly tags: readonly Tag[];
  /** In document order. */
  readonly schemas: ReadonlyMap<SchemaId, NamedSchema>;
  /** In document order. */
  readonly operations: readonly Operation[];
  /** In document order; absent where there are none. */
  readonly incoming?: readonly Incoming[];
}

export interface Tag {
  readonly name: string;
  readonly description?: string;
  readonly externalDocs?: ExternalDocs;
}

/** A request that the API sends and the user's own server receives: a webhook or a callback. */
export interface Incoming {
  /** As written; that of a callback has its operation in front. */
  readonly name: string;
  readonly kind: 'webhook' | 'callback';
  readonly description?: string;
  /** Media types of what the API sends; of what it wants to be answered. */
  readonly content: readonly MediaType[];
  readonly answers: readonly MediaType[];
  readonly location: Location;
}

/** What a client can be generated with besides itself: a file of the same name for each. */
export const INTEGRATIONS = ['tanstack', 'swr', 'msw', 'streams', 'node-streams'] as const;

export type Integration = (typeof INTEGRATIONS)[number];
