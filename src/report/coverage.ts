import { infer } from '../inference/infer.ts';
import type { ApiModel } from '../model/api.ts';
import type { Operation } from '../model/operation.ts';
import { STYLE_NAMES } from '../model/strategy.ts';
import type { LocatedDiagnostic, Place } from '../shared/locate.ts';
import { toPosixPath } from '../shared/pretty.ts';
import type { Coverage, CoverageRow, FindingRow } from './report-page.ts';
import { cut } from './text.ts';

/** Lists that do not page, and why. */
export interface Gaps {
  /** Their annotation cannot be used, or something else in them is at fault. */
  readonly faulty: readonly Operation[];
  /** What looks like a list, with how sure that is. */
  readonly unannotated: readonly {
    readonly operation: Operation;
    readonly style: string;
    readonly confidence: number;
  }[];
  /** `x-pagination: false`. */
  readonly declined: readonly Operation[];
}

/** The lists of an API that do not page. */
export function gapsOf(model: ApiModel, findings: readonly LocatedDiagnostic[]): Gaps {
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

/** How many lists page, by the style of their first strategy. */
export function coverageOf({ operations }: ApiModel, { faulty, unannotated, declined }: Gaps): Coverage {
  const styles = operations.flatMap(({ strategies, hasFaults }) => (hasFaults ? [] : (strategies[0]?.style ?? [])));
  const paged = styles.length;
  const parts = [
    ...STYLE_NAMES.map((style, index) => ({
      label: style as string,
      count: styles.filter((one) => one === style).length,
      fill: `style-${index + 1}`,
    })),
    { label: 'at fault', count: faulty.length, fill: 'fault' },
    { label: 'looks like a list, not annotated', count: unannotated.length, fill: 'open' },
    { label: 'not paginated, on purpose', count: declined.length, fill: 'declined' },
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
  return { words: wanting === 0 ? 'no lists' : `${paged} of ${wanting} ${wanting === 1 ? 'list' : 'lists'}`, rows };
}

/** A list, as far as findings have to know it. */
export interface KnownList {
  readonly list: number;
  readonly name: string;
  readonly source: Operation;
}

/** `specs/close.yaml:48:5`, relative to the working folder where it lies below it. */
export function placeText({ file, line, column }: Pick<Place, 'file' | 'line' | 'column'>, cwd: string): string {
  return cut(`${toPosixPath(file, cwd)}:${line}:${column}`);
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
