import type { ListSource } from '../../../templates/runtime/integrations/list-source.js';
import type { Operation } from '../../model/operation.ts';
import { schemaAt } from '../../model/schema-at.ts';
import type { Schemas } from '../../model/schema-kinds.ts';
import type { Strategy } from '../../model/strategy.ts';
import { type JsonPointer, type JsonValue, parsePointer } from '../../shared/json.ts';
import type { Sample } from './sampler.ts';
import { createSequence, findFirst, type Sequence } from './sequence.ts';

/** The items of a list operation, in order. They are created when they are read. */
export interface ListData extends ListSource {
  item(index: number): JsonValue;
}

/** Number of items to sample. The others are copies with different values of their sequences. */
const VARIANTS = 12;
/** Number of items that share a value of the field that `deep` sorts by. */
const TIES = 3;

/** Creates the items of a list operation: sampled from its schema, with unique keys, sorted by the field of `deep`. */
export function createListData(operation: Operation, schemas: Schemas, sample: Sample, total: number): ListData {
  const [{ item: schema }] = operation.strategies as [Strategy];
  const sequences = createSequences(operation, schemas, total);
  const fields = [...sequences].map(([pointer, sequence]) => ({ tokens: parsePointer(pointer) ?? [], sequence }));
  const variants: JsonValue[] = [];
  const item = (index: number): JsonValue => {
    const variant = index % VARIANTS;
    variants[variant] ??= sample(schema, variant + 1);
    let value = variants[variant];
    for (const { tokens, sequence } of fields) value = setAt(value, tokens, sequence.value(index));
    return value;
  };
  return { item, ...dataFrom(0, { total, item, sequences }) };
}

interface WholeList {
  readonly total: number;
  readonly item: (index: number) => JsonValue;
  /** Values of the fields that identify or sort the items, by pointer. */
  readonly sequences: ReadonlyMap<JsonPointer, Sequence>;
}

/** Returns the items from an index on. The list is sorted by the fields that `deep` filters, so a bound is an index. */
function dataFrom(skipped: number, list: WholeList): ListSource {
  return {
    total: list.total - skipped,
    skipped,
    slice: (from, end) => Array.from({ length: end - from }, (_, index) => list.item(skipped + from + index)),
    find(field, value) {
      const sequence = list.sequences.get(field);
      const index = sequence && findFirst(sequence, list.total, value);
      if (index === undefined || index >= list.total || sequence?.compare(index, value) !== 0) return undefined;
      return index - skipped;
    },
    within(field, from, until) {
      const sequence = list.sequences.get(field);
      const first = sequence && findFirst(sequence, list.total, from ?? until);
      return first === undefined ? undefined : dataFrom(Math.max(first, skipped), list);
    },
  };
}

function createSequences(operation: Operation, schemas: Schemas, total: number): Map<JsonPointer, Sequence> {
  const sequences = new Map<JsonPointer, Sequence>();
  const [{ item }] = operation.strategies as [Strategy];
  const add = (pointer: JsonPointer, options: { descending?: boolean; ties?: number }): void => {
    const lookup = schemaAt(item, pointer, schemas);
    const name = pointer.split('/').at(-1) || 'item';
    const sequence = lookup.found && createSequence(lookup.schema, schemas, { name, total, ...options });
    if (sequence && !sequences.has(pointer)) sequences.set(pointer, sequence);
  };
  for (const { deep, key } of operation.strategies) {
    if (deep) add(deep.field, { descending: deep.until !== undefined, ties: deep.field === key ? 1 : TIES });
  }
  for (const { key, response } of operation.strategies) {
    if (response.itemCursor !== undefined) add(response.itemCursor, {});
    if (key !== undefined) add(key, {});
  }
  // Clients use `id` to detect repeated pages, even if it is not declared as the key.
  add(schemaAt(item, '/id', schemas).found && canHaveMembers(operation) ? '/id' : '', {});
  return sequences;
}

/** True if items can be objects. */
function canHaveMembers({ strategies }: Operation): boolean {
  return !['string', 'integer', 'number'].includes(strategies[0]?.item.kind ?? '');
}

/**
 * Returns a copy with another value at the pointer. Undefined removes the member. Parents that are not objects are
 * replaced by objects.
 */
export function setValue(whole: JsonValue, pointer: JsonPointer, value: JsonValue | undefined): JsonValue {
  return setAt(whole, parsePointer(pointer) ?? [], value);
}

/** Does the same as {@link setValue} with a parsed pointer. */
function setAt(whole: JsonValue, tokens: readonly string[], value: JsonValue | undefined): JsonValue {
  return setFrom(whole, tokens, 0, value) ?? null;
}

function setFrom(
  target: JsonValue | undefined,
  tokens: readonly string[],
  depth: number,
  value: JsonValue | undefined,
): JsonValue | undefined {
  const token = tokens[depth];
  if (token === undefined) return value;
  if (Array.isArray(target) && /^\d+$/.test(token)) {
    return target.map((item, index) =>
      index === Number(token) ? (setFrom(item, tokens, depth + 1, value) ?? null) : item,
    );
  }
  const own = (typeof target === 'object' && target !== null && !Array.isArray(target) ? target : {}) as Readonly<
    Record<string, JsonValue>
  >;
  const after = setFrom(Object.hasOwn(own, token) ? own[token] : undefined, tokens, depth + 1, value);
  if (after !== undefined) return { ...own, [token]: after };
  const { [token]: _, ...others } = own;
  return others;
}
