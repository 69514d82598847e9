import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { documentOf, lintText } from '../lint-text.ts';
import { testRule } from '../test-rule.ts';

const LIST = `style: page
request: { page: capped_page, limit: limit }
response: { items: data, hasMore: has_more }
key: id
alternatives: [exportLeads]`;

testRule('pagination-implied-ceiling', {
  valid: [`${LIST}\nlimits: { maxPage: 40 }`, `${LIST}\nlimits: { maxPage: null }`],
  invalid: [],
});

it('is reported once, at the parameter', async () => {
  const { lines } = await lintText(documentOf(LIST));
  const frame = readFileSync(new URL('../../../docs/rules/frame.yaml', import.meta.url), 'utf8').split('\n');
  const line = frame.findIndex((each) => each.includes('capped_page')) + LIST.split('\n').length + 1;
  expect(lines.filter((each) => each.includes('implied-ceiling'))).toEqual([
    expect.stringMatching(
      new RegExp(
        `^${line}:\\d+ info pagination-implied-ceiling: The maximum of the query parameter \`capped_page\`, 50, counts as \`limits.maxPage\`: walks end there.`,
      ),
    ),
  ]);
});
