import { type Located, parsePointer } from '../../shared/json.ts';
import type { SchemaId } from '../schema.ts';

/** A schema that has a name, and where to read it. */
export interface NamedNode {
  readonly name: string;
  readonly node: Located;
}

/**
 * The schemas that have names, in the order in which they were first met. Schemas are registered while others are
 * read, and read one after the other afterwards: a chain of references of any length needs no deep recursion.
 */
export class SchemaRegistry {
  readonly #nodes = new Map<SchemaId, NamedNode>();
  /** The same reference leads to the same node each time. */
  readonly #ids = new Map<Located, SchemaId>();

  /** Registers the schema at `node`, once, and gives its id. */
  register(node: Located): SchemaId {
    const known = this.#ids.get(node);
    if (known !== undefined) return known;
    const { file, pointer } = node.location;
    const id = `${file}#${pointer}`;
    this.#ids.set(node, id);
    if (!this.#nodes.has(id)) this.#nodes.set(id, { name: nameOf(file, pointer), node });
    return id;
  }

  /** The name of a registered schema. */
  nameOf(id: SchemaId): string | undefined {
    return this.#nodes.get(id)?.name;
  }

  /** All that are registered, those too that are registered while this is iterated. */
  entries(): IterableIterator<[SchemaId, NamedNode]> {
    return this.#nodes.entries();
  }
}

/** Tokens of a pointer that say where in something a schema is, rather than what it is. */
const PLACES = new Set(
  `additionalItems additionalProperties allOf anyOf contains content else get put post delete options head patch trace
   if items not oneOf parameters prefixItems propertyNames requestBody responses schema then unevaluatedItems
   unevaluatedProperties`.split(/\s+/),
);

/**
 * The last token of the pointer that is a name, with the places behind it: `Holder items`, `/pets get 200`. For a whole
 * file, its name without the extension.
 */
function nameOf(file: string, pointer: string): string {
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

/** Every schema of a body is below `content`, a media type and `schema`. */
function isTelling(token: string, before: string | undefined): boolean {
  return !['content', 'schema', 'responses'].includes(token) && before !== 'content';
}
