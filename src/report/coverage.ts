import { infer } from '../inference/infer.ts';
import type { ApiModel } from '../model/api.ts';
import type { Operation } from '../model/operation.ts';
import { STYLE_NAMES } from '../model/strategy.ts';
import type { LocatedDiagnostic, Place } from '../shared/locate.ts';
import { toPosixPath } from '../shared/pretty.ts';
import { countOf, formatNumber } from '../shared/words.ts';
import type { Coverage, CoverageRow, FindingRow } from './report-page.ts';
import { truncate } from './text.ts';

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
export function findGaps(model: ApiModel, findings: readonly LocatedDiagnostic[]): Gaps {
  const errors = findings.filter(({ severity }) => severity === 'error');
  const isFaulty = ({ strategies, location, hasFaults }: Operation): boolean =>
    strategies.length === 0
      ? errors.some(({ file, pointer }) => file === location.file && pointer.startsWith(`${location.pointer}/x-`))
      : hasFaults === true;
  const faulty = model.operations.filter(isFaulty);
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
  const styles = operations.flatMap(({ strategies, hasFaults }) => (hasFaults ? [] : (strategies[0]?.style ?? [])));
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
  return { words: wanting === 0 ? 'no lists' : `${formatNumber(paged)} of ${countOf(wanting, 'list')}`, rows };
}

/** A list that a finding can be about. */
export interface KnownList {
  readonly list: number;
  readonly name: string;
  readonly source: Operation;
}

/** Formats a place, such as `specs/close.yaml:48:5`. Files below the working folder have relative paths. */
export function placeText({ file, line, column }: Pick<Place, 'file' | 'line' | 'column'>, cwd: string): string {
  return truncate(`${toPosixPath(file, cwd)}:${line}:${column}`);
}

/** Builds a row for each finding, with the list that it is about. */
export function buildFindingRows(
  findings: readonly LocatedDiagnostic[],
  lists: readonly KnownList[],
  hasPage: (rule: string) => boolean,
  cwd: string,
): FindingRow[] {
  const byPlace = new Map(lists.map((list) => [locationKey(list.source.location), list]));
  return findings.map((finding, index) => {
    const list = listOf(finding, byPlace);
    return {
      finding: index + 1,
      severity: finding.severity,
      rule: finding.code,
      hasPage: hasPage(finding.code),
      message: truncate(finding.message, 1000),
      hint: truncate(finding.hint ?? ''),
      place: placeText(finding, cwd),
      excerpt: truncate(finding.excerpt.text.trim(), 160),
      list: list && { list: list.list, name: list.name },
    };
  });
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
