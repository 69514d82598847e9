import type { Report } from '../../shared/diagnostic.ts';
import { below, describeValue, isJsonObject, type Location } from '../../shared/json.ts';
import type { SourceDocument } from '../parse/source-document.ts';
import type { Path } from './json-path.ts';
import { isContainer, LayeredTree, select } from './layered-tree.ts';
import { type Action, incompatible, type Overlay, readOverlay } from './overlay-object.ts';
import { mergeOverrides } from './overrides.ts';

/** The document that an action changes, and the overlay that the action belongs to. */
export interface Layer {
  readonly tree: LayeredTree;
  readonly overlay: SourceDocument;
  readonly version: Overlay['version'];
  readonly report: Report;
}

/** Applies one action (Overlay Specification 1.1.0, Action Object). An invalid action changes nothing. */
function applyAction(action: Action, layer: Layer): void {
  const { tree, overlay, report } = layer;
  const targets = select(tree.root, action.target, overlay, report);
  if (targets === undefined) return;
  if (targets.length === 0) {
    const message = `\`${action.target.value}\` selects nothing in the document, so this action changes nothing.`;
    report({ code: 'overlay-no-match', severity: 'warning', message, location: action.target.location });
    return;
  }
  if (action.kind === 'remove') {
    removeAll(targets, action, layer);
    return;
  }
  const added =
    action.kind === 'update' ? { ...action.value, copy: () => action.value.value } : readCopy(action.from, layer);
  if (added === undefined || !checkTargets(targets, added, action, layer)) return;
  for (const target of targets) mergeValue(target, added.copy(), added.location, layer);
}

/** Removes the targets from the last to the first, because a removal moves the array elements after it. */
function removeAll(targets: readonly Path[], { location }: Action, { tree, report }: Layer): void {
  for (const target of targets.toReversed()) {
    if (target.length > 0) tree.remove(target);
    else incompatible(report, 'An action cannot remove the whole document.', location);
  }
}

interface Added {
  readonly value: unknown;
  readonly location: Location;
  /** Returns the value to write to one target. */
  readonly copy: () => unknown;
}

function readCopy(
  from: Extract<Action, { kind: 'copy' }>['from'],
  { tree, overlay, report }: Layer,
): Added | undefined {
  const sources = select(tree.root, from, overlay, report);
  if (sources === undefined) return undefined;
  const [source, ...others] = sources;
  if (source === undefined) {
    const message = `\`${from.value}\` selects nothing in the document, so there is nothing to copy.`;
    report({ code: 'overlay-no-match', severity: 'warning', message, location: from.location });
    return undefined;
  }
  if (others.length > 0) {
    const message = `\`copy\` must select exactly one value; \`${from.value}\` selects ${sources.length}.`;
    report({ code: 'overlay-invalid', severity: 'error', message, location: from.location });
    return undefined;
  }
  return { value: tree.at(source), location: tree.originOf(source), copy: () => tree.copyOf(source) };
}

function checkTargets(targets: readonly Path[], { value, location }: Added, action: Action, layer: Layer): boolean {
  const { tree, version, report } = layer;
  const kinds = new Set(targets.map((target) => kindOf(tree.at(target))));
  const at = action.kind === 'update' ? location : action.location;
  if (kinds.size > 1) {
    const message = `\`${action.target.value}\` must select values of one kind; it selects several: ${[...kinds].join(', ')}.`;
    return incompatible(report, message, action.target.location);
  }
  const [kind] = kinds;
  if (kind === 'array') return true;
  if (kind === 'object' && !isJsonObject(value)) {
    return incompatible(report, `An object can only be merged with an object; found ${describeValue(value)}.`, at);
  }
  if (kind === 'primitive' && version === '1.0') {
    const message = `\`${action.target.value}\` selects a value that is neither an object nor an array.`;
    return incompatible(report, message, action.target.location, 'To replace other values, write `overlay: 1.1.0`.');
  }
  if (kind === 'primitive' && isContainer(value)) {
    return incompatible(report, `${describeValue(value)} cannot replace a string, number, boolean or null.`, at);
  }
  return true;
}

/** Merges a value into the target: merges objects, appends to arrays and replaces other values. */
function mergeValue(target: Path, value: unknown, origin: Location, layer: Layer): void {
  const { tree, report } = layer;
  const there = tree.at(target);
  if (isJsonObject(there) && isJsonObject(value)) {
    for (const [key, member] of Object.entries(value)) {
      if (Object.hasOwn(there, key)) mergeValue([...target, key], member, below(origin, key), layer);
      else tree.set(target, key, member, below(origin, key));
    }
  } else if (Array.isArray(there)) {
    // OpenAPI has no arrays of arrays. An array is therefore a list of entries to append one by one, in version 1.0
    // too.
    if (Array.isArray(value))
      for (const [index, member] of value.entries()) tree.append(target, member, below(origin, index));
    else tree.append(target, value, origin);
  } else if (!isContainer(there) && !isContainer(value)) {
    if (target.length === 0) tree.replaceRoot(value);
    else tree.set(target.slice(0, -1), target.at(-1)!, value, origin);
  } else {
    const message = `${describeValue(value)} cannot be merged with ${describeValue(there)} in the document.`;
    incompatible(report, message, origin, 'First remove the value in the document with another action.');
  }
}

function kindOf(value: unknown): 'object' | 'array' | 'primitive' {
  if (Array.isArray(value)) return 'array';
  return isJsonObject(value) ? 'object' : 'primitive';
}

/**
 * Applies overlays to a document, one after the other (Overlay Specification 1.0 and 1.1). Faults of an overlay are
 * reported at their place in the overlay, and so are later faults in values that come from it.
 *
 * @param overrides files that are merged into the document first
 */
export function applyOverlays(
  document: SourceDocument,
  overlays: readonly SourceDocument[],
  report: Report,
  overrides: readonly SourceDocument[] = [],
): SourceDocument {
  if (overlays.length + overrides.length === 0) return document;
  const tree = new LayeredTree(document.data, document.file);
  for (const source of overrides) mergeOverrides(tree, source, report);
  for (const source of overlays) {
    const overlay = readOverlay(source, report);
    for (const action of overlay?.actions ?? []) {
      applyAction(action, { tree, overlay: source, version: overlay!.version, report });
    }
  }
  return { ...document, data: tree.root, elsewhere: (pointer) => tree.elsewhere(pointer) };
}
