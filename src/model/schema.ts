import type { JsonValue, Location } from '../shared/json.ts';

/** Where more is written about something. */
export interface ExternalDocs {
  readonly url: string;
  readonly description?: string;
}

/** What a schema says beside its type; it becomes JSDoc. */
export interface SchemaNotes {
  readonly title?: string;
  readonly description?: string;
  readonly deprecated?: boolean;
  readonly readOnly?: boolean;
  readonly writeOnly?: boolean;
  readonly default?: JsonValue;
  readonly example?: JsonValue;
  readonly externalDocs?: ExternalDocs;
  /** `date-time`, `int64`, `email` … as written. */
  readonly format?: string;
  /** Numeric and length limits as written, for documentation and for checks of pagination limits. */
  readonly minimum?: number;
  readonly maximum?: number;
  readonly location: Location;
}

/** Identity of a named schema: `<file>#<pointer>` of where it is written. */
export type SchemaId = string;

export type SchemaShape =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'never' }
  | { readonly kind: 'null' }
  | { readonly kind: 'boolean' }
  | { readonly kind: 'string' }
  /** A file or other bytes: `format: binary`, `contentMediaType`, or a media type that is neither JSON nor text. */
  | { readonly kind: 'binary' }
  | { readonly kind: 'number' }
  | { readonly kind: 'integer' }
  /** `enum` and `const`. `names` are `x-enum-varnames`, `descriptions` are `x-enum-descriptions`, index for index. */
  | {
      readonly kind: 'enum';
      readonly values: readonly JsonValue[];
      readonly names?: readonly string[];
      readonly descriptions?: readonly string[];
    }
  | { readonly kind: 'array'; readonly items: Schema }
  /** `prefixItems`; `rest` is absent where no further items are allowed. */
  | { readonly kind: 'tuple'; readonly items: readonly Schema[]; readonly rest?: Schema }
  /** `additional` is absent where no more properties are declared (`additionalProperties` absent or false). */
  | { readonly kind: 'object'; readonly properties: readonly Property[]; readonly additional?: Schema }
  /** `oneOf`, `anyOf`, a list of types, nullable. */
  | { readonly kind: 'union'; readonly members: readonly Schema[]; readonly discriminator?: Discriminator }
  /** `allOf`, and a `$ref` with siblings that add something. */
  | { readonly kind: 'intersection'; readonly members: readonly Schema[] }
  /** A `$ref` to a named schema. */
  | { readonly kind: 'ref'; readonly id: SchemaId };

/** A schema, with its notes. Discriminated by `kind`. */
export type Schema = SchemaNotes & SchemaShape;

export interface Property {
  readonly name: string;
  readonly required: boolean;
  readonly schema: Schema;
}

export interface Discriminator {
  readonly propertyName: string;
  /** Value of the property → schema, mapping and implicit names together. */
  readonly mapping: ReadonlyMap<string, SchemaId>;
}

/** A schema that has a name of its own in the document: a component, or the target of a `$ref`. */
export interface NamedSchema {
  readonly id: SchemaId;
  /** As written in the document; the plan makes an identifier of it. */
  readonly name: string;
  readonly schema: Schema;
}
