import type { ListSource } from '../../../templates/runtime/integrations/list-source.js';
import type { Operation } from '../../model/operation.ts';
import type { Schema } from '../../model/schema.ts';
import { schemaAt } from '../../model/schema-at.ts';
import type { Schemas } from '../../model/schema-kinds.ts';
import type { Strategy } from '../../model/strategy.ts';
import { formatPointer, isJsonObject, type JsonPointer, type JsonValue, parsePointer } from '../../shared/json.ts';
import { exampleItems } from './examples.ts';
import { setAt, valueAt } from './json-value.ts';
import { createTextCheck } from './sample-values.ts';
import { examplesOf, type Sample } from './sampler.ts';
import { createSequence, findFirst, type Sequence, unwrapNullable } from './sequence.ts';

/** The items of a list operation, in order. They are created when they are read. */
export interface ListData extends ListSource {
  item(index: number): JsonValue;
}

/** Number of items to sample. The others are copies with different values of their sequences. */
const VARIANTS = 12;
/** Variants of keys that a pattern restricts, to find texts that can be counted. */
const SAMPLED = [1, 2, 3];
/** Number of items that share a value of the field that `deep` sorts by. */
const TIES = 3;

/**
 * Creates the items of a list operation, with unique keys, sorted by the field of `deep`. They are those that the
 * document shows, otherwise samples of its schema. Copies of them differ in their keys and in one more field.
 */
export function createListData(operation: Operation, schemas: Schemas, sample: Sample, total: number): ListData {
  const [strategy] = operation.strategies as [Strategy];
  const shown = exampleItems(operation, strategy, schemas);
  const bases: JsonValue[] = [...shown];
  const baseAt = (index: number): JsonValue => {
    while (bases.length <= index) bases.push(sample(strategy.item, bases.length + 1));
    return bases[index] ?? null;
  };
  const count = shown.length > 0 ? shown.length : VARIANTS;
  const sequences = createSequences(operation, schemas, { sample, total, first: shown[0] });
  const fields = [...sequences].map(([pointer, sequence]) => ({ tokens: parsePointer(pointer) ?? [], sequence }));
  const label = findLabel(baseAt(0), strategy.item, schemas, [...sequences.keys()]);
  const isRepeated = (index: number, value: JsonValue | undefined): boolean =>
    index >= count || bases.slice(0, index).some((base) => label?.read(base) === value);
  const item = (index: number): JsonValue => {
    let value = baseAt(index % count);
    const text = label?.read(value);
    // Generated texts have numbers of their own. They repeat, so that keyless lists need others.
    if (label?.isGenerated(text) ? sequences.size === 0 : isRepeated(index, text))
      value = label?.vary(value, index) ?? value;
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

interface SequenceSources {
  readonly sample: Sample;
  readonly total: number;
  /** The first item that the document shows. */
  readonly first: JsonValue | undefined;
}

function createSequences(
  operation: Operation,
  schemas: Schemas,
  { sample, total, first }: SequenceSources,
): Map<JsonPointer, Sequence> {
  const sequences = new Map<JsonPointer, Sequence>();
  const [{ item }] = operation.strategies as [Strategy];
  const add = (pointer: JsonPointer, options: { descending?: boolean; ties?: number }): void => {
    const lookup = schemaAt(item, pointer, schemas);
    if (!lookup.found || sequences.has(pointer)) return;
    const name = pointer.split('/').at(-1) || 'item';
    const own = first === undefined ? undefined : valueAt(first, parsePointer(pointer) ?? []);
    const shown = own === undefined ? examplesOf(lookup.schema, schemas) : [own];
    const isRestricted = unwrapNullable(lookup.schema, schemas)?.rules?.pattern !== undefined;
    const samples = isRestricted ? SAMPLED.map((variant) => sample(lookup.schema, variant)) : [];
    const sequence = createSequence(lookup.schema, schemas, {
      name,
      total,
      samples: [...shown, ...samples],
      ...options,
    });
    if (sequence) sequences.set(pointer, sequence);
  };
  for (const { deep, key } of operation.strategies) {
    if (deep) add(deep.field, { descending: deep.until !== undefined, ties: deep.field === key ? 1 : TIES });
  }
  for (const { key, response, cursorParts = [] } of operation.strategies) {
    for (const pointer of [
      response.itemCursor,
      response.firstItemCursor,
      ...cursorParts.map(({ item: part }) => part),
    ]) {
      if (pointer !== undefined) add(pointer, {});
    }
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

/** The field, besides the key, in which copies of an item differ. */
export interface ItemLabel {
  read(item: JsonValue): JsonValue | undefined;
  /** True for a text that the mock made up. */
  isGenerated(value: JsonValue | undefined): boolean;
  /** Returns a copy of the item with another value in this field, if the schema allows one. */
  vary(item: JsonValue, index: number): JsonValue;
}

/** Names of fields that people recognize an item by. */
const LABELS = /name|title|label|subject|text|description/i;

/** Finds a field of an item that holds free text, otherwise a number. Undefined if there is none. */
function findLabel(
  item: JsonValue,
  schema: Schema,
  schemas: Schemas,
  taken: readonly JsonPointer[],
): ItemLabel | undefined {
  if (!isJsonObject(item)) return undefined;
  const fields = Object.keys(item).flatMap((name) => {
    const pointer = formatPointer([name]);
    const lookup = schemaAt(schema, pointer, schemas);
    const target = lookup.found ? unwrapNullable(lookup.schema, schemas) : undefined;
    return target === undefined || taken.includes(pointer) ? [] : [{ name, target }];
  });
  const texts = fields.filter(
    ({ name, target }) =>
      target.kind === 'string' &&
      target.format === undefined &&
      target.rules?.pattern === undefined &&
      typeof item[name] === 'string',
  );
  const numbers = fields.filter(
    ({ name, target }) => (target.kind === 'integer' || target.kind === 'number') && typeof item[name] === 'number',
  );
  const field = texts.find(({ name }) => LABELS.test(name)) ?? texts[0] ?? numbers[0];
  return field && labelOf(field.name, field.target);
}

function labelOf(name: string, { maximum = Infinity, rules = {} }: Schema): ItemLabel {
  const isValid = createTextCheck(rules);
  const read = (item: JsonValue): JsonValue | undefined => {
    const value = isJsonObject(item) ? item[name] : undefined;
    return typeof value === 'string' || typeof value === 'number' ? value : undefined;
  };
  const isGenerated = (value: JsonValue | undefined): boolean =>
    typeof value === 'string' && value.startsWith(`${name} `) && /^\d+$/.test(value.slice(name.length + 1));
  const other = (value: JsonValue, index: number): JsonValue => {
    if (typeof value === 'number') {
      const next = value + index * (rules.multipleOf ?? 1);
      return next <= maximum ? next : value;
    }
    const text = isGenerated(value) ? `${name} ${index + 1}` : `${value} ${index + 1}`;
    return isValid(text) ? text : value;
  };
  return {
    read,
    isGenerated,
    vary(item, index) {
      const value = read(item);
      return value === undefined || !isJsonObject(item)
        ? item
        : ({ ...item, [name]: other(value, index) } as JsonValue);
    },
  };
}
