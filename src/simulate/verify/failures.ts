import { isCounted } from '../../model/pagination-fields.ts';
import { type Check, isRejection, type MainWalk, startOf } from './check.ts';
import { checkTypes } from './page-fields.ts';
import type { WalkResult } from './received.ts';
import { readCount } from './received.ts';

/** Statuses with which servers answer a page that does not exist. */
const NO_SUCH_PAGE: ReadonlySet<number> = new Set([404, 410, 416]);

/** Reports why a walk failed. */
export function reportFailure(check: Check, { end, last }: WalkResult, prefix = ''): void {
  const { report } = check;
  if (end.kind === 'refused') report('request-failed', prefix + end.message, { status: end.status });
  else if (end.kind === 'failed') report('request-failed', prefix + end.message);
  else if (end.kind === 'broken') {
    const isTyped = last !== undefined && last.status < 300 && last.body !== undefined && checkTypes(check, [last]);
    if (!isTyped) report('walk-broken', prefix + end.message);
  }
}

/** How the failure of a walk that has returned pages is to be understood. */
export type Failure = 'none' | 'past-end' | 'ceiling' | 'other';

/** Reports the failure of the main walk, if there is one. A ceiling that the document declares is none. */
export function reportWalkFailure(check: Check, walk: MainWalk): Failure {
  const { strategy, report, coverage } = check;
  const { end, pages } = walk;
  if (end.kind === 'end' || end.kind === 'cut' || end.kind === 'ceiling') return 'none';
  if (end.kind !== 'refused' || !isCounted(strategy) || pages.length === 0 || !isRejection(walk)) {
    reportFailure(check, walk);
    return 'other';
  }
  const { status } = end;
  const { style, response, limits } = strategy;
  const items = walk.identities.length;
  const position = startOf(strategy) + (style === 'page' ? pages.length : items);
  const what = `The API rejects ${style} ${position} with status ${status}`;
  if (NO_SUCH_PAGE.has(status) || looksComplete(check, walk)) {
    const message = `${what}, which is past the last page. The document does not declare this status in \`pastEnd\`.`;
    const value = [...response.pastEnd, status];
    report('past-end-undeclared', message, { status, corrections: [{ group: 'response', field: 'pastEnd', value }] });
    coverage.wrong('response.pastEnd');
    return 'past-end';
  }
  const ceiling = style === 'page' ? 'maxPage' : 'maxOffset';
  const declared = limits[ceiling];
  const advice = check.probes ? '' : '. Use --probe-limits to find the exact ceiling';
  if (declared !== undefined) {
    const message = `${what}, but the document allows ${ceiling} ${declared}: ${end.message}${advice}`;
    report('position-refused', message, { status });
    coverage.wrong(`limits.${ceiling}`);
  } else {
    report('ceiling-undeclared', `${what}, and the document declares no \`${ceiling}\`${advice}.`, { status });
  }
  return 'ceiling';
}

/** True if the items so far are the whole list, by a short last page or by the total. */
function looksComplete({ strategy }: Check, { pages, identities }: MainWalk): boolean {
  const first = pages[0]?.items.length ?? 0;
  const last = pages.at(-1);
  const { total } = strategy.response;
  const count = total && last && readCount(last, total);
  return (
    (last !== undefined && last.items.length < first) || (count?.kind === 'count' && count.count === identities.length)
  );
}
