import { resolve as resolvePath } from 'node:path';
import { plan } from '../client/plan/plan.ts';
import { rules } from '../lint/rules/index.ts';
import { activate, type LintSettings } from '../lint/settings.ts';
import { buildPage, type ReportedApi } from '../report/build-page.ts';
import { findGaps } from '../report/coverage.ts';
import { ceilingText, explainLists } from '../report/list-cards.ts';
import { renderPage } from '../report/render-page.ts';
import { type OnProgress, simulateAll } from '../report/walks.ts';
import type { LocatedDiagnostic } from '../shared/locate.ts';
import { lintOpened } from './lint-run.ts';
import { type OpenOptions, openDocument } from './open-document.ts';

export { saveText } from '../output/save-text.ts';

export interface ReportOptions extends OpenOptions, LintSettings {
  /** Numbers of items in the simulated API, one walk each. Default: 100, 1,000 and 12,000. */
  readonly totals?: readonly number[] | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Called at each step of the work with words about it. A large document takes seconds. */
  readonly onProgress?: OnProgress | undefined;
}

export interface ReportResult {
  /** A self-contained HTML page. It depends only on the document and the options. */
  readonly html: string;
  /** The findings on the page, sorted by file, line and column. */
  readonly findings: readonly LocatedDiagnostic[];
  /** Number of paginated lists. */
  readonly lists: number;
}

/**
 * Writes an HTML page about the pagination of a document: its lists, limits, findings and simulated walks. Errors in the
 * document are findings on the page, which still describes the operations without errors. Sends no request.
 *
 * @throws InputError if the document cannot be read, like `generate`; the reason of the signal if it is aborted
 */
export async function report(options: ReportOptions): Promise<ReportResult> {
  const cwd = resolvePath(options.cwd ?? '.');
  const { document, totals, signal, onProgress } = options;
  onProgress?.('reading the document');
  const read = await openDocument(options);
  onProgress?.('checking its pagination');
  const active = activate(rules, options);
  const { findings, suppressed } = lintOpened(read, active);
  const ran = active.filter(({ level }) => level !== 'off').length;
  const known = {
    displayPath: document === '-' ? '<stdin>' : typeof document === 'string' ? document : document.file,
    cwd,
    texts: read.texts,
    findings,
    suppressed,
    rules: ran,
  };
  const api = read.model && (await reportedApi(read.model));
  return { html: renderPage(buildPage(known, api)), findings, lists: api?.lists.length ?? 0 };

  async function reportedApi(model: NonNullable<typeof read.model>): Promise<ReportedApi> {
    const { groups } = plan(model, { importExtension: 'js' }, () => {});
    const operations = groups.flatMap((group) => group.operations);
    const lists = explainLists(operations.filter(({ strategies }) => strategies.length > 0));
    const walked = lists.flatMap(({ operation, strategies }) =>
      strategies
        .filter(({ explained }) => explained.refused === undefined)
        .map(({ plan: strategy, explained }) => ({ operation, strategy, ceiling: ceilingText(explained) })),
    );
    const walks = await simulateAll(model, walked, totals, { signal, onProgress });
    return { model, lists, walks, gaps: findGaps(model, read.incomplete, findings) };
  }
}
