import { ClientError } from '../errors.js';
import type { Strategy } from '../styles/strategy.js';
import type { FieldSource } from './answer.js';
import { at, type FieldReader, placeOf, type ResponseField, readField } from './values.js';

/** The form of items that are not one array. */
export type ItemForm = {
  /** The values of an object are the elements. */
  readonly map?: boolean;
  /** Pointer from an element to an array of items. */
  readonly each?: string;
  /** The schema lets that array be absent or null. */
  readonly isEachOptional?: boolean;
  /** Positions, limits and totals count the elements instead of the items. */
  readonly counts?: 'groups';
};

/** Reads items from the values of an object, from an array in each element, or both. */
export function collectItems(field: ResponseField, form: ItemForm): FieldReader {
  const { each, counts } = form;
  const elements = `${placeOf(field)}${form.map ? '/*' : ''}`;
  const place = each === undefined ? elements : `${elements}${form.map ? '' : '/*'}${each}`;
  const read = (answer: FieldSource): unknown => {
    const value = readField(answer, field);
    const groups = elementsOf(value, form);
    // An array that should be an object must not be taken for the items.
    if (groups === undefined) return Array.isArray(value) ? { ...value } : value;
    return each === undefined ? groups : concatenate(groups, each, form);
  };
  if (counts === undefined) return { place, read };
  return { place, read, count: (answer) => elementsOf(readField(answer, field), form)?.length ?? 0 };
}

function elementsOf(value: unknown, { map }: ItemForm): readonly unknown[] | undefined {
  // PHP writes an empty map as an empty list.
  if (Array.isArray(value)) return !map || value.length === 0 ? value : undefined;
  return map && typeof value === 'object' && value !== null ? Object.values(value) : undefined;
}

/** Returns the items of all elements, or the first element that has none although the schema requires them. */
function concatenate(groups: readonly unknown[], each: string, { isEachOptional }: ItemForm): unknown {
  const items: unknown[] = [];
  for (const group of groups) {
    const part = at(group, each);
    if (Array.isArray(part)) for (const item of part) items.push(item);
    else if (!isEachOptional || (part !== undefined && part !== null))
      return Object(group) === group && !Array.isArray(group) ? group : String(group);
  }
  return items;
}

/** Refuses to split a walk whose offsets count groups: a part could end inside the items of a page. */
export function withoutSplit(strategy: Strategy): Strategy {
  return {
    ...strategy,
    open: (context) => ({
      ...strategy.open(context),
      split() {
        const message = 'split(n) cannot cut this list: its offsets count groups of items, and a part ends at an item';
        throw new ClientError('INVALID_OPTION', context.operation.name, message);
      },
    }),
  };
}
