import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DIALECT_CODES } from '../src/annotation/dialects/dialect.ts';
import { PAGINATION_CODES } from '../src/annotation/x-pagination/codes.ts';
import { rules } from '../src/lint/rules/index.ts';
import { documentOf, lintText } from './lint/lint-text.ts';

const root = join(import.meta.dirname, '..');
const namesIn = (folder: string, ending: string): string[] =>
  readdirSync(join(root, folder))
    .filter((name) => /^(?:pagination|dialect)-/.test(name) && name.endsWith(ending))
    .map((name) => name.slice(0, -ending.length))
    .sort();
const ids = rules.map(({ id }) => id).sort();

/** The YAML below a heading of a page. */
function block(page: string, heading: string): string | undefined {
  return new RegExp(`^## ${heading}\\n\\n\`\`\`yaml\\n([\\s\\S]*?)\\n\`\`\``, 'm').exec(page)?.[1];
}

describe('each rule', () => {
  it('that a file declares is in the list', async () => {
    const declared: unknown[] = [];
    for (const file of readdirSync(join(root, 'src/lint/rules'))) {
      const theme = file.replace(/\.ts$/, '');
      if (theme !== 'index') declared.push(...Object.values(await import(`../src/lint/rules/${theme}.ts`)));
    }
    const visiting = rules.filter(({ visit }) => Object.keys(visit).length > 0);
    expect(visiting.length).toBeGreaterThan(10);
    expect(new Set(visiting)).toEqual(new Set(declared));
  });

  it('has a test and a page of its name, and there are no others', () => {
    expect(namesIn('test/lint/rules', '.test.ts')).toEqual(ids);
    expect(namesIn('docs/rules', '.md')).toEqual(ids);
  });

  it('is in the list of rules with its severity and summary', () => {
    const list = readFileSync(join(root, 'docs/rules/README.md'), 'utf8');
    for (const { id, severity, strict, isFixable, summary } of rules) {
      const cells = [`[${id}](${id}.md)`, strict ? `${severity} (strict)` : severity, isFixable ? 'yes' : '', summary];
      expect(list).toContain(`| ${cells.join(' | ')} |`);
    }
  });

  it.each(ids)('%s has examples that mean what they say', async (id) => {
    const page = readFileSync(join(root, `docs/rules/${id}.md`), 'utf8');
    const summary = rules.find((rule) => rule.id === id)?.summary;
    expect(page.startsWith(`# ${id}\n\n${summary}\n`)).toBe(true);
    const [wrong, right, base] = [block(page, 'Wrong'), block(page, 'Right'), block(page, 'Base document')];
    const settings = base === undefined ? {} : { base: documentOf(base) };
    const found = await lintText(documentOf(wrong ?? ''), settings);
    expect(found.findings.map(({ code }) => code)).toContain(id);
    const clean = await lintText(documentOf(right ?? ''), settings);
    expect(clean.findings.filter(({ code, severity }) => code === id || severity === 'error')).toEqual([]);
  });
});

it('every code of an annotation belongs to exactly one rule', () => {
  const owned = rules.flatMap(({ codes }) => codes);
  expect(new Set(owned).size).toBe(owned.length);
  for (const code of Object.keys({ ...PAGINATION_CODES, ...DIALECT_CODES })) expect(owned).toContain(code);
});

it('the examples of the pages are in a document that exists', () => {
  expect(existsSync(join(root, 'docs/rules/frame.yaml'))).toBe(true);
});
