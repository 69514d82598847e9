import type { Schema } from '../../model/schema.ts';
import { schemaAt } from '../../model/schema-at.ts';
import type { Schemas } from '../../model/schema-kinds.ts';
import { formatPointer, isJsonObject, type JsonPointer, type JsonValue } from '../../shared/json.ts';
import { createTextCheck } from './sample-texts.ts';
import { unwrapNullable } from './sequence.ts';

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
export function findLabel(
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
