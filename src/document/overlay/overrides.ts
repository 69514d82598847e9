import type { Report } from '../../shared/diagnostic.ts';
import { below, describeValue, isJsonObject, keyLocation, type Location } from '../../shared/json.ts';
import { suggestName } from '../../shared/suggest.ts';
import type { SourceDocument } from '../parse/source-document.ts';
import { MAPS } from '../refs/find-references.ts';
import type { Path } from './json-path.ts';
import type { LayeredTree } from './layered-tree.ts';
import { incompatible } from './overlay-object.ts';

/**
 * Merges an overrides file into a document, as Fern does: objects deeply, arrays of objects element by element, other
 * arrays as a whole. Null removes a member or an element. Unlike Fern, nulls of the document itself stay.
 */
export function mergeOverrides(tree: LayeredTree, { file, data }: SourceDocument, report: Report): void {
  const origin: Location = { file, pointer: '' };
  if (!isJsonObject(data)) {
    incompatible(report, `an overrides file must be an object; found ${describeValue(data)}.`, origin);
  } else if (typeof data.overlay === 'string' && Array.isArray(data.actions)) {
    const message = 'this file is an overlay, not an overrides file.';
    incompatible(report, message, origin, 'Pass it with `--overlay`.');
  } else {
    reportUnknownOperations(tree.root, data.paths, { file, pointer: '/paths' }, report);
    mergeMembers({ tree, report }, [], data, origin);
  }
}

interface Target {
  readonly tree: LayeredTree;
  readonly report: Report;
}

function mergeValue(target: Target, path: Path, value: unknown, origin: Location): void {
  const { tree, report } = target;
  const there = tree.at(path);
  if (isJsonObject(there) && isJsonObject(value)) mergeMembers(target, path, value, origin);
  else if (isListOfObjects(there) && isListOfObjects(value)) mergeElements(target, path, value, origin);
  else if (isJsonObject(value) && Array.isArray(there)) {
    incompatible(report, `an object cannot be merged with ${describeValue(there)} in the document.`, origin);
  } else addValue(target, path, value, origin);
}

function mergeMembers(target: Target, path: Path, members: object, origin: Location): void {
  const { tree } = target;
  const hasNames = MAPS.has(String(path.at(-1)));
  const there = tree.at(path);
  for (const [key, member] of Object.entries(members)) {
    const place = below(origin, key);
    const isKnown = isJsonObject(there) && Object.hasOwn(there, key);
    const isData = VALUES.has(key) && !hasNames;
    if (isData && (member === null || !isKnown)) tree.set(path, key, member, place);
    else if (member === null) tree.remove([...path, key]);
    else if (isKnown) mergeValue(target, [...path, key], member, place);
    else addValue(target, [...path, key], member, place);
  }
}

function mergeElements(target: Target, path: Path, elements: readonly unknown[], origin: Location): void {
  const { tree } = target;
  const count = (tree.at(path) as readonly unknown[]).length;
  for (const [index, element] of elements.entries()) {
    const place = below(origin, index);
    if (element === null) continue;
    if (index < count) mergeValue(target, [...path, index], element, place);
    else {
      tree.append(path, {}, place);
      mergeValue(target, [...path, (tree.at(path) as readonly unknown[]).length - 1], element, place);
    }
  }
  // The last ones first: a removal moves the elements behind it.
  for (const [index, element] of [...elements.entries()].reverse()) {
    if (element === null && index < count) tree.remove([...path, index]);
  }
}

/** Adds a value that the document does not have. Its nulls remove nothing, and are not added either. */
function addValue(target: Target, path: Path, value: unknown, origin: Location): void {
  const parent = path.slice(0, -1);
  const token = path.at(-1) ?? '';
  if (!isJsonObject(value)) {
    target.tree.set(parent, token, value, origin);
    return;
  }
  target.tree.set(parent, token, {}, origin);
  mergeMembers(target, path, value, origin);
}

/** Fields whose values are data of the API, in which null is a value like any other. */
const VALUES = new Set(['const', 'default', 'enum', 'example', 'examples', 'x-fern-examples']);

function isListOfObjects(value: unknown): value is readonly unknown[] {
  return Array.isArray(value) && value.every((element) => typeof element === 'object' && !Array.isArray(element));
}

const METHODS = new Set(['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', 'query']);

/** Reports operations that the document lacks. Those with responses are new ones, all others are misspelled. */
function reportUnknownOperations(root: unknown, paths: unknown, origin: Location, report: Report): void {
  const known = isJsonObject(root) && isJsonObject(root.paths) ? root.paths : {};
  for (const [path, item] of Object.entries(isJsonObject(paths) ? paths : {})) {
    const there = Object.hasOwn(known, path) ? known[path] : undefined;
    for (const [method, operation] of Object.entries(isJsonObject(item) ? item : {})) {
      if (!METHODS.has(method) || !isJsonObject(operation) || Object.hasOwn(operation, 'responses')) continue;
      if (isJsonObject(there) && (Object.hasOwn(there, method) || Object.hasOwn(there, '$ref'))) continue;
      const advice = isJsonObject(there)
        ? suggestName(method, Object.keys(there))
        : suggestName(path, Object.keys(known));
      report({
        code: 'overlay-no-match',
        severity: 'warning',
        message: `The document has no operation \`${method} ${path}\`, and the one that this adds has no responses.`,
        ...advice,
        location: keyLocation(below(below(origin, path), method)),
      });
    }
  }
}
