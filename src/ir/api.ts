import type { Operation, SecurityScheme, Server } from './operation.ts';
import type { NamedSchema, SchemaId } from './schema.ts';

/** An API, as the rest of pagegen sees it: no OpenAPI version, no `$ref` syntax, no vendor's annotation. */
export interface ApiModel {
  readonly title: string;
  readonly version: string;
  readonly description?: string;
  readonly servers: readonly Server[];
  readonly securitySchemes: readonly SecurityScheme[];
  readonly tags: readonly { readonly name: string; readonly description?: string }[];
  /** In document order. */
  readonly schemas: ReadonlyMap<SchemaId, NamedSchema>;
  /** In document order. */
  readonly operations: readonly Operation[];
}
