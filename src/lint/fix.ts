import type { LocatedDiagnostic, LocatedText } from '../diagnostics/locate.ts';
import { applyEdits, type Edit, sourceText } from './edit.ts';
import type { Rule } from './rule.ts';

/** What one pass of fixes makes of the texts. */
export interface Fixed {
  /** Texts that changed, by file. */
  readonly texts: ReadonlyMap<string, string>;
  readonly edits: number;
}

/** Makes the edits that the rules are sure of. Edits that overlap others wait for the next pass. */
export function fixOnce(
  findings: readonly LocatedDiagnostic[],
  texts: ReadonlyMap<string, LocatedText>,
  rules: readonly Rule[],
): Fixed {
  const fixes = new Map(rules.flatMap(({ id, fix }) => (fix === undefined ? [] : [[id, fix] as const])));
  const byFile = new Map<string, Edit[]>();
  for (const finding of findings) {
    const fix = fixes.get(finding.code);
    const source = texts.get(finding.file);
    if (fix === undefined || source?.range === undefined) continue;
    const range = source.range.bind(source);
    const edits = fix(finding, sourceText(finding.file, source.text, range));
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
  return { texts: changed, edits: count };
}
