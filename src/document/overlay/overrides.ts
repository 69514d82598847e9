import type { Report } from '../../shared/diagnostic.ts';
import { appendToken, describeValue, isJsonObject, type Location } from '../../shared/json.ts';
import { capitalize } from '../../shared/words.ts';
import type { SourceDocument } from '../parse/source-document.ts';
import type { LayeredTree, Path } from './layered-tree.ts';

/**
 * Merges an overrides file into a document, as Fern does: objects deeply, arrays of objects element by element, other
 * arrays as a whole. Null removes a member. Unlike Fern, nulls of the document itself stay.
 */
export function mergeOverrides(tree: LayeredTree, overrides: SourceDocument, report: Report): void {
  const origin: Location = { file: overrides.file, pointer: '' };
  if (isJsonObject(overrides.data)) mergeValue(tree, [], overrides.data, origin, report);
  else incompatible(report, `An overrides file must be an object; found ${describeValue(overrides.data)}.`, origin);
}

function mergeValue(tree: LayeredTree, path: Path, value: unknown, origin: Location, report: Report): void {
  const there = tree.at(path);
  const below = (token: string | number): Location => ({
    file: origin.file,
    pointer: appendToken(origin.pointer, token),
  });
  if (isJsonObject(there) && isJsonObject(value)) {
    for (const [key, member] of Object.entries(value)) {
      if (member === null) tree.remove([...path, key]);
      else if (Object.hasOwn(there, key)) mergeValue(tree, [...path, key], member, below(key), report);
      else tree.set(path, key, member, below(key));
    }
  } else if (isListOfObjects(there) && isListOfObjects(value)) {
    for (const [index, element] of value.entries()) {
      if (index < there.length) mergeValue(tree, [...path, index], element, below(index), report);
      else tree.append(path, element, below(index));
    }
  } else if (isJsonObject(value) && (Array.isArray(there) || path.length === 0)) {
    incompatible(report, `an object cannot be merged with ${describeValue(there)} in the document.`, origin);
  } else {
    tree.set(path.slice(0, -1), path.at(-1) ?? '', value, origin);
  }
}

function isListOfObjects(value: unknown): value is readonly unknown[] {
  return Array.isArray(value) && value.every((element) => typeof element === 'object');
}

function incompatible(report: Report, message: string, location: Location): void {
  report({ code: 'overlay-incompatible', severity: 'error', message: capitalize(message), location });
}
