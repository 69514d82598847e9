import type { Report } from '../shared/diagnostic.ts';
import type { Location } from '../shared/json.ts';
import { countOf, formatNumber } from '../shared/words.ts';
import type { MediaType, Operation, SecurityScheme, Server } from './operation.ts';
import type { ExternalDocs, NamedSchema, SchemaId } from './schema.ts';

/** An API without the details of a document: no OpenAPI version, no `$ref` syntax, no dialect. */
export interface ApiModel {
  readonly title: string;
  /** The place of the title, for reports about names that derive from it. */
  readonly titleLocation?: Location;
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
  /** Rate limits, in document order. Missing if there are none. */
  readonly budgets?: readonly Budget[];
  /** In document order. Missing if there are none. */
  readonly incoming?: readonly Incoming[];
}

export interface Tag {
  readonly name: string;
  readonly description?: string;
  readonly externalDocs?: ExternalDocs;
}

/** A request that the API sends and the user's own server receives: a webhook or a callback. */
export interface Incoming {
  /** The name as written. For a callback, the name of its operation comes first. */
  readonly name: string;
  readonly kind: 'webhook' | 'callback';
  readonly description?: string;
  /** Media types of the request that the API sends. */
  readonly content: readonly MediaType[];
  /** Media types of the answer that the API expects. */
  readonly answers: readonly MediaType[];
  readonly location: Location;
}

/** Libraries that pagegen can generate an additional file for. The file has the name of the integration. */
export const INTEGRATIONS = ['tanstack', 'swr', 'msw', 'zod', 'streams', 'node-streams'] as const;

export type Integration = (typeof INTEGRATIONS)[number];

/** A rate limit that operations share: at most `requests` requests in any `per` seconds. */
export interface Budget {
  readonly name: string;
  readonly requests: number;
  /** In seconds. */
  readonly per: number;
  readonly location: Location;
}

/** Describes a budget: `60 requests in any 60 seconds`. */
export function formatBudget({ requests, per }: Pick<Budget, 'requests' | 'per'>): string {
  return `${countOf(requests, 'request')} in any ${per === 1 ? 'second' : `${formatNumber(per)} seconds`}`;
}

/** Returns an API without the operations of which a part cannot be read, and reports each of them. */
export function withoutIncompleteOperations(model: ApiModel, report: Report): ApiModel {
  const operations = model.operations.filter(({ isIncomplete, method, path, location }) => {
    if (!isIncomplete) return true;
    report({
      code: 'left-out',
      severity: 'warning',
      message: `The operation \`${method} ${path}\` cannot be called, because a part of it cannot be read; pagegen skips it.`,
      location: { ...location, part: 'key' },
    });
    return false;
  });
  return operations.length === model.operations.length ? model : { ...model, operations };
}
