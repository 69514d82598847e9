import type { LocatedDiagnostic, LocatedText } from '../../shared/locate.ts';
import { applyEdits, type Edit, editsOf, sourceText } from './edit.ts';

/** The result of one pass of fixes. */
export interface Fixed {
  /** Texts that changed, by file. */
  readonly texts: ReadonlyMap<string, string>;
  readonly edits: number;
  /** The places that were fixed. */
  readonly places: readonly string[];
}

/**
 * Applies the fixes of findings in local files. If edits overlap, all but the first are skipped: the next pass applies
 * them.
 *
 * @param refused places that must not be changed
 */
export function fixOnce(
  findings: readonly LocatedDiagnostic[],
  texts: ReadonlyMap<string, LocatedText>,
  refused: ReadonlySet<string>,
): Fixed {
  const byFile = new Map<string, Edit[]>();
  const places: string[] = [];
  for (const finding of findings) {
    const { fix } = finding;
    const source = texts.get(finding.file);
    const isLocal = !finding.file.includes('://');
    if (fix === undefined || source?.range === undefined || !isLocal || refused.has(findingKey(finding))) continue;
    const range = source.range.bind(source);
    const edits = editsOf(fix, finding, sourceText(finding.file, source.text, range));
    if (edits.length > 0) places.push(findingKey(finding));
    byFile.set(finding.file, [...(byFile.get(finding.file) ?? []), ...edits]);
  }
  const changed = new Map<string, string>();
  let count = 0;
  for (const [file, edits] of byFile) {
    const { text, applied } = applyEdits(texts.get(file)?.text ?? '', edits);
    if (applied === 0) continue;
    changed.set(file, text);
    count += applied;
  }
  return { texts: changed, edits: count, places };
}

function findingKey({ code, file, pointer, location, message }: LocatedDiagnostic): string {
  return JSON.stringify([code, file, pointer === '' ? message : pointer, location.part]);
}
