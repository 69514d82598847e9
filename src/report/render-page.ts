import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import Handlebars from 'handlebars';
import { templatesFolder } from '../client/templates/templates.ts';
import type { Severity } from '../shared/diagnostic.ts';
import type { ReportPage, RulePage, WalkOutcome } from './report-page.ts';

const OUTCOMES: Readonly<Record<WalkOutcome, string>> = {
  complete: 'complete',
  windows: 'in windows',
  ceiling: 'ceiling',
  error: 'fails',
};

/**
 * Renders the page as one HTML file. The templates escape texts of the document, and the script's data is JSON without
 * the characters `<`, `>` and `&`. The content security policy forbids all scripts except the one of this package, and
 * all requests.
 */
export function renderPage(page: ReportPage): string {
  const engine = Handlebars.create();
  engine.registerHelper('markCode', markCode);
  engine.registerHelper('is', (one: unknown, other: unknown) => one === other);
  engine.registerHelper('outcomeName', (outcome: WalkOutcome) => OUTCOMES[outcome]);
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

/** Escapes a text, and marks the parts between backticks as code. */
function markCode(text: string): Handlebars.SafeString {
  const parts = text.split(/`([^`]+)`/).map((part, index) => {
    const escaped = Handlebars.escapeExpression(part);
    return index % 2 === 1 ? `<code>${escaped}</code>` : escaped;
  });
  return new Handlebars.SafeString(parts.join(''));
}

/** Serializes the data of the script: the walks with other totals than the one that the page shows. */
function dataOf({ simulated }: ReportPage): string {
  const walks = simulated?.walks.map((totals) =>
    totals.map(
      (walk) =>
        walk && [
          walk.words,
          walk.bars.map(({ kind, requests, note, items, sends, sum, x, width }) => [
            kind,
            x,
            width,
            requests,
            note,
            items,
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

/** Folders with the pages of the rules: next to `dist/` in the built package, above `src/report/` in the sources. */
const CANDIDATES = ['../docs/rules/', '../../docs/rules/'];

/** Reads the page of a rule. Undefined if there is none, as for syntax errors, which do not belong to a rule. */
export function readRulePage(rule: string): RulePage | undefined {
  if (!/^[a-z][a-z0-9-]*$/.test(rule)) return undefined;
  const file = CANDIDATES.map((folder) => new URL(`${folder}${rule}.md`, import.meta.url)).find((url) =>
    existsSync(url),
  );
  return file === undefined ? undefined : parseRulePage(rule, readFileSync(file, 'utf8'));
}

/** Splits a page into paragraphs, headings and fenced code, without its title. Other Markdown is not supported. */
export function parseRulePage(rule: string, markdown: string): RulePage {
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
