import type { Report } from '../diagnostics/diagnostic.ts';
import type { SourceDocument } from '../load/source-document.ts';
import { applyAction } from './apply-action.ts';
import { LayeredTree } from './layered-tree.ts';
import { overlayObject } from './overlay-object.ts';

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
