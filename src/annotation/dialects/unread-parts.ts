import {
  elementsOf,
  hasMember,
  isJsonObject,
  isWithin,
  type Located,
  type Location,
  membersOf,
  valueIn,
} from '../../shared/json.ts';
import type { StrategyAnnotation } from '../annotation.ts';

/** Members that decide how the others are read, and members without an effect. */
const SELECTORS = new Set(['type', 'style', 'name', 'paramLocation', 'operationName', 'description', '$comment']);

/** Members whose own members are read one by one. */
const LISTS = new Set(['inputs', 'outputs', 'request', 'response']);

/** A part of an annotation that no field of the strategy comes from. */
export interface UnreadPart {
  /** Such as `outputs.numPages` or `inputs[1]`. */
  readonly label: string;
  readonly location: Location;
}

/**
 * Returns the parts of another tool's annotation that were neither translated nor reported: unknown members, and known
 * ones that have no meaning under the style of the annotation.
 *
 * @param reported the places of the diagnostics about the annotation
 */
export function unreadParts(
  block: Located,
  strategy: StrategyAnnotation,
  reported: readonly Location[],
): readonly UnreadPart[] {
  const read = [...strategy.groups.values()].flatMap(({ fields }) =>
    [...fields.values()].map(({ location }) => location),
  );
  const known = [...read, ...reported];
  return partsOf(block).flatMap(({ label, node }) =>
    known.some((place) => isWithin(place, node.location)) || isVoid(node.value)
      ? []
      : [{ label, location: node.location }],
  );
}

function partsOf(block: Located): { label: string; node: Located }[] {
  return membersOf(block).flatMap(([key, node]) => {
    if (SELECTORS.has(key) || key.startsWith('x-')) return [];
    if (!LISTS.has(key)) return [{ label: key, node }];
    const isArray = Array.isArray(node.value);
    return entriesOf(node).flatMap(([name, entry]) =>
      isReadApart(entry) ? [] : [{ label: isArray ? `${key}[${name}]` : `${key}.${name}`, node: entry }],
    );
  });
}

/** Returns true for fixed values, several of which become one field, and for the `Link` header, which is a style. */
function isReadApart(entry: Located): boolean {
  return hasMember(entry, 'value') || valueIn(entry, 'location') === 'linkHeader';
}

function entriesOf(node: Located): [string, Located][] {
  if (isJsonObject(node.value)) return membersOf(node);
  if (!Array.isArray(node.value)) return [];
  return elementsOf(node).map((element, index) => [String(index), element]);
}

/** Returns true for values that other tools write where a part is absent. */
function isVoid(value: unknown): boolean {
  if (value === null || value === '' || value === false) return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}
