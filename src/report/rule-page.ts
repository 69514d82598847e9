import { existsSync, readFileSync } from 'node:fs';
import type { RulePage } from './report-page.ts';

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
