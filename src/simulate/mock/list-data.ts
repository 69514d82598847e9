import type { Operation } from '../../model/operation.ts';
import { schemaAt } from '../../model/schema-at.ts';
import type { Schemas } from '../../model/schema-kinds.ts';
import type { Strategy } from '../../model/strategy.ts';
import { type JsonPointer, type JsonValue, parsePointer } from '../../shared/json.ts';
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

/** A copy with another value at the pointer; undefined takes the member away. Parents that are no objects become some. */
export function put(whole: JsonValue, pointer: JsonPointer, value: JsonValue | undefined): JsonValue {
  return putAt(whole, parsePointer(pointer) ?? [], value);
}

/** The same for whoever has the tokens of the pointer, and puts often. */
function putAt(whole: JsonValue, tokens: readonly string[], value: JsonValue | undefined): JsonValue {
  return set(whole, tokens, 0, value) ?? null;
}

function set(
  target: JsonValue | undefined,
  tokens: readonly string[],
  depth: number,
  value: JsonValue | undefined,
): JsonValue | undefined {
  const token = tokens[depth];
  if (token === undefined) return value;
  if (Array.isArray(target) && /^\d+$/.test(token)) {
    return target.map((item, index) =>
      index === Number(token) ? (set(item, tokens, depth + 1, value) ?? null) : item,
    );
  }
  const own = (typeof target === 'object' && target !== null && !Array.isArray(target) ? target : {}) as Readonly<
    Record<string, JsonValue>
  >;
  const after = set(Object.hasOwn(own, token) ? own[token] : undefined, tokens, depth + 1, value);
  if (after !== undefined) return { ...own, [token]: after };
  const { [token]: _, ...others } = own;
  return others;
}
