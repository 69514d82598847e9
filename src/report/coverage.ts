import { infer } from '../inference/infer.ts';
import type { ApiModel } from '../model/api.ts';
import { type Operation, operationLabel } from '../model/operation.ts';
import { STYLE_NAMES } from '../model/strategy.ts';
import type { LocatedDiagnostic, Place } from '../shared/locate.ts';
import { portableName } from '../shared/paths.ts';
import { differenceFrom, groupFindings } from '../shared/pretty.ts';
import { countOf, formatNumber, truncate } from '../shared/words.ts';
import type { Coverage, CoverageRow, FindingRow, ListFinding, ListLink } from './report-page.ts';

/** Lists without pagination, by reason. */
export interface Gaps {
  /** The annotation cannot be used, or the operation has other errors. */
  readonly faulty: readonly Operation[];
  /** Operations that look like lists, with the confidence of the proposed annotation. */
  readonly unannotated: readonly {
    readonly operation: Operation;
    readonly style: string;
    readonly confidence: number;
  }[];
  /** Operations with `x-pagination: false`. */
  readonly declined: readonly Operation[];
}

/** Finds the lists of an API that are not paginated. */
export function findGaps(
  model: ApiModel,
  incomplete: readonly Operation[],
  findings: readonly LocatedDiagnostic[],
): Gaps {
  const errors = findings.filter(({ severity }) => severity === 'error');
  const isFaulty = ({ strategies, location }: Operation): boolean =>
    strategies.length === 0 &&
    errors.some(({ file, pointer }) => file === location.file && pointer.startsWith(`${location.pointer}/x-`));
  const faulty = [
    ...model.operations.filter(isFaulty),
    ...incomplete.filter((operation) => operation.strategies.length > 0 || isFaulty(operation)),
  ];
  const byRequest = new Map(model.operations.map((operation) => [`${operation.method} ${operation.path}`, operation]));
  const unannotated = infer(model).proposals.flatMap(({ method, path, annotation, confidence }) => {
    const operation = byRequest.get(`${method} ${path}`);
    if (operation === undefined || faulty.includes(operation)) return [];
    return [{ operation, style: annotation.style, confidence }];
  });
  return { faulty, unannotated, declined: model.operations.filter((operation) => operation.paginationDeclined) };
}

/** Counts the paginated lists by the style of their first strategy, and the gaps by their reason. */
export function summarizeCoverage({ operations }: ApiModel, { faulty, unannotated, declined }: Gaps): Coverage {
  const styles = operations.flatMap(({ strategies }) => strategies[0]?.style ?? []);
  const paged = styles.length;
  const parts = [
    ...STYLE_NAMES.map((style, index) => ({
      label: style as string,
      count: styles.filter((one) => one === style).length,
      fill: `style-${index + 1}`,
    })),
    { label: 'has errors', count: faulty.length, fill: 'fault' },
    { label: 'looks like a list, not annotated', count: unannotated.length, fill: 'open' },
    { label: 'declared as not paginated', count: declined.length, fill: 'declined' },
  ].filter((part) => part.count > 0);
  const all = parts.reduce((sum, part) => sum + part.count, 0);
  const wanting = all - declined.length;
  let x = 0;
  const rows = parts.map((part): CoverageRow => {
    const width = Math.round((part.count / all) * 1000);
    const row = { ...part, percent: `${Math.round((part.count / all) * 100)} %`, x, width };
    x += width;
    return row;
  });
  return { words: annotatedWords(paged, wanting), rows };
}

function annotatedWords(paged: number, wanting: number): string {
  if (wanting === 0) return 'There are no lists';
  return `${formatNumber(paged)} of ${countOf(wanting, 'list')} ${wanting === 1 ? 'is' : 'are'} annotated`;
}

/** A list that a finding can be about. */
export interface KnownList {
  readonly list: number;
  readonly name: string;
  readonly source: Operation;
}

/** Formats a place, such as `specs/close.yaml:48:5`. Paths are relative: a report is read on other machines. */
export function placeText({ file, line, column }: Pick<Place, 'file' | 'line' | 'column'>, cwd: string): string {
  return truncate(`${portableName(file, cwd)}:${line}:${column}`);
}

/** Builds a row for each group of findings, and an entry for each finding, with the lists that they are about. */
export function buildFindingRows(
  findings: readonly LocatedDiagnostic[],
  lists: readonly KnownList[],
  hasPage: (rule: string) => boolean,
  cwd: string,
): { readonly rows: readonly FindingRow[]; readonly byList: readonly ListFinding[] } {
  const byPlace = new Map(lists.map((list) => [locationKey(list.source.location), list]));
  const byName = new Map(lists.map((list) => [operationLabel(list.source), list]));
  const linkOf = (finding: LocatedDiagnostic): ListLink | undefined => {
    const subject = byName.get(finding.subject ?? '');
    // An annotation of an overlay is in another file than its operation. One in the same file may be shared.
    const list = listOf(finding, byPlace) ?? (subject?.source.location.file === finding.file ? undefined : subject);
    return list && { list: list.list, name: list.name };
  };
  const groups = groupFindings(findings);
  const rows = groups.map(({ first, others }, index): FindingRow => {
    return {
      finding: index + 1,
      size: 1 + others.length,
      severity: first.severity,
      rule: first.code,
      hasPage: hasPage(first.code),
      message: truncate(first.message, 1000),
      hint: truncate(first.hint ?? ''),
      place: placeText(first, cwd),
      excerpt: truncate(first.excerpt.text.trim(), 160),
      list: linkOf(first),
      others: others.map((other) => ({
        place: placeText(other, cwd),
        list: linkOf(other),
        difference: truncate(differenceFrom(first, other)),
      })),
    };
  });
  const byList = groups.flatMap(({ first, others }, index) =>
    [first, ...others].map(
      (finding): ListFinding => ({
        finding: index + 1,
        list: linkOf(finding)?.list,
        severity: finding.severity,
        rule: finding.code,
        message: truncate(finding.message, 1000),
      }),
    ),
  );
  return { rows, byList };
}

/** Finds the list of the operation that contains the finding. */
function listOf({ file, pointer }: LocatedDiagnostic, lists: ReadonlyMap<string, KnownList>): KnownList | undefined {
  for (let own = pointer; own !== ''; own = own.slice(0, own.lastIndexOf('/'))) {
    const list = lists.get(locationKey({ file, pointer: own }));
    if (list !== undefined) return list;
  }
  return undefined;
}

function locationKey({ file, pointer }: { readonly file: string; readonly pointer: string }): string {
  return `${file}#${pointer}`;
}
