import { parsePointer } from '../ir/json-pointer.ts';
import type { Located } from '../ir/located.ts';
import type { SchemaId } from '../ir/schema.ts';

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

  /** Registers the schema at `node`, once, and gives its id. */
  register(node: Located): SchemaId {
    const { file, pointer } = node.location;
    const id = `${file}#${pointer}`;
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

/** The last token of the pointer; for a whole file, its name without the extension. */
function nameOf(file: string, pointer: string): string {
  const token = parsePointer(pointer)?.at(-1);
  if (token !== undefined) return token;
  const base = file.split(/[\\/]/).at(-1) ?? file;
  return base.replace(/\.[^.]+$/, '') || base;
}
