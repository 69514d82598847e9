import { describe, expect, it } from 'vitest';
import { documentOf, lintText, unmark } from '../lint-text.ts';
import { testRule } from '../test-rule.ts';

const RIGHT = `style: cursor-query
request: { cursor: cursor, limit: limit }
response: { items: data, nextCursor: next }
key: id`;
const withKey = (key: string): string => documentOf(RIGHT).replace('x-pagination:', key);
const wrong = (key: string, isFixed = true) => ({
  document: withKey(`«${key}:`),
  messages: [`\`${key}\` is not a key that pagegen knows, so it has no effect. | Did you mean \`x-pagination\`?`],
  ...(isFixed && { fixed: withKey('x-pagination:') }),
});

testRule('pagination-misspelled-key', {
  valid: [
    RIGHT,
    documentOf(RIGHT).replace('x-pagination:', 'x-ms-note: 1\n      x-pagination:'),
    documentOf(RIGHT).replace('x-pagination:', 'x-paginated: true\n      x-pagination:'),
  ],
  invalid: [
    wrong('x-paginaton'),
    wrong('x-pagniation'),
    wrong('X-Pagination'),
    wrong('X-PAGINATON', false),
    wrong('x_pagination'),
    wrong('xpagination'),
    wrong('x-paginations'),
    wrong('x-pagnaton', false),
    wrong('x-paginate', false),
    wrong('pagination', false),
  ],
});

describe('a misspelled key', () => {
  it('is a warning if its value belongs to another tool', async () => {
    const { text, places } = unmark(
      documentOf(RIGHT).replace(
        '      x-pagination:',
        '      «x-paginatoin: { limitParam: limit }\n      x-pagination:',
      ),
    );
    const { lines } = await lintText(text);
    expect(lines.filter((line) => line.includes('misspelled'))).toEqual([
      `${places[0]} warning pagination-misspelled-key: \`x-paginatoin\` is not a key that pagegen knows, so it has no effect. | \`x-pagination\` is declared here too. Remove one of them.`,
    ]);
  });

  it('is found among the shared strategies', async () => {
    const shared = 'components:\n  x-paginaton: { one: { style: offset, request: { offset: skip } } }';
    const { lines } = await lintText(documentOf(RIGHT).replace('components:', shared));
    expect(lines.filter((line) => line.includes('misspelled'))).toHaveLength(1);
  });
});
