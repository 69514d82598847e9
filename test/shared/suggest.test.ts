import { describe, expect, it } from 'vitest';
import { findNearest } from '../../src/shared/suggest.ts';

describe('findNearest', () => {
  it.each([
    ['limti', ['offset', 'limit'], 'limit'],
    ['Laed', ['Contact', 'Lead'], 'Lead'],
    ['Limit', ['offset', 'limit'], 'limit'],
    ['next-cursor', ['next_cursor', 'next'], 'next_cursor'],
    [
      '#/components/schemas/Laed',
      ['#/components/schemas/Lead', '#/components/schemas/Contact'],
      '#/components/schemas/Lead',
    ],
  ])('%s of %j is %s', (name, candidates, expected) => {
    expect(findNearest(name, candidates)).toBe(expected);
  });

  it('is undefined if nothing is near', () => {
    expect(findNearest('cursor', ['offset', 'page'])).toBeUndefined();
    expect(findNearest('a', ['b'])).toBeUndefined();
    expect(findNearest('limit', [])).toBeUndefined();
  });

  it('prefers the first of equally near names', () => {
    expect(findNearest('lead', ['leads', 'leaf'])).toBe('leads');
  });
});
