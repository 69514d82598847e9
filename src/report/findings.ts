import { posixPath } from '../diagnostics/formats/display-path.ts';
import type { LocatedDiagnostic, Place } from '../diagnostics/locate.ts';
import type { Operation } from '../ir/operation.ts';
import type { FindingRow } from './report-page.ts';
import { cut } from './text.ts';

/** A list, as far as findings have to know it. */
export interface KnownList {
  readonly list: number;
  readonly name: string;
  readonly source: Operation;
}

/** `specs/close.yaml:48:5`, relative to the working folder where it lies below it. */
export function placeText({ file, line, column }: Pick<Place, 'file' | 'line' | 'column'>, cwd: string): string {
  return cut(`${posixPath(file, cwd)}:${line}:${column}`);
}

/** Findings, each with the list that it stands in. */
export function findingRows(
  findings: readonly LocatedDiagnostic[],
  lists: readonly KnownList[],
  hasPage: (rule: string) => boolean,
  cwd: string,
): FindingRow[] {
  const byPlace = new Map(lists.map((list) => [keyOf(list.source.location), list]));
  return findings.map((finding, index) => {
    const list = listOf(finding, byPlace);
    return {
      finding: index + 1,
      severity: finding.severity,
      rule: finding.code,
      hasPage: hasPage(finding.code),
      message: cut(finding.message, 1000),
      hint: cut(finding.hint ?? ''),
      place: placeText(finding, cwd),
      excerpt: cut(finding.excerpt.text.trim(), 160),
      list: list && { list: list.list, name: list.name },
    };
  });
}

/** The list of the operation whose pointer the finding's begins with. */
function listOf({ file, pointer }: LocatedDiagnostic, lists: ReadonlyMap<string, KnownList>): KnownList | undefined {
  for (let own = pointer; own !== ''; own = own.slice(0, own.lastIndexOf('/'))) {
    const list = lists.get(keyOf({ file, pointer: own }));
    if (list !== undefined) return list;
  }
  return undefined;
}

function keyOf({ file, pointer }: { readonly file: string; readonly pointer: string }): string {
  return `${file}#${pointer}`;
}
