import type { StrategyPlan } from '../client/plan/operation-plan.ts';
import type { ApiModel } from '../model/api.ts';
import type { Operation } from '../model/operation.ts';
import type { Severity } from '../shared/diagnostic.ts';
import { keyLocation } from '../shared/json.ts';
import { type LocatedDiagnostic, type LocatedText, locatePlaces } from '../shared/locate.ts';
import { portableName } from '../shared/paths.ts';
import { countOf, formatNumber, truncate } from '../shared/words.ts';
import { buildFindingRows, type Gaps, placeText, summarizeCoverage } from './coverage.ts';
import { buildLimitsRows, buildListCard, type ExplainedList } from './list-cards.ts';
import { readRulePage } from './render-page.ts';
import type { Figure, Gap, ReportPage, Simulated, WalkFacts, WalkOutcome } from './report-page.ts';
import type { TotalWalk } from './walks.ts';

/** The input of a report, for documents that can be read as an API and for those that cannot. */
export interface ReportInput {
  /** The document as the user named it. */
  readonly displayPath: string;
  /** Working folder; paths in the report are relative to it. */
  readonly cwd: string;
  readonly texts: ReadonlyMap<string, LocatedText>;
  readonly findings: readonly LocatedDiagnostic[];
  readonly suppressed: number;
  /** Number of rules that ran. */
  readonly rules: number;
}

/** An API with everything that the report shows about it. */
export interface ReportedApi {
  readonly model: ApiModel;
  readonly lists: readonly ExplainedList[];
  readonly walks: Walks;
  readonly gaps: Gaps;
}

type Walks = ReadonlyMap<StrategyPlan, readonly TotalWalk[]>;

const OUTCOMES: readonly WalkOutcome[] = ['complete', 'windows', 'ceiling', 'error'];
const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info'];

/** Builds the content of the page: every text and number. */
export function buildPage(input: ReportInput, api: ReportedApi | undefined): ReportPage {
  const { displayPath, cwd, texts, findings, suppressed, rules } = input;
  const lists = api?.lists ?? [];
  const places = locatePlaces(
    lists.map(({ operation }) => keyLocation(operation.source.location)),
    texts,
  ).map((place) => placeText(place, cwd));
  const codes = [...new Set(findings.map(({ code }) => code))].sort();
  const pages = codes.flatMap((code) => readRulePage(code) ?? []);
  const hasPage = new Set(pages.map(({ rule }) => rule));
  const named = lists.map(({ list, operation }) => ({
    list,
    name: truncate(operation.functionName),
    source: operation.source,
  }));
  const { rows, byList } = buildFindingRows(findings, named, (rule) => hasPage.has(rule), cwd);
  const walks: Walks = api?.walks ?? new Map();
  const order = [...walks.keys()].filter((strategy) => (walks.get(strategy)?.length ?? 0) > 0);
  const numbers = new Map(order.map((strategy, index) => [strategy, index]));
  const cards = lists.map((list, index) =>
    buildListCard(
      list,
      (strategy) => walks.get(strategy) ?? [],
      (strategy) => numbers.get(strategy) ?? 0,
      places[index] ?? '',
      byList,
    ),
  );
  const simulated = summarizeSimulations(order.map((strategy) => walks.get(strategy) ?? []));
  return {
    title: truncate(api?.model.title ?? '') || 'Unnamed document',
    version: truncate(api?.model.version ?? ''),
    document: truncate(portableName(displayPath, cwd)),
    isRead: api !== undefined,
    glance: api === undefined ? [] : buildFigures(api, simulated),
    coverage: api === undefined ? { words: '', rows: [] } : summarizeCoverage(api.model, api.gaps),
    limits: lists.flatMap(buildLimitsRows),
    lists: cards,
    gaps: api === undefined ? [] : buildGapRows(api.gaps, input),
    simulated,
    findings: rows,
    found: findings.length,
    counts: countFindings(findings),
    suppressed,
    rules,
    pages,
    styles: [...new Set(lists.flatMap(({ strategies }) => strategies.map(({ plan }) => plan.style)))].sort(),
    outcomes: OUTCOMES.filter((outcome) => cards.some((card) => card.outcome === outcome)),
    severities: SEVERITIES.filter((severity) => findings.some((finding) => finding.severity === severity)),
  };
}

function summarizeSimulations(walks: readonly (readonly TotalWalk[])[]): Simulated | undefined {
  const totals = [...new Set(walks.flatMap((own) => own.map(({ total }) => total)))].sort((a, b) => a - b);
  const largest = totals.at(-1);
  if (largest === undefined) return undefined;
  return {
    totals: totals.map((value) => ({ value, text: formatNumber(value), isShown: value === largest })),
    largest: formatNumber(largest),
    isPartial: walks.some((own) => own.at(-1)?.total !== largest),
    walks: walks.map((own) =>
      totals.map((total): WalkFacts | null => {
        const walk = own.find((one) => one.total === total);
        return walk === undefined || walk === own.at(-1) ? null : walk;
      }),
    ),
  };
}

function buildFigures({ model, lists, walks, gaps }: ReportedApi, simulated: Simulated | undefined): Figure[] {
  const wanting = lists.length + gaps.faulty.length + gaps.unannotated.length;
  const operations = `among ${countOf(model.operations.length, 'operation')} in the document`;
  const known: Figure[] = [
    {
      value: wanting === 0 ? '0' : `${lists.length} of ${wanting}`,
      label: 'lists are annotated',
      remark: operations,
    },
  ];
  if (simulated === undefined) return known;
  const ends = [...walks.values()].flatMap((own) => own.at(-1)?.outcome ?? []);
  const of = (wanted: WalkOutcome): number => ends.filter((outcome) => outcome === wanted).length;
  const remarks = [
    ...(of('windows') > 0 ? [`${formatNumber(of('windows'))} in windows`] : []),
    ...(of('ceiling') > 0 ? [countOf(of('ceiling'), 'ends at a ceiling', 'end at a ceiling')] : []),
    ...(of('error') > 0 ? [countOf(of('error'), 'fails', 'fail')] : []),
  ];
  const whole = of('complete') + of('windows');
  return [
    ...known,
    {
      value: `${formatNumber(whole)} of ${formatNumber(ends.length)}`,
      label: 'simulated walks return every item',
      remark: remarks.join(', ') || `of up to ${simulated.largest} items; none meets a ceiling`,
    },
  ];
}

function buildGapRows({ faulty, unannotated, declined }: Gaps, { texts, cwd }: ReportInput): Gap[] {
  const row = (operation: Operation, reason: string, advice: string) => ({ operation, reason, advice });
  const rows = [
    ...faulty.map((operation) =>
      row(operation, 'has errors', 'Fix the errors in the findings; until then, no method is generated.'),
    ),
    ...unannotated.map(({ operation, style, confidence }) =>
      row(
        operation,
        `looks like a list (${style}, confidence ${confidence.toFixed(2)}), not annotated`,
        'Run `pagegen annotate` for a proposal, or declare `x-pagination: false`.',
      ),
    ),
    ...declined.map((operation) => row(operation, 'declared as not paginated', 'Nothing: its annotation is `false`.')),
  ];
  const places = locatePlaces(
    rows.map(({ operation }) => keyLocation(operation.location)),
    texts,
  );
  return rows.map(({ operation, reason, advice }, index) => ({
    name: truncate(operation.operationId ?? ''),
    method: truncate(operation.method),
    path: truncate(operation.path),
    place: placeText(places[index]!, cwd),
    reason,
    advice,
  }));
}

function countFindings(findings: readonly LocatedDiagnostic[]): string {
  const words = { error: 'error', warning: 'warning', info: 'remark' };
  const parts = SEVERITIES.flatMap((severity) => {
    const own = findings.filter((finding) => finding.severity === severity).length;
    return own === 0 ? [] : [countOf(own, words[severity])];
  });
  return parts.join(', ') || 'no findings';
}
