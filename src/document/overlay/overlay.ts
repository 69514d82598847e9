import type { Report } from '../../shared/diagnostic.ts';
import { appendToken, describeValue, isJsonObject, type Location } from '../../shared/json.ts';
import type { SourceDocument } from '../parse/source-document.ts';
import { isContainer, LayeredTree, type Path } from './layered-tree.ts';
import { type Action, type Overlay, overlayObject } from './overlay-object.ts';
import { select } from './select.ts';

/** Where an action is applied, and what reports about it. */
export interface Layer {
  readonly tree: LayeredTree;
  readonly overlay: SourceDocument;
  readonly version: Overlay['version'];
  readonly report: Report;
}

/** Applies one action (Overlay Specification 1.1.0, Action Object); an action at fault changes nothing. */
function applyAction(action: Action, layer: Layer): void {
  const { tree, overlay, report } = layer;
  const targets = select(tree.root, action.target, overlay, report);
  if (targets === undefined) return;
  if (targets.length === 0) {
    const message = `\`${action.target.value}\` selects nothing in the document: the action does nothing.`;
    report({ code: 'overlay-no-match', severity: 'warning', message, location: action.target.location });
    return;
  }
  if (action.kind === 'remove') {
    removeAll(targets, action, layer);
    return;
  }
  const added =
    action.kind === 'update' ? { ...action.value, copy: () => action.value.value } : copied(action.from, layer);
  if (added === undefined || !checkTargets(targets, added, action, layer)) return;
  for (const target of targets) put(target, added.copy(), added.location, layer);
}

/** From the last to the first: what is removed does not move what is still to be removed. */
function removeAll(targets: readonly Path[], { location }: Action, { tree, report }: Layer): void {
  for (const target of targets.toReversed()) {
    if (target.length > 0) tree.remove(target);
    else incompatible(report, 'The whole document cannot be removed.', location);
  }
}

interface Added {
  readonly value: unknown;
  readonly location: Location;
  /** The value, for one target. */
  readonly copy: () => unknown;
}

function copied(from: Extract<Action, { kind: 'copy' }>['from'], { tree, overlay, report }: Layer): Added | undefined {
  const sources = select(tree.root, from, overlay, report);
  if (sources === undefined) return undefined;
  const [source, ...others] = sources;
  if (source === undefined) {
    const message = `\`${from.value}\` selects nothing in the document: there is nothing to copy.`;
    report({ code: 'overlay-no-match', severity: 'warning', message, location: from.location });
    return undefined;
  }
  if (others.length > 0) {
    const message = `\`copy\` must select one value; \`${from.value}\` selects ${sources.length}.`;
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
    const message = `\`${action.target.value}\` selects values of several kinds: ${[...kinds].join(', ')}.`;
    return incompatible(report, message, action.target.location);
  }
  const [kind] = kinds;
  if (kind === 'array') return true;
  if (kind === 'object' && !isJsonObject(value)) {
    return incompatible(report, `An object can only be merged with an object; found ${describeValue(value)}.`, at);
  }
  if (kind === 'primitive' && version === '1.0') {
    const message = `\`${action.target.value}\` selects a value that is neither object nor array.`;
    return incompatible(report, message, action.target.location, 'Values can be replaced from `overlay: 1.1.0` on.');
  }
  if (kind === 'primitive' && isContainer(value)) {
    return incompatible(report, `${describeValue(value)} cannot take the place of a simple value.`, at);
  }
  return true;
}

/** Puts a value on another: objects are merged, arrays continued, simple values replaced. */
function put(target: Path, value: unknown, origin: Location, layer: Layer): void {
  const { tree, report } = layer;
  const there = tree.at(target);
  const below = (token: string | number): Location => ({
    file: origin.file,
    pointer: appendToken(origin.pointer, token),
  });
  if (isJsonObject(there) && isJsonObject(value)) {
    for (const [key, member] of Object.entries(value)) {
      if (Object.hasOwn(there, key)) put([...target, key], member, below(key), layer);
      else tree.set(target, key, member, below(key));
    }
  } else if (Array.isArray(there)) {
    // An array of arrays is nothing that OpenAPI has: also in version 1.0, a list of entries is meant one by one.
    if (Array.isArray(value)) for (const [index, member] of value.entries()) tree.append(target, member, below(index));
    else tree.append(target, value, origin);
  } else if (!isContainer(there) && !isContainer(value)) {
    if (target.length === 0) tree.replaceRoot(value);
    else tree.set(target.slice(0, -1), target.at(-1)!, value, origin);
  } else {
    const message = `The document has ${describeValue(there)} here, which ${describeValue(value)} cannot be merged with.`;
    incompatible(report, message, origin, 'Remove it by an action of its own first.');
  }
}

function kindOf(value: unknown): 'object' | 'array' | 'primitive' {
  if (Array.isArray(value)) return 'array';
  return isJsonObject(value) ? 'object' : 'primitive';
}

function incompatible(report: Report, message: string, location: Location, hint?: string): false {
  const text = message.charAt(0).toUpperCase() + message.slice(1);
  report({ code: 'overlay-incompatible', severity: 'error', message: text, ...(hint && { hint }), location });
  return false;
}

/**
 * A document with overlays applied to it, one after the other (Overlay Specification 1.0 and 1.1). Faults of an overlay
 * are reported where they stand, and so is, later on, what is wrong with a value that came from one.
 */
export function applyOverlays(
  document: SourceDocument,
  overlays: readonly SourceDocument[],
  report: Report,
): SourceDocument {
  if (overlays.length === 0) return document;
  const tree = new LayeredTree(document.data, document.file);
  for (const source of overlays) {
    const overlay = overlayObject(source, report);
    for (const action of overlay?.actions ?? []) {
      applyAction(action, { tree, overlay: source, version: overlay!.version, report });
    }
  }
  return { ...document, data: tree.root, elsewhere: (pointer) => tree.elsewhere(pointer) };
}
