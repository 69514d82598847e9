import type { LocatedDiagnostic } from '../diagnostics/locate.ts';
import { isSlip } from '../diagnostics/nearest.ts';
import type { Edit, SourceText } from './edit.ts';
import { replaceScalar, unquoted } from './scalar-edit.ts';

/** The name that a finding's "Did you mean …?" proposes. */
function suggestedName({ hint }: LocatedDiagnostic): string | undefined {
  return hint === undefined ? undefined : /^Did you mean `([^`]+)`\?$/.exec(hint)?.[1];
}

/** Writes the proposed word of the annotation's own vocabulary: another spelling of it, or one slip of the fingers. */
export function writeSuggestedWord(finding: LocatedDiagnostic, source: SourceText): readonly Edit[] {
  return writeSuggested(finding, source, (written, name) => sameLetters(written, name) || isSlip(written, name));
}

/** Writes the proposed name of the document where only letter case, `-` and `_` differ: names that differ more may be others. */
export function writeSuggestedName(finding: LocatedDiagnostic, source: SourceText): readonly Edit[] {
  return writeSuggested(finding, source, sameLetters);
}

function writeSuggested(
  finding: LocatedDiagnostic,
  source: SourceText,
  isSure: (written: string, name: string) => boolean,
): readonly Edit[] {
  const name = suggestedName(finding);
  if (name === undefined) return [];
  const start = source.offset(finding.line, finding.column);
  const written = unquoted(source.text.slice(start, source.offset(finding.endLine, finding.endColumn)));
  // Of a pointer or expression, the last token that the name can stand for is replaced.
  const token = written
    .split(/[/#.]/)
    .reverse()
    .find((part) => isSure(part, name));
  if (token === undefined || token === name) return [];
  const at = written.lastIndexOf(token);
  return replaceScalar(source, finding, written.slice(0, at) + name + written.slice(at + token.length));
}

function sameLetters(a: string, b: string): boolean {
  const fold = (text: string): string => text.toLowerCase().replace(/[-_ ]/g, '');
  return fold(a) === fold(b);
}
