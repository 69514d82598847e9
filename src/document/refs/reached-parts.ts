import { isWithin, type Location, parsePointer } from '../../shared/json.ts';
import { findReferences } from './find-references.ts';
import type { Node, ResolvedDocument } from './resolved-document.ts';

/** The operations of a document, by whether the user selected them. */
export interface SelectedParts {
  readonly selected: readonly Location[];
  readonly unselected: readonly Location[];
}

/** Sections of a document whose entries matter only if something refers to them. */
const SECTIONS = ['components', 'definitions', 'parameters', 'responses'];

/**
 * Returns a test for places that the selected operations depend on. Faults elsewhere do not affect what is read of
 * them.
 */
export function reachedParts(
  { root, sources, follow }: ResolvedDocument,
  { selected, unselected }: SelectedParts,
): (location: Location) => boolean {
  const seen = new Set<object>();
  const reached: Location[] = [];
  const waiting: Node[] = [...new Set([...selected, ...selected.map(pathItemOf)])].flatMap((location) => {
    const node = nodeAt(sources.get(location.file)?.data, location);
    return node === undefined ? [] : [node];
  });
  // The path item is searched after its operations; those that are not selected must not be searched with it.
  for (const location of unselected) {
    const node = nodeAt(sources.get(location.file)?.data, location);
    if (typeof node?.value === 'object' && node.value !== null) seen.add(node.value);
  }
  for (let node = waiting.shift(); node !== undefined; node = waiting.shift()) {
    for (const { value, location } of findReferences(node, 'object', seen).references) {
      const target = follow({ value: { $ref: value }, location });
      if (target === undefined) continue;
      reached.push(target.location);
      waiting.push(target);
    }
  }
  return (location) => {
    if (unselected.some((operation) => isWithin(location, operation))) return false;
    const [section, name] = parsePointer(location.pointer) ?? [];
    if (location.file === root.location.file) {
      if (section === 'paths' || section === 'x-ms-paths') {
        const item = { file: location.file, pointer: pathItemOf(location).pointer };
        const isOfItem = (operation: Location): boolean => isWithin(operation, item);
        return selected.some(isOfItem) || !unselected.some(isOfItem);
      }
      if (!SECTIONS.includes(section ?? '') || name === undefined) return true;
      if (section === 'components' && (name === 'securitySchemes' || name.startsWith('x-'))) return true;
    } else if (!sources.has(location.file)) return true;
    return [...reached, ...selected].some((part) => isWithin(location, part));
  };
}

function pathItemOf({ file, pointer }: Location): Location {
  return { file, pointer: pointer.split('/').slice(0, 3).join('/') };
}

function nodeAt(data: unknown, location: Location): Node | undefined {
  let value = data;
  for (const token of parsePointer(location.pointer) ?? []) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, token)) return undefined;
    value = (value as Record<string, unknown>)[token];
  }
  return { value, location };
}
