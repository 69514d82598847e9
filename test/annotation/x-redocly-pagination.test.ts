import { describe, expect, it } from 'vitest';
import { readDialect } from './read-dialect.ts';

describe.each(['x-redocly-pagination', 'x-redoclyPagination'])('%s', (key) => {
  it.each([
    [
      '{ style: cursor, cursorParam: cursor, nextCursor: /meta/next, items: /data, hasMore: /meta/more }',
      'cursor-query, cursor cursor, items /data, nextCursor /meta/next, hasMore /meta/more',
    ],
    [
      '{ style: offset, offsetParam: offset, limitParam: limit, items: /data }',
      'offset, offset offset, limit limit, items /data',
    ],
    ['{ style: page, offsetParam: page, items: /data }', 'page, page page, items /data'],
    ['{ style: link, items: /data }', 'link-header, items /data'],
    ['{ style: body-link, nextCursor: /meta/next, items: /data }', 'next-url, items /data, nextUrl /meta/next'],
  ])('translates %s', async (block, expected) => {
    const { strategy, faults } = await readDialect(`${key}: ${block}`);
    expect(faults).toEqual([]);
    expect(strategy).toContain(expected.split(', ')[0]);
    expect(strategy?.split(', ').sort()).toEqual(expected.split(', ').sort());
  });

  it.each([
    ['{ style: seek }', '`style` must be cursor, offset, page, link or body-link.'],
    ['{ style: offset, items: /data }', 'The style offset needs `offsetParam`.'],
    ['{ style: cursor, items: /data, cursorParam: cursor }', 'The style cursor needs `cursorParam` and `nextCursor`.'],
    ['{ style: body-link, items: /data }', 'The style body-link needs `nextCursor`.'],
  ])('leaves the operation unpaginated: %s', async (block, reason) => {
    const { strategy, faults } = await readDialect(`${key}: ${block}`);
    expect(strategy).toBeUndefined();
    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain(`warning dialect-unpaginated: ${reason} The operation is not paginated.`);
  });

  it('leaves out a parameter that is not there', async () => {
    const { strategy, faults } = await readDialect(
      `${key}: { style: page, offsetParam: page, limitParam: size, items: /data }`,
    );
    expect(strategy).toBe('page, page page, items /data');
    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain('warning dialect-untranslated: `limitParam` names no parameter of the operation.');
  });
});
