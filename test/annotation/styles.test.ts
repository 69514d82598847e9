import { describe, expect, it } from 'vitest';
import { styles } from '../../src/annotation/styles.ts';
import { STYLE_NAMES } from '../../src/model/strategy.ts';

const common = {
  request: ['limit', 'firstPageOnly', 'fixed'],
  response: ['items', 'hasMore', 'isLast', 'total', 'totalPages', 'limit', 'lastPage', 'pastEnd', 'repeat', 'error'],
};

const BACK = ['prevCursor', 'firstItemCursor', 'hasPrevious', 'backOrder'];

describe('styles', () => {
  it('are all there', () => {
    expect([...styles.keys()]).toEqual(STYLE_NAMES);
  });

  it.each([
    ['offset', ['offset', 'start'], ['position'], ['maxOffset'], ['offset'], ['items']],
    ['page', ['page', 'start'], ['position'], ['maxPage'], ['page'], ['items']],
    [
      'cursor-query',
      ['cursor', 'backCursor', 'backLimit', 'start', 'operation'],
      ['nextCursor', 'itemCursor', 'inclusive', 'end', 'expiredOn', 'stateful', ...BACK],
      ['cursorTtl'],
      ['cursor'],
      ['items'],
    ],
    [
      'cursor-body',
      ['cursor', 'backCursor', 'backLimit', 'start', 'operation'],
      ['nextCursor', 'itemCursor', 'inclusive', 'end', 'expiredOn', 'stateful', ...BACK],
      ['cursorTtl'],
      ['cursor'],
      ['items'],
    ],
    [
      'cursor-header',
      ['cursor', 'backCursor', 'backLimit', 'start', 'operation'],
      ['nextCursor', 'itemCursor', 'inclusive', 'end', 'expiredOn', 'stateful', ...BACK],
      ['cursorTtl'],
      ['cursor'],
      ['items'],
    ],
    [
      'next-url',
      ['carry', 'operation'],
      ['nextUrl', 'end', 'linkBase', 'nextMethod', 'expiredOn', 'stateful', 'prevUrl', 'hasPrevious'],
      ['cursorTtl'],
      [],
      ['items', 'nextUrl'],
    ],
    [
      'link-header',
      ['carry'],
      ['rel', 'nextMethod', 'expiredOn', 'stateful', 'hasPrevious'],
      ['cursorTtl'],
      [],
      ['items'],
    ],
  ])('%s takes and needs what the annotation says', (name, request, response, limits, needsRequest, needsResponse) => {
    const style = styles.get(name)!;
    expect(new Set(style.request)).toEqual(new Set([...common.request, ...request]));
    expect(new Set(style.response)).toEqual(new Set([...common.response, ...response]));
    expect(new Set(style.limits)).toEqual(new Set(['minLimit', 'maxLimit', 'defaultLimit', 'maxResults', ...limits]));
    expect(style.needs).toEqual({ request: needsRequest, response: needsResponse });
  });

  it.each([
    ['offset', 0, []],
    ['page', 1, []],
    ['cursor-query', undefined, ['nextCursor', 'itemCursor']],
    ['next-url', undefined, []],
  ])('%s starts at %s', (name, start, exactlyOne) => {
    expect(styles.get(name)).toMatchObject({ exactlyOne });
    expect(styles.get(name)?.start).toBe(start);
  });

  it.each([
    ['offset', 'query', 'query'],
    ['cursor-query', 'query', 'query'],
    ['cursor-body', 'body', 'body'],
    ['cursor-header', 'header', 'query'],
  ])('%s looks for a bare cursor in the %s, for a bare limit in the %s', (name, cursor, limit) => {
    expect([styles.get(name)?.bareName('cursor'), styles.get(name)?.bareName('limit')]).toEqual([cursor, limit]);
  });
});
