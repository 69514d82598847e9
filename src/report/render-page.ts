import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import Handlebars from 'handlebars';
import type { Severity } from '../diagnostics/diagnostic.ts';
import { templatesFolder } from '../emit/templates/templates-folder.ts';
import type { Outcome, ReportPage } from './report-page.ts';

const OUTCOMES: Readonly<Record<Outcome, string>> = {
  complete: 'complete',
  windows: 'in windows',
  ceiling: 'ceiling',
  error: 'fails',
};

/**
 * The page as one file. What comes from the document is escaped by the template, and goes into the script's data as
 * JSON that holds no character of HTML; the page's policy lets nothing run but the script of this package, and nothing
 * be fetched.
 */
export function renderPage(page: ReportPage): string {
  const engine = Handlebars.create();
  engine.registerHelper('words', words);
  engine.registerHelper('is', (one: unknown, other: unknown) => one === other);
  engine.registerHelper('outcomeName', (outcome: Outcome) => OUTCOMES[outcome]);
  engine.registerHelper('severityName', (severity: Severity) => (severity === 'info' ? 'remark' : severity));
  engine.registerPartial('bar', part('bar.hbs'));
  engine.registerPartial('finding', part('finding.hbs'));
  engine.registerPartial('list', part('list.hbs'));
  engine.registerPartial('unpaginated', part('unpaginated.hbs'));
  const [style, script] = [part('report.css'), part('report.js')];
  const fill = engine.compile(part('page.hbs'), { strict: true });
  return fill({ ...page, data: dataOf(page), style, script, styleHash: hashOf(style), scriptHash: hashOf(script) });
}

function part(name: string): string {
  return readFileSync(new URL(`report/${name}`, templatesFolder()), 'utf8');
}

/** Text with code between backticks, as messages of pagegen have it. */
function words(text: string): Handlebars.SafeString {
  const parts = text.split(/`([^`]+)`/).map((part, index) => {
    const escaped = Handlebars.escapeExpression(part);
    return index % 2 === 1 ? `<code>${escaped}</code>` : escaped;
  });
  return new Handlebars.SafeString(parts.join(''));
}

/** What the script needs beyond the page itself: the walks through other totals. */
function dataOf({ simulated }: ReportPage): string {
  const walks = simulated?.walks.map((totals) =>
    totals.map(
      (walk) =>
        walk && [
          walk.words,
          walk.bars.map(({ kind, requests, note, gives, sends, sum, x, width }) => [
            kind,
            x,
            width,
            requests,
            note,
            gives,
            sends,
            sum,
          ]),
        ],
    ),
  );
  const data = { totals: simulated?.totals.map(({ value }) => value) ?? [], walks: walks ?? [] };
  return JSON.stringify(data).replaceAll(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}
