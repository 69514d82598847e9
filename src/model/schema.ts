import type { JsonValue, Location } from '../shared/json.ts';

/** A link to more documentation. */
export interface ExternalDocs {
  readonly url: string;
  readonly description?: string;
}

/** Keywords that restrict or illustrate values without changing their type. Sample values follow them. */
export interface ValueRules {
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly multipleOf?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  /** All values of `examples`, if there are several. */
  readonly examples?: readonly JsonValue[];
}

/** The notes that can be integers. */
export type NumberNote = 'default' | 'example' | 'minimum' | 'maximum';

/** The fields of a schema in addition to its type. They become JSDoc. */
export interface SchemaNotes {
  readonly title?: string;
  readonly description?: string;
  readonly deprecated?: boolean;
  readonly readOnly?: boolean;
  readonly writeOnly?: boolean;
  readonly default?: JsonValue;
  readonly example?: JsonValue;
  readonly externalDocs?: ExternalDocs;
  /** Integers beyond 2^53, which JavaScript rounds, as written. */
  readonly digits?: Readonly<Partial<Record<NumberNote, string>>>;
  /** The format as written: `date-time`, `int64`, `email`, … */
  readonly format?: string;
  /** Numeric bounds, for documentation and for checks of pagination limits. */
  readonly minimum?: number;
  readonly maximum?: number;
  /** Exclusive bounds of numbers that may have fractions. Those of integers become inclusive bounds. */
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly rules?: ValueRules;
  readonly location: Location;
}

/** The identity of a named schema: `<file>#<pointer>` of its place. */
export type SchemaId = string;

export type SchemaShape =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'never' }
  | { readonly kind: 'null' }
  | { readonly kind: 'boolean' }
  /** `contentSchema`: the text is JSON of this schema (`contentMediaType: application/json`). */
  | { readonly kind: 'string'; readonly contentSchema?: Schema }
  /** Bytes, such as a file: `format: binary`, `contentMediaType`, or a media type that is neither JSON nor text. */
  | { readonly kind: 'binary' }
  | { readonly kind: 'number' }
  | { readonly kind: 'integer' }
  /**
   * `enum` and `const`. `names` (`x-enum-varnames`) and `descriptions` (`x-enum-descriptions`) are parallel to
   * `values`.
   */
  | {
      readonly kind: 'enum';
      readonly values: readonly JsonValue[];
      readonly names?: readonly string[];
      readonly descriptions?: readonly string[];
    }
  | { readonly kind: 'array'; readonly items: Schema }
  /** `prefixItems`. `rest` is missing if no more items are allowed. `required` counts the items that cannot be missing; default: all. */
  | { readonly kind: 'tuple'; readonly items: readonly Schema[]; readonly rest?: Schema; readonly required?: number }
  /** `additional` is missing if no more properties are declared (`additionalProperties` is missing or false). */
  | { readonly kind: 'object'; readonly properties: readonly Property[]; readonly additional?: Schema }
  /** `oneOf`, `anyOf`, a list of types, nullable. */
  | { readonly kind: 'union'; readonly members: readonly Schema[]; readonly discriminator?: Discriminator }
  /** `allOf`, and a `$ref` with siblings that add something. */
  | { readonly kind: 'intersection'; readonly members: readonly Schema[] }
  /** A `$ref` to a named schema. */
  | { readonly kind: 'ref'; readonly id: SchemaId };

/** A schema with its notes. */
export type Schema = SchemaNotes & SchemaShape;

export interface Property {
  readonly name: string;
  readonly required: boolean;
  readonly schema: Schema;
}

export interface Discriminator {
  readonly propertyName: string;
  /** Value of the property → schema, for explicit and implicit mappings. */
  readonly mapping: ReadonlyMap<string, SchemaId>;
}

/** A schema with a name of its own in the document: a component or the target of a `$ref`. */
export interface NamedSchema {
  readonly id: SchemaId;
  /** The name as written in the document. The plan turns it into an identifier. */
  readonly name: string;
  readonly schema: Schema;
}

/** Returns the schemas that a schema contains directly. References are not followed. */
export function children(schema: Schema): readonly Schema[] {
  switch (schema.kind) {
    case 'array':
      return [schema.items];
    case 'tuple':
      return schema.rest === undefined ? schema.items : [...schema.items, schema.rest];
    case 'object': {
      const members = schema.properties.map((property) => property.schema);
      return schema.additional === undefined ? members : [...members, schema.additional];
    }
    case 'union':
    case 'intersection':
      return schema.members;
    case 'string':
      return schema.contentSchema === undefined ? [] : [schema.contentSchema];
    default:
      return [];
  }
}

/** Calls `visit` for a schema and everything inside it, references not followed. */
export function walk(schema: Schema, visit: (schema: Schema) => void): void {
  const open: Schema[] = [schema];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    visit(next);
    open.push(...children(next));
  }
}

/** Returns the named schemas that a schema refers to, at any depth inside it. */
export function references(schema: Schema): Set<SchemaId> {
  const found = new Set<SchemaId>();
  walk(schema, (part) => {
    if (part.kind === 'ref') found.add(part.id);
  });
  return found;
}

/** Returns the transitive closure of `seeds` along `edges`. */
export function reach(seeds: Iterable<SchemaId>, edges: ReadonlyMap<SchemaId, Iterable<SchemaId>>): Set<SchemaId> {
  const reached = new Set(seeds);
  // A set is iterated in order of insertion, what is added meanwhile included.
  for (const id of reached) {
    for (const next of edges.get(id) ?? []) reached.add(next);
  }
  return reached;
}
