import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseRulePage, readRulePage } from '../../src/report/render-page.ts';

const FOLDER = join(import.meta.dirname, '../../docs/rules');
const RULES = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.md') && name !== 'README.md')
  .map((name) => name.slice(0, -3));

describe('the page of a rule', () => {
  it.each(RULES)('%s is read without losing a word', (rule) => {
    const markdown = readFileSync(join(FOLDER, `${rule}.md`), 'utf8');
    const { blocks } = readRulePage(rule)!;
    const rest = markdown
      .replace(/^# .+\n/, '')
      .replaceAll(/^(?:```\w*|## )/gm, '')
      .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1');
    expect(
      blocks
        .map(({ text }) => text)
        .join('\n')
        .split(/\s+/),
    ).toEqual(rest.trim().split(/\s+/));
    expect(blocks.filter(({ kind }) => kind === 'heading').map(({ text }) => text)).toEqual(
      expect.arrayContaining(['Wrong', 'Right']),
    );
  });

  it('tells paragraphs, headings and code apart', () => {
    const page = parseRulePage(
      'a',
      '# a\n\nOne\nline, see [b](b.md).\n\n## Wrong\n\n```yaml\n# not a heading\n\nx: 1\n```\n',
    );
    expect(page.blocks).toEqual([
      { kind: 'text', text: 'One line, see b.' },
      { kind: 'heading', text: 'Wrong' },
      { kind: 'code', text: '# not a heading\n\nx: 1' },
    ]);
  });

  it.each(['unresolved-reference', '../../package', 'README'])('is not there for %s', (rule) => {
    expect(readRulePage(rule)).toBeUndefined();
  });
});
