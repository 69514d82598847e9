import { describe, expect, it } from 'vitest';
import { rules } from '../../src/lint/rules/index.ts';
import { documentOf, lintText, unmark } from './lint-text.ts';

interface Invalid {
  /** A whole document, or the annotation of `listLeads` in docs/rules/frame.yaml; « where the finding is expected. */
  readonly document: string;
  /** One for each «, in their order; behind ` | ` the hint. */
  readonly messages: readonly string[];
  /** The document after `--fix`. Absent if the rule fixes nothing. */
  readonly fixed?: string;
}

interface Cases {
  readonly valid: readonly string[];
  readonly invalid: readonly Invalid[];
  /** The document to compare with. */
  readonly base?: string;
}

/** Tests one rule in the strictest profile: its findings with their places, its fixes, and the cases without findings. */
export function testRule(id: string, { valid, invalid, base }: Cases): void {
  const rule = rules.find((each) => each.id === id);
  const settings = base === undefined ? {} : { base: documentOf(base) };

  describe(id, () => {
    it('exists', () => expect(rule?.summary).toMatch(/^[A-Z`].*\.$/));

    it('says whether it has fixes', () => {
      expect(rule?.isFixable).toBe(invalid.some(({ fixed }) => fixed !== undefined));
    });

    it.each(valid.map((text, index) => [index + 1, text] as const))(
      'leaves right document %i alone',
      async (_, text) => {
        const { findings } = await lintText(documentOf(text), settings);
        expect(findings.filter(({ code, severity }) => code === id || severity === 'error')).toEqual([]);
      },
    );

    it.each(invalid.map((each, index) => [index + 1, each] as const))('finds wrong document %i', async (_, each) => {
      const { text, places } = unmark(documentOf(each.document));
      const { findings, lines, fixed } = await lintText(text, settings);
      const own = lines.filter((_line, index) => findings[index]?.code === id);
      const expected = each.messages.map((message, index) => `${places[index]} ${rule?.severity} ${id}: ${message}`);
      expect(own).toEqual(expected);
      expect(fixed).toBe(each.fixed === undefined ? text : documentOf(each.fixed));
      // A fault is reported once, by the one rule that it breaks.
      expect(findings.filter(({ code, severity }) => severity === 'error' && code !== id)).toEqual([]);
    });
  });
}
