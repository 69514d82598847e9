import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import Handlebars from 'handlebars';
import { templatesFolder } from '../emit/templates/templates-folder.ts';
import type { Severity } from '../shared/diagnostic.ts';
import type { Outcome, ReportPage, RulePage } from './report-page.ts';

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

/** Nearer first: beside `dist/`, where built code runs; above `src/report/`, where this file stands. */
const CANDIDATES = ['../docs/rules/', '../../docs/rules/'];

/** The page of a rule; undefined where there is none: faults of the text belong to no rule. */
export function readRulePage(rule: string): RulePage | undefined {
  if (!/^[a-z][a-z0-9-]*$/.test(rule)) return undefined;
  const file = CANDIDATES.map((folder) => new URL(`${folder}${rule}.md`, import.meta.url)).find((url) =>
    existsSync(url),
  );
  return file === undefined ? undefined : rulePage(rule, readFileSync(file, 'utf8'));
}

/** The blocks of a page that has paragraphs, headings and fenced code, and nothing else; its title is left out. */
export function rulePage(rule: string, markdown: string): RulePage {
  const blocks = [...markdown.matchAll(/^```\w*\n([\s\S]*?)\n```$|^## (.+)$|^(?!#|```)(.+(?:\n(?!#|```).+)*)/gm)];
  return {
    rule,
    blocks: blocks.map(([, code, heading, text = '']) => {
      if (code !== undefined) return { kind: 'code', text: code };
      if (heading !== undefined) return { kind: 'heading', text: heading };
      return { kind: 'text', text: text.replaceAll('\n', ' ').replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1') };
    }),
  };
}
