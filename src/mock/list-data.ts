import type { JsonValue } from '../ir/json.ts';
import { type JsonPointer, parsePointer } from '../ir/json-pointer.ts';
import type { Operation } from '../ir/operation.ts';
import type { Strategy } from '../ir/pagination.ts';
import { schemaAt } from '../ir/schema-at.ts';
import type { Schemas } from '../ir/schema-kinds.ts';
import { putAt } from './put.ts';
import type { Sample } from './sampler.ts';
import { type Sequence, sequenceOf } from './sequence.ts';

/** What a list operation has to give, in order. */
export interface ListData {
  readonly total: number;
  item(index: number): JsonValue;
  /** The fields of items that tell them apart or order them, by pointer. */
  readonly sequences: ReadonlyMap<JsonPointer, Sequence>;
}

/** Different items that are sampled; later ones differ from them in their sequences alone. */
const VARIANTS = 12;
/** Items that share a value of the field that deep pagination walks along. */
const TIES = 3;

/** The items of a list operation: sampled from its schema, told apart by key, ordered as `deep` says. */
export function listData(operation: Operation, schemas: Schemas, sample: Sample, total: number): ListData {
  const [{ item: schema }] = operation.strategies as [Strategy];
  const sequences = sequencesOf(operation, schemas, total);
  const fields = [...sequences].map(([pointer, sequence]) => ({ tokens: parsePointer(pointer) ?? [], sequence }));
  const variants: JsonValue[] = [];
  return {
    total,
    sequences,
    item(index) {
      const variant = index % VARIANTS;
      variants[variant] ??= sample(schema, variant + 1);
      let item = variants[variant];
      for (const { tokens, sequence } of fields) item = putAt(item, tokens, sequence.value(index));
      return item;
    },
  };
}

function sequencesOf(operation: Operation, schemas: Schemas, total: number): Map<JsonPointer, Sequence> {
  const sequences = new Map<JsonPointer, Sequence>();
  const [{ item }] = operation.strategies as [Strategy];
  const add = (pointer: JsonPointer, options: { descending?: boolean; ties?: number }): void => {
    const lookup = schemaAt(item, pointer, schemas);
    const name = pointer.split('/').at(-1) || 'item';
    const sequence = lookup.found && sequenceOf(lookup.schema, schemas, { name, total, ...options });
    if (sequence && !sequences.has(pointer)) sequences.set(pointer, sequence);
  };
  for (const { deep, key } of operation.strategies) {
    if (deep) add(deep.field, { descending: deep.until !== undefined, ties: deep.field === key ? 1 : TIES });
  }
  for (const { key, response } of operation.strategies) {
    if (response.itemCursor !== undefined) add(response.itemCursor, {});
    if (key !== undefined) add(key, {});
  }
  // Clients tell a repeated page by `id`, declared or not.
  add(schemaAt(item, '/id', schemas).found && kindIsOpen(operation) ? '/id' : '', {});
  return sequences;
}

/** Whether items may have members. */
function kindIsOpen({ strategies }: Operation): boolean {
  return !['string', 'integer', 'number'].includes(strategies[0]?.item.kind ?? '');
}
