import type { Report } from '../../shared/diagnostic.ts';
import { describeValue, elementsOf, isJsonObject, type Located, type Location, memberOf } from '../../shared/json.ts';
import { capitalize } from '../../shared/words.ts';
import type { SourceDocument } from '../parse/source-document.ts';

/** Codes of faults in overlays, each with a one-line meaning. */
export const OVERLAY_CODES = {
  'overlay-invalid': 'The file is not an overlay, or one of its actions is invalid (Overlay Specification).',
  'overlay-unsupported-version': 'The overlay has a version that pagegen does not read.',
  'overlay-invalid-jsonpath': 'The `target` or `copy` of an action is not a JSONPath query (RFC 9535).',
  'overlay-no-match':
    'The `target` or `copy` of an action selects nothing in the document, or an overrides file names an operation that it lacks.',
  'overlay-incompatible': 'The value of an action cannot be merged with the value in the document.',
} as const;

export type OverlayCode = keyof typeof OVERLAY_CODES;

/** Reports a value that cannot be merged with the one in the document. */
export function incompatible(report: Report, message: string, location: Location, hint?: string): false {
  const text = capitalize(message);
  report({ code: 'overlay-incompatible', severity: 'error', message: text, ...(hint && { hint }), location });
  return false;
}

/** An Action Object after its checks. */
export type Action = { readonly target: Located<string>; readonly location: Location } & (
  | { readonly kind: 'remove' }
  | { readonly kind: 'update'; readonly value: Located }
  | { readonly kind: 'copy'; readonly from: Located<string> }
);

export interface Overlay {
  readonly version: '1.0' | '1.1';
  readonly actions: readonly Action[];
}

/** Reads an Overlay Object (Overlay Specification 1.0 and 1.1). Reports and skips invalid actions. */
export function readOverlay(source: SourceDocument, report: Report): Overlay | undefined {
  const root: Located = { value: source.data, location: { file: source.file, pointer: '' } };
  const fault = (message: string, location: Location, code: OverlayCode = 'overlay-invalid'): undefined => {
    report({ code, severity: 'error', message, location });
    return undefined;
  };
  const written = memberOf(root, 'overlay');
  if (written === undefined)
    return fault('This file is not an overlay: it has no `overlay` field, such as `overlay: 1.1.0`.', root.location);
  const version = /^(1\.[01])\.\d+(?:-.*)?$/.exec(String(written.value))?.[1] as Overlay['version'] | undefined;
  if (version === undefined) {
    const message = `Overlay version ${JSON.stringify(written.value)} is not supported; pagegen reads 1.0 and 1.1.`;
    return fault(message, written.location, 'overlay-unsupported-version');
  }
  const list = memberOf(root, 'actions');
  if (!Array.isArray(list?.value) || list.value.length === 0) {
    return fault('An overlay needs `actions`, an array with at least one action.', list?.location ?? root.location);
  }
  return { version, actions: elementsOf(list).flatMap((node) => readAction(node, version, fault) ?? []) };
}

function readAction(
  node: Located,
  version: Overlay['version'],
  fault: (message: string, location: Location) => undefined,
): Action | undefined {
  if (!isJsonObject(node.value)) {
    return fault(`An action must be an object; found ${describeValue(node.value)}.`, node.location);
  }
  const target = memberOf(node, 'target');
  if (typeof target?.value !== 'string') {
    return fault('An action needs `target`, a JSONPath query.', target?.location ?? node.location);
  }
  const action = { target: { value: target.value, location: target.location }, location: node.location };
  const copy = memberOf(node, 'copy');
  const update = memberOf(node, 'update');
  // The specification says that `remove` wins over the others, but not which of `update` and `copy` wins.
  if (memberOf(node, 'remove')?.value === true) return { ...action, kind: 'remove' };
  if (update !== undefined && copy !== undefined) {
    return fault('An action can have `update` or `copy`, not both.', copy.location);
  }
  if (update !== undefined) return { ...action, kind: 'update', value: update };
  if (copy === undefined) return fault('An action needs `update`, `copy` or `remove: true`.', node.location);
  if (version === '1.0') return fault('`copy` needs `overlay: 1.1.0` or later.', copy.location);
  if (typeof copy.value !== 'string') return fault('`copy` must be a JSONPath query.', copy.location);
  return { ...action, kind: 'copy', from: { value: copy.value, location: copy.location } };
}
