import type { Report } from '../../shared/diagnostic.ts';
import { describeValue, elementsOf, isJsonObject, type Located, type Location, memberOf } from '../../shared/json.ts';
import type { SourceDocument } from '../parse/source-document.ts';

/** Codes of faults in overlays, each with its meaning in one line. */
export const OVERLAY_CODES = {
  'overlay-invalid': 'The file is no overlay, or an action of it lacks what it needs (Overlay Specification).',
  'overlay-unsupported-version': 'The overlay is of a version that pagegen does not read.',
  'overlay-invalid-jsonpath': 'A target or copy is no JSONPath query (RFC 9535).',
  'overlay-no-match': 'The target of an action selects nothing in the document.',
  'overlay-incompatible': 'An action puts a value where the document has one of another kind.',
} as const;

export type OverlayCode = keyof typeof OVERLAY_CODES;

/** One action, read. */
export type Action = { readonly target: Located<string>; readonly location: Location } & (
  | { readonly kind: 'remove' }
  | { readonly kind: 'update'; readonly value: Located }
  | { readonly kind: 'copy'; readonly from: Located<string> }
);

export interface Overlay {
  readonly version: '1.0' | '1.1';
  readonly actions: readonly Action[];
}

/** Reads an Overlay Object (Overlay Specification 1.0 and 1.1). What is at fault is reported and left out. */
export function overlayObject(source: SourceDocument, report: Report): Overlay | undefined {
  const root: Located = { value: source.data, location: { file: source.file, pointer: '' } };
  const fault = (message: string, location: Location, code: OverlayCode = 'overlay-invalid'): undefined => {
    report({ code, severity: 'error', message, location });
    return undefined;
  };
  const written = memberOf(root, 'overlay');
  if (written === undefined) return fault('This is no overlay: it does not say `overlay: 1.1.0`.', root.location);
  const version = /^(1\.[01])\.\d+(?:-.*)?$/.exec(String(written.value))?.[1] as Overlay['version'] | undefined;
  if (version === undefined) {
    const message = `Overlay version ${JSON.stringify(written.value)} is not supported; pagegen reads 1.0 and 1.1.`;
    return fault(message, written.location, 'overlay-unsupported-version');
  }
  const list = memberOf(root, 'actions');
  if (!Array.isArray(list?.value) || list.value.length === 0) {
    return fault('An overlay needs `actions`, an array of at least one.', list?.location ?? root.location);
  }
  return { version, actions: elementsOf(list).flatMap((node) => actionObject(node, version, fault) ?? []) };
}

function actionObject(
  node: Located,
  version: Overlay['version'],
  fault: (message: string, location: Location) => undefined,
): Action | undefined {
  if (!isJsonObject(node.value)) {
    return fault(`An action must be an object; found ${describeValue(node.value)}.`, node.location);
  }
  const target = memberOf(node, 'target');
  if (typeof target?.value !== 'string') {
    return fault('An action needs `target`, a JSONPath.', target?.location ?? node.location);
  }
  const action = { target: { value: target.value, location: target.location }, location: node.location };
  const copy = memberOf(node, 'copy');
  const update = memberOf(node, 'update');
  // `remove` wins over the others; the specification leaves open which of `update` and `copy` does.
  if (memberOf(node, 'remove')?.value === true) return { ...action, kind: 'remove' };
  if (update !== undefined && copy !== undefined) {
    return fault('An action has either `update` or `copy`; this one has both.', copy.location);
  }
  if (update !== undefined) return { ...action, kind: 'update', value: update };
  if (copy === undefined) return fault('An action needs `update`, `copy` or `remove: true`.', node.location);
  if (version === '1.0') return fault('`copy` exists from version 1.1.0 on.', copy.location);
  if (typeof copy.value !== 'string') return fault('`copy` must be a JSONPath.', copy.location);
  return { ...action, kind: 'copy', from: { value: copy.value, location: copy.location } };
}
