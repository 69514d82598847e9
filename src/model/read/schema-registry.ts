import { type Located, parsePointer } from '../../shared/json.ts';
import type { Schema, SchemaId } from '../schema.ts';

/** A named schema and its node in the document. */
export interface NamedNode {
  readonly name: string;
  readonly node: Located;
  /** Set for a schema that is not written in the document. */
  readonly schema?: Schema;
}

/**
 * The named schemas in the order of discovery. A reference only registers its target, and all registered schemas are
 * read one after the other. Long chains of references therefore need no deep recursion.
 */
export class SchemaRegistry {
  readonly #nodes = new Map<SchemaId, NamedNode>();
  /** Equal references have the same node as their target. */
  readonly #ids = new Map<Located, SchemaId>();

  /** Registers the schema at `node` unless it is registered already. Returns its id. */
  register(node: Located): SchemaId {
    const known = this.#ids.get(node);
    if (known !== undefined) return known;
    const { file, pointer } = node.location;
    const id = `${file}#${pointer}`;
    this.#ids.set(node, id);
    if (!this.#nodes.has(id)) this.#nodes.set(id, { name: nameFromPlace(file, pointer), node });
    return id;
  }

  /** Registers a schema that other parts of the document imply. Returns its id. */
  registerSchema(name: string, schema: Schema): SchemaId {
    const { file, pointer } = schema.location;
    const id = `${file}#${pointer}`;
    this.#nodes.set(id, { name, node: { value: undefined, location: schema.location }, schema });
    return id;
  }

  /** Returns the name of a registered schema. */
  nameOf(id: SchemaId): string | undefined {
    return this.#nodes.get(id)?.name;
  }

  /** Iterates over all registered schemas, including those that are registered during the iteration. */
  entries(): IterableIterator<[SchemaId, NamedNode]> {
    return this.#nodes.entries();
  }
}

/** Tokens of a pointer that are a place inside an object and not a name. */
const PLACES = new Set(
  `additionalItems additionalProperties allOf anyOf contains content else get put post delete options head patch trace
   if items not oneOf parameters prefixItems propertyNames requestBody responses schema then unevaluatedItems
   unevaluatedProperties`.split(/\s+/),
);

/**
 * Returns the last name in a pointer with the places after it: `Holder items`, `/pets get 200`. For a whole file,
 * returns its name without the extension.
 */
function nameFromPlace(file: string, pointer: string): string {
  const tokens = parsePointer(pointer) ?? [];
  const isName = (token: string, index: number): boolean =>
    !PLACES.has(token) && !/^\d+$/.test(token) && tokens[index - 1] !== 'content';
  const last = tokens.findLastIndex(isName);
  const [name, ...places] = tokens.slice(Math.max(0, last));
  const telling = places.filter((token, index) => isTelling(token, places[index - 1]));
  if (name !== undefined) return [name, ...telling].join(' ');
  const base = file.split(/[\\/]/).at(-1) ?? file;
  return base.replace(/\.[^.]+$/, '') || base;
}

/** False for tokens that every schema of a body has: `content`, a media type and `schema`. */
function isTelling(token: string, before: string | undefined): boolean {
  return !['content', 'schema', 'responses'].includes(token) && before !== 'content';
}
