import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** A fenced block of a page. CONTRIBUTING.md says what the words behind the language mean. */
export interface Sample {
  /** Path of the page in the repository. */
  readonly page: string;
  /** Line of the opening fence. */
  readonly line: number;
  readonly language: string;
  /** The file that the sample is, of `[name]`. */
  readonly file: string | undefined;
  /** Why it cannot run, of `no-run: reason`. */
  readonly reason: string | undefined;
  /** `background`, `exits 1` and the like. */
  readonly words: string;
  readonly code: string;
  /** The `text` and `http` blocks that follow: what it prints, and what goes over the wire. */
  readonly output: Readonly<Partial<Record<'text' | 'http', Block>>>;
}

interface Block {
  readonly page: string;
  /** Line of the opening fence. */
  readonly line: number;
  readonly code: string;
}

/** Pages whose samples other tests run. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  'docs/configuration.md': 'test/real/recipes.test.ts',
  'docs/recipes.md': 'test/real/recipes.test.ts',
  'docs/rules/dialect-': 'test/conformance.test.ts',
  'docs/rules/pagination-': 'test/conformance.test.ts',
};

const FENCE = /^( *)```(\w*)([^\n]*)\n([\s\S]*?)^\1```$/gm;

/** Every page of the project, by its path. */
export const pages: readonly string[] = ['.', 'docs', 'bench', 'examples']
  .flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: folder !== '.', encoding: 'utf8' }).map((name) => join(folder, name)),
  )
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => path.endsWith('.md') && !/(?:^|\/)(?:node_modules|client)\//.test(path))
  .sort();

export function textOf(page: string): string {
  return readFileSync(join(ROOT, page), 'utf8');
}

/** All samples that have to be run here. */
export const samples: readonly Sample[] = pages
  .filter((page) => !Object.keys(ELSEWHERE).some((prefix) => page.startsWith(prefix)))
  .flatMap(samplesOf);

function samplesOf(page: string): Sample[] {
  const found: Sample[] = [];
  const text = textOf(page);
  for (const { index, 1: indent = '', 2: language = '', 3: info = '', 4: body = '' } of text.matchAll(FENCE)) {
    const line = text.slice(0, index).split('\n').length;
    const code = body.replaceAll(new RegExp(`^${indent}`, 'gm'), '');
    const [, words = '', reason] = /^(.*?)(?:no-run: (.*))?$/.exec(info.trim()) ?? [];
    const before = found.at(-1);
    if ((language === 'text' || language === 'http') && reason === undefined) {
      if (before === undefined) throw new Error(`${page}:${line} is the output of nothing`);
      found[found.length - 1] = { ...before, output: { ...before.output, [language]: { page, line, code } } };
      continue;
    }
    const file = /\[(.+)\]/.exec(words)?.[1];
    found.push({ page, line, language, file, reason, words: words.replace(/\[.+\]/, '').trim(), code, output: {} });
  }
  return found;
}

/** Returns the page and line of a sample, for the names of tests. */
export function placeOf({ page, line }: Block): string {
  return `${page}:${line}`;
}

/** True if a text is what a page shows. `…` matches any text; alone on a line, any lines. */
function isShown(shown: string, actual: string): boolean {
  const pattern = shown
    .trimEnd()
    .split('\n')
    .map((line) => (line === '…' ? '[\\s\\S]*' : line.trimEnd().split('…').map(escaped).join('.*')))
    .join('\n')
    .replaceAll('\n[\\s\\S]*', '(?:\\n[\\s\\S]*)?');
  const plain = actual.replace(/[ \t]+$/gm, '').trimEnd();
  return new RegExp(`^${pattern}$`).test(plain);
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

const outdated: { block: Block; actual: string }[] = [];

/**
 * Compares a block with the actual text. With `UPDATE_DOCS=1`, `writeOutdated` updates the page; review the difference.
 *
 * @returns the text that `block.code` must equal: the block's own text if the two agree, otherwise the actual text
 */
export function shownFor(block: Block, actual: string): string {
  if (isShown(block.code, actual)) return block.code;
  if (process.env['UPDATE_DOCS'] === undefined) return `${actual.trimEnd()}\n`;
  outdated.push({ block, actual: `${actual.replace(/[ \t]+$/gm, '').trimEnd()}\n` });
  return block.code;
}

/** Writes all outdated outputs into their pages. */
export function writeOutdated(): void {
  for (const { block, actual } of outdated.sort((a, b) => b.block.line - a.block.line)) {
    const lines = textOf(block.page).split('\n');
    const length = block.code.split('\n').length - 1;
    lines.splice(block.line, length, ...actual.trimEnd().split('\n'));
    writeFileSync(join(ROOT, block.page), lines.join('\n'));
  }
  outdated.length = 0;
}
